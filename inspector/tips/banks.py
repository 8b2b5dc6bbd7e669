"""Bank account numbers, only where a word says that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inspector.domain.tip import AddressKind
from inspector.tips.lists import AddressLists
from inspector.tips.passage import Hit, Passage

_NUMBER = r"([0-9](?:[ .\-]?[0-9]){5,18}+)(?![0-9])"
_MONEY = re.compile(r" ?(?:dong|vnd|d\b|usd|trieu|ty|nghin|k\b)")


def bank_accounts(passage: Passage, lists: AddressLists) -> Iterator[Hit]:
    """Numbers of 6 to 19 digits behind a word for an account, or behind "TK" and a bank's name."""
    words = "|".join(map(re.escape, lists.bank_words))
    names = "|".join(map(re.escape, sorted(lists.bank_names, key=len, reverse=True)))
    said = rf"(?:{words})[^0-9\n]{{0,32}}+|(?:tk|tai khoan) (?:{names})[ :.\-]{{0,4}}+"
    for match in re.finditer(rf"(?<![a-z0-9])(?:{said}){_NUMBER}", passage.folded):
        if not _MONEY.match(passage.folded, match.end()):
            value = "".join(each for each in match[1] if each.isdigit())
            yield Hit(AddressKind.BANK, value, match.start(1), match.end(1))

"""E-mail addresses, those written with (at) and [.] included."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inspector.domain.tip import AddressKind
from inspector.tips.passage import Hit
from inspector.tips.weblinks import HOST, real_host, refanged

# RFC 5321 4.5.3.1: at most 64 octets before the @. Quoted local parts are not looked for.
_EMAIL = re.compile(
    rf"(?<![\w.+%-])([A-Za-z0-9_][A-Za-z0-9_.+%-]{{0,63}}+)(?:@| ?[\[({{] ?(?:at|@|a cong) ?[\])}}] ?)({HOST})",
    re.IGNORECASE,
)
_ENDING = re.compile(r"[a-z]{2,24}|xn--[a-z0-9-]{1,59}")


def emails(text: str) -> Iterator[Hit]:
    """E-mail addresses in a levelled text."""
    for match in _EMAIL.finditer(text):
        host = real_host(match[2], text[match.end() : match.end() + 1])
        domain = refanged(host).lower()
        local = match[1].rstrip(".")
        if local == match[1] and ".." not in local and _ENDING.fullmatch(domain.rpartition(".")[2]):
            yield Hit(AddressKind.EMAIL, f"{local.lower()}@{domain}", match.start(), match.start(2) + len(host))

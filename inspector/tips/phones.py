"""Telephone numbers: Vietnamese in every common spelling, foreign ones with a plus sign.

Sources: numbering plan of Thông tư 22/2014/TT-BTTTT as changed (eleven-digit mobile numbers ended in 2018, the old ones
still stand in old chats); E.164 for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from inspector.domain.tip import AddressKind
from inspector.tips.lists import AddressLists
from inspector.tips.passage import Hit, Passage

_RUN = re.compile(r"(?<![\w.,\-])[+(]?[0-9][0-9 .()+\-]{4,}+")
_TOKEN = re.compile(r"[+(0-9][0-9.()\-+]*+")
_OPENING = re.compile(r"\(?(?:\+|0|84)|1[89]00")
_TOKENS = 6
_SHORTEST, _LONGEST = 8, 28
_AMOUNT = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_YEARS = re.compile(r"(?:18|19)00\D+\d+")

_MOBILE = re.compile(r"(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9])[0-9]{7}")
_OLD_MOBILE = re.compile(r"1(?:2[0-9]|6[2-9]|8[68]|99)[0-9]{7}")
_LANDLINE = re.compile(r"2[0-9]{9}")
_SERVICE = re.compile(r"1[89]00(?:[0-9]{4}|[0-9]{6})")


def phones(passage: Passage, text: str, lists: AddressLists) -> Iterator[Hit]:
    """Telephone numbers in `text`, which is the passage without what was found before."""
    for run in _RUN.finditer(text):
        tokens = [(run.start() + each.start(), run.start() + each.end()) for each in _TOKEN.finditer(run[0])]
        yield from _in_tokens(passage, text, tokens, lists)
    yield from _short(passage, text, lists)


def normal_phone(written: str) -> str:
    """The number in international spelling (+84…), a service number as dialled, or an empty string.

    >>> normal_phone("0912.345.678")
    '+84912345678'
    """
    digits = "".join(each for each in written if each in "0123456789")
    if written.lstrip("(").startswith("+"):
        return _international(digits)
    if digits.startswith("0084"):
        return _vietnamese(digits[4:])
    if digits.startswith("0"):
        return _vietnamese(digits[1:])
    if _AMOUNT.fullmatch(written):
        return ""
    if digits.startswith("84"):
        return f"+{digits}" if _MOBILE.fullmatch(digits[2:]) else ""
    return digits if _SERVICE.fullmatch(digits) else ""


def _international(digits: str) -> str:
    if digits.startswith("84"):
        return _vietnamese(digits[2:].removeprefix("0"))
    if digits.startswith("1"):
        return f"+{digits}" if len(digits) == 11 else ""
    return f"+{digits}" if 8 <= len(digits) <= 15 and not digits.startswith("0") else ""


def _vietnamese(national: str) -> str:
    good = any(shape.fullmatch(national) for shape in (_MOBILE, _LANDLINE, _OLD_MOBILE))
    return f"+84{national}" if good else ""


def _in_tokens(passage: Passage, text: str, tokens: list[tuple[int, int]], lists: AddressLists) -> Iterator[Hit]:
    """The longest numbers that can be made of neighbouring groups of digits, from left to right."""
    at = 0
    while at < len(tokens):
        taken = 1
        start = tokens[at][0]
        widest = min(_TOKENS, len(tokens) - at) if _OPENING.match(text, start) else 0
        for count in range(widest, 0, -1):
            end = tokens[at + count - 1][1]
            if _SHORTEST <= end - start <= _LONGEST and (hit := _hit(passage, text[start:end], start, lists)):
                yield hit
                taken = count
                break
        at += taken


def _hit(passage: Passage, written: str, start: int, lists: AddressLists) -> Hit | None:
    written = written.rstrip(".-(+ ")
    if written.endswith(")") and "(" not in written:
        written = written[:-1]
    value = normal_phone(written) if "+" not in written[2:] else ""
    end = start + len(written)
    if not value or passage.text[end : end + 1].isalnum():
        return None
    if _YEARS.fullmatch(written) and not passage.says_before(lists.service_words, start):
        return None
    return None if passage.says_before(lists.other_words, start) else Hit(AddressKind.PHONE, value, start, end)


def _short(passage: Passage, text: str, lists: AddressLists) -> Iterator[Hit]:
    numbers = "|".join(map(re.escape, lists.short_numbers))
    for match in re.finditer(rf"(?<![\w.,/+\-])(?:{numbers})(?![\w/]|[.,\-][0-9])", text):
        if passage.says_before(lists.short_words, match.start()):
            yield Hit(AddressKind.PHONE, match[0], match.start(), match.end())

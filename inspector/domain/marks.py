"""Text in one normal form, at a cost that hostile text cannot drive up.

Putting a letter's marks in order takes time that grows with the square of their number: a file of four million marks
behind one letter would keep a program busy for hours. So runs of marks are parted first, as the Stream-Safe Text Format
asks (UAX #15, section 13): a combining grapheme joiner behind every thirtieth.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_MOST = 30
_JOINER = "\u034f"
_LAST = 0x1FFFF  # no mark has a number above it


def composed(text: str) -> str:
    """NFC: a letter and its marks are one character where there is one."""
    return text if text.isascii() else unicodedata.normalize("NFC", _parted(text))


def decomposed(text: str) -> str:
    """NFD: every mark stands by itself behind its letter."""
    return text if text.isascii() else unicodedata.normalize("NFD", _parted(text))


def _parted(text: str) -> str:
    if _marks().isdisjoint(text[::_MOST]):  # a run of thirty has a mark at one of these places
        return text
    return _run().sub(rf"\g<0>{_JOINER}", text)


@cache
def _marks() -> frozenset[str]:
    return frozenset(chr(code) for code in range(0x300, _LAST) if unicodedata.combining(chr(code)))


@cache
def _run() -> re.Pattern[str]:
    """Thirty marks with another behind them."""
    mark = f"[{re.escape(''.join(sorted(_marks())))}]"
    return re.compile(f"{mark}{{{_MOST}}}(?={mark})")

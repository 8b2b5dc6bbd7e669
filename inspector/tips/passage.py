"""A text to be searched: as written, levelled for patterns, and folded for the words of a language.

All three have the same length, so a place in one is the place in the others.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from inspector.domain.tip import AddressKind, Place


@dataclass(frozen=True, slots=True)
class Hit:
    """An address found: `start` and `end` are characters of the passage."""

    kind: AddressKind
    value: str
    start: int
    end: int
    port: int | None = None
    time: str | None = None


class Passage:
    """One part of a tip; `part` names it in places."""

    def __init__(self, text: str, part: str) -> None:
        self.text = text
        self.part = part
        self.level = text if text.isascii() else text.translate(_LEVEL)
        self.folded = self.level.translate(_FOLD)
        self._breaks = [at for at, character in enumerate(text) if character == "\n"]

    def place(self, offset: int) -> Place:
        """Where `offset` stands."""
        return Place(self.part, bisect_right(self._breaks, offset - 1) + 1, offset)

    def before(self, offset: int, width: int = 24) -> str:
        """The folded words that stand before `offset` on its line, at most `width` characters."""
        return self.folded[max(0, offset - width) : offset].rpartition("\n")[2]

    def words_before(self, offset: int) -> str:
        """What stands shortly before `offset`, folded, with a space around each word."""
        return f" {''.join(each if each.isalnum() else ' ' for each in self.before(offset))} "

    def says_before(self, words: Sequence[str], offset: int) -> bool:
        """Whether one of `words` stands shortly before `offset`."""
        near = self.words_before(offset)
        return any(f" {word} " in near for word in words)


def blanked(text: str, hits: Sequence[Hit]) -> str:
    """`text` with NUL characters, which no pattern takes, where `hits` stand; these come in order of place."""
    pieces, start = [], 0
    for hit in hits:
        if hit.end <= start:
            continue
        begin = max(start, hit.start)
        pieces += [text[start:begin], "\x00" * (hit.end - begin)]
        start = hit.end
    return "".join([*pieces, text[start:]])


def _level_table() -> dict[int, str]:
    """Wide ASCII as ASCII, all blanks as a space, all dashes as a hyphen."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= dict.fromkeys((0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F, 0x3000), " ")
    return table | dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-") | {0x3002: "."}


def _fold_table() -> dict[int, str]:
    """Latin letters, those with marks included, as small letters without marks."""
    table = {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)} | {0x110: "d", 0x111: "d"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii():
            table[code] = base
    return table


_LEVEL = _level_table()
_FOLD = _fold_table()

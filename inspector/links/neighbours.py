"""Pictures that are alike, by their fingerprints and by those of what was done to them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from inspector.links.banded import Banded, Bits, Close, scanned
from inspector.links.likeness import Pairs, Rows
from inspector.links.marks import Asked, Marks, Sort

_APART, _VARIANTS = 1 << 6, 1 << 8  # a pair, the bits between them and what was done are sorted as one number


class Pictures(Marks):
    """Pictures as a likeness: two are alike when a fingerprint of one is within the radius of the other's plain one.

    A picture has the plain one, those of its variants, and all of these with rows and columns exchanged. The last are
    asked with and not held: exchanged on one side or on the other, two fingerprints differ by the same bits.
    """

    def index(self) -> Neighbours:
        """An empty index over them."""
        return Neighbours(self)

    def compared(self, rows: Rows, others: Rows) -> Pairs:
        """Which of `rows` are like which of `others`, by comparing each with each."""
        plain, altered = (self.asked(sort, sort.of(rows)) for sort in (self.plain, self.altered))
        return joined([
            *pairs(self, plain, self.plain, self._scanned(self.plain, plain, others)),
            *pairs(self, plain, self.altered, self._scanned(self.altered, plain, others)),
            *pairs(self, altered, self.plain, self._scanned(self.plain, altered, others)),
        ], self)  # fmt: skip

    @staticmethod
    def _scanned(sort: Sort, asked: Asked, others: Rows) -> Iterable[Close]:
        return scanned(sort.words.all, asked.words, sort.of(others))


class Neighbours:
    """Some of the pictures of `marks`, to be asked for what is like others of them.

    Altered fingerprints are compared with plain ones only, so both have an index of their own.
    """

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._plain, self._altered = Banded(marks.plain.words), Banded(marks.altered.words)

    @property
    def bytes(self) -> int:
        """The memory it takes beside `marks`."""
        return self._plain.bytes + self._altered.bytes

    def add(self, rows: Rows) -> None:
        """Takes in all fingerprints of these rows."""
        self._plain.add(self._marks.plain.of(rows))
        self._altered.add(self._marks.altered.of(rows))

    def like(self, rows: Rows, within: Bits | None = None) -> Pairs:
        """All rows in it that are like these; what is farther than `within` bits of each may be left out."""
        marks, bounds = self._marks, None
        if within is not None:
            bounds = np.zeros(len(marks), np.int16)
            bounds[rows] = within
        plain, altered = (marks.asked(sort, sort.of(rows)) for sort in (marks.plain, marks.altered))
        return joined([
            *pairs(marks, plain, marks.plain, _close(self._plain, plain, bounds)),
            *pairs(marks, plain, marks.altered, _close(self._altered, plain, bounds)),
            *pairs(marks, altered, marks.plain, _close(self._plain, altered, bounds)),
        ], marks)  # fmt: skip


def _close(index: Banded, asked: Asked, bounds: Bits | None) -> Iterable[Close]:
    return index.close(asked.words, None if bounds is None else bounds[asked.owner])


_Told = tuple[Rows, Rows, NDArray[np.int64]]


def pairs(marks: Marks, asked: Asked, sort: Sort, close: Iterable[Close]) -> Iterable[_Told]:
    """Rows that asked, rows whose fingerprint of that sort is close, and one number: the bits between, what was done."""
    place = np.argsort(np.argsort(marks.names))  # by the word, whichever of the words came first
    for one, other, apart in close:
        theirs, mine = sort.variant.all[other], asked.variant[one]
        # An altered one that was found by an exchanged plain one is the altered one exchanged, if that is asked with.
        done = np.where(theirs == 0, mine, np.where(mine == 0, theirs, marks.across.all[theirs]))
        kept = np.flatnonzero((done > 0) | ((theirs == 0) & (mine == 0)))
        told = apart[kept].astype(np.int64) * _VARIANTS + place[done[kept]]
        yield asked.owner[one[kept]].astype(np.int64), sort.owner.all[other[kept]].astype(np.int64), told


def joined(parts: Iterable[_Told], marks: Marks) -> Pairs:
    """The pairs of rows, each once: the closest, and of equally close ones by the word for what was done."""
    one, other, told = (np.concatenate(columns) for columns in zip(_NOTHING, *parts, strict=True))
    told = np.sort(((one * len(marks) + other) * _APART * _VARIANTS + told)[one != other])
    pair, told = np.divmod(told, _APART * _VARIANTS)
    first = np.diff(pair, prepend=-1) != 0
    one, other = np.divmod(pair[first], max(1, len(marks)))
    bits, word = np.divmod(told[first], _VARIANTS)
    return Pairs(one, other, bits.astype(np.int16), np.argsort(marks.names)[word].astype(np.uint8))


_NOTHING: _Told = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64))

"""Pictures that are alike, by their fingerprints and by those of what was done to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from inspector.library.marks.distance import distances
from inspector.links.banded import LIKE, Banded, Bits, Close, scanned
from inspector.links.likeness import Pairs, Rows
from inspector.links.marks import Asked, Marks, Sort, exchanged, together

_APART, _VARIANTS = 1 << 6, 1 << 8  # a pair, the bits between them and what was done are sorted as one number


class Pictures(Marks):
    """Pictures as a likeness: two are alike when a fingerprint of one is within the radius of the other's plain one.

    A picture has the plain one, those of its variants, and all of these with rows and columns exchanged. The last are
    asked with and not held: exchanged on one side or on the other, two fingerprints differ by the same bits.

    Where one was mirrored or turned, it must be so both ways: each, flipped, is within the radius of the other. What is
    between them is then the larger of both distances, which differ by two bits as a rule, as medians do. So it does not
    matter who is asked, and flips need no index, which would be the largest.
    """

    def index(self) -> Neighbours:
        """An empty index over them."""
        return Neighbours(self)

    def compared(self, rows: Rows, others: Rows) -> Pairs:
        """Which of `rows` are like which of `others`, by comparing each with each: the fewer ask."""
        if len(rows) > len(others):
            return self.compared(others, rows).turned()
        if not len(rows) or not len(others):
            return joined([], self)
        return alike(self, rows, lambda sort, asked: scanned(sort.words.all, asked.words, sort.of(others)))


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
        """Takes in all fingerprints of these rows that are looked for."""
        self._plain.add(self._marks.plain.of(rows))
        self._altered.add(self._marks.altered.of(rows))

    def like(self, rows: Rows, within: Bits | None = None) -> Pairs:
        """All rows in it that are like these; what is farther than `within` bits of each may be left out."""
        marks, bounds = self._marks, np.full(len(self._marks), LIKE, np.int16)
        if within is not None:
            bounds[rows] = within

        def close(sort: Sort, asked: Asked) -> Iterable[Close]:
            index = self._plain if sort is marks.plain else self._altered
            return index.close(asked.words, bounds[asked.owner])

        return alike(marks, rows, close)


def alike(marks: Marks, rows: Rows, close: Callable[[Sort, Asked], Iterable[Close]]) -> Pairs:
    """What is like these rows; `close` tells which fingerprints of a sort are within the radius of others."""
    plain, *others = (marks.asked(sort, sort.of(rows)) for sort in (marks.plain, marks.flips, marks.altered))
    every = together(plain, *others)  # many asked at once are quicker each
    one, other, apart = _all(close(marks.plain, every))
    flip = (one >= len(plain.owner)) & (one < len(plain.owner) + len(others[0].owner))
    by_altered = _told(marks, plain, marks.altered, _all(close(marks.altered, plain)))
    as_told = _told(marks, every, marks.plain, (one[~flip], other[~flip], apart[~flip]))
    flipped = _told(marks, every, marks.plain, (one[flip], other[flip], apart[flip]))
    return joined([by_altered, as_told, _both_ways(marks, flipped)], marks)


def _all(parts: Iterable[Close]) -> Close:
    one, other, apart = (np.concatenate(each) for each in zip(_NONE, *parts, strict=True))
    return one, other, apart


_Told = tuple[Rows, Rows, NDArray[np.int64], NDArray[np.int64]]
"""Rows that asked, rows that are close, the bits between, and what was done; all (n,)."""


def _told(marks: Marks, asked: Asked, sort: Sort, close: Close) -> _Told:
    one, other, apart = close
    theirs, mine = sort.variant.all[other], asked.variant[one]
    # An altered one that was found by an exchanged plain one is the altered one exchanged, if that is asked with.
    done = np.where(theirs == 0, mine, np.where(mine == 0, theirs, marks.across.all[theirs]))
    kept = np.flatnonzero((done > 0) | ((theirs == 0) & (mine == 0)))
    return (asked.owner[one[kept]].astype(np.int64), sort.owner.all[other[kept]].astype(np.int64),
            apart[kept].astype(np.int64), done[kept].astype(np.int64))  # fmt: skip


def _both_ways(marks: Marks, told: _Told) -> _Told:
    """Those of which the other is as close, when the same is done to it; with the larger distance."""
    one, other, apart, done = (column[marks.plain.counts(told[0]) > 0] for column in told)
    back = np.full(len(one), LIKE + 1)
    mine = marks.plain.words.all[marks.plain.first.all[one]]
    places, counts = marks.flips.of(other), marks.flips.counts(other)
    lane = np.repeat(np.arange(len(one)), counts)
    words, variant = marks.flips.words.all[places], marks.flips.variant.all[places]
    for asked, way in ((mine, variant), (exchanged(mine), marks.across.all[variant])):
        same = np.flatnonzero(way == done[lane])
        np.minimum.at(back, lane[same], distances(words[same], asked[lane[same]]))
    kept = np.flatnonzero(back <= LIKE)
    return one[kept], other[kept], np.maximum(apart, back)[kept], done[kept]


def joined(parts: Iterable[_Told], marks: Marks) -> Pairs:
    """The pairs of rows, each once: the closest, and of equally close ones by the word for what was done."""
    one, other, apart, done = (np.concatenate(columns) for columns in zip(_NOTHING, *parts, strict=True))
    place = np.argsort(np.argsort(marks.names))  # by the word, whichever of the words came first
    told = (((one * len(marks) + other) * _APART + apart) * _VARIANTS + place[done])[one != other]
    pair, told = np.divmod(np.sort(told), _APART * _VARIANTS)
    first = np.diff(pair, prepend=-1) != 0
    one, other = np.divmod(pair[first], max(1, len(marks)))
    bits, word = np.divmod(told[first], _VARIANTS)
    return Pairs(one, other, bits.astype(np.int16), np.argsort(marks.names)[word].astype(np.uint8))


_NONE: Close = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int16))
_NOTHING: _Told = (np.zeros(0, np.int64),) * 4

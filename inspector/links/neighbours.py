"""Pictures that are alike, by their fingerprints and by those of what was done to them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from inspector.library.marks.distance import distances
from inspector.links import cuts
from inspector.links.banded import LIKE, Banded, Bits, Close, scanned
from inspector.links.likeness import Pairs, Rows
from inspector.links.marks import Ask, Asked, Held, Marks, Sort, Told, exchanged, together

_FLIP, _PART = 1, 3  # of the sorts that ask
_APART, _VARIANTS = 1 << 6, 1 << 8  # a pair, the bits between them and what was done are sorted as one number


class Pictures(Marks):
    """Pictures as a likeness: two are alike when a fingerprint of one is within the radius of the other's plain one.

    A picture has the plain one, those of its variants, and all of these with rows and columns exchanged. The last are
    asked with and not held: exchanged on one side or on the other, two fingerprints differ by the same bits.

    Where one was mirrored or turned, it must be so both ways: each, flipped, is within the radius of the other. What is
    between them is then the larger of both distances, which differ by two bits as a rule, as medians do. So it does not
    matter who is asked, and flips need no index, which would be the largest. How a picture and what was cut from it are
    alike: `links/cuts.py`.
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
        return alike(self, rows, lambda held, asked: scanned(held.words.all, asked.words, held.of(others)))


class Neighbours:
    """Some of the pictures of `marks`, to be asked for what is like others of them.

    Altered fingerprints are compared with plain ones only, and middles with parts and plain ones, so that each have an
    index of their own.
    """

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._indexes = [(held, Banded(held.words)) for held in (marks.plain, marks.altered, marks.middles)]

    @property
    def bytes(self) -> int:
        """The memory it takes beside `marks`."""
        return sum(index.bytes for _, index in self._indexes)

    def add(self, rows: Rows) -> None:
        """Takes in all fingerprints of these rows that are looked for."""
        for held, index in self._indexes:
            index.add(held.of(rows))

    def like(self, rows: Rows, within: Bits | None = None) -> Pairs:
        """All rows in it that are like these; what is farther than `within` bits of each may be left out."""
        marks, bounds = self._marks, np.full(len(self._marks), LIKE, np.int16)
        if within is not None:
            bounds[rows] = within

        def close(held: Held, asked: Asked) -> Iterable[Close]:
            index = next(index for each, index in self._indexes if each is held)
            return index.close(asked.words, bounds[asked.owner])

        return alike(marks, rows, close)


def alike(marks: Marks, rows: Rows, ask: Ask) -> Pairs:
    """What is like these rows; `ask` tells which fingerprints of a sort are close to others."""
    sorts = (marks.plain, marks.flips, marks.altered, marks.parts)
    plain, *others = (marks.asked(sort, sort.of(rows)) for sort in sorts)
    every, seen = together(plain, *others), together(marks.bare(rows), others[-1])  # many at once are quicker each
    ends = np.cumsum([len(each.owner) for each in (plain, *others)])
    close = _all(ask(marks.plain, every))
    sort = np.searchsorted(ends, close[0], side="right")
    flip, part = sort == _FLIP, sort == _PART
    return joined([
        _told(marks, plain, marks.altered, _all(ask(marks.altered, plain))),
        _told(marks, every, marks.plain, _only(close, ~flip & ~part)),
        _both_ways(marks, _told(marks, every, marks.plain, _only(close, flip))),
        cuts.cut_from(marks, every, _only(close, part)),
        cuts.wholes_of(marks, seen, _all(ask(marks.middles, seen))),
    ], marks)  # fmt: skip


def _all(parts: Iterable[Close]) -> Close:
    one, other, apart = (np.concatenate(each) for each in zip(_NONE, *parts, strict=True))
    return one, other, apart


def _only(close: Close, kept: NDArray[np.bool_]) -> Close:
    one, other, apart = close
    return one[kept], other[kept], apart[kept]


def _told(marks: Marks, asked: Asked, sort: Sort, close: Close) -> Told:
    one, other, apart = close
    theirs, mine = sort.variant.all[other], asked.variant[one]
    # An altered one that was found by an exchanged plain one is the altered one exchanged, if that is asked with.
    done = np.where(theirs == 0, mine, np.where(mine == 0, theirs, marks.across.all[theirs]))
    kept = np.flatnonzero((done > 0) | ((theirs == 0) & (mine == 0)))
    return (asked.owner[one[kept]].astype(np.int64), sort.owner.all[other[kept]].astype(np.int64),
            apart[kept].astype(np.int64), done[kept].astype(np.int64))  # fmt: skip


def _both_ways(marks: Marks, told: Told) -> Told:
    """Those of which the other is as close, when the same is done to it; with the larger distance."""
    one, other, apart, done = (column[marks.plain.counts(told[0]) > 0] for column in told)
    back = np.full(len(one), LIKE + 1)
    mine = marks.bare(one).words
    places, counts = marks.flips.of(other), marks.flips.counts(other)
    lane = np.repeat(np.arange(len(one)), counts)
    words, variant = marks.flips.words.all[places], marks.flips.variant.all[places]
    for asked, way in ((mine, variant), (exchanged(mine), marks.across.all[variant])):
        same = np.flatnonzero(way == done[lane])
        np.minimum.at(back, lane[same], distances(words[same], asked[lane[same]]))
    kept = np.flatnonzero(back <= LIKE)
    return one[kept], other[kept], np.maximum(apart, back)[kept], done[kept]


def joined(parts: Iterable[Told], marks: Marks) -> Pairs:
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
_NOTHING: Told = (np.zeros(0, np.int64),) * 4

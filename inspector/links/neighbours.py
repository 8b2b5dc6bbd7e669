"""An index over fingerprints that grows as they come: every one within the radius is found.

Multi-index hashing (Norouzi, Punjani, Fleet, "Fast search in Hamming space with multi-index hashing", CVPR 2012): cut
into 16 bands of 16 bits, two fingerprints that differ in at most 31 bits differ in at most one bit of some band. What
came last is scanned; when that is long it is sorted into a level, and levels of like size into a larger one (O'Neil,
Cheng, Gawlick, O'Neil, "The log-structured merge-tree", 1996), so that each fingerprint is sorted a few times only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.distance import distances
from inspector.library.near import RADIUS
from inspector.links.growing import Growing
from inspector.links.marks import Marks, Rows, Words

LIKE = RADIUS[Signal.PDQ]
_BANDS, _VALUES = 16, 1 << 16
_FLIPS = np.array([0, *(1 << bit for bit in range(16))], np.uint16)
_TAIL = 2_048
_GROWTH = 4  # a level is sorted anew with what came later, when that is less than so many times smaller
_AT_ONCE = 1 << 18  # pairs; what is made of them stays small
_BLOCK = 1 << 14
_TOO_MANY = 4  # reading all in order is so many times quicker a fingerprint than picking it


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows that are alike: `asked` and `found` (n,) rows, `apart` (n,) bits, `variant` (n,) what was done to one.

    Each pair of rows stands there once, with the smallest distance.
    """

    asked: Rows
    found: Rows
    apart: NDArray[np.int16]
    variant: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.asked)

    def only(self, kept: Rows | NDArray[np.bool_]) -> Pairs:
        """Some of them, by their places or one truth each."""
        return Pairs(self.asked[kept], self.found[kept], self.apart[kept], self.variant[kept])

    def by_asked(self) -> Iterator[tuple[int, Rows]]:
        """Each row that was asked and is like any, with those."""
        starts = np.flatnonzero(np.diff(self.asked, prepend=-1))
        ends = [*starts[1:].tolist(), len(self)]
        for row, start, end in zip(self.asked[starts].tolist(), starts.tolist(), ends, strict=False):
            yield row, self.found[start:end]


@dataclass(frozen=True, slots=True)
class _Level:
    """Sorted places: `places` (16 * m,) by the value of each band, `starts` (16, 65537) where each value begins."""

    places: NDArray[np.uint32]
    starts: NDArray[np.int64]

    @property
    def size(self) -> int:
        """How many fingerprints it holds."""
        return len(self.places) // _BANDS

    @property
    def held(self) -> NDArray[np.uint32]:
        """Their places, each once."""
        return self.places[: self.size]


class Neighbours:
    """Some of the fingerprints of `marks`, to be asked for what is like others of them."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._levels: list[_Level] = []
        self._tail: Growing[np.uint32] = Growing(np.uint32)

    @property
    def bytes(self) -> int:
        """The memory it takes beside `marks`."""
        return self._tail.bytes + sum(level.places.nbytes + level.starts.nbytes for level in self._levels)

    def add(self, rows: Rows) -> None:
        """Takes in all fingerprints of these rows."""
        self._tail.extend(self._marks.of(rows))
        if len(self._tail) < _TAIL:
            return
        places = self._tail.all
        while self._levels and self._levels[-1].size < _GROWTH * len(places):
            places = np.concatenate([self._levels.pop().held, places])
        self._levels.append(_sorted(self._marks.words.all[places], places))
        self._tail = Growing(np.uint32)

    def like(self, rows: Rows) -> Pairs:
        """All rows that are like these, in the order of the rows; none is like itself."""
        asked = self._marks.of(rows)
        found = [part for level in self._levels for part in self._in_level(level, asked)]
        return alike(self._marks, [*found, *_scanned(self._marks, asked, self._tail.all)])

    def _in_level(self, level: _Level, asked: Rows) -> Iterator[_Close]:
        words = self._marks.words.all
        begin, count = _buckets(level, words[asked])
        totals = count.sum(axis=(1, 2))
        often = totals * _TOO_MANY > level.size
        yield from _scanned(self._marks, asked[often], level.held)
        few = np.flatnonzero(~often)
        for part in _parts(totals[few]):
            chosen = few[part]
            places = level.places[_ranges(begin[chosen].ravel(), count[chosen].ravel())]
            yield _close(words, np.repeat(asked[chosen], totals[chosen]), places)


_APART, _VARIANTS = 1 << 6, 1 << 8  # a pair, the bits between them and what was done are sorted as one number
_Close = tuple[Rows, Rows, NDArray[np.int16]]


def alike(marks: Marks, close: Sequence[_Close]) -> Pairs:
    """The pairs of rows behind pairs of close fingerprints, one of which must be a plain one."""
    asked, found, apart = (np.concatenate(parts) for parts in zip(_NOTHING, *close, strict=True))
    altered, owner = marks.variant.all, marks.owner.all
    one, other, of_one, of_other = owner[asked].astype(np.int64), owner[found], altered[asked], altered[found]
    kept = (np.minimum(of_one, of_other) == 0) & (one != other)
    pair = one[kept] * len(marks) + other[kept]
    told = np.sort((pair * _APART + apart[kept]) * _VARIANTS + np.maximum(of_one, of_other)[kept])
    pair, told = np.divmod(told, _APART * _VARIANTS)
    first = np.diff(pair, prepend=-1) != 0
    one, other = np.divmod(pair[first], len(marks))
    apart, variant = np.divmod(told[first], _VARIANTS)
    return Pairs(one, other, apart.astype(np.int16), variant.astype(np.uint8))


def compared(marks: Marks, rows: Rows, others: Rows) -> Pairs:
    """Which of `rows` are like which of `others`, by comparing each with each."""
    return alike(marks, list(_scanned(marks, marks.of(rows), marks.of(others))))


_NOTHING: _Close = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int16))


def _sorted(words: Words, places: NDArray[np.uint32]) -> _Level:
    keys = _keys(words)
    by_band = np.empty((_BANDS, len(places)), np.uint32)
    starts = np.zeros((_BANDS, _VALUES + 1), np.int64)
    for band in range(_BANDS):
        by_band[band] = places[np.argsort(keys[:, band], kind="stable")]  # 16 bits are sorted in linear time
        np.cumsum(np.bincount(keys[:, band], minlength=_VALUES), out=starts[band, 1:])
        starts[band] += band * len(places)
    return _Level(by_band.ravel(), starts)


def _keys(words: Words) -> NDArray[np.uint16]:
    """The value of each band, (n, 16); which bits make a band does not matter."""
    return np.ascontiguousarray(words).view(np.uint16)


def _buckets(level: _Level, words: Words) -> tuple[Rows, Rows]:
    """Where in a level what agrees with `words` (n, 4) in a band but for a bit begins, and how many: (n, 16, 17)."""
    probes = (_keys(words)[:, :, None] ^ _FLIPS).astype(np.int64)
    probes += (np.arange(_BANDS) * (_VALUES + 1))[None, :, None]
    starts = level.starts.ravel()
    begin = starts[probes]
    return begin, starts[probes + 1] - begin


def _ranges(begin: Rows, count: Rows) -> Rows:
    """All places of ranges, one behind the other."""
    return np.repeat(begin - (np.cumsum(count) - count), count) + np.arange(count.sum())


def _parts(totals: Rows) -> Iterator[slice]:
    """Slices of what is asked, so that what one brings stays small."""
    ends = np.cumsum(totals)
    start = 0
    while start < len(totals):
        before = ends[start - 1] if start else 0
        end = max(start + 1, int(np.searchsorted(ends, before + _AT_ONCE, side="right")))
        yield slice(start, end)
        start = end


def _close(words: Words, asked: Rows, places: NDArray[np.uint32]) -> _Close:
    apart = distances(words[places], words[asked])
    inside = np.flatnonzero(apart <= LIKE)
    return asked[inside], places[inside].astype(np.int64), apart[inside].astype(np.int16)


def _scanned(marks: Marks, asked: Rows, places: NDArray[Any]) -> Iterator[_Close]:
    """Compares each with each, in blocks that stay in the processor's cache."""
    words = marks.words.all
    for start in range(0, len(places) if len(asked) else 0, _BLOCK):
        part = places[start : start + _BLOCK]
        known, at_once = np.ascontiguousarray(words[part].T), max(1, _BLOCK // len(part))
        for first in range(0, len(asked), at_once):
            some = asked[first : first + at_once]
            apart = crossed(words[some], known)
            one, other = np.nonzero(apart <= LIKE)
            if len(one):
                yield some[one], part[other].astype(np.int64), apart[one, other].astype(np.int16)


def crossed(words: Words, known: Words) -> NDArray[np.uint16]:
    """In how many bits each row of `words` (n, 4) differs from each column of `known` (4, m): (n, m)."""
    apart = np.zeros((len(words), known.shape[1]), np.uint16)
    for place, column in enumerate(known):
        apart += np.bitwise_count(words[:, place, None] ^ column)
    return apart

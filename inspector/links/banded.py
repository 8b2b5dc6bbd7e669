"""An index over fingerprints that grows as they come: every one within the radius is found.

Multi-index hashing (Norouzi, Punjani, Fleet, "Fast search in Hamming space with multi-index hashing", CVPR 2012): cut
into 16 bands of 16 bits, two fingerprints that differ in at most 31 bits differ in at most one bit of some band. What
came last is scanned; when that is long it is sorted into a level, and levels of like size into a larger one (O'Neil,
Cheng, Gawlick, O'Neil, "The log-structured merge-tree", 1996), so that each fingerprint is sorted a few times only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.marks.distance import distances
from inspector.library.marks.laying import every_place
from inspector.library.marks.near import RADIUS
from inspector.links.growing import Growing
from inspector.links.likeness import Rows

LIKE = RADIUS[Signal.PDQ]
_BANDS, _VALUES = 16, 1 << 16
_FLIPS = np.array([0, *(1 << bit for bit in range(16))], np.uint16)
_TAIL = 2_048
_GROWTH = 4  # a level is sorted anew with what came later, when that is less than so many times smaller
_AT_ONCE = 1 << 18  # pairs; what is made of them stays small
_BLOCK = 1 << 14
_TOO_MANY = 4  # reading all in order is so many times quicker a fingerprint than picking it

Words = NDArray[np.uint64]
Places = NDArray[np.uint32]
Close = tuple[Rows, Rows, NDArray[np.int16]]
"""Which of the fingerprints that were asked, the place of one within the radius, the bits between; all (n,)."""


@dataclass(frozen=True, slots=True)
class _Level:
    """Sorted places: `places` (16 * m,) by the value of each band, `starts` (16, 65537) where each value begins."""

    places: NDArray[np.uint32]
    starts: NDArray[np.uint32]

    @property
    def size(self) -> int:
        """How many fingerprints it holds."""
        return len(self.places) // _BANDS

    @property
    def held(self) -> NDArray[np.uint32]:
        """Their places, each once."""
        return self.places[: self.size]


class Banded:
    """Some of the fingerprints `words` (n, 4), by their places."""

    def __init__(self, words: Growing[np.uint64]) -> None:
        self._words = words
        self._levels: list[_Level] = []
        self._tail: Growing[np.uint32] = Growing(np.uint32)

    @property
    def bytes(self) -> int:
        """The memory it takes beside the fingerprints."""
        return self._tail.bytes + sum(level.places.nbytes + level.starts.nbytes for level in self._levels)

    def add(self, places: Rows) -> None:
        """Takes in the fingerprints at these places."""
        self._tail.extend(places)
        if len(self._tail) < _TAIL:
            return
        held: Places = self._tail.all
        while self._levels and self._levels[-1].size < _GROWTH * len(held):
            held = np.concatenate([self._levels.pop().held, held])
        self._levels.append(_sorted(self._words.all[held], held))
        self._tail = Growing(np.uint32)

    def close(self, asked: Words) -> Iterator[Close]:
        """All in it within the radius of these fingerprints (k, 4); one may come several times."""
        if len(asked):
            for level in self._levels:
                yield from self._in_level(level, asked)
            yield from scanned(self._words.all, asked, self._tail.all)

    def _in_level(self, level: _Level, asked: Words) -> Iterator[Close]:
        words = self._words.all
        begin, count = _buckets(level, asked)
        totals = count.sum(axis=(1, 2))
        often = np.flatnonzero(totals * _TOO_MANY > level.size)
        for one, held, bits in scanned(words, asked[often], level.held):
            yield often[one], held, bits
        few = np.flatnonzero(totals * _TOO_MANY <= level.size)
        for part in _parts(totals[few]):
            chosen = few[part]
            places = level.places[every_place(begin[chosen].ravel(), count[chosen].ravel())]
            one = np.repeat(chosen, totals[chosen])
            apart = distances(words[places], asked[one])
            inside = np.flatnonzero(apart <= LIKE)
            yield one[inside], places[inside].astype(np.int64), apart[inside].astype(np.int16)


def _sorted(words: Words, places: NDArray[np.uint32]) -> _Level:
    keys = _keys(words)
    by_band = np.empty((_BANDS, len(places)), np.uint32)
    starts = np.zeros((_BANDS, _VALUES + 1), np.uint32)
    for band in range(_BANDS):
        by_band[band] = places[np.argsort(keys[:, band], kind="stable")]  # 16 bits are sorted in linear time
        np.cumsum(np.bincount(keys[:, band], minlength=_VALUES), out=starts[band, 1:])
        starts[band] += np.uint32(band * len(places))
    return _Level(by_band.ravel(), starts)


def _keys(words: Words) -> NDArray[np.uint16]:
    """The value of each band, (n, 16); which bits make a band does not matter."""
    return np.ascontiguousarray(words).view(np.uint16)


def _buckets(level: _Level, words: Words) -> tuple[Rows, Rows]:
    """Where in a level what agrees with `words` (n, 4) in a band but for a bit begins, and how many: (n, 16, 17)."""
    probes = (_keys(words)[:, :, None] ^ _FLIPS).astype(np.int64)
    probes += (np.arange(_BANDS) * (_VALUES + 1))[None, :, None]
    starts = level.starts.ravel()
    begin = starts[probes].astype(np.int64)
    return begin, starts[probes + 1] - begin


def _parts(totals: Rows) -> Iterator[slice]:
    """Slices of what is asked, so that what one brings stays small."""
    ends = np.cumsum(totals)
    start = 0
    while start < len(totals):
        before = ends[start - 1] if start else 0
        end = max(start + 1, int(np.searchsorted(ends, before + _AT_ONCE, side="right")))
        yield slice(start, end)
        start = end


def scanned(words: Words, asked: Words, places: NDArray[Any]) -> Iterator[Close]:
    """The same among `words` at some places, comparing each with each, in blocks that stay in the processor's cache."""
    for start in range(0, len(places) if len(asked) else 0, _BLOCK):
        part = places[start : start + _BLOCK]
        known, at_once = np.ascontiguousarray(words[part].T), max(1, _BLOCK // len(part))
        for first in range(0, len(asked), at_once):
            apart = crossed(asked[first : first + at_once], known)
            one, other = np.nonzero(apart <= LIKE)
            if len(one):
                yield first + one, part[other].astype(np.int64), apart[one, other].astype(np.int16)


def crossed(words: Words, known: Words) -> NDArray[np.uint16]:
    """In how many bits each row of `words` (n, 4) differs from each column of `known` (4, m): (n, m)."""
    apart = np.zeros((len(words), known.shape[1]), np.uint16)
    for place, column in enumerate(known):
        apart += np.bitwise_count(words[:, place, None] ^ column)
    return apart

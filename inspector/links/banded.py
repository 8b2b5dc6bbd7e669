"""An index over fingerprints that grows as they come: every one within the radius is found.

What came last is compared one by one; when that is long it is put in order as a level, with the multi-index of
`library/marks`, and levels of like size into a larger one (O'Neil, Cheng, Gawlick, O'Neil, "The log-structured
merge-tree", 1996), so that each fingerprint is put in order a few times only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.marks.bands import Bands, Plan, build
from inspector.library.marks.distance import distances
from inspector.library.marks.found import unpacked
from inspector.library.marks.near import RADIUS
from inspector.library.marks.probing import Reach
from inspector.library.marks.search import Search
from inspector.links.growing import Growing
from inspector.links.likeness import Rows

LIKE = RADIUS[Signal.PDQ]
_TAIL = 1_024
_GROWTH = 32  # a level is sorted anew with what came later, when that is less than so many times smaller
_LONGEST = 1 << 20  # a level is not joined with others to more, since that takes as much memory again meanwhile
_PLANS = ((16_000, Plan(16, 16)), (0, Plan(16, 14)))  # from so many on
_CLOSER = (15, 23, LIKE)  # what is asked for within less is answered far quicker
_BLOCK = 1 << 13

Words = NDArray[np.uint64]
Places = NDArray[np.uint32]
Bits = NDArray[np.int16]
Close = tuple[Rows, Rows, Bits]
"""Which of the fingerprints that were asked, the place of one within the radius, the bits between; all (n,)."""


@dataclass(frozen=True, slots=True)
class _Level:
    """Some places in order, and the index over them, made when there were `count` words."""

    places: Places
    bands: Bands
    count: int

    @property
    def bytes(self) -> int:
        return self.places.nbytes + self.bands.rows.nbytes + self.bands.starts.nbytes


class Banded:
    """Some of the fingerprints `words` (n, 4), by their places."""

    def __init__(self, words: Growing[np.uint64]) -> None:
        self._words = words
        self._levels: list[_Level] = []
        self._tail: Growing[np.uint32] = Growing(np.uint32)

    @property
    def bytes(self) -> int:
        """The memory it takes beside the fingerprints."""
        return self._tail.bytes + sum(level.bytes for level in self._levels)

    def add(self, places: Rows) -> None:
        """Takes in the fingerprints at these places."""
        self._tail.extend(places)
        if len(self._tail) < _TAIL:
            return
        held: Places = self._tail.all
        self._tail = Growing(np.uint32)
        while self._levels and _joins(len(self._levels[-1].places), len(held)):
            held = np.concatenate([self._levels.pop().places, held])
        for start in range(0, len(held), _LONGEST):
            self._levels.append(_level(self._words.all, held[start : start + _LONGEST]))
        self._levels.sort(key=lambda level: -len(level.places))

    def close(self, asked: Words, within: Bits) -> Iterator[Close]:
        """All in it `within` so many bits of each of these fingerprints (k, 4), and of the radius.

        One may come several times, and some that are farther than was asked for.
        """
        for radius, chosen in _by_radius(within):
            for one, place, bits in self._close(asked[chosen], radius):
                yield chosen[one], place, bits

    def _close(self, asked: Words, radius: int) -> Iterator[Close]:
        words = self._words.all
        for level in self._levels:
            search = Search(words[: level.count], level.bands, asked, Reach(radius, radius), nearest=False)
            one, place, bits = unpacked(search.run(), level.count)
            yield one.astype(np.int64), place.astype(np.int64), bits.astype(np.int16)
            crowded = np.flatnonzero(search.crowded)
            for lane, held, near in scanned(words, asked[crowded], level.places, radius):
                yield crowded[lane], held, near
        yield from scanned(words, asked, self._tail.all, radius)


def _joins(level: int, later: int) -> bool:
    return level < _GROWTH * later and level < _LONGEST


def _level(words: Words, places: Places) -> _Level:
    places = np.sort(places)
    plan = next(plan for least, plan in _PLANS if len(places) >= least)
    return _Level(places, build(words, places, plan), len(words))


def _by_radius(within: Bits) -> Iterator[tuple[int, Rows]]:
    """Those that ask, put together by how far they look."""
    which = np.searchsorted(_CLOSER, np.minimum(within, LIKE))
    for place in np.unique(which).tolist():
        yield _CLOSER[place], np.flatnonzero(which == place)


def scanned(words: Words, asked: Words, places: NDArray[Any], radius: int = LIKE) -> Iterator[Close]:
    """The same among `words` at some places, comparing each with each, in blocks that stay in the processor's cache."""
    for start in range(0, len(places) if len(asked) else 0, _BLOCK):
        part = places[start : start + _BLOCK]
        known = words[part]
        columns, at_once = np.ascontiguousarray(known[:, :2].T), max(1, _BLOCK // len(part))
        for first in range(0, len(asked), at_once):
            # Half of the bits tell nearly always, in half the time.
            half = crossed(asked[first : first + at_once], columns)
            one, other = np.divmod(np.flatnonzero(half.ravel() <= radius), len(part))
            if len(one):
                one += first
                bits = distances(known[other], asked[one])
                near = np.flatnonzero(bits <= radius)
                yield one[near], part[other[near]].astype(np.int64), bits[near].astype(np.int16)


def crossed(words: Words, known: Words) -> NDArray[np.uint8]:
    """In how many bits rows of `words` (n, 4) differ from columns of `known` (k, m), by their first k words: (n, m).

    k is 3 at most, so that a byte holds what is counted.
    """
    apart: NDArray[np.uint8] = np.bitwise_count(words[:, 0, None] ^ known[0])
    for place, column in enumerate(known[1:], 1):
        apart += np.bitwise_count(words[:, place, None] ^ column)
    return apart

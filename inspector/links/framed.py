"""An index over the frames of films that grows as they come, and finds those like others in whatever way a film lies.

A quarter of the bits of PDQ is the same in a mirror and upside down (`turns.steady`). Cut into four sheaves of 16 bits,
they find two frames that differ in at most one bit of some sheaf, with one look for four of the eight ways to lie: all
that differ in 7 of these 64 bits or less, of frames at the very radius of 31 bits 9 in 10, of copies as they are met
nearly all. That is part of what makes two frames agree here, so that it does not matter who of them is asked; and a
film has many. Frames are put into levels that are sorted, and levels of like size into a larger one, as in `banded`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.library.film.turns import SHEAVES, exchanged, steady, ways
from inspector.library.marks.distance import Fingerprints, distances
from inspector.library.marks.laying import every_place, portions
from inspector.links.growing import Growing
from inspector.links.likeness import Rows

_VALUES = 1 << 16
_FLIPS = np.array([0, *(1 << bit for bit in range(16))], np.uint16)
_MOST_STEADY = 16  # of 64 bits; frames 31 bits apart differ in more of these one time in thousands, others mostly do
_GROWTH = 4
_AT_ONCE = 1 << 14
_CROWD, _SAME_STEADY = 32, 8  # frames of one film, bits

Places = NDArray[np.uint32]
Close = tuple[Rows, Rows, NDArray[np.int64]]
"""Which of the frames that were asked, the place of one that is close, and in which of `ways` the asked one lay."""


@dataclass(frozen=True, slots=True)
class _Level:
    """Sorted places: `places` (4 * m,) by the value of each sheaf, `starts` (4, 65537) where each value begins."""

    places: Places
    starts: Places

    @property
    def held(self) -> Places:
        """Its places, each once."""
        return self.places[: len(self.places) // SHEAVES]


class Framed:
    """Some of the frames `words` (n, 4), by their places; `sheaves` (n, 4) are their steady bits, `radius` in bits."""

    def __init__(self, words: Growing[np.uint64], sheaves: Growing[np.uint16], radius: int) -> None:
        self._words = words
        self._sheaves = sheaves
        self._radius = radius
        self._levels: list[_Level] = []
        self._masks = [way.mask for way in ways() if not way.exchanged]

    @property
    def bytes(self) -> int:
        """The memory it takes beside the frames."""
        return sum(level.places.nbytes + level.starts.nbytes for level in self._levels)

    def add(self, places: Rows) -> None:
        """Takes in the frames at these places."""
        held: Places = places.astype(np.uint32)
        while self._levels and len(self._levels[-1].held) < _GROWTH * len(held):
            held = np.concatenate([self._levels.pop().held, held])
        if len(held):
            self._levels.append(_sorted(self._sheaves.all[held], held))

    def close(self, marks: Fingerprints, own: range) -> Iterator[Close]:
        """All in it within the radius of these frames (k, 4), but for their `own` places; one may come twice."""
        for number, lying in enumerate((marks, exchanged(marks))):
            sheaves = steady(lying)
            for level in self._levels:
                for one, place in self._likely(level, sheaves):
                    others = np.flatnonzero((place < own.start) | (place >= own.stop))
                    yield from self._within(lying, one[others], place[others], number * len(self._masks))

    def _likely(self, level: _Level, sheaves: NDArray[np.uint16]) -> Iterator[tuple[Rows, Rows]]:
        """Pairs that agree in a sheaf but for one bit, and do not differ much in the others."""
        begin, count = _buckets(level, sheaves)
        asked, known = sheaves.view(np.uint64)[:, 0], self._sheaves.all.view(np.uint64)[:, 0]
        each = count.sum(axis=1, dtype=np.int64)
        for some in portions(each, _AT_ONCE):
            place = level.places.take(every_place(begin[some].ravel(), count[some].ravel()))
            one = np.arange(len(each))[some].repeat(each[some])
            near = np.flatnonzero(np.bitwise_count(asked.take(one) ^ known.take(place)) <= _MOST_STEADY)
            if len(near):
                yield one[near], place[near].astype(np.int64)

    def _within(self, lying: Fingerprints, one: Rows, place: Rows, first: int) -> Iterator[Close]:
        different = lying[one] ^ self._words.all[place]
        for number, mask in enumerate(self._masks):
            near = np.flatnonzero(distances(different, mask) <= self._radius)
            if len(near):
                yield one[near], place[near], np.full(len(near), first + number)


def uncrowded(sheaves: NDArray[np.uint16]) -> Rows:
    """Which frame of a film stands for each, by their steady bits (n, 4): itself if fewer than 32 before it are alike.

    A camera that stands gives hundreds of frames that are all alike; asked with all of them, films of one such camera
    would be compared frame by frame. For what is left out the most alike that is kept stands.
    """
    values = np.ascontiguousarray(sheaves).view(np.uint64)[:, 0]
    apart = np.bitwise_count(values[:, None] ^ values)
    crowded = np.tril(apart <= _SAME_STEADY, -1).sum(axis=1) >= _CROWD
    standing, kept = np.arange(len(values)), np.flatnonzero(~crowded)
    if crowded.any():
        standing[crowded] = kept[apart[np.ix_(crowded, kept)].argmin(axis=1)]
    return standing


def _sorted(sheaves: NDArray[np.uint16], places: Places) -> _Level:
    by_sheaf = np.empty((SHEAVES, len(places)), np.uint32)
    starts = np.zeros((SHEAVES, _VALUES + 1), np.uint32)
    for sheaf, values in enumerate(sheaves.T):
        by_sheaf[sheaf] = places[np.argsort(values, kind="stable")]  # 16 bits are sorted in linear time
        np.cumsum(np.bincount(values, minlength=_VALUES), out=starts[sheaf, 1:])
        starts[sheaf] += np.uint32(sheaf * len(places))
    return _Level(by_sheaf.ravel(), starts)


def _buckets(level: _Level, sheaves: NDArray[np.uint16]) -> tuple[Places, Places]:
    """Where in a level what agrees with `sheaves` (k, 4) but for a bit begins, and how many: (k, 4 * 17)."""
    probes = (sheaves[:, :, None] ^ _FLIPS).astype(np.int64)
    probes += (np.arange(SHEAVES) * (_VALUES + 1))[None, :, None]
    probes = probes.reshape(len(sheaves), SHEAVES * len(_FLIPS))
    begin = level.starts.take(probes)
    return begin, level.starts.take(probes + 1) - begin

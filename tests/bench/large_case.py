"""The contents of a large case, drawn as fingerprints, batch by batch, so that a million of them take no memory.

Most pictures stand alone; some have 2 to 50 copies, a tenth of which are mirrored or turned. One in twenty lies in a
pile: copies without number of drawn pages, chats, tables and dark rooms (`piles`). Each has the variations that the
program makes: three flips, which differ from a plain change of signs in some ten bits, and one in seven has margins and
with that four more. Windows are left to who stores them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspector.domain.content import Fingerprint
from inspector.domain.looks import Looks
from tests.bench.piles import drawn, piles

Marks = NDArray[np.uint64]
NAMES = ("", "mirrored", "mirrored", "turned", "trimmed", "mirrored+trimmed", "mirrored+trimmed", "turned+trimmed")
_BETWEENFLIPS = 10
_MOST_COPIES, _MOST_TURNED = 50, 12
_PILED, _MARGINS, _ALTERED = 20, 7, 10  # one in so many
_KINDS = 1_000
_ODD_COLUMNS = np.uint64(0x5555555555555555)
_ODD_ROWS = np.uint64(0x0000FFFF0000FFFF)
FLIPS = np.array([0, _ODD_COLUMNS, _ODD_ROWS, _ODD_COLUMNS ^ _ODD_ROWS], np.uint64)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Some contents: `marks` (n, 8, 4) their fingerprints by the places of `NAMES`, `known` (n,) how many of those."""

    first: int
    marks: Marks
    known: NDArray[np.int64]
    pixels: NDArray[np.int64]

    def looks(self) -> list[Looks]:
        """As groups see them."""
        digests = _mixed(np.arange(len(self.marks) * 4) + self.first * 4 + (1 << 40)).reshape(-1, 4)
        return [
            Looks(self.first + place, digests[place].tobytes(), *self.told(place), int(self.pixels[place]), 1)
            for place in range(len(self.marks))
        ]

    def told(self, place: int) -> tuple[Fingerprint, tuple[tuple[str, Fingerprint], ...]]:
        """The fingerprint of one and those of its variations."""
        plain, *altered = (Fingerprint(mark.tobytes(), 100) for mark in self.marks[place, : self.known[place]])
        return plain, tuple(zip(NAMES[1:], altered, strict=False))


class LargeCase:
    """`count` contents; `whose` (n,) says of what picture each is."""

    def __init__(self, count: int, seed: int = 1) -> None:
        chance = np.random.default_rng(seed)
        sizes = np.minimum((chance.pareto(1.3, count) * 0.25 + 1).astype(np.int64), _MOST_COPIES)
        self.whose = chance.permutation(np.repeat(np.arange(count), sizes)[:count])
        self._chance = seed << 32
        self._piled = np.flatnonzero(chance.random(count) < 1 / _PILED)
        pictures = drawn(min(_KINDS, count // 100), chance)
        self._piles = piles(len(self._piled), pictures, chance).view(np.uint64)
        self.whose[self._piled] = -1

    def batches(self, size: int) -> Iterator[Drawn]:
        """All of them, in an order that tells nothing."""
        for start in range(0, len(self.whose), size):
            yield self._drawn(np.arange(start, min(start + size, len(self.whose))))

    def _drawn(self, places: NDArray[np.int64]) -> Drawn:
        whose, own = self.whose[places], _mixed(places + self._chance)
        pictures = np.stack([self._flipped(whose, flip) for flip in range(4)], axis=1)
        turned = _turned(own, (own % (_MOST_TURNED + 1)).astype(np.int64))
        way = np.where(own >> 40 & 0xFF < 256 // _ALTERED, own >> 20 & 3, 0).astype(np.int64)
        piled = np.searchsorted(self._piled, places).clip(max=len(self._piled) - 1)
        in_pile = self._piled[piled] == places
        marks = np.empty((len(places), len(NAMES), 4), np.uint64)
        for flip in range(4):
            marks[:, flip] = pictures[np.arange(len(places)), way ^ flip] ^ turned
            away = _turned(own + np.uint64(flip), np.full(len(places), _BETWEENFLIPS if flip else 0))
            marks[in_pile, flip] = (self._piles[piled] ^ FLIPS[flip] ^ away)[in_pile]
            marks[:, 4 + flip] = _mixed(own[:, None] * np.uint64(8) + np.arange(4, dtype=np.uint64)) ^ FLIPS[flip]
        known = np.where(own >> 50 & 0xFF < 256 // _MARGINS, 8, 4)
        return Drawn(int(places[0]), marks, known, (own % 10_000_019).astype(np.int64))

    def _flipped(self, whose: NDArray[np.int64], flip: int) -> Marks:
        plain = _mixed((whose[:, None] * 4 + np.arange(4)) + self._chance * 3)
        between = _BETWEENFLIPS if flip else 0
        turned = _turned(_mixed(whose + self._chance + flip), np.full(len(whose), between))
        return np.asarray(plain ^ FLIPS[flip] ^ turned)


def _mixed(numbers: NDArray[Any]) -> NDArray[np.uint64]:
    """Numbers that look drawn, the same for the same: SplitMix64 (Steele, Lea, Flood, 2014)."""
    mixed: NDArray[np.uint64] = numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ mixed >> np.uint64(shift)) * np.uint64(factor)
    last: NDArray[np.uint64] = mixed ^ mixed >> np.uint64(31)
    return last


def _turned(by: NDArray[np.uint64], count: NDArray[np.int64]) -> Marks:
    """For each number a mask (n, 4) with up to `count` bits set."""
    mask = np.zeros((len(by), 4), np.uint64)
    rows = np.arange(len(by))
    for turn in range(int(count.max(initial=0))):
        bit = _mixed(by + np.uint64(turn * 77 + 13)) & np.uint64(255)
        mask[rows, bit >> np.uint64(6)] |= (turn < count).astype(np.uint64) << (bit & np.uint64(63))
    return mask

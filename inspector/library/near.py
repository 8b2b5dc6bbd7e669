"""Fingerprints of one signal that lie within its radius, found exactly.

What counts: PDQ within 31 of 256 bits, both pictures of quality 50 or more (the rule of PDQ's authors; a list that
gives no quality is taken at its word). pHash and dHash within 8 of 64 bits, of fingerprints with 16 to 48 bits set:
plain, dark and evenly shaded pictures have few or nearly all bits set and resemble each other, whatever they show.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.bands import Bands, Plan, build, flips_within
from inspector.library.distance import Distances, Fingerprints, distances

RADIUS = {Signal.PDQ: 31, Signal.PHASH: 8, Signal.DHASH: 8}
LEAST_QUALITY = 50
UNKNOWN_QUALITY = 255
FEWEST_BITS, MOST_BITS = 16, 48  # of 64

# From so many rows on, the first plan that fits: wider bands make smaller buckets, and larger tables.
_PLANS = {
    Signal.PDQ: ((4_000_000, Plan(11, 23)), (400_000, Plan(12, 21)), (20_000, Plan(16, 16))),
    Signal.PHASH: ((50_000, Plan(4, 16)),),
    Signal.DHASH: ((50_000, Plan(4, 16)),),
}
_SCANNED_AT_ONCE = 1 << 15  # rows; what is made of them stays in the processor's cache

Found = tuple[NDArray[np.int64], Distances]


@dataclass(frozen=True, slots=True)
class Near:
    """The fingerprints of one column as they are compared; `known`: (n, words) uint64."""

    signal: Signal
    known: Fingerprints
    usable: NDArray[np.bool_]
    bands: Bands | None
    flips: NDArray[np.uint32]

    def value(self, row: int) -> bytes:
        """The fingerprint of one row."""
        return bytes(self.known[row].astype(">u8").tobytes())

    def within(self, wanted: Fingerprints) -> Found:
        """The usable rows within the radius of `wanted` (words,), and their distances."""
        candidates = None if self.bands is None else self.bands.candidates(wanted, self.flips)
        rows, apart = self._scan(wanted) if candidates is None else self._pick(candidates, wanted)
        usable = self.usable[rows]
        return rows[usable], apart[usable]

    def _pick(self, candidates: NDArray[np.uint32], wanted: Fingerprints) -> Found:
        apart = distances(self.known[candidates], wanted)
        inside = apart <= RADIUS[self.signal]
        return candidates[inside].astype(np.int64), apart[inside]

    def _scan(self, wanted: Fingerprints) -> Found:
        rows, apart = [], []
        for start in range(0, len(self.known), _SCANNED_AT_ONCE):
            block = distances(self.known[start : start + _SCANNED_AT_ONCE], wanted)
            inside = np.flatnonzero(block <= RADIUS[self.signal])
            rows.append(inside + start)
            apart.append(block[inside])
        return np.concatenate(rows), np.concatenate(apart)


def near(signal: Signal, known: Fingerprints, quality: NDArray[np.uint8], bands: Bands | None) -> Near:
    """The fingerprints `known` (n, words) with their index, when the set has one."""
    flips = np.zeros(0, np.uint32)
    if bands is not None:
        flips = flips_within(bands.plan.width, RADIUS[signal] // bands.plan.bands)
    return Near(signal, known, usable_rows(signal, known, quality), bands, flips)


def indexed(signal: Signal, known: Fingerprints, quality: NDArray[np.uint8]) -> Bands | None:
    """The index that so many fingerprints are worth."""
    usable = np.flatnonzero(usable_rows(signal, known, quality)).astype(np.uint32)
    for least, plan in _PLANS[signal]:
        if len(usable) >= least:
            return build(known, usable, plan)
    return None


def usable_rows(signal: Signal, known: Fingerprints, quality: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which fingerprints tell enough to be compared."""
    if signal is Signal.PDQ:
        return quality >= LEAST_QUALITY
    bits: NDArray[np.uint8] = np.bitwise_count(known[:, 0])
    telling: NDArray[np.bool_] = (bits >= FEWEST_BITS) & (bits <= MOST_BITS)
    return telling

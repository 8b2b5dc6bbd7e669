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
from inspector.library.bands import Bands, Plan, Told, build, unheard
from inspector.library.distance import Fingerprints, scan
from inspector.library.found import Found, Gathered, Packed, packed, unpacked
from inspector.library.search import Search

RADIUS = {Signal.PDQ: 31, Signal.PHASH: 8, Signal.DHASH: 8}
LEAST_QUALITY = 50
UNKNOWN_QUALITY = 255
FEWEST_BITS, MOST_BITS = 16, 48  # of 64

# From so many rows on, the first plan that fits: wider bands make smaller buckets, and larger tables.
_PLANS = {
    Signal.PDQ: ((2_500_000, Plan(11, 23)), (800_000, Plan(12, 21)), (10_000, Plan(16, 16)), (2_000, Plan(16, 12))),
    Signal.PHASH: ((300_000, Plan(3, 21)), (10_000, Plan(4, 16))),
    Signal.DHASH: ((300_000, Plan(3, 21)), (10_000, Plan(4, 16))),
}


@dataclass(frozen=True, slots=True)
class Near:
    """The fingerprints of one signal as they are compared.

    `known`: (n, words) uint64, ascending; `quality`: (n,) uint8, that of PDQ. Only rows that tell enough are
    found, and of equal ones the first that does. Safe for many threads.
    """

    signal: Signal
    known: Fingerprints
    quality: NDArray[np.uint8]
    bands: Bands | None

    def value(self, row: int) -> bytes:
        """The fingerprint of one row."""
        return bytes(self.known[row].astype(">u8").tobytes())

    def within_all(self, wanted: Fingerprints) -> Found:
        """All rows within the radius of each of `wanted` (q, words): numbers of wanted ones, rows, distances.

        Ascending by the first two. Many asked at once are far quicker each.
        """
        return self._find(wanted, nearest=False)

    def nearest(self, wanted: Fingerprints) -> Found:
        """The same, but only those rows to which the distance is least."""
        return self._find(wanted, nearest=True)

    def _find(self, wanted: Fingerprints, *, nearest: bool) -> Found:
        found, scanned = Gathered(), np.arange(len(wanted))
        if self.bands is not None:
            search = Search(self.known, self.bands, wanted, RADIUS[self.signal], nearest=nearest)
            found.add(search.run())
            scanned = np.flatnonzero(search.crowded)
        for number in scanned.tolist():
            found.add(self._scan(number, wanted[number], nearest=nearest))
        return unpacked(found.all(), len(self.known))

    def _scan(self, number: int, wanted: NDArray[np.uint64], *, nearest: bool) -> Packed:
        rows, apart = scan(self.known, wanted, RADIUS[self.signal])
        telling = _telling(self.signal, self.known[rows], self.quality[rows])
        if nearest and len(telling):
            telling = telling[apart[telling] == apart[telling].min()]
        return packed(np.full(len(telling), number), rows[telling], apart[telling], len(self.known))


def near(signal: Signal, known: Fingerprints, quality: NDArray[np.uint8], bands: Bands | None) -> Near:
    """The fingerprints `known` (n, words), contiguous and ascending, with their index, when the set has one."""
    return Near(signal, known, quality, bands)


def indexed(signal: Signal, known: Fingerprints, quality: NDArray[np.uint8], told: Told = unheard) -> Bands | None:
    """The index that so many fingerprints (n, words), contiguous and ascending, are worth; `told` as for `build`."""
    rows = _telling(signal, known, quality).astype(np.uint32)
    plan = next((plan for least, plan in _PLANS[signal] if len(rows) >= least), None)
    return None if plan is None else build(known, rows, plan, told)


def _telling(signal: Signal, known: Fingerprints, quality: NDArray[np.uint8]) -> NDArray[np.intp]:
    """The rows that tell enough to be compared, of equal ones the first."""
    if signal is Signal.PDQ:
        telling = np.flatnonzero(quality >= LEAST_QUALITY)
    else:
        bits: NDArray[np.uint8] = np.bitwise_count(known[:, 0])
        telling = np.flatnonzero((bits >= FEWEST_BITS) & (bits <= MOST_BITS))
    changes = np.zeros(len(known), np.bool_)
    for word in known.T:
        changes[1:] |= word[1:] != word[:-1]
    which = np.cumsum(changes, dtype=np.uint32)[telling]
    return telling[np.flatnonzero(np.diff(which, prepend=np.uint32(0xFFFFFFFF)))]

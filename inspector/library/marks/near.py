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
from inspector.domain.variation import LEAST_QUALITY
from inspector.library.marks.bands import Bands, Plan, building
from inspector.library.marks.distance import Fingerprints, Found, Numbers, scan
from inspector.library.marks.found import Gathered, Packed, packed, unpacked
from inspector.library.marks.probing import Reach
from inspector.library.marks.search import Search
from inspector.library.steps import Steps, at_once

RADIUS = {Signal.PDQ: 31, Signal.PHASH: 8, Signal.DHASH: 8}
UNKNOWN_QUALITY = 255
FEWEST_BITS, MOST_BITS = 16, 48  # of 64
SURE_ALTERED = 21
"""Within how many bits nothing is missed that is near to a picture after something was done to it.

A picture asks dozens of times so and once as it is, so it must be cheap; and what was undone is mostly a guess, of
which no radius finds all. In large sets it takes an eighth of the time that 31 bits take, since values of bands are
looked up at one bit at most instead of two. Of 1,111 copies that a list of originals finds in the bench of altered
copies, 70 of them by a variation more than 21 bits away, none was lost among 1e5, 1e6 and 1e7 others.
"""

# From so many rows on, the first plan that fits: wider bands make smaller buckets, and larger tables.
_PLANS = {
    Signal.PDQ: ((2_500_000, Plan(11, 23)), (800_000, Plan(12, 21)), (10_000, Plan(16, 16)), (4_000, Plan(16, 12))),
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

    def nearest(self, wanted: Fingerprints, altered: NDArray[np.bool_] | None = None) -> Found:
        """The same, but only those rows to which the distance is least.

        Of those that are `altered` (q,), pictures after something was done to them, all within `SURE_ALTERED` bits is
        found, and beyond it nearly all.
        """
        return self._find(wanted, altered, nearest=True)

    def _find(self, wanted: Fingerprints, altered: NDArray[np.bool_] | None = None, *, nearest: bool) -> Found:
        if self.bands is None:
            return unpacked(self._scan(wanted, np.arange(len(wanted)), nearest=nearest), len(self.known))
        altered = np.zeros(len(wanted), np.bool_) if altered is None else altered
        found, radius = Gathered(), RADIUS[self.signal]
        for sure, numbers in ((radius, np.flatnonzero(~altered)), (min(radius, SURE_ALTERED), np.flatnonzero(altered))):
            found.add(self._search(wanted, numbers, Reach(radius, sure), nearest=nearest))
        return unpacked(found.all(), len(self.known))

    def _search(self, wanted: Fingerprints, numbers: Numbers, reach: Reach, *, nearest: bool) -> Packed:
        if self.bands is None or not len(numbers):
            return np.zeros(0, np.int64)
        search = Search(self.known, self.bands, wanted[numbers], reach, nearest=nearest)
        asked, rows, apart = unpacked(search.run(), len(self.known))
        scanned = self._scan(wanted, numbers[search.crowded], nearest=nearest)
        return np.concatenate((packed(numbers[asked], rows, apart, len(self.known)), scanned))

    def _scan(self, wanted: Fingerprints, numbers: Numbers, *, nearest: bool) -> Packed:
        asked, rows, apart = scan(self.known, wanted[numbers], RADIUS[self.signal])
        telling = _usable(self.signal, self.known[rows], self.quality[rows])
        asked, rows, apart = asked[telling], rows[telling], apart[telling]
        fresh = _fresh(self.known, rows)
        fresh[1:] |= asked[1:] != asked[:-1]
        if nearest:
            least = np.full(len(numbers), RADIUS[self.signal], np.uint32)
            np.minimum.at(least, asked, apart)
            fresh &= apart == least[asked]
        return packed(numbers[asked[fresh]], rows[fresh], apart[fresh], len(self.known))


def near(signal: Signal, known: Fingerprints, quality: NDArray[np.uint8], bands: Bands | None) -> Near:
    """The fingerprints `known` (n, words), contiguous and ascending, with their index, when the set has one."""
    return Near(signal, known, quality, bands)


def indexed(signal: Signal, known: Fingerprints, quality: NDArray[np.uint8]) -> Bands | None:
    """The index that so many fingerprints (n, words), contiguous and ascending, are worth."""
    return at_once(indexing(signal, known, quality, 0))


def indexing(signal: Signal, known: Fingerprints, quality: NDArray[np.uint8], whole: int) -> Steps[Bands | None]:
    """The same step by step; what it yields adds up to `whole`."""
    usable = np.flatnonzero(_usable(signal, known, quality))
    rows = usable[_fresh(known, usable)].astype(np.uint32)
    plan = next((plan for least, plan in _PLANS[signal] if len(rows) >= least), None)
    if plan is not None:
        return (yield from building(known, rows, plan, whole))
    yield whole
    return None


def _usable(signal: Signal, known: Fingerprints, quality: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which fingerprints tell enough to be compared."""
    if signal is Signal.PDQ:
        return quality >= LEAST_QUALITY
    bits: NDArray[np.uint8] = np.bitwise_count(known[:, 0])
    telling: NDArray[np.bool_] = (bits >= FEWEST_BITS) & (bits <= MOST_BITS)
    return telling


def _fresh(known: Fingerprints, rows: Numbers) -> NDArray[np.bool_]:
    """Which of some rows are not equal to the one before."""
    fresh = np.ones(len(rows), np.bool_)
    fresh[1:] = False
    for word in known.T:
        values = word[rows]
        fresh[1:] |= values[1:] != values[:-1]
    return fresh

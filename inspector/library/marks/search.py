"""Many wanted fingerprints looked up in one index together, band by band.

Plain numpy is quick when its calls are few, its arrays stay in the processor's cache and nothing branches: so what is
wanted is looked up in the order of the index, in portions of like size, and rows that resemble in one band only are
dropped by the bits that stand beside their numbers, before their fingerprints are fetched from all over the memory.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from inspector.library.marks.bands import Bands, Plan, Rows, ahead, band_values, row_bits
from inspector.library.marks.distance import Fingerprints, Numbers, distances, picked
from inspector.library.marks.found import Gathered, Packed, packed, unpacked
from inspector.library.marks.laying import Likely, every_place, gathered, portions
from inspector.library.marks.probing import Reach, at_distance, most_ahead, passes

TOO_MANY = 3  # a scan takes no longer than looking at one in so many of all rows where they lie
_PROBES_AT_ONCE = 1 << 15
_ROWS_AT_ONCE = 1 << 16
_COMPARED_AT_ONCE = 1 << 13


class Search:
    """One search for `wanted` (q, words) in `known` (n, words); if `nearest`, only for what is nearest to each."""

    def __init__(self, known: Fingerprints, bands: Bands, wanted: Fingerprints, reach: Reach, *, nearest: bool) -> None:
        self._known, self._wanted, self._sure, self._nearest = known, wanted, reach.sure, nearest
        self._plan, self._rows, self._starts = bands.plan, bands.rows.reshape(-1), bands.starts
        self._row_bits, self._indexed = row_bits(len(known)), int(bands.rows.shape[1])
        self._places, self._ahead = _by_band(wanted, self._plan, self._row_bits)
        self._bound = np.full(len(wanted), reach.radius, np.uint32)
        self._crowd = self._buckets(self._places.ravel())[1].astype(np.int64).reshape(self._places.shape)
        self._spent = np.zeros(len(wanted), np.int64)
        self._found = Gathered()
        self._room = np.empty((2, _COMPARED_AT_ONCE, known.shape[1]), np.uint64)

    @property
    def crowded(self) -> NDArray[np.bool_]:
        """(q,): those that a scan answers quicker, so that not all of theirs was looked up."""
        return self._too_many(self._spent)

    def run(self) -> Packed:
        """What is found, ascending."""
        complete = -1
        for step in passes(self._plan, self._sure, cautious=self._nearest):
            bands = np.argsort(self._crowd, axis=0, kind="stable")[step.start : step.stop]
            # Each band raises by one bit within what all is found: no more are asked than the bound needs.
            needed = complete + np.arange(len(bands))[:, None] < self._bound
            which, asked = np.nonzero(needed & ~self.crowded)
            self._pass(step.apart, asked, bands[which, asked])
            complete = step.complete
        found = self._found.all()
        asked, _, apart = unpacked(found, len(self._known))
        return found[~self.crowded[asked] & (apart <= self._bound[asked])]

    def _pass(self, apart: int, asked: Numbers, bands: Numbers) -> None:
        order = np.argsort(self._places[bands, asked])  # so that neighbours are looked up one after another
        flips = at_distance(self._plan.width, apart)
        size = max(1, _PROBES_AT_ONCE // len(flips))
        parts = (order[start : start + size] for start in range(0, len(order), size))
        likely = (found for part in parts for found in self._portion(apart, flips, asked[part], bands[part]))
        for one, rows in gathered(likely, _COMPARED_AT_ONCE):
            self._compare(one, rows)

    def _portion(self, apart: int, flips: NDArray[np.int64], asked: Numbers, bands: Numbers) -> Iterator[Likely]:
        begin, count = self._buckets(self._places[bands, asked][:, None] ^ flips)
        looked_at = count.sum(axis=1, dtype=np.int64)
        if apart:  # else it is known, and the order must stay while the wanted value itself is asked for in steps
            self._crowd[bands, asked] += looked_at
        np.add.at(self._spent, asked, looked_at)
        crowded = self._too_many(self._spent[asked])
        count[crowded] = looked_at[crowded] = 0
        following, most = self._ahead[bands, asked], most_ahead(self._plan, self._sure, apart)
        for some in portions(looked_at, _ROWS_AT_ONCE):
            rows = self._rows.take(every_place(begin[some].ravel(), count[some].ravel()), mode="clip")
            near = self._resembling(rows, following[some].repeat(looked_at[some]), most)
            yield asked[some].repeat(looked_at[some]).take(near), rows.take(near)

    def _too_many(self, spent: NDArray[np.int64]) -> NDArray[np.bool_]:
        return spent * TOO_MANY > self._indexed

    def _buckets(self, places: NDArray[np.int64]) -> tuple[Rows, Rows]:
        """Where the rows with these values begin and how many they are."""
        begin = self._starts.take(places, mode="clip")
        count = self._starts.take(places + 1, mode="clip")
        count -= begin
        return begin, count

    def _resembling(self, rows: Rows, following: Rows, most: int) -> Numbers:
        """Which differ from the wanted ones in at most `most` bits known of the next band, `following` theirs."""
        following ^= rows
        following >>= np.uint32(self._row_bits)
        return np.flatnonzero(np.bitwise_count(following) <= most)

    def _compare(self, asked: Numbers, rows: Rows) -> None:
        numbers = (rows & np.uint32((1 << self._row_bits) - 1)).astype(np.intp)
        known, wanted = picked(self._known, numbers, self._room[0]), picked(self._wanted, asked, self._room[1])
        apart = distances(known, wanted, known)
        near = np.flatnonzero(apart <= self._bound.take(asked))
        asked, numbers, apart = asked[near], numbers[near], apart[near]
        if self._nearest:
            np.minimum.at(self._bound, asked, apart)
        self._found.add(packed(asked, numbers, apart, len(self._known)))


def _by_band(wanted: Fingerprints, plan: Plan, row_bits: int) -> tuple[NDArray[np.int64], Rows]:
    """By band (bands, q): where its value stands in `Bands.starts`, and the bits of the next as in `Bands.rows`."""
    values = np.array([band_values(wanted, slice(None), plan, band) for band in range(plan.bands)])
    places = values.astype(np.int64) + (np.arange(plan.bands) << plan.width)[:, None]
    return places, ahead(np.roll(values, -1, axis=0), plan, row_bits).astype(np.uint32)

"""A multi-index over fingerprints: every one within the radius is found, and few others are looked at.

Source: Norouzi, Punjani, Fleet, "Fast search in Hamming space with multi-index hashing" (CVPR 2012). A fingerprint is
cut into bands. Two that differ in at most r bits differ in at most r // bands bits of some band; so looking up, for
each band, all values within that many flips misses nothing. Bits behind the last band are not needed for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from inspector.library.distance import Fingerprints

TOO_MANY = 16  # candidates worth a scan: reading all rows in order is so many times quicker a row than picking them

Rows = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Plan:
    """How fingerprints of one length are cut, for a set of a size."""

    bands: int
    width: int


@dataclass(frozen=True, slots=True)
class Bands:
    """The index as flat arrays, written and read as they are.

    `rows`: (bands, m) uint32, the rows of the indexed fingerprints ordered by their value of each band; `starts`:
    (bands, 2 ** width + 1) uint32, where the rows of each value begin in `rows` laid flat.
    """

    rows: Rows
    starts: NDArray[np.uint32]

    @property
    def plan(self) -> Plan:
        """How the fingerprints were cut."""
        return Plan(len(self.rows), (self.starts.shape[1] - 1).bit_length() - 1)

    def candidates(self, wanted: Fingerprints, flips: NDArray[np.uint32]) -> Rows | None:
        """The rows that agree with `wanted` (words,) in some band but for `flips`; None when a scan is quicker."""
        plan = self.plan
        keys = band_keys(wanted.reshape(1, -1), plan)[:, 0]
        probes = keys[:, None] ^ flips
        bands = np.arange(plan.bands)[:, None]
        begin = self.starts[bands, probes].ravel().astype(np.int64)
        count = self.starts[bands, probes + np.uint32(1)].ravel() - begin
        total = int(count.sum())
        if total * TOO_MANY > self.rows.shape[1]:
            return None
        first = np.cumsum(count) - count
        places = np.repeat(begin - first, count) + np.arange(total)
        return self.rows.reshape(-1)[places]


def build(fingerprints: Fingerprints, usable: Rows, plan: Plan) -> Bands:
    """The index over the rows `usable` of `fingerprints` (n, words)."""
    rows = np.empty((plan.bands, len(usable)), np.uint32)
    starts = np.empty((plan.bands, 2**plan.width + 1), np.uint32)
    for band in range(plan.bands):
        keys = _keys(fingerprints[usable], band, plan.width)
        rows[band] = usable[np.argsort(keys, kind="stable")]
        starts[band, 0] = 0
        np.cumsum(np.bincount(keys, minlength=2**plan.width), out=starts[band, 1:])
        starts[band] += np.uint32(band * len(usable))
    return Bands(rows, starts)


def flips_within(width: int, most: int) -> NDArray[np.uint32]:
    """All values of `width` bits with at most `most` bits set."""
    chosen = (bits for count in range(most + 1) for bits in combinations(range(width), count))
    return np.array([sum(1 << bit for bit in bits) for bits in chosen], np.uint32)


def band_keys(fingerprints: Fingerprints, plan: Plan) -> NDArray[np.uint32]:
    """The value of each band (bands, n) of fingerprints (n, words), bits counted from the highest of the first word."""
    return np.stack([_keys(fingerprints, band, plan.width) for band in range(plan.bands)])


def _keys(fingerprints: Fingerprints, band: int, width: int) -> NDArray[np.uint32]:
    word, bit = divmod(band * width, 64)
    bits = fingerprints[:, word] << np.uint64(bit)
    if bit + width > 64:
        bits = bits | (fingerprints[:, word + 1] >> np.uint64(64 - bit))
    return (bits >> np.uint64(64 - width)).astype(np.uint32)

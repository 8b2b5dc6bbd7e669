"""A multi-index over fingerprints, as flat arrays: for each band of bits, the rows in the order of their value of it.

Source: Norouzi, Punjani, Fleet, "Fast search in Hamming space with multi-index hashing" (CVPR 2012). A fingerprint is
cut into bands of equal width from its highest bit on; bits behind the last band are not indexed. `probing` says which
values of which bands are looked up so that nothing within a radius is missed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.library.marks.distance import Fingerprints
from inspector.library.steps import Steps, at_once, shares

Rows = NDArray[np.uint32]

_WORD = 32


@dataclass(frozen=True, slots=True)
class Plan:
    """How fingerprints of one length are cut, for a set of a size."""

    bands: int
    width: int


@dataclass(frozen=True, slots=True)
class Bands:
    """The index, written and read as it is.

    `rows`: (bands, m) uint32, the m indexed rows ordered by their value of each band; above a row's number, in the
    bits that `row_bits` leaves, stand as many of the first bits of its next band (of the first, after the last) as
    find room. `starts`: (bands * 2 ** width + 1,) uint32, where the rows of each value begin in `rows` laid flat.
    """

    rows: Rows
    starts: Rows

    @property
    def plan(self) -> Plan:
        """How the fingerprints were cut."""
        return Plan(len(self.rows), (len(self.starts) // len(self.rows)).bit_length() - 1)


def build(fingerprints: Fingerprints, usable: Rows, plan: Plan) -> Bands:
    """The index over the rows `usable` of `fingerprints` (n, words). Needs 32 bytes a row beside the result."""
    return at_once(building(fingerprints, usable, plan, 0))


def building(fingerprints: Fingerprints, usable: Rows, plan: Plan, whole: int) -> Steps[Bands]:
    """The same band by band; what it yields adds up to `whole`."""
    values = 2**plan.width
    rows = np.empty((plan.bands, len(usable)), np.uint32)
    starts = np.zeros(plan.bands * values + 1, np.uint32)
    bits = row_bits(len(fingerprints))
    for band, share in enumerate(shares(whole, plan.bands)):
        # One sort of plain numbers: value of the band, then bits of the next, then row.
        order = band_values(fingerprints, usable, plan, band) << np.uint64(_WORD)
        order |= ahead(band_values(fingerprints, usable, plan, band + 1), plan, bits)
        order |= usable
        order.sort()
        rows[band] = order  # the lower half
        order >>= np.uint64(_WORD)
        begin = band * values
        np.cumsum(np.bincount(order.view(np.int64), minlength=values), out=starts[begin + 1 : begin + values + 1])
        starts[begin + 1 : begin + values + 1] += np.uint32(band * len(usable))
        yield share
    return Bands(rows, starts)


def row_bits(count: int) -> int:
    """How many bits of `Bands.rows` the number of a row takes, of `count` known ones."""
    return max(1, (count - 1).bit_length())


def bits_ahead(plan: Plan, row_bits: int) -> int:
    """How many bits of the next band stand above a row's number."""
    return min(plan.width, _WORD - row_bits)


def ahead(values: NDArray[np.uint64], plan: Plan, row_bits: int) -> NDArray[np.uint64]:
    """The first bits of values of a band, at the place that they have above a row's number; changes `values`."""
    values >>= np.uint64(plan.width - bits_ahead(plan, row_bits))
    values <<= np.uint64(row_bits)
    return values


def band_values(
    fingerprints: Fingerprints, rows: NDArray[np.integer] | slice, plan: Plan, band: int
) -> NDArray[np.uint64]:
    """The value of a band of some rows of `fingerprints` (n, words), bits counted from the highest of the first word.

    After the last band comes the first again.
    """
    word, bit = divmod(band % plan.bands * plan.width, 64)
    bits = fingerprints[rows, word] << np.uint64(bit)
    if bit + plan.width > 64:
        bits |= fingerprints[rows, word + 1] >> np.uint64(64 - bit)
    bits >>= np.uint64(64 - plan.width)
    return bits

"""What a near search found, each as one number, since plain numbers are joined and sorted far faster than triples."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from inspector.library.distance import Distances

Numbers = NDArray[np.intp]
Packed = NDArray[np.int64]
Found = tuple[Numbers, Numbers, Distances]
"""Which of the wanted fingerprints, which row of the known ones, and how many bits they are apart."""

_APART_BITS = 9


def packed(asked: Numbers, rows: Numbers, apart: Distances, count: int) -> Packed:
    """One number each, ascending by `asked`, then by row; of `count` known ones."""
    together = asked * count
    together += rows
    together <<= _APART_BITS
    together |= apart
    return together


def unpacked(together: Packed, count: int) -> Found:
    """What `packed` took."""
    asked, rows = np.divmod(together >> _APART_BITS, count)
    return asked, rows, (together & ((1 << _APART_BITS) - 1)).astype(np.uint32)


def merged(parts: Sequence[Packed]) -> Packed:
    """All of some parts, at least one, each once, ascending."""
    together = np.concatenate(parts)
    together.sort()
    fresh = np.ones(len(together), np.bool_)
    fresh[1:] = together[1:] != together[:-1]
    return together[np.flatnonzero(fresh)]

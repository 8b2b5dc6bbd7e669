"""Distances between fingerprints, in bits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Fingerprints = NDArray[np.uint64]
Distances = NDArray[np.uint32]

_EVEN_BYTES = np.uint32(0x00FF00FF)
_LOW = np.uint32(0x1FF)


def distances(known: Fingerprints, wanted: Fingerprints) -> Distances:
    """In how many bits each row of `known` (n, 4) or (n, 1) differs from `wanted` (4,) or (1,); (n,) uint32."""
    different: NDArray[np.uint8] = np.bitwise_count(known ^ wanted)
    if different.shape[1] == 1:
        return different[:, 0].astype(np.uint32)
    # Four counts of at most 64 lie in the bytes of one word; added there, far faster than along a short axis.
    four: Distances = different.view(np.uint32)[:, 0]
    two: Distances = (four & _EVEN_BYTES) + (four >> np.uint32(8) & _EVEN_BYTES)
    return np.bitwise_and(two + (two >> np.uint32(16)), _LOW)

"""PDQ fingerprints of pictures whose rows and columns are exchanged: exact, as the transform treats both alike."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Raw = NDArray[np.uint8]
"""Fingerprints as they travel, (n, 32)."""

_SIDE, _BYTES = 16, 32


def exchanged(raw: Raw) -> Raw:
    """Those of the same pictures, rows and columns exchanged."""
    bits = np.unpackbits(raw.reshape(-1, _BYTES), axis=1).reshape(-1, _SIDE, _SIDE)
    return np.packbits(bits.transpose(0, 2, 1).reshape(-1, _SIDE * _SIDE), axis=1)

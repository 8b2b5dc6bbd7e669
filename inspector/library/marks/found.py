"""What a near search found, each as one number, since plain numbers are joined and sorted far faster than triples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from inspector.library.marks.distance import Distances, Found, Numbers

Packed = NDArray[np.int64]

_APART_BITS = 9
_LOOSE = 1 << 21  # of what may be there repeatedly; in a crowd every band finds the same


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


class Gathered:
    """What is found little by little, each once however often it is found."""

    def __init__(self) -> None:
        self._parts, self._loose = [np.zeros(0, np.int64)], 0

    def add(self, together: Packed) -> None:
        """More, in any order."""
        self._parts.append(together)
        self._loose += len(together)
        if self._loose > max(_LOOSE, len(self._parts[0])):
            self.all()

    def all(self) -> Packed:
        """Everything, ascending."""
        found = np.concatenate(self._parts)
        found.sort()
        fresh = np.ones(len(found), np.bool_)
        fresh[1:] = found[1:] != found[:-1]
        self._parts, self._loose = [found[np.flatnonzero(fresh)]], 0
        return self._parts[0]

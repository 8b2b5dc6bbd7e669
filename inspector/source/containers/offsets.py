"""Where each of a million names lies, in a few bytes a name."""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

_UNSORTED = 4096


class Offsets:
    """Names and numbers; of a name that was added often, the last number counts.

    A name is kept as its hash of 64 bits, which Python salts anew for each process, so that no archive can be made in
    which two names are mistaken for each other.
    """

    def __init__(self) -> None:
        self._keys, self._numbers = array("q"), array("q")
        self._sorted: NDArray[np.int64] = np.empty(0, np.int64)
        self._order: NDArray[np.int64] = np.empty(0, np.int64)

    def add(self, name: bytes, number: int) -> None:
        """Keeps `number`, 0 to 2^63 - 1, for `name`."""
        self._keys.append(hash(name))
        self._numbers.append(number)

    def find(self, name: bytes) -> int | None:
        """The number of a name, or None."""
        key = hash(name)
        waiting = len(self._keys) - len(self._sorted)
        if waiting > max(_UNSORTED, len(self._sorted) // 8):
            self._sort()
        late = np.flatnonzero(np.array(self._keys[len(self._sorted) :], np.int64) == key)
        if late.size:
            return self._numbers[len(self._sorted) + int(late[-1])]
        place = int(np.searchsorted(self._sorted, key, side="right")) - 1
        return self._numbers[int(self._order[place])] if place >= 0 and self._sorted[place] == key else None

    def _sort(self) -> None:
        keys = np.frombuffer(self._keys, np.int64)
        self._order = np.argsort(keys, kind="stable")
        self._sorted = keys[self._order]

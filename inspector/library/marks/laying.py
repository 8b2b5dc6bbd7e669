"""Stretches of unequal length laid out one behind the other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from inspector.library.marks.distance import Numbers


def laid_out(begin: NDArray[np.uint32], count: NDArray[np.uint32], at_once: int) -> Iterator[tuple[Numbers, Numbers]]:
    """For each place in the stretches of `count` places from `begin` on: the number of its stretch, and the place.

    At most `at_once` in one portion. By sums and picking alone: numpy's `repeat` branches at every stretch, and the
    processor guesses wrong at nearly every one, which takes three times as long.
    """
    some = np.flatnonzero(count != 0)
    count = count.take(some)
    end = np.cumsum(count, dtype=np.int64)
    shift = begin.take(some) - end + count
    total = int(end[-1]) if len(end) else 0
    for start in range(0, total, at_once):
        stop = min(start + at_once, total)
        first, last = np.searchsorted(end, (start, stop - 1), side="right").tolist()
        rank = np.zeros(stop - start, np.intp)
        rank[end[first:last] - start] = 1
        np.cumsum(rank, out=rank)
        rank += first
        places = shift.take(rank, mode="clip")
        places += np.arange(start, stop)
        yield some.take(rank, mode="clip"), places


def every_place(begin: NDArray[np.int64], count: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same places all at once, where there are few: those of the stretches, one behind the other."""
    places: NDArray[np.int64] = np.arange(count.sum()) + np.repeat(begin - (np.cumsum(count) - count), count)
    return places

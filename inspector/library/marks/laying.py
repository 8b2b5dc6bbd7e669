"""Stretches of unequal length laid out one behind the other, and portions of like size made of what is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from inspector.library.marks.distance import Numbers

Likely = tuple[Numbers, NDArray[np.uint32]]
"""Which of the wanted ones, and a row that may be near; both (n,)."""


def every_place(begin: NDArray[np.integer], count: NDArray[np.integer]) -> Numbers:
    """The places of the stretches of `count` places from `begin` on, one behind the other.

    By sums alone: numpy's `repeat` branches at every stretch, and the processor guesses wrong at nearly every one,
    which takes three times as long where stretches are short.
    """
    some = np.flatnonzero(count != 0)
    if not len(some):
        return np.zeros(0, np.intp)
    begin, count = begin.take(some).astype(np.int64), count.take(some)
    end = np.cumsum(count, dtype=np.int64)
    steps = np.ones(end[-1], np.intp)
    steps[0] = begin[0]
    steps[end[:-1]] += np.diff(begin) - count[:-1]
    return np.cumsum(steps, out=steps)


def portions(count: NDArray[np.int64], at_once: int) -> Iterator[slice]:
    """Neighbours that have at most `at_once` together, or one that has more alone."""
    end = np.cumsum(count)
    start, done = 0, 0
    while start < len(count):
        stop = max(start + 1, int(np.searchsorted(end, done + at_once, side="right")))
        yield slice(start, stop)
        start, done = stop, int(end[stop - 1])


def gathered(parts: Iterable[Likely], at_once: int) -> Iterator[Likely]:
    """The same, `at_once` together as a rule and never more: many small portions take long."""
    held: list[Likely] = []
    count = 0
    for part in parts:
        held.append(part)
        count += len(part[0])
        if count >= at_once:
            yield from _cut(held, at_once)
            held, count = [], 0
    yield from _cut(held, at_once)


def _cut(held: list[Likely], at_once: int) -> Iterator[Likely]:
    if held:
        asked, rows = (np.concatenate(each) for each in zip(*held, strict=True))
        for start in range(0, len(asked), at_once):
            yield asked[start : start + at_once], rows[start : start + at_once]

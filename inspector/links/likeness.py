"""What the grouping asks of a likeness, whatever it likens: pictures by their fingerprints, or something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from inspector.domain.looks import Looks
from inspector.links.growing import Growing

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows that are alike: `asked` and `found` (n,) rows, `apart` (n,) bits, `variant` (n,) what was done to one.

    Each pair of rows stands there once, with the smallest distance, in the order of the rows; none is like itself.
    """

    asked: Rows
    found: Rows
    apart: NDArray[np.int16]
    variant: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.asked)

    def only(self, kept: Rows | NDArray[np.bool_]) -> Pairs:
        """Some of them, by their places or one truth each."""
        return Pairs(self.asked[kept], self.found[kept], self.apart[kept], self.variant[kept])

    def turned(self) -> Pairs:
        """The same as if those that were found had asked."""
        by = np.argsort(self.found, kind="stable")
        return Pairs(self.found[by], self.asked[by], self.apart[by], self.variant[by])

    def by_asked(self) -> Iterator[tuple[int, Rows]]:
        """Each row that was asked and is like any, with those."""
        return by_key(self.asked, self.found)


def by_key(keys: Rows, values: Rows) -> Iterator[tuple[int, Rows]]:
    """Each of `keys` (n,), ascending numbers from 0 on, with its `values` (n,)."""
    starts = np.flatnonzero(np.diff(keys, prepend=-1)).tolist()
    for start, end in zip(starts, [*starts[1:], len(keys)], strict=False):
        yield int(keys[start]), values[start:end]


def joined(*parts: Pairs) -> Pairs:
    """All pairs of all parts, in the order of the rows that asked."""
    asked = np.concatenate([np.zeros(0, np.int64), *(each.asked for each in parts)])
    found = np.concatenate([np.zeros(0, np.int64), *(each.found for each in parts)])
    apart = np.concatenate([np.zeros(0, np.int16), *(each.apart for each in parts)])
    variant = np.concatenate([np.zeros(0, np.uint8), *(each.variant for each in parts)])
    return Pairs(asked, found, apart, variant).only(np.argsort(asked, kind="stable"))


def before(orders: NDArray[np.uint64], rows: Rows, others: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Which of some rows come before others (n,), by `orders` of all rows (m, 4)."""
    sooner = np.zeros(len(rows), np.bool_)
    for column in orders.T[::-1]:
        mine, theirs = column[rows], column[others]
        sooner = (mine < theirs) | (mine == theirs) & sooner
    return sooner


class Index(Protocol):
    """Some rows, to be asked for those that are like others."""

    @property
    def bytes(self) -> int:
        """The memory it takes beside the likeness."""

    def add(self, rows: Rows) -> None:
        """Takes these in."""

    def like(self, rows: Rows, within: NDArray[np.int16] | None = None) -> Pairs:
        """All in it that are like these; whoever is farther than `within` bits of each may be left out."""


class Likeness(Protocol):
    """What contents in hand look like; rows number them in the order they were added.

    `names` are words for what was done to a content before it was like another, "" first; `orders` (n, 4) uint64 sorts
    the rows, the best first. The likeness is symmetric: who is asked does not matter.
    """

    names: list[str]
    orders: Growing[np.uint64]

    @property
    def bytes(self) -> int:
        """The memory it takes."""

    def __len__(self) -> int: ...

    def add(self, contents: Sequence[Looks]) -> Rows:
        """Takes contents in; gives their rows."""

    def order(self, row: int) -> tuple[int, ...]:
        """What sorts one row."""

    def number(self, name: str) -> int:
        """The place of a word in `names`."""

    def index(self) -> Index:
        """An empty index over these contents."""

    def compared(self, rows: Rows, others: Rows) -> Pairs:
        """Which of `rows` are like which of `others`, without an index."""

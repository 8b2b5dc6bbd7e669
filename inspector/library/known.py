"""One hash set in memory, ready to be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.column import Column
from inspector.library.films import Films
from inspector.library.near import Near


@dataclass(frozen=True, slots=True)
class KnownSet:
    """What a set knows, as the flat arrays of its file.

    `category`: (entries,) unsigned, numbers into `categories`, which stand in the order in which they are told when
    several fit (the empty one last); `sizes`: (n,) int64, every known size in bytes once, ascending.
    """

    digest: str
    count: int
    columns: Mapping[Signal, Column]
    near: Mapping[Signal, Near]
    category: NDArray[np.unsignedinteger]
    categories: Sequence[str]
    sizes: NDArray[np.int64]
    films: Films | None = None

    def category_of(self, column: Column, row: int) -> str:
        """What the provider says of the entry behind a row."""
        return self.categories[int(self.category[column.entry[row]])]

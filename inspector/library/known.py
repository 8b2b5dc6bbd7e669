"""One hash set, ready to be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.exact import Exact
from inspector.library.film.films import Films
from inspector.library.marks.near import Near
from inspector.library.sealed import Sealed


@dataclass(frozen=True, slots=True)
class KnownSet:
    """What a set knows: its digests stay in its file, its fingerprints are in memory.

    `categories` stand in the order in which they are told when several fit (the empty one last); `ranks`: (n,)
    unsigned, numbers into them, of each fingerprint of a signal.
    """

    file: Sealed
    digest: str
    count: int
    exact: Mapping[Signal, Exact]
    near: Mapping[Signal, Near]
    ranks: Mapping[Signal, NDArray[np.unsignedinteger]]
    categories: Sequence[str]
    films: Films | None = None

    def sizes(self) -> NDArray[np.int64]:
        """Every known size in bytes once, ascending."""
        sizes: NDArray[np.int64] = self.file.whole("sizes")
        return sizes

    def category_of(self, record: np.void) -> str:
        """What the provider says of a record of `exact`."""
        names = record.dtype.names or ()
        return self.categories[int(record["category"])] if "category" in names else self.categories[0]

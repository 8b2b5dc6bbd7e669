"""Sorted rows that wait to be merged: in memory, put away in a file, or those of a set that is there already."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import EXACT, Signal
from inspector.library import sealed
from inspector.library.building import identity, setrows
from inspector.library.building.batch import SIGNALS, Settled
from inspector.library.building.identity import Identities
from inspector.library.building.ids import Ids
from inspector.library.building.owners import Owned
from inspector.library.building.rows import Rows
from inspector.library.sealed import Sealed


class Run(Protocol):
    """Rows of each signal in ascending order, to be read in stretches."""

    @property
    def lengths(self) -> Mapping[Signal, int]:
        """How many rows of each signal there are."""

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Every size in bytes that an entry names, once, ascending."""

    @property
    def ids(self) -> Ids:
        """The ids by which the list names entries."""

    @property
    def told_whole(self) -> bool:
        """Whether each entry is told by the one row it has."""

    def rows(self, signal: Signal, start: int, stop: int) -> Rows:
        """A stretch of the rows of one signal."""

    def identities(self) -> Identities | None:
        """Who the entries are, ascending; None where that is not known."""

    def close(self) -> None:
        """Lets go of what it is read from."""

    def remove(self) -> None:
        """Closes it and removes what was put away."""


class InMemory:
    """A batch that is small enough to stay."""

    def __init__(self, batch: Settled) -> None:
        self._batch = batch
        self.lengths = {signal: len(rows) for signal, rows in batch.rows.items()}
        self.sizes, self.ids = batch.sizes, batch.ids
        self.told_whole = batch.identities is None

    def rows(self, signal: Signal, start: int, stop: int) -> Rows:
        """A stretch of the rows of one signal."""
        return self._batch.rows[signal][start:stop]

    def identities(self) -> Identities:
        """Who the entries are, ascending."""
        if self._batch.identities is None:
            return identity.of_rows(self._batch.rows)
        return self._batch.identities

    def close(self) -> None:
        """Nothing is open."""

    def remove(self) -> None:
        """Nothing was put away."""


class PutAway:
    """A batch in a sealed file, which is there until it is removed."""

    def __init__(self, path: Path, key: bytes, file_id: bytes) -> None:
        self._path = path
        self._file = sealed.opened(path, key, file_id)
        self.lengths = {signal: length for signal in SIGNALS if (length := self._file.length(signal))}
        self.sizes: NDArray[np.int64] = self._file.whole("sizes")
        self.ids: Ids = self._file.whole("ids")
        self.told_whole = "identities" not in self._file

    def rows(self, signal: Signal, start: int, stop: int) -> Rows:
        """A stretch of the rows of one signal."""
        return self._file.stretch(signal, start, stop)

    def identities(self) -> Identities:
        """Who the entries are, ascending."""
        if self.told_whole:
            return identity.of_rows({signal: self._file.whole(signal) for signal in self.lengths})
        return np.ascontiguousarray(self._file.whole("identities").T)

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def remove(self) -> None:
        """Closes the file and deletes it."""
        self._file.close()
        self._path.unlink(missing_ok=True)


def put_away(path: Path, key: bytes, file_id: bytes, batch: Settled) -> PutAway:
    """Writes a batch to a new file."""
    with sealed.written(path, key, file_id) as file:
        for signal, rows in batch.rows.items():
            file.append(signal, rows)
        file.append("sizes", batch.sizes)
        file.append("ids", batch.ids)
        if batch.identities is not None:
            file.append("identities", np.ascontiguousarray(batch.identities.T))
        file.finish({})
    return PutAway(path, key, file_id)


class OfSet:
    """The rows of a set in the library; `numbers` are those of its categories in the gathering that builds on it."""

    def __init__(self, file: Sealed, numbers: NDArray[np.uint32]) -> None:
        self._file, self._numbers = file, numbers
        found = {signal: setrows.length(file, signal) for signal in SIGNALS}
        self.lengths = {signal: length for signal, length in found.items() if length}
        self.sizes: NDArray[np.int64] = file.whole("sizes")
        self._owned = Owned(file)
        self.ids = self._owned.ids
        self.told_whole = len(self.lengths) <= 1 and EXACT.issuperset(self.lengths)

    def rows(self, signal: Signal, start: int, stop: int) -> Rows:
        """A stretch of the rows of one signal."""
        rows = setrows.rows(self._file, signal, start, stop)
        rows["category"] = self._numbers[rows["category"]]
        return self._owned.told(signal, start, rows)

    def identities(self) -> None:
        """A set does not keep who its entries were."""

    def close(self) -> None:
        """Closes the set's file."""
        self._file.close()

    def remove(self) -> None:
        """Closes the set's file, which stays."""
        self._file.close()

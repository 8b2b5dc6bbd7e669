"""By which ids of its list the rows of a set are told, written beside them and read back.

Of each signal that has fingerprints or digests: `<signal>.ids`, the id of each row as a number into `ids`, and
`<signal>.more-ids` of the few rows that the list tells under several ids, the row and the id.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.building.batch import SIGNALS
from inspector.library.building.ids import TYPE, Ids, Numbers
from inspector.library.building.rows import Rows, whosever
from inspector.library.sealed import Sealed, Writer

_MORE = np.dtype([("row", "<u4"), ("id", "<u4")])


class Owners:
    """The ids of the rows of one signal, on their way into the file."""

    def __init__(self) -> None:
        self._rows = 0
        self._first: list[Numbers] = []
        self._more: list[NDArray[Any]] = []

    def part(self, rows: Rows) -> Rows:
        """Takes the ids of settled rows; the rows as they are without them."""
        alone, starts = whosever(rows)
        further = np.ones(len(rows), bool)
        further[starts] = False
        more = np.empty(np.count_nonzero(further), _MORE)
        more["row"], more["id"] = self._rows + np.cumsum(~further)[further] - 1, rows["id"][further]
        self._first.append(rows["id"][starts])
        self._more.append(more)
        self._rows += len(alone)
        return alone

    def write(self, file: Writer, signal: Signal) -> None:
        """Writes them down."""
        file.append(f"{signal}.ids", np.concatenate(self._first))
        file.append(f"{signal}.more-ids", np.concatenate(self._more))


class Owned:
    """The ids of the rows of a set in its file; none where it was made of a list without."""

    def __init__(self, file: Sealed) -> None:
        self.ids: Ids = file.whole("ids") if "ids" in file else np.zeros(0, TYPE)
        self.ids["gone"] = False  # what was taken back in it was known to it
        self._file = file
        self._more = {signal: file.whole(f"{signal}.more-ids") for signal in SIGNALS if f"{signal}.ids" in file}

    def told(self, signal: Signal, start: int, rows: Rows) -> Rows:
        """Rows of the file from `start` on with their ids, once for each that they have."""
        if signal not in self._more:
            return rows
        stop, more = start + len(rows), self._more[signal]
        rows["id"] = self._file.stretch(f"{signal}.ids", start, stop)
        some = more[slice(*np.searchsorted(more["row"], (start, stop)))]
        again = rows[some["row"].astype(np.intp) - start]
        again["id"] = some["id"]
        return np.insert(rows, some["row"].astype(np.intp) - start + 1, again) if len(some) else rows

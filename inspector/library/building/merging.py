"""Sorted runs merged into one, a stretch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.building.identity import Identities, distinct
from inspector.library.building.ids import Merged
from inspector.library.building.renewal import Renewal
from inspector.library.building.rows import Rows, first_words, row_type, settled
from inspector.library.building.runs import Run
from inspector.library.digits import LENGTHS

AT_ONCE = 1 << 16  # rows of one run
_PARTS = 64  # in which identities are counted: by their first bits


class _Head:
    """What of a run is in memory, and how far it is."""

    def __init__(self, run: Run, signal: Signal, settle: Callable[[Rows], Rows]) -> None:
        self._run, self._signal, self._settle = run, signal, settle
        self._at, self._length = 0, run.lengths.get(signal, 0)
        self._rows: list[Rows] = []
        self._firsts = np.zeros(0, np.uint64)

    @property
    def more(self) -> bool:
        """Whether something of the run is not in memory yet."""
        return self._at < self._length

    @property
    def last(self) -> np.uint64:
        """The first word of the last row in memory."""
        return np.uint64(self._firsts[-1])

    def fill(self) -> None:
        """Has something in memory while there is anything."""
        if not len(self._firsts):
            self.read()

    def read(self) -> None:
        """Reads on."""
        stop = min(self._at + AT_ONCE, self._length)
        if stop > self._at:
            rows = self._settle(self._run.rows(self._signal, self._at, stop))
            self._rows.append(rows)
            self._firsts = np.concatenate((self._firsts, first_words(rows)))
            self._at = stop

    def take(self, below: np.uint64 | None) -> Rows:
        """The rows in memory whose first word lies below; all of them without a bound."""
        count = len(self._firsts) if below is None else int(np.searchsorted(self._firsts, below))
        if not count:
            return np.zeros(0, row_type(LENGTHS[self._signal]))
        rows = self._rows[0] if len(self._rows) == 1 else np.concatenate(self._rows)
        self._rows = [rows[count:]] if count < len(rows) else []
        self._firsts = self._firsts[count:]
        return rows[:count]


def merged(
    runs: Sequence[Run], signal: Signal, ranks: NDArray[np.uint32], ids: Merged, renewal: Renewal | None = None
) -> Iterator[Rows]:
    """All rows of a signal, settled, ascending; `ranks` are the lasting numbers of the categories.

    With a `renewal` the first run is the set that the others change.
    """
    for parts in _stretches(runs, signal, ids):
        if renewal is None:
            yield settled(_ranked(np.concatenate(parts), ranks))
        else:
            old, *fresh = (_ranked(rows.copy(), ranks) for rows in parts)
            yield renewal.together(signal, old, fresh)


def outdate(
    runs: Sequence[Run], signals: Iterable[Signal], ranks: NDArray[np.uint32], ids: Merged, renewal: Renewal
) -> None:
    """Has nothing count that the first run tells under the ids of a hash that the others speak of."""
    found = [np.zeros(0, np.uint32)]
    for signal in signals:
        for parts in _stretches(runs, signal, ids) if _speaks(runs, signal, ranks, ids, renewal) else ():
            old, *fresh = (_ranked(rows.copy(), ranks) for rows in parts)
            found.append(old["id"][renewal.spoken_of(old, fresh) & (old["id"] != 0)])
    ids.outdate(0, np.unique(np.concatenate(found)))


def _speaks(runs: Sequence[Run], signal: Signal, ranks: NDArray[np.uint32], ids: Merged, renewal: Renewal) -> bool:
    """Whether any run but the first speaks of a hash: else the first, which may be long, need not be gone through."""
    stretches = (
        ids.settle(place, run.rows(signal, start, min(start + AT_ONCE, run.lengths[signal])))
        for place, run in enumerate(runs[1:], 1)
        for start in range(0, run.lengths.get(signal, 0), AT_ONCE)
    )
    return any(renewal.speaking(_ranked(rows.copy(), ranks)).any() for rows in stretches)


def _ranked(rows: Rows, ranks: NDArray[np.uint32]) -> Rows:
    rows["category"] = ranks[rows["category"]]
    return rows


def _stretches(runs: Sequence[Run], signal: Signal, ids: Merged) -> Iterator[list[Rows]]:
    """The rows of a signal in each run, a stretch after the other: all rows of one hash are in one."""
    heads = [_Head(run, signal, partial(ids.settle, place)) for place, run in enumerate(runs)]
    while True:
        for head in heads:
            head.fill()
        bound = min((head.last for head in heads if head.more), default=None)
        parts = [head.take(bound) for head in heads]
        if any(map(len, parts)):
            yield parts
        elif bound is None:
            return
        else:  # the rows of one first word are more than fit
            for head in heads:
                if head.more and head.last == bound:
                    head.read()


def count_entries(runs: Sequence[Identities]) -> int:
    """How many different entries there are, by the identities of each run, ascending."""
    parts = zip(*map(_parts, runs), strict=True)
    return sum(distinct(np.concatenate(part, axis=1)).shape[1] for part in parts)


def _parts(identities: Identities) -> list[Identities]:
    ends = np.searchsorted(identities[0], np.arange(1, _PARTS, dtype=np.uint64) * np.uint64(2**64 // _PARTS))
    return np.split(identities, ends, axis=1)

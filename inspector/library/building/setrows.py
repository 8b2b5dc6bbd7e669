"""The rows of a set that is there already, read back from its file in the order in which they were written."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from inspector.domain.match import EXACT, Signal
from inspector.library.building.rows import Rows, row_type
from inspector.library.digits import LENGTHS
from inspector.library.marks.near import UNKNOWN_QUALITY
from inspector.library.sealed import Array, Sealed

_AT_ONCE = 1 << 16


def length(file: Sealed, signal: Signal) -> int:
    """How many rows of a signal there are."""
    return file.length(signal if signal in EXACT else f"{signal}.words")


def rows(file: Sealed, signal: Signal, start: int, stop: int) -> Rows:
    """A stretch of the rows of a signal."""
    made = np.zeros(stop - start, row_type(LENGTHS[signal]))
    if signal in EXACT:
        _tell(made, file.stretch(signal, start, stop))
    else:
        words = file.stretch(f"{signal}.words", start, stop)
        made["value"] = words.astype(">u8").view(np.uint8)
        quality = file.stretch(f"{signal}.quality", start, stop).astype(np.int64)
        made["detail"] = np.where(quality == UNKNOWN_QUALITY, -1, quality)
        made["category"], made["weight"] = file.stretch(f"{signal}.category", start, stop), 1
    return made


def stretches(file: Sealed, signal: Signal) -> Iterator[Rows]:
    """All rows of a signal; those of one hash come together."""
    whole, start, at_once = length(file, signal), 0, _AT_ONCE
    while start < whole:
        some = rows(file, signal, start, min(start + at_once, whole))
        ended = start + len(some) == whole
        count = len(some) if ended else _complete(some)
        if count:
            yield some[:count]
        start, at_once = start + count, _AT_ONCE if count else 2 * at_once


def _complete(some: Rows) -> int:
    """How many rows there are without those of the last hash, which may go on behind the stretch."""
    other = np.flatnonzero(np.any(some["value"] != some["value"][-1], axis=1))
    return int(other[-1]) + 1 if len(other) else 0


def _tell(rows: Rows, records: Array) -> None:
    names = records.dtype.names or ()
    rows["value"] = records["value"]
    rows["detail"] = records["size"].astype(np.int64) - 1 if "size" in names else -1
    rows["category"] = records["category"] if "category" in names else 0
    rows["weight"] = records["times"] if "times" in names else 1

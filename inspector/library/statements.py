r"""The digest of a set: what it says, whatever the order of its lines and the format it came in.

A set says, of each hash, its size or quality and its category. Each is one line of ASCII:

    <signal> <hash in lower-case hex> <size in bytes, for pdq the quality, or -> <category as a JSON string>

The digest is the SHA-256 of all lines, each ended by LF, sorted by their bytes, each once (`LC_ALL=C sort -u`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from inspector.domain.canonical import canonical_json
from inspector.domain.match import Signal
from inspector.library.column import UNKNOWN_QUALITY, Column
from inspector.library.digits import LENGTHS

_BLOCK = 1 << 16  # rows made into text at a time


def digest(
    columns: Mapping[Signal, Column],
    sizes: NDArray[np.int64],
    category: NDArray[np.uint32],
    categories: Sequence[str],
) -> str:
    """The digest in hex. `sizes` (-1 unknown) and `category` (numbers into `categories`) are by entry."""
    named = [canonical_json(name).decode("ascii") for name in categories]
    total = hashlib.sha256()
    for signal in sorted(columns):
        column = columns[signal]
        detail = _details(column, sizes)
        for block in _lines(column, detail, category[column.entry], named):
            total.update(block)
    return total.hexdigest()


def _details(column: Column, sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """What stands in the third place of each row; -1 for nothing."""
    if column.signal is Signal.PDQ:
        return np.where(column.quality == UNKNOWN_QUALITY, -1, column.quality.astype(np.int64))
    if column.signal in {Signal.PHASH, Signal.DHASH}:
        return np.full(len(column), -1, np.int64)
    return sizes[column.entry]


def _lines(
    column: Column, detail: NDArray[np.int64], category: NDArray[np.uint32], named: Sequence[str]
) -> Iterator[bytes]:
    rows = groupby(_statements(column, detail, category, named), key=lambda statement: statement[0])
    block: list[str] = []
    for value, statements in rows:
        # Rows are sorted by hash; the few that share one are sorted as text.
        block.extend(sorted({f"{column.signal} {value} {rest}\n" for _, rest in statements}))
        if len(block) >= _BLOCK:
            yield "".join(block).encode("ascii")
            block.clear()
    yield "".join(block).encode("ascii")


def _statements(
    column: Column, detail: NDArray[np.int64], category: NDArray[np.uint32], named: Sequence[str]
) -> Iterator[tuple[str, str]]:
    digits = 2 * LENGTHS[column.signal]
    for start in range(0, len(column), _BLOCK):
        stop = min(start + _BLOCK, len(column))
        text = column.values(start, stop).hex()
        for place, (number, code) in enumerate(
            zip(detail[start:stop].tolist(), category[start:stop].tolist(), strict=True)
        ):
            yield text[place * digits : (place + 1) * digits], f"{'-' if number < 0 else number} {named[code]}"

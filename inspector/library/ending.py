"""Where a list of lines breaks off: in the middle of its last line, which then has no line end.

A last line that lacks nothing but its end is whole: many tools leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from inspector.library.digits import LENGTHS
from inspector.library.entry import Block, Broken, Entry, Record

Line = tuple[int, bytes]
"""The number of a line and its text."""

_DIGITS = re.compile(rb"\s*[0-9A-Fa-f]+\s*")


def to_the_end(
    records: Iterable[Record], unended: Callable[[], Line | None], short: Callable[[], bool]
) -> Iterator[Record]:
    """`records` as they come; the last is Broken (`truncated`) where the list breaks off, with what was read of it.

    Both are asked at the end: `unended` gives the last line if it has no end, `short` says whether the last row has
    fewer cells than others.
    """
    before: Record | None = None
    last: Record | None = None
    for record in records:
        if last is not None:
            yield last
            before = last
        last = None if isinstance(record, Block) else record  # a block is of whole lines
        if last is None:
            yield record
            before = record
    line = unended()
    if last is not None:
        yield last if line is None else _told(before, last, line, short=short())


def _told(before: Record | None, last: Record, line: Line, *, short: bool) -> Record:
    if isinstance(last, Broken):
        return replace(last, code="truncated")
    if isinstance(last, Entry) and (short or (_DIGITS.fullmatch(line[1]) and 0 < _digest(last) < _digest(before))):
        return Broken(line[0], "truncated", entry=last)
    return last


def _digest(record: Record | None) -> int:
    """How many bytes the one digest of a place has; 0 where it has another number of digests."""
    match record:
        case Block():
            return LENGTHS[record.signal]
        case Entry():
            told = [len(value) for value in (record.md5, record.sha1, record.sha256) if value]
            return told[0] if len(told) == 1 else 0
    return 0

"""The task of the workers: tell the digests of a reference data set, in the order in which they are read.

What it tells (`told.py` checks every word of it):

    {release, rows}           the release it is of, and about how many rows there are; once, at first
    {packages, kinds}         rows of packages: an int64 each of the id, a byte each of the number of the kind of tools
                              that it is of (the request's `tools`, from 1; 0 of none); before all digests
    {line, values, times}     digests of one kind, one behind the other, the first at that row; an int32 each of how
                              many rows it stands for; where any of these are of tools, `tools` with as many int32 of
                              how many
    {line, broken}            so many rows from there on have no digest

and as its result {rows} of how many rows it told, or {failed}: unknown, damaged or medium.
"""

from __future__ import annotations

import codecs
import time
from collections.abc import Iterator
from itertools import groupby, islice
from typing import BinaryIO

import apsw
import numpy as np

from inspector.library.rds.database import opened
from inspector.library.rds.layout import ENCODINGS, UnknownLayout, about, facts_of, packages_of, rows_of, table_of
from inspector.library.rds.tools import Tools
from inspector.work import FileChannel, Values

_AT_ONCE = 1 << 12  # rows taken from the database together
_BLOCK = 1 << 16  # told together
_TELL_S = 20.0
_LENGTHS = frozenset({32, 20, 16})

Row = tuple[bytes, int, int]


class _Enough(Exception):
    """Nobody wants to hear more."""


def warm() -> None:
    """Has SQLite, and what reads its texts, do what they do by name, before the worker locks itself in."""
    for encoding in ENCODINGS:
        codecs.lookup(encoding)
    apsw.Connection(":memory:").execute("SELECT randomblob(1)").fetchall()


def tell(file: BinaryIO, request: Values, channel: FileChannel) -> Values:
    """Tells all digests of the database in `file`; raises nothing but what `channel` raises."""
    try:
        with opened(file, channel.beat) as base:
            return {"rows": _told(base, Tools(request["tools"]), channel)}
    except _Enough:
        return {"rows": 0}
    except (UnknownLayout, apsw.NotADBError):
        return {"failed": "unknown"}
    except (apsw.Error, OSError, UnicodeDecodeError):
        return {"failed": "medium" if channel.files.broke else "damaged"}


def _told(base: apsw.Connection, tools: Tools, channel: FileChannel) -> int:
    table = table_of(base)
    _say(channel, {"release": facts_of(base), "rows": about(base, table)})
    found = _packages(base, table, tools, channel)
    line = 1
    for block in _blocks(rows_of(base, table, found)):
        for part, count in _parts(line, block):
            _say(channel, part)
            line += count
    return line - 1


def _packages(base: apsw.Connection, table: str, tools: Tools, channel: FileChannel) -> list[int]:
    """Tells what the packages are; the ids of those that are tools."""
    rows, found = packages_of(base, table), set[int]()
    while some := list(islice(rows, _BLOCK)):
        told = [(number, tools.kind(kind)) for number, kind in some if isinstance(number, int)]
        ids, kinds = np.array([number for number, _ in told], "<i8"), bytes(kind for _, kind in told)
        if told:
            _say(channel, {"packages": ids.tobytes(), "kinds": kinds})
        found.update(number for number, kind in told if kind)
    return sorted(found)


def _blocks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """The rows in large lists; in smaller ones when they come slowly."""
    block: list[Row] = []
    since = time.monotonic()
    while some := list(islice(rows, _AT_ONCE)):
        block += some
        if len(block) >= _BLOCK or time.monotonic() > since + _TELL_S:
            yield block
            block, since = [], time.monotonic()
    if block:
        yield block


def _parts(line: int, block: list[Row]) -> Iterator[tuple[Values, int]]:
    """What is told of each run of digests of one kind, and of how many rows that is."""
    values, times, tools = zip(*block, strict=True)
    start = 0
    for length, run in groupby(map(len, values)):
        stop = start + len(list(run))
        count = sum(times[start:stop])
        if length in _LENGTHS:
            counts = np.array(times[start:stop], "<i4").tobytes()
            part: Values = {"line": line, "values": b"".join(values[start:stop]), "times": counts}
            if any(tools[start:stop]):
                part["tools"] = np.array(tools[start:stop], "<i4").tobytes()
            yield part, count
        else:
            yield {"line": line, "broken": count}, count
        start, line = stop, line + count


def _say(channel: FileChannel, part: Values) -> None:
    if not channel.tell(part):
        raise _Enough

"""The digests of nothing, those of an empty file, which lists hold by mistake.

On a list of what is sought they would make every empty file a hit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from inspector.domain.match import Signal
from inspector.library.entry import Blank, Block, Broken, Entry, Record

CODE = "empty-file"

OF_NOTHING = {
    Signal.MD5: hashlib.md5(b"", usedforsecurity=False).digest(),
    Signal.SHA1: hashlib.sha1(b"", usedforsecurity=False).digest(),
    Signal.SHA256: hashlib.sha256(b"").digest(),
}
_NOTHING = frozenset(OF_NOTHING.values())


def sifted(record: Record, place: int) -> Iterator[Record]:
    """What a record says without the digests of nothing: where nothing else stands there a Blank that tells it.

    `place` is which line or record of the list it is, from 1. Where other hashes stand beside them the place is Broken.
    """
    if isinstance(record, Block):
        yield from _of_block(record)
        return
    entry = record.entry if isinstance(record, Broken) else record
    if not isinstance(entry, Entry) or _NOTHING.isdisjoint((entry.md5, entry.sha1, entry.sha256)):
        yield record
        return
    rest, (line, number) = _without(entry), _where(record, place)
    yield Broken(line, CODE, number, rest) if rest.usable() else Blank(line, CODE, number)


def _without(entry: Entry) -> Entry:
    md5, sha1, sha256 = (None if each in _NOTHING else each for each in (entry.md5, entry.sha1, entry.sha256))
    return replace(entry, md5=md5, sha1=sha1, sha256=sha256)


def _where(record: Record, place: int) -> tuple[int, int]:
    """The line, and in lists of records which record."""
    if isinstance(record, Broken):
        return record.line, record.record
    line = record.line if isinstance(record, Entry) and record.line else place
    return line, 0 if line == place else place


def _of_block(block: Block) -> Iterator[Record]:
    nothing = OF_NOTHING.get(block.signal, b"")
    if not nothing or nothing not in block.values:
        yield block
        return
    values = np.frombuffer(block.values, np.uint8).reshape(block.count, -1)
    keep = np.any(values != np.frombuffer(nothing, np.uint8), axis=1)
    rows = np.ones(block.count, np.int64) if block.times is None else np.abs(block.times.astype(np.int64))
    begins = block.line + np.cumsum(rows) - rows
    for begin, count in zip(begins[~keep].tolist(), rows[~keep].tolist(), strict=True):
        yield from (Blank(line, CODE) for line in range(begin, begin + count))
    if keep.any():  # last, since what is put away together is noted behind it
        sizes = None if block.sizes is None else block.sizes[keep]
        times = None if block.times is None else block.times[keep]
        yield replace(block, values=values[keep].tobytes(), sizes=sizes, times=times, tools=None)

"""What lists hold by mistake and tells nothing: the digests of an empty file, and fingerprints of too low quality.

On a list of what is sought the first would make every empty file a hit. The second never match (`marks/near.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from inspector.domain.match import Signal
from inspector.domain.variation import LEAST_QUALITY
from inspector.library.entry import Blank, Block, Broken, Entry, Record

CODE = "empty-file"
DIM = "low-quality"

OF_NOTHING = {
    Signal.MD5: hashlib.md5(b"", usedforsecurity=False).digest(),
    Signal.SHA1: hashlib.sha1(b"", usedforsecurity=False).digest(),
    Signal.SHA256: hashlib.sha256(b"").digest(),
}
_NOTHING = frozenset(OF_NOTHING.values())


def sifted(record: Record, place: int) -> Iterator[Record]:
    """What a record says without what tells nothing: where nothing else stands there a Blank that tells it.

    `place` is which line or record of the list it is, from 1. Where other hashes stand beside them the place is Broken.
    """
    if isinstance(record, Block):
        yield from _of_block(record)
        return
    entry = record.entry if isinstance(record, Broken) else record
    code = _code(entry) if isinstance(entry, Entry) else ""
    if not isinstance(entry, Entry) or not code:
        yield record
        return
    rest, (line, number) = _without(entry), _where(record, place)
    yield Broken(line, code, number, rest) if rest.usable() else Blank(line, code, number)


def _code(entry: Entry) -> str:
    if not _NOTHING.isdisjoint((entry.md5, entry.sha1, entry.sha256)):
        return CODE
    return DIM if _is_dim(entry) else ""


def _is_dim(entry: Entry) -> bool:
    return entry.pdq is not None and entry.pdq_quality is not None and entry.pdq_quality < LEAST_QUALITY


def _without(entry: Entry) -> Entry:
    md5, sha1, sha256 = (None if each in _NOTHING else each for each in (entry.md5, entry.sha1, entry.sha256))
    rest = replace(entry, md5=md5, sha1=sha1, sha256=sha256)
    return replace(rest, pdq=None, pdq_quality=None) if _is_dim(entry) else rest


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

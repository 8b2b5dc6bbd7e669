"""Members of a ZIP archive whose directory is lost: found by their local headers.

Source: PKWARE APPNOTE 6.3.10, 4.3.7 and 4.3.9.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO

from inspector.source.containers.archive import zip_record
from inspector.source.containers.archive.zip_record import Record
from inspector.source.containers.stream import BLOCK, fetched, size_of

_LONGEST = zip_record.LOCAL.size + 2 * 0xFFFF
_LOCAL = re.compile(rb"PK\x03\x04")
_ANY = re.compile(rb"PK(?:\x03\x04|\x01\x02|\x05\x06|\x06\x06)")
_METHODS = frozenset((*range(20), *range(93, 100)))
# What may follow the data: CRC-32, packed size, size; with or without a mark, in 4 or 8 bytes.
_DESCRIPTORS = (struct.Struct("<4sL2L"), struct.Struct("<4sL2Q"), struct.Struct("<0sL2L"), struct.Struct("<0sL2Q"))
_DESCRIPTOR_MARK = b"PK\7\x08"


def records(file: BinaryIO, place: int, beat: Callable[[], None]) -> Iterator[Record]:
    """Every member whose local header lies at `place` or behind it."""
    size = size_of(file)
    while (mark := _next(file, _LOCAL, place, size, beat)) < size:
        record = record_at(file, mark, beat)
        if record is None:
            place = mark + 4
            continue
        yield record
        place = _behind(file, record, size)


def record_at(file: BinaryIO, place: int, beat: Callable[[], None]) -> Record | None:
    """The member whose local header lies at `place`; None where none does."""
    found = zip_record.local(fetched(file, place, _LONGEST), place)
    if found is None or found[0].method not in _METHODS:
        return None
    record, length = found
    if record.size is not None:
        return record
    start = place + length
    return _closed(file, record, start, _next(file, _ANY, start, size_of(file), beat))


def data_start(file: BinaryIO, header: int, path: bytes = b"") -> int | None:
    """Where the data behind a local header begin; None where there is no header.

    Its mark may be lost when `path`, which the directory tells, stands in it.
    """
    data = fetched(file, header, zip_record.LOCAL.size + len(path))
    if len(data) < zip_record.LOCAL.size:
        return None
    name_length, extra_length = struct.unpack_from("<2H", data, 26)
    named = bool(path) and name_length == len(path) and data.endswith(path)
    if not named and not data.startswith(zip_record.LOCAL_MARK):
        return None
    return header + zip_record.LOCAL.size + int(name_length) + int(extra_length)


def _next(file: BinaryIO, mark: re.Pattern[bytes], place: int, size: int, beat: Callable[[], None]) -> int:
    """Where the next mark lies, or the end of the file."""
    while place < size:
        data = fetched(file, place, BLOCK)
        if len(data) < 4:
            break
        if found := mark.search(data):
            return place + found.start()
        place += len(data) - 3
        beat()
    return size


def _behind(file: BinaryIO, record: Record, size: int) -> int:
    """Where to look on: behind the data, or at their start when nothing of an archive lies behind them."""
    start = data_start(file, record.header) or record.header + 4
    end = start + record.packed
    behind = fetched(file, end, 32) if end < size else b""
    return end if end == size or _ANY.search(behind) or _DESCRIPTOR_MARK in behind else start


def _closed(file: BinaryIO, record: Record, start: int, end: int) -> Record:
    """The record with sizes and CRC as they stand between the data and `end`."""
    tail = fetched(file, max(start, end - 24), min(24, end - start))
    for shape in _DESCRIPTORS:
        if len(tail) < shape.size:
            continue
        mark, crc, packed, size = shape.unpack_from(tail, len(tail) - shape.size)
        if mark in (b"", _DESCRIPTOR_MARK) and packed == end - shape.size - start:
            return replace(record, crc=None if record.aes else crc, packed=packed, size=size)
    return replace(record, packed=end - start)

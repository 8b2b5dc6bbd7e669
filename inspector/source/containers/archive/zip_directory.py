"""The central directory of a ZIP archive: found from the end of the file, read in blocks, never held whole.

Source: PKWARE APPNOTE 6.3.10, 4.3.12 to 4.3.16 (ZIP64 included).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from inspector.source.containers.archive import zip_record
from inspector.source.containers.archive.zip_record import Record
from inspector.source.containers.stream import BLOCK, fetched, size_of

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\5\6"
_LOCATOR = struct.Struct("<4sLQL")
_LOCATOR_MARK = b"PK\6\7"
_END_64 = struct.Struct("<4sQ2H2L4Q")
_END_64_MARK = b"PK\6\6"
_SEARCHED = 1 << 20  # a comment of 64 KiB at most, and what may hang on behind
_LONGEST = zip_record.CENTRAL.size + 3 * 0xFFFF
_USUAL = 1024
_MOST_ENDS = 64


@dataclass(frozen=True, slots=True)
class Directory:
    """Where the records lie: `start` to `end` in the file.

    `moved` is how much further back everything lies than it says, because of something that was put in front; `disk`
    is the number of the segment the directory lies in, `comment` the archive's own.
    """

    start: int
    end: int
    moved: int
    disk: int
    comment: bytes


def find(file: BinaryIO, least: int = 0) -> Directory | None:
    """The directory of an archive; None where there is none at the end of the file, `least` or behind it."""
    size = size_of(file)
    base = max(least, size - _SEARCHED)
    tail = fetched(file, base, _SEARCHED)
    place = len(tail)
    for _ in range(_MOST_ENDS):
        place = tail.rfind(_END_MARK, 0, place)
        if place < 0:
            return None
        if found := _read(file, tail, place, base):
            return found
    return None


def ends(tail: bytes, size: int | None) -> bool:
    """Whether the last bytes of a file of `size` bytes are the end of an archive that has members and room in it."""
    place = tail.rfind(_END_MARK)
    if place < 0 or place + _END.size > len(tail):
        return False
    _, _, _, _, count, length, offset, comment = _END.unpack_from(tail, place)
    before = (size or 0) - len(tail) + place
    fits = length + offset <= before or _LOCATOR_MARK in tail
    return bool(count) and fits and place + _END.size + comment == len(tail)


def disk_of(file: BinaryIO) -> int:
    """The number that the end of an archive gives the segment it lies in; 0 where there is no end."""
    size = size_of(file)
    base = max(0, size - _SEARCHED)
    tail = fetched(file, base, _SEARCHED)
    place = tail.rfind(_END_MARK)
    if place < 0 or place + _END.size > len(tail):
        return 0
    wide = _wide(file, base + place)
    return wide[1] if wide is not None else int(_END.unpack_from(tail, place)[1])


def records(file: BinaryIO, directory: Directory, starts: list[int]) -> Iterator[tuple[int, Record | None]]:
    """Every record with its place in the file; the last is None where what should be one is none.

    `starts` is where each segment of the archive begins, -1 of one that is not there.
    """
    place, data, offset = directory.start, b"", 0
    while place < directory.end:
        if len(data) - offset < _LONGEST and place + len(data) - offset < directory.end:
            data, offset = fetched(file, place, min(BLOCK + _LONGEST, directory.end - place)), 0
        found = zip_record.central(data, offset)
        if found is None:
            yield place, None
            return
        record, end = found
        yield place, _placed(record, directory, starts)
        place += end - offset
        offset = end


def record_at(file: BinaryIO, directory: Directory, starts: list[int], place: int) -> Record | None:
    """The record at a place `records` told; None where none is."""
    if not directory.start <= place < directory.end:
        return None
    for length in (_USUAL, _LONGEST):
        found = zip_record.central(fetched(file, place, min(length, directory.end - place)), 0)
        if found is not None:
            return _placed(found[0], directory, starts)
    return None


def _placed(record: Record, directory: Directory, starts: list[int]) -> Record:
    """The record with the place of its header in the whole file; -1 where its segment is not there."""
    if not directory.disk:
        return replace(record, header=record.header + directory.moved) if directory.moved else record
    if len(starts) > 1:
        start = starts[record.disk] if record.disk < len(starts) else -1
        return replace(record, header=-1 if start < 0 else start + record.header)
    return record if record.disk == directory.disk else replace(record, header=-1)


def _read(file: BinaryIO, tail: bytes, place: int, base: int) -> Directory | None:
    """The directory of the end record at `place` of `tail`; None where it leads nowhere."""
    if place + _END.size > len(tail):
        return None
    _, disk, _, _, _, size, offset, length = _END.unpack_from(tail, place)
    comment = tail[place + _END.size : place + _END.size + length]
    end = base + place
    if (wide := _wide(file, end)) is not None:
        end, disk, size, offset = wide
    if _begins(file, end - size, size):
        return Directory(end - size, end, 0 if disk else end - size - offset, disk, comment)
    if offset + size <= end and _begins(file, offset, size):
        return Directory(offset, offset + size, 0, disk, comment)
    return None


def _begins(file: BinaryIO, start: int, size: int) -> bool:
    """Whether a record lies at `start`, or nothing should."""
    return start >= 0 and (not size or fetched(file, start, 4) == zip_record.CENTRAL_MARK)


def _wide(file: BinaryIO, end: int) -> tuple[int, int, int, int] | None:
    """ZIP64: place of its end record, number of the disk, bytes of the directory and its place."""
    locator = fetched(file, end - _LOCATOR.size, _LOCATOR.size) if end >= _LOCATOR.size else b""
    if len(locator) < _LOCATOR.size or not locator.startswith(_LOCATOR_MARK):
        return None
    _, _, told, _ = _LOCATOR.unpack(locator)
    for place in (end - _LOCATOR.size - _END_64.size, told):  # as it nearly always lies, or as it is told
        data = fetched(file, place, _END_64.size) if 0 <= place < end else b""
        if len(data) == _END_64.size and data.startswith(_END_64_MARK):
            _, _, _, _, disk, _, _, _, size, offset = _END_64.unpack(data)
            return place, disk, size, offset
    return None

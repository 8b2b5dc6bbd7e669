"""The chunks of E01 images, read by the format's description (Expert Witness Compression Format, J. Metz, EWF-E01).

By ourselves, for two reasons. libewf gives zeros for a chunk whose checksum is wrong, and pyewf cannot tell that it
did: evidence would be digested as what it is not. And the library in its package inflates at a third of zlib's speed.
"""

from __future__ import annotations

import os
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.disk.kept import Kept

_SECTION = struct.Struct("<16sQQ40xI")
_VOLUME = struct.Struct("<4xIIIQ")
_TABLE = struct.Struct("<I4xQ4xI")
_FIRST_SECTION = 13
_MOST_SECTIONS = 200_000
_LARGEST_CHUNK = 16 << 20
_KEPT = 8 << 20  # bytes of chunks
_KEPT_TABLES = 8  # of 64 KiB to 256 KiB each
_COMPRESSED = 1 << 31
_CHECKSUM = 4

Entries = NDArray[np.int64]
"""Where each chunk of a table begins in its segment, negative for a compressed one, and where the last one ends."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of a segment: the file, where its body begins and where it ends."""

    file: BinaryIO
    sort: bytes
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of chunks and its copies; `limit` is where the data of its last chunk ends."""

    copies: tuple[_Section, ...]
    count: int
    limit: int


class Chunks:
    """The medium in an E01, chunk by chunk, every checksum tried; raises Unreadable when it is laid out otherwise.

    `gap` is the code for chunks that no table names.
    """

    def __init__(self, files: Sequence[BinaryIO], gap: str) -> None:
        self._gap = gap or "damaged"
        sections = [section for file in files for section in _sections(file)]
        self._chunk, self.size = _measures(sections)
        self._tables = _tables(sections)
        self._firsts = [0]
        for table in self._tables:
            self._firsts.append(self._firsts[-1] + table.count)
        self._entries: Kept[Entries] = Kept(_KEPT_TABLES)
        self._kept: Kept[bytes] = Kept(_KEPT // self._chunk)

    def read(self, offset: int, size: int) -> bytes:
        """At most `size` bytes from `offset`; raises Unreadable where a chunk is damaged or missing."""
        end = min(offset + size, self.size)
        found = []
        while offset < end:
            number, within = divmod(offset, self._chunk)
            piece = self._bytes(number)[within : within + end - offset]
            found.append(piece)
            offset += len(piece)
        return found[0] if len(found) == 1 else b"".join(found)

    def _bytes(self, number: int) -> bytes:
        return self._kept.get(number) or self._kept.keep(number, self._unpacked(number))

    def _unpacked(self, number: int) -> bytes:
        which = bisect_right(self._firsts, number) - 1
        if which >= len(self._tables):
            raise Unreadable(self._gap, "chunk")
        table = self._tables[which]
        entries = self._entries.get(which)
        if entries is None:
            entries = self._entries.keep(which, _entries(table))
        place = number - self._firsts[which]
        start, end = int(entries[place]), abs(int(entries[place + 1]))
        stored = _stored(table, abs(start), end - abs(start), self._chunk)
        data = _inflated(stored, self._chunk) if start < 0 else _checked(stored)
        if len(data) < min(self._chunk, self.size - number * self._chunk):
            raise Unreadable("damaged", "chunk")
        return data


def _sections(file: BinaryIO) -> Iterator[_Section]:
    """The sections of a segment up to its last or to where it was cut off.

    A section whose checksum is wrong is passed by if it still says where the next one begins.
    """
    place, end = _FIRST_SECTION, file.seek(0, os.SEEK_END)
    for _ in range(_MOST_SECTIONS):
        file.seek(place)
        head = file.read(_SECTION.size)
        if len(head) < _SECTION.size:
            return
        sort, following, size, check = _SECTION.unpack(head)
        goes_on = place + _SECTION.size <= following <= end - _SECTION.size
        if zlib.adler32(head[:72]) == check:
            limit = following if goes_on else min(place + size, end)
            yield _Section(file, sort.rstrip(b"\0"), place + _SECTION.size, limit)
        if not goes_on:
            return
        place = following


def _measures(sections: Sequence[_Section]) -> tuple[int, int]:
    """Bytes of a chunk and of the medium."""
    volume = next((section for section in sections if section.sort in {b"volume", b"disk", b"data"}), None)
    if volume is None:
        raise Unreadable("damaged", "no volume section")
    volume.file.seek(volume.body)
    body = volume.file.read(1052)
    if len(body) < _VOLUME.size:
        raise Unreadable("truncated", "volume section")
    _, sectors, sector, count = _VOLUME.unpack_from(body)
    if volume.end - volume.body < 1052:  # that of SMART and of the first EnCase counts in 32 bits
        count &= 0xFFFFFFFF
    if not 512 <= sectors * sector <= _LARGEST_CHUNK:
        raise Unreadable("damaged", "chunk size")
    return sectors * sector, sector * count


def _tables(sections: Sequence[_Section]) -> list[_Table]:
    """The tables in order. The data of a table's chunks lie in the sectors section before it, or in itself, behind."""
    groups: list[tuple[list[_Section], int]] = []
    limit = 0
    for section in sections:
        if section.sort == b"sectors":
            limit = section.end
        elif section.sort == b"table2" and groups and groups[-1][0][-1].sort == b"table":
            groups[-1][0].append(section)
        elif section.sort in {b"table", b"table2"}:
            groups.append(([section], limit or section.end))
    return [_table(tuple(copies), end) for copies, end in groups]


def _table(copies: tuple[_Section, ...], limit: int) -> _Table:
    """Beyond 2 GiB some writers let the offset run into the mark of compression: only libewf tells the two apart."""
    count, base = next((head for copy in copies if (head := _head(copy))), (0, 0))
    if count and limit - base > _COMPRESSED:
        raise Unreadable("no_decoder", "offsets")
    return _Table(copies, count, limit)


def _head(section: _Section) -> tuple[int, int] | None:
    """Count and base of a table, None when it is damaged."""
    section.file.seek(section.body)
    head = section.file.read(_TABLE.size)
    if len(head) < _TABLE.size:
        return None
    count, base, check = _TABLE.unpack(head)
    return (count, base) if zlib.adler32(head[:20]) == check else None


def _entries(table: _Table) -> Entries:
    """The entries of a table, out of its copy when it is damaged itself; raises Unreadable when both are.

    A table that holds the data itself has no checksum behind its entries.
    """
    for section in table.copies:
        head = _head(section)
        if head is None or head[0] != table.count:
            continue
        body = section.file.read(min(table.count * 4, section.end - section.body))
        tail = section.file.read(_CHECKSUM)
        if len(body) == table.count * 4 and (
            table.limit == section.end or zlib.adler32(body).to_bytes(4, "little") == tail
        ):
            return _places(np.frombuffer(body, "<u4").astype(np.int64), head[1], table.limit)
    raise Unreadable("damaged", "table")


def _places(entries: Entries, base: int, limit: int) -> Entries:
    starts = np.append(entries & (_COMPRESSED - 1), 0) + base
    starts[-1] = limit
    if np.any(np.diff(starts) <= 0):
        raise Unreadable("damaged", "table order")
    return np.where(np.append(entries & _COMPRESSED, 0) > 0, -starts, starts)


def _stored(table: _Table, start: int, length: int, chunk: int) -> bytes:
    if not _CHECKSUM < length <= 2 * chunk + 4096:
        raise Unreadable("damaged", "chunk length")
    file = table.copies[0].file
    file.seek(start)
    return file.read(length)


def _inflated(stored: bytes, chunk: int) -> bytes:
    inflater = zlib.decompressobj()
    try:
        data = inflater.decompress(stored, chunk + 1)
    except zlib.error as error:
        raise Unreadable("damaged", "chunk") from error
    if not inflater.eof or len(data) > chunk:
        raise Unreadable("damaged", "chunk")
    return data


def _checked(stored: bytes) -> bytes:
    data = stored[:-_CHECKSUM]
    if zlib.adler32(data) != int.from_bytes(stored[-_CHECKSUM:], "little"):
        raise Unreadable("damaged", "chunk")
    return data

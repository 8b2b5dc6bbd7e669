"""Apple's disk images (UDIF, .dmg): runs of sectors, each packed by itself, listed in a property list near the end.

Source: hdiutil(1), and the layout as libdmg and dmg2img describe it; all numbers are big-endian.
"""

from __future__ import annotations

import bz2
import lzma
import os
import plistlib
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.disk.kept import Kept

ENCRYPTED = b"encrcdsa"
"""What an encrypted image begins with."""

_TRAILER = 512
_KOLY = struct.Struct(">4sII12xQQ16xII")
_LIST = struct.Struct(">QQ")
_LIST_AT = 216
_TABLE = struct.Struct(">4sIQQQ")
_COUNT_AT = 200
_RUN = struct.Struct(">IIQQQQ")
_SECTOR = 512
_ZEROS, _RAW, _FREE, _ZLIB, _BZIP2, _LZMA = 0, 1, 2, 0x80000005, 0x80000006, 0x80000008
_NO_RUNS = frozenset({0x7FFFFFFE, 0xFFFFFFFF})  # a comment, the end
_NAMES = {0x80000004: "ADC", 0x80000007: "LZFSE"}
_PACKINGS = frozenset({_ZLIB, _BZIP2, _LZMA})
_LARGEST_LIST = 64 << 20
_LARGEST_RUN = 16 << 20
_LARGEST = 1 << 46
_MOST_RUNS = 4_000_000
_KEPT = 4


class _Unpacking(Protocol):
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class _Run:
    """So many bytes of the medium, how they are packed, and where that lies in the file."""

    start: int
    size: int
    form: int
    place: int
    packed: int


def has_trailer(file: BinaryIO) -> bool:
    """Whether a file ends as such an image does."""
    file.seek(max(file.seek(0, os.SEEK_END) - _TRAILER, 0))
    return file.read(12) == b"koly\0\0\0\4\0\0\2\0"


class Udif:
    """The medium in such an image; raises Unreadable when it cannot be read by this file alone."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        end = file.seek(0, os.SEEK_END) - _TRAILER
        trailer = self._at(end, _TRAILER)
        *_, data, _, _, segments = _KOLY.unpack_from(trailer)
        if segments > 1:
            raise Unreadable("segments_missing", f"1 of {segments}")
        place, size = _LIST.unpack_from(trailer, _LIST_AT)
        if not 0 < size <= _LARGEST_LIST or place + size > end:
            raise Unreadable("damaged", "property list")
        self._runs = sorted(_runs(self._at(place, size), data), key=lambda run: run.start)
        forms = {run.form for run in self._runs}
        if forms & _NAMES.keys() and not forms & _PACKINGS:
            raise Unreadable("no_decoder", " ".join(sorted(_NAMES[form] for form in forms & _NAMES.keys())))
        self._starts = [run.start for run in self._runs]
        self.size = max((run.start + run.size for run in self._runs), default=0)
        self._unpacked: Kept[bytes] = Kept(_KEPT)

    def read(self, offset: int, size: int) -> bytes:
        """At most `size` bytes from `offset`; raises Unreadable where a run is damaged."""
        end = min(offset + size, self.size)
        found = []
        while offset < end:
            found.append(self._piece(offset, end - offset))
            offset += len(found[-1])
        return b"".join(found)

    def _piece(self, offset: int, most: int) -> bytes:
        """Some bytes, one at least; what no run tells of is zeros."""
        number = bisect_right(self._starts, offset) - 1
        run = self._runs[number] if number >= 0 else _Run(0, 0, _ZEROS, 0, 0)
        within = offset - run.start
        if within < run.size:
            return self._of(run, number, within, min(most, run.size - within))
        following = self._starts[number + 1] if number + 1 < len(self._starts) else self.size
        return bytes(min(most, following - offset))

    def _of(self, run: _Run, number: int, within: int, length: int) -> bytes:
        if run.form in {_ZEROS, _FREE}:
            return bytes(length)
        if run.form == _RAW:
            piece = self._at(run.place + within, length)
        else:
            piece = (self._unpacked.get(number) or self._unpacked.keep(number, self._inflated(run)))[within:][:length]
        if len(piece) < length:
            raise Unreadable("truncated", "run")
        return piece

    def _inflated(self, run: _Run) -> bytes:
        if max(run.size, run.packed) > _LARGEST_RUN:
            raise Unreadable("damaged", "run")
        packed = self._at(run.place, run.packed)
        try:
            return _unpacking(run.form).decompress(packed, run.size)
        except (zlib.error, OSError, EOFError, lzma.LZMAError) as error:
            raise Unreadable("damaged", "run") from error

    def _at(self, place: int, size: int) -> bytes:
        self._file.seek(place)
        return self._file.read(size)


def _unpacking(form: int) -> _Unpacking:
    if form == _ZLIB:
        return zlib.decompressobj()
    if form == _BZIP2:
        return bz2.BZ2Decompressor()
    if form == _LZMA:
        return lzma.LZMADecompressor()
    raise Unreadable("no_decoder", _NAMES.get(form, "run"))


def _runs(listed: bytes, data: int) -> Iterator[_Run]:
    """The runs of all tables; raises Unreadable when they are not told in a sane way."""
    try:
        tables = [each["Data"] for each in plistlib.loads(listed, fmt=plistlib.FMT_XML)["resource-fork"]["blkx"]]
        runs = [run for table in tables for run in _of_table(table, data)]
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable("damaged", "property list") from error
    yield from runs


def _of_table(table: bytes, data: int) -> Iterator[_Run]:
    mark, _, first, _, base = _TABLE.unpack_from(table)
    (count,) = struct.unpack_from(">I", table, _COUNT_AT)
    if mark != b"mish" or count > min(_MOST_RUNS, len(table) // _RUN.size):
        raise Unreadable("damaged", "table")
    for number in range(count):
        form, _, sector, sectors, place, packed = _RUN.unpack_from(table, _COUNT_AT + 4 + number * _RUN.size)
        start, size = (first + sector) * _SECTOR, sectors * _SECTOR
        if form not in _NO_RUNS and size:
            if start + size > _LARGEST or data + base + place + packed > _LARGEST:
                raise Unreadable("damaged", "table")
            yield _Run(start, size, form, data + base + place, packed)

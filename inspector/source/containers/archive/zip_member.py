"""The bytes of a member of a ZIP archive, by whichever method it is packed.

Source: PKWARE APPNOTE 6.3.10, 4.4.5 (methods) and 5.8 (LZMA).
"""

from __future__ import annotations

import bz2
import lzma
import struct
from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.archive import zip_record, zip_salvage
from inspector.source.containers.archive.decoding import Checked, Decoded, Decoder, Inflate, Inflate64
from inspector.source.containers.archive.unpacking import FirstEntry, Form, lone
from inspector.source.containers.archive.zip_record import Record
from inspector.source.containers.stream import Stream, as_file
from inspector.source.containers.window import Window

_LZMA, _ZSTD, _PPMD = 14, 93, 98
_END_IS_MARKED = 2  # LZMA alone: without this flag only the member's size tells where it ends
_DECODERS: dict[int, Callable[[], Decoder]] = {
    8: Inflate,
    9: Inflate64,
    12: bz2.BZ2Decompressor,
    95: lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MOST_DICTIONARY * 2),
}
METHODS = frozenset({zip_record.STORED, _LZMA, _ZSTD, _PPMD, *_DECODERS})
_MOST_DICTIONARY = 256 << 20  # what LZMA may remember; a claim beyond what the member holds is never believed
_LEAST_DICTIONARY = 4096
_FULL = 0xFFFFFFFF
LONE_MEMBER = Form(("zip_streamable",), unchecked=True)
"""How libarchive is to read a member behind a `local_header`; its checksum is checked by us."""


def opened(file: BinaryIO, record: Record) -> BinaryIO:
    """The bytes of a member that needs no password; a stored one can be sought in.

    Raises Unreadable when its header is not there, or its method is none of METHODS.
    """
    place = member_start(file, record)
    if record.method == zip_record.STORED and record.size in (None, record.packed):
        return as_file(Window(file, place, record.packed, record.crc))
    return unpacked(Window(file, place, record.packed), record)


def unpacked(packed: Stream, record: Record) -> BinaryIO:
    """What comes out of a member's packed bytes, checked at its end."""
    return as_file(Checked(_unpacked(packed, record), record.size, record.crc))


def member_start(file: BinaryIO, record: Record) -> int:
    """Where the member's data begin; raises Unreadable when no header says."""
    if not 0 <= record.header < 1 << 62:
        raise Unreadable("damaged", "place")
    found = zip_salvage.data_start(file, record.header, record.path)
    if found is None:
        raise Unreadable("damaged", "local header")
    return found


def _unpacked(packed: Stream, record: Record) -> Stream:
    if record.method == zip_record.STORED:
        return packed
    if record.method in _DECODERS:
        return Decoded(as_file(packed), _DECODERS[record.method])
    if record.method == _LZMA:
        data = _of_lzma(as_file(packed), record.size)
        return data if record.size is None or record.flags & _END_IS_MARKED else Cut(data, record.size)
    if record.method == _ZSTD:
        return FirstEntry(as_file(packed), lone("zstd"))
    if record.method == _PPMD:
        return FirstEntry(as_file(Prefixed(local_header(replace(record, flags=0)), packed)), LONE_MEMBER)
    raise Unreadable("no_decoder", f"method {record.method}")


def _of_lzma(packed: BinaryIO, size: int | None) -> Stream:
    """Behind two bytes of version and two of length lie LZMA's five: lc, lp, pb in one, and the dictionary's bytes."""
    head = packed.read(9)
    if len(head) < 9 or head[2:4] != b"\5\0" or head[4] >= 225:
        raise Unreadable("damaged", "lzma")
    rest, lc = divmod(head[4], 9)
    pb, lp = divmod(rest, 5)
    if lc + lp > 4:
        raise Unreadable("damaged", "lzma")
    told = int(struct.unpack_from("<L", head, 5)[0])
    needed = min(told, told if size is None else size, _MOST_DICTIONARY)
    chain = {"id": lzma.FILTER_LZMA1, "dict_size": max(needed, _LEAST_DICTIONARY), "lc": lc, "lp": lp, "pb": pb}
    return Decoded(packed, lambda: lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[chain]))


class Cut(Stream):
    """The first `size` bytes of another stream."""

    def __init__(self, stream: Stream, size: int) -> None:
        super().__init__()
        self._stream, self._left = stream, size

    def some(self, most: int) -> bytes:
        """See Stream."""
        data = self._stream.some(min(most, self._left)) if self._left else b""
        self._left -= len(data)
        return data


class Prefixed(Stream):
    """Some bytes and another stream behind them."""

    def __init__(self, head: bytes, behind: Stream) -> None:
        super().__init__()
        self._head, self._behind = head, behind

    def some(self, most: int) -> bytes:
        """See Stream."""
        if not self._head:
            return self._behind.some(most)
        part, self._head = self._head[:most], self._head[most:]
        return part


def local_header(record: Record, extra: bytes = b"") -> bytes:
    """A local header as libarchive wants it in front of a lone member: its name is of no matter, its sizes ZIP64."""
    extra += struct.pack("<2H2Q", 1, 16, record.size or 0, record.packed)
    told = (45, record.flags, record.method, 0, 0, record.crc or 0, _FULL, _FULL, 1, len(extra))
    return zip_record.LOCAL.pack(zip_record.LOCAL_MARK, *told) + b"-" + extra

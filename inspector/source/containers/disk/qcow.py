"""QCOW2, versions 2 and 3, read by its specification (QEMU, docs/interop/qcow2.txt).

By ourselves, for libqcow 20260703 gives zeros for some clusters that QEMU compressed, and says nothing.
"""

from __future__ import annotations

import struct
import zlib
from typing import BinaryIO

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.disk.kept import Kept

_HEADER = struct.Struct(">4sIQIIQIIQ")
_OFFSET = 0x00FFFFFFFFFFFE00
_COMPRESSED = 1 << 62
_ZEROS = 1
_KEPT = 4 << 20  # bytes of tables of second level, and of unpacked clusters
_LARGEST_TABLE = 32 << 20
_DIRTY, _CORRUPT, _EXTERNAL, _PACKING = 1, 2, 4, 8


class Qcow:
    """The medium in a QCOW2 file; raises Unreadable when it cannot be read by this file alone."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        header = self._at(0, 112).ljust(112, b"\0")
        _, version, backing, _, bits, self.size, encryption, entries, table = _HEADER.unpack_from(header)
        if version not in {2, 3}:
            raise Unreadable("no_decoder", f"version {version}")
        _check_features(header, version)
        if encryption:
            raise Unreadable("encrypted", "medium")
        if backing:
            raise Unreadable("only_changes", "backing file")
        if not 9 <= bits <= 21 or entries * 8 > _LARGEST_TABLE:
            raise Unreadable("damaged", "header")
        self._bits = bits
        self._cluster = 1 << bits
        self._first = self._at(table, entries * 8)
        self._tables: Kept[bytes] = Kept(_KEPT >> bits)
        self._unpacked: Kept[bytes] = Kept(_KEPT >> bits)

    def read(self, offset: int, size: int) -> bytes:
        """At most `size` bytes from `offset`; raises Unreadable where a cluster is damaged."""
        end = min(offset + size, self.size)
        found = []
        while offset < end:
            within = offset & (self._cluster - 1)
            length = min(self._cluster - within, end - offset)
            found.append(self._piece(offset >> self._bits, within, length))
            offset += length
        return b"".join(found)

    def _piece(self, number: int, within: int, length: int) -> bytes:
        entry = self._entry(number)
        if entry & _COMPRESSED:
            return self._inflated(entry)[within : within + length]
        place = entry & _OFFSET
        if not place or entry & _ZEROS:
            return bytes(length)
        piece = self._at(place + within, length)
        if not piece:
            raise Unreadable("truncated", "cluster")
        return piece.ljust(length, b"\0")  # the file may end within its last cluster

    def _entry(self, number: int) -> int:
        per_table = self._bits - 3
        first = self._first[(number >> per_table) * 8 :][:8]
        place = int.from_bytes(first, "big") & _OFFSET
        if not place:
            return 0
        table = self._tables.get(place) or self._tables.keep(place, self._at(place, self._cluster))
        if len(table) < self._cluster:
            raise Unreadable("truncated", "table")
        second = (number & ((1 << per_table) - 1)) * 8
        return int.from_bytes(table[second : second + 8], "big")

    def _inflated(self, entry: int) -> bytes:
        if known := self._unpacked.get(entry):
            return known
        width = 62 - (self._bits - 8)
        place = entry & ((1 << width) - 1)
        sectors = (entry & (_COMPRESSED - 1)) >> width
        packed = self._at(place, (sectors + 1) * 512 - place % 512)
        try:
            cluster = zlib.decompressobj(-12 if self._bits < 12 else -15).decompress(packed, self._cluster)
        except zlib.error as error:
            raise Unreadable("damaged", "cluster") from error
        if len(cluster) < self._cluster:
            raise Unreadable("damaged", "cluster")
        return self._unpacked.keep(entry, cluster)

    def _at(self, place: int, size: int) -> bytes:
        self._file.seek(place)
        return self._file.read(size)


def _check_features(header: bytes, version: int) -> None:
    features = int.from_bytes(header[72:80], "big") if version == 3 else 0
    if features & _EXTERNAL:
        raise Unreadable("segments_missing", "data file")
    if features & ~(_DIRTY | _CORRUPT | _PACKING) or (features & _PACKING and header[104]):
        raise Unreadable("no_decoder", f"features {features}")

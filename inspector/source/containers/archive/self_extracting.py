"""Archives that unpack themselves: behind a program, or in a script (see `inspector.source.program`).

A mark of a few bytes is no archive: what must stand behind it is held against its checksum where there is one.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from inspector.source.container import Handed, Head
from inspector.source.containers.archive import zip_record
from inspector.source.containers.stream import as_file, size_of
from inspector.source.containers.window import Window

SEVEN_ZIP, CAB, RAR_4, RAR_5, ZIP = b"7z\xbc\xaf\x27\x1c", b"MSCF", b"Rar!\x1a\x07\0", b"Rar!\x1a\x07\1", b"PK\3\4"
_MARKS = (SEVEN_ZIP, CAB, RAR_4, RAR_5, ZIP)
_SCRIPT = b"#!"
_LOOKED_AT = 1024
_LEAST_MAIN, _MAIN = 13, 0x73


def found(head: Head) -> tuple[int, bytes] | None:
    """Place and mark of the first archive in a program or a script; None for anything else."""
    stretches = ((0, head.start),) if head.start.startswith(_SCRIPT) else head.further
    for start, data in stretches:
        for place, mark in sorted(_marks(data)):
            if _is_sound(mark, data[place : place + _LOOKED_AT]):
                return start + place, mark
    return None


def part(handed: Handed) -> BinaryIO:
    """The archive in the file that was handed, which can be sought in; all of it where it does not unpack itself."""
    archive = found(handed.head)
    if archive is None:
        return handed.file
    return as_file(Window(handed.file, archive[0], size_of(handed.file) - archive[0]))


def _marks(data: bytes) -> Iterator[tuple[int, bytes]]:
    for mark in _MARKS:
        place = data.find(mark)
        while place >= 0:
            yield place, mark
            place = data.find(mark, place + 1)


def _is_sound(mark: bytes, data: bytes) -> bool:
    if mark == SEVEN_ZIP:
        return len(data) >= 32 and zlib.crc32(data[12:32]) == int.from_bytes(data[8:12], "little")
    if mark == CAB:
        return data[4:8] == data[12:16] == bytes(4) and data[24:26] == b"\3\1"
    if mark == RAR_4:
        return _is_rar_4(data[7:])
    if mark == RAR_5:
        return data[7:8] == b"\0" and _is_rar_5(data[8:])
    local = zip_record.local(data, 0)
    return local is not None and bool(local[0].path)


def _is_rar_4(block: bytes) -> bool:
    """Whether the block behind the mark is that of the whole archive."""
    if len(block) < _LEAST_MAIN:
        return False
    check, kind, _, size = struct.unpack_from("<HBHH", block)
    there = kind == _MAIN and _LEAST_MAIN <= size <= len(block)
    return bool(there and zlib.crc32(block[2:size]) & 0xFFFF == check)


def _is_rar_5(block: bytes) -> bool:
    """Whether the first block is whole; its length, in groups of seven bits, stands behind its checksum."""
    size = place = 0
    for place, byte in enumerate(block[4:7], 5):
        size |= (byte & 127) << 7 * (place - 5)
        if byte < 128:
            break
    return 0 < size <= len(block) - place and zlib.crc32(block[4 : place + size]) == int.from_bytes(block[:4], "little")

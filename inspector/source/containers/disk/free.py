"""How much of a volume no file holds, as the file system itself counts it.

Read out of the bitmap, the table or the superblock of each: a number for the record, nothing is carved.
"""

from __future__ import annotations

import numpy as np

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.disk.filesystem import FileSystem
from inspector.source.containers.disk.media import PIECE, Readable
from inspector.source.containers.disk.sleuthkit import TROUBLE, File


def unallocated(system: FileSystem, media: Readable, start: int) -> int | None:
    """Bytes of the volume at `start` that belong to no file; None where it is not known."""
    try:
        free = _counted(system, media, start)
    except (*TROUBLE, ValueError, ArithmeticError, IndexError, Unreadable):
        return None
    return free if free is not None and 0 <= free <= system.size else None


def _counted(system: FileSystem, media: Readable, start: int) -> int | None:
    head = media.read(start, 2048)
    if system.kind == "NTFS":
        block: int = system.tsk.info.block_size
        return _clear_bits(system.tsk.open_meta(inode=6), system.size // block) * block
    if system.kind == "exFAT":
        return _clear_bits(system.tsk.open("/$ALLOC_BITMAP"), _little(head, 92, 4)) << (head[108] + head[109])
    if system.kind.startswith("FAT"):
        return _zero_entries(system.kind, media, start, head) * _little(head, 11, 2) * head[13]
    if system.kind.startswith("ext"):
        return _free_of_ext(head[1024:]) * int(system.tsk.info.block_size)
    return _big(head, 1024 + 48) * _big(head, 1024 + 40) if system.kind == "HFS+" else None


def _little(data: bytes, place: int, length: int) -> int:
    return int.from_bytes(data[place : place + length], "little")


def _big(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 4], "big")


def _clear_bits(bitmap: File, bits: int) -> int:
    """Zeros among the first `bits` bits of a file."""
    used = place = 0
    while place * 8 < bits:
        block = bitmap.read_random(place, min(PIECE, (bits - place * 8 + 7) // 8))
        if not block:
            break
        left = bits - place * 8
        number = int.from_bytes(block, "little")
        used += (number & ((1 << left) - 1) if left < len(block) * 8 else number).bit_count()
        place += len(block)
    return bits - used


def _zero_entries(kind: str, media: Readable, start: int, head: bytes) -> int:
    """Clusters of a FAT volume without a follower: zero in the first table."""
    sector = _little(head, 11, 2)
    table = start + _little(head, 14, 2) * sector
    sectors = _little(head, 19, 2) or _little(head, 32, 4)
    per_table = _little(head, 22, 2) or _little(head, 36, 4)
    root = (_little(head, 17, 2) * 32 + sector - 1) // sector
    clusters = (sectors - _little(head, 14, 2) - head[16] * per_table - root) // head[13]
    entries = min(clusters + 2, per_table * sector * 8 // int(kind[3:]))
    if kind == "FAT12":
        data = media.read(table, (entries * 3 + 1) // 2)
        values = (_little(data, number * 3 // 2, 2) >> (number % 2 * 4) & 0xFFF for number in range(entries))
        return sum(value == 0 for value in values)
    width = int(kind[3:]) // 8
    free = 0
    for place in range(0, entries * width, PIECE):
        values32 = np.frombuffer(media.read(table + place, min(PIECE, entries * width - place)), f"<u{width}")
        free += int(np.count_nonzero((values32 & 0x0FFFFFFF if width == 4 else values32) == 0))
    return free


def _free_of_ext(block: bytes) -> int:
    """Free blocks of the superblock; their upper half only counts where the volume has 64-bit numbers."""
    free = _little(block, 12, 4)
    if _little(block, 96, 4) & 0x80:
        free |= _little(block, 0x158, 4) << 32
    return free

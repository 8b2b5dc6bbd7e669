"""Writes OLE files by the book (MS-CFB, version 3): streams below the root, in the order given."""

from __future__ import annotations

import struct
from collections.abc import Mapping

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
CUTOFF = 4096
MINI = 64


def _padded(data: bytes, unit: int) -> bytes:
    return data + bytes(-len(data) % unit)


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), END] if count else []


def _directory(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:  # noqa: PLR0917
    letters = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII16xI8x8xIQ", letters, len(letters), kind, 1, FREE, right, child, 0, start, size)


def written(streams: Mapping[str, bytes]) -> bytes:
    """The file; streams below 4,096 bytes lie in the mini stream."""
    sectors: list[bytes] = []
    fat: list[int] = []

    def add(data: bytes) -> int:
        count = -(-len(data) // SECTOR)
        start = len(sectors)
        padded = _padded(data, SECTOR)
        sectors.extend(padded[place : place + SECTOR] for place in range(0, len(padded), SECTOR))
        fat.extend(_chain(start, count))
        return start if count else END

    mini, minifat, starts = b"", list[int](), dict[str, int]()
    for name, data in streams.items():
        if len(data) >= CUTOFF:
            starts[name] = add(data)
            continue
        count = -(-len(data) // MINI)
        starts[name] = len(mini) // MINI if count else END
        minifat.extend(_chain(starts[name], count))
        mini += _padded(data, MINI)
    ministream = add(mini)
    mini_table = add(struct.pack(f"<{len(minifat)}I", *minifat).ljust(-(-len(minifat) * 4 // SECTOR) * SECTOR, b"\xff"))
    names = list(streams)
    entries = [_directory("Root Entry", 5, FREE, 1 if names else FREE, ministream, len(mini))]
    for number, name in enumerate(names, 1):
        right = number + 1 if number < len(names) else FREE
        entries.append(_directory(name, 2, right, FREE, starts[name], len(streams[name])))
    directory = add(b"".join(entries).ljust(-(-len(entries) // 4) * SECTOR, b"\0"))
    tables = 1
    while tables * 128 < len(sectors) + tables:
        tables += 1
    first = len(sectors)
    fat.extend([FAT] * tables)
    fat.extend([FREE] * (tables * 128 - len(fat)))
    packed = struct.pack(f"<{len(fat)}I", *fat)
    sectors.extend(packed[place : place + SECTOR] for place in range(0, len(packed), SECTOR))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory, 0,
        CUTOFF, mini_table, -(-len(minifat) * 4 // SECTOR), END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", *range(first, first + tables), *[FREE] * (109 - tables))
    return header + b"".join(sectors)

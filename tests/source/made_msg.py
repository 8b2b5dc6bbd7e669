"""Writes messages as Outlook saves them: OLE files by MS-CFB (version 3), properties by MS-OXMSG."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import UTC, datetime

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = Mapping[str, "bytes | Tree"]
Values = Mapping[tuple[int, int], "str | bytes | int | datetime"]
STRING, STRING8, BINARY, WHOLE, TIME = 0x1F, 0x1E, 0x102, 3, 0x40


class Ole:
    """One file of streams and storages."""

    def __init__(self, tree: Tree) -> None:
        self._sectors: list[bytes] = []
        self._fat: list[int] = []
        self._mini = b""
        self._minifat: list[int] = []
        self._entries: list[bytes] = [b""]
        child = self._children(tree)
        start = self._add(self._mini)
        self._entries[0] = _entry("Root Entry", 5, FREE, FREE, child, start, len(self._mini))

    def written(self) -> bytes:
        """The file."""
        minifat = self._add(struct.pack(f"<{len(self._minifat)}I", *self._minifat), filled=b"\xff")
        while len(self._entries) % 4:
            self._entries.append(bytes(68) + b"\xff" * 12 + bytes(48))
        directory = self._add(b"".join(self._entries))
        tables = 1
        while tables * 128 < len(self._sectors) + tables:
            tables += 1
        first = len(self._sectors)
        fat = (self._fat + [FAT] * tables + [FREE] * (tables * 128))[: tables * 128]
        header = struct.pack(
            "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory,
            0, CUTOFF, minifat, -(-len(self._minifat) * 4 // SECTOR), END, 0,
        )  # fmt: skip
        header += struct.pack("<109I", *([*range(first, first + tables)] + [FREE] * 109)[:109])
        return header + b"".join(self._sectors) + struct.pack(f"<{len(fat)}I", *fat)

    def _add(self, data: bytes, filled: bytes = b"\0") -> int:
        count = -(-len(data) // SECTOR)
        if not count:
            return END
        start = len(self._sectors)
        padded = data.ljust(count * SECTOR, filled)
        self._sectors += [padded[place : place + SECTOR] for place in range(0, len(padded), SECTOR)]
        self._fat += [*range(start + 1, start + count), END]
        return start

    def _add_small(self, data: bytes) -> int:
        count = -(-len(data) // MINI)
        if not count:
            return END
        start = len(self._minifat)
        self._mini += data.ljust(count * MINI, b"\0")
        self._minifat += [*range(start + 1, start + count), END]
        return start

    def _children(self, tree: Tree) -> int:
        """The root of a balanced tree of entries, in the order MS-CFB 2.6.4 asks for."""
        names = sorted(tree, key=lambda name: (len(name), name.upper()))
        numbers = {name: len(self._entries) + place for place, name in enumerate(names)}
        self._entries += [b""] * len(names)
        below = {name: self._children(value) for name, value in tree.items() if isinstance(value, Mapping)}

        def build(low: int, high: int) -> int:
            if low >= high:
                return FREE
            middle = (low + high) // 2
            name, value = names[middle], tree[names[middle]]
            left, right = build(low, middle), build(middle + 1, high)
            if isinstance(value, bytes):
                start = self._add(value) if len(value) >= CUTOFF else self._add_small(value)
                entry = _entry(name, 2, left, right, FREE, start, len(value))
            else:
                entry = _entry(name, 1, left, right, below[name], 0, 0)
            self._entries[numbers[name]] = entry
            return numbers[name]

        return build(0, len(names))


def _entry(name: str, kind: int, left: int, right: int, child: int, start: int, size: int) -> bytes:  # noqa: PLR0917
    letters = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII16xI8x8xIQ", letters, len(letters), kind, 1, left, right, child, 0, start, size)


def filetime(moment: datetime) -> bytes:
    """A moment as Windows counts it."""
    return struct.pack("<Q", int((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10**7)


def properties(values: Values, before: int) -> dict[str, bytes | Tree]:
    """The streams of properties, keyed by number and type, behind a table that begins with so many bytes."""
    table, streams = bytes(before), dict[str, bytes | Tree]()
    for (number, kind), value in values.items():
        fixed = struct.pack("<q", value) if isinstance(value, int) else b""
        fixed = filetime(value) if isinstance(value, datetime) else fixed
        if not fixed:
            assert isinstance(value, str | bytes)
            data = value if isinstance(value, bytes) else value.encode("utf-16-le")
            streams[f"__substg1.0_{number:04X}{kind:04X}"] = data
            fixed = struct.pack("<II", len(data) + (2 if kind == STRING else 0), 0)
        table += struct.pack("<HHI8s", kind, number, 6, fixed)
    return {"__properties_version1.0": table, **streams}


def message(
    values: Values,
    receivers: list[Values] | None = None,
    attachments: list[Values | Tree] | None = None,
    before: int = 32,
) -> dict[str, bytes | Tree]:
    """The storage of a message; an attachment is its properties, or a storage made by `embedded` or `ole_object`."""
    tree: dict[str, bytes | Tree] = {"__nameid_version1.0": {"__substg1.0_00020102": b""}, **properties(values, before)}
    for number, receiver in enumerate(receivers or []):
        tree[f"__recip_version1.0_#{number:08X}"] = properties(receiver, 8)
    for number, attachment in enumerate(attachments or []):
        ready = all(isinstance(key, str) for key in attachment)
        tree[f"__attach_version1.0_#{number:08X}"] = attachment if ready else properties(attachment, 8)  # type: ignore[arg-type,assignment]
    return tree


def embedded(values: Values, inner: Tree) -> Tree:
    """The storage of an attachment that is a message."""
    return {**properties({(0x3705, WHOLE): 5, **values}, 8), "__substg1.0_3701000D": inner}


def ole_object(values: Values, streams: Tree) -> Tree:
    """The storage of an attachment that is an OLE object."""
    return {**properties({(0x3705, WHOLE): 6, **values}, 8), "__substg1.0_3701000D": streams}


def written(tree: Tree) -> bytes:
    """The file of a message."""
    return Ole(tree).written()

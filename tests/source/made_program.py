"""Programs of Windows and Unix as far as their headers go: nothing in them could run."""

from __future__ import annotations

import struct

STUB = 200_000
"""Bytes of the one section; real programs that unpack themselves have 100 to 500 KB."""


def windows(*, wide: bool = True, signature: bytes = b"", resources: bytes = b"", names: bytes = b"") -> bytes:
    """A program of Windows; a `signature` stands behind its end, `resources` in a section of their own."""
    optional = 240 if wide else 224
    first = 0x400
    second = first + STUB
    end = second + len(resources)
    directories = [(0, 0)] * 16
    directories[2] = (0x100000, len(resources)) if resources else (0, 0)
    directories[4] = (end, len(signature)) if signature else (0, 0)
    told = [(b".text", 0x1000, STUB, first)] + ([(b".rsrc", 0x100000, len(resources), second)] if resources else [])
    head = b"MZ" + bytes(0x3A) + struct.pack("<I", 0x80) + bytes(0x40)
    head += b"PE\0\0" + struct.pack("<HHIIIHH", 0x8664, len(told), 0, 0, 0, optional, 2)
    fields = (b"\x0b\x02" if wide else b"\x0b\x01") + bytes(optional - 2 - 128)
    head += fields + b"".join(struct.pack("<II", *each) for each in directories)
    for name, address, size, place in told:
        head += struct.pack("<8sIIII16x", name, size, address, size, place)
    return head.ljust(first, b"\0") + names.ljust(STUB, b"\x90") + resources + signature


def package(cabinet: bytes, before: int = 100_000) -> bytes:
    """A program as IExpress makes it: the archive is a resource behind so many bytes of others."""

    def folder(name: int, place: int, named: int) -> bytes:
        return struct.pack("<12xHHII", named, 1 - named, name, place)

    text = struct.pack("<H", 7) + "CABINET".encode("utf-16-le")
    tree = folder(10, 1 << 31 | 24, 0) + folder(1 << 31 | 88, 1 << 31 | 48, 1) + folder(1033, 72, 0)
    tree += struct.pack("<II8x", 0x100000 + before, len(cabinet)) + text
    return windows(wide=False, resources=tree.ljust(before, b"\0") + cabinet, names=b"wextract_cleanup%d")


def unix(*, wide: bool = True, order: str = "<") -> bytes:
    """A program of Unix: one segment, and behind it a table of two sections."""
    mark = b"\x7fELF" + bytes((1 + wide, 1 if order == "<" else 2, 1)) + bytes(9)
    head = 64 if wide else 52
    form = order + ("HHIQQQIHHHHHH" if wide else "HHIIIIIHHHHHH")
    width = 56 if wide else 32
    out = mark + struct.pack(form, 2, 62, 1, 0, head, STUB, 0, head, width, 1, 64 if wide else 40, 2, 1)
    segment = (1, 5, 0, 0, 0, STUB - 100, 0, 0) if wide else (1, 0, 0, 0, STUB - 100, 0, 5, 0)
    out += struct.pack(order + ("IIQQQQQQ" if wide else "8I"), *segment)
    return out.ljust(STUB, b"\x90") + bytes(2 * (64 if wide else 40))

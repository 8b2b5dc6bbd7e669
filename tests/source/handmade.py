"""Archives put together byte by byte out of the published descriptions of formats that no free tool writes.

Sources: RAR 3.93 "Technical information"; RAR 5.0 archive format; Microsoft Cabinet Format; LHA header level 0; POSIX
cpio (odc); XAR as libarchive-formats(5) describes it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import Literal

DOS_TIME = 0x576E_B1AA  # 14 November 2023, 22:13:20


def rar4(files: Mapping[bytes, bytes], *, encrypted: bool = False) -> bytes:
    """Stored members."""
    out = b"Rar!\x1a\x07\0" + _block4(0x73, 0, bytes(6))
    for name, data in files.items():
        sizes = struct.pack("<LLBLL", len(data), len(data), 3, zlib.crc32(data), DOS_TIME)
        fields = sizes + struct.pack("<BBHL", 20, 0x30, len(name), 0o100644) + name
        out += _block4(0x74, 0x8000 | (4 if encrypted else 0), fields) + data
    return out + _block4(0x7B, 0x4000, b"")


def _block4(kind: int, flags: int, fields: bytes) -> bytes:
    rest = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
    return struct.pack("<H", zlib.crc32(rest) & 0xFFFF) + rest


def rar5(files: Mapping[bytes, bytes], *, locked: bool = False) -> bytes:
    """Stored members; `locked` puts an encryption header in front, as of an archive whose names are hidden too."""
    out = b"Rar!\x1a\x07\1\0"
    if locked:
        out += _block5(vint(4) + vint(0) + vint(0) + vint(0) + b"\x0f" + bytes(16))
    out += _block5(vint(1) + vint(0) + vint(0))
    for name, data in files.items():
        fields = vint(2) + vint(2) + vint(len(data))  # a file, with data behind it
        fields += vint(6) + vint(len(data)) + vint(0o100644)  # time and CRC are there
        fields += struct.pack("<LL", 1_700_000_000, zlib.crc32(data)) + vint(0) + vint(1) + vint(len(name)) + name
        out += _block5(fields) + data
    return out + _block5(vint(5) + vint(0) + vint(0))


def rar5_volumes(name: bytes, data: bytes, at: int) -> tuple[bytes, bytes]:
    """One stored member that is cut in two volumes."""
    volumes = []
    for number, part in enumerate((data[:at], data[at:])):
        main = vint(1) + vint(0) + (vint(3) + vint(1) if number else vint(1))
        fields = vint(2) + vint(2 | (8 if number else 16)) + vint(len(part)) + vint(4) + vint(len(data))
        fields += vint(0o100644) + struct.pack("<L", zlib.crc32(data if number else part)) + vint(0) + vint(1)
        end = vint(5) + vint(0) + vint(0 if number else 1)
        volumes.append(
            b"Rar!\x1a\x07\1\0" + _block5(main) + _block5(fields + vint(len(name)) + name) + part + _block5(end)
        )
    return volumes[0], volumes[1]


def _block5(fields: bytes) -> bytes:
    rest = vint(len(fields)) + fields
    return struct.pack("<L", zlib.crc32(rest)) + rest


def vint(number: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes((*out, number))


def cab(files: Mapping[bytes, bytes]) -> bytes:
    """One folder, not packed; all contents together below 32 KiB."""
    data = b"".join(files.values())
    names, offset = b"", 0
    for name, content in files.items():
        names += struct.pack("<LLHHHH", len(content), offset, 0, DOS_TIME >> 16, DOS_TIME & 0xFFFF, 0x80) + name + b"\0"
        offset += len(content)
    start = 36 + 8 + len(names)
    head = struct.pack("<4s5L2B5H", b"MSCF", 0, start + 8 + len(data), 0, 44, 0, 3, 1, 1, len(files), 0, 0, 0)
    return head + struct.pack("<LHH", start, 1, 0) + names + struct.pack("<LHH", 0, len(data), len(data)) + data


def lha(files: Mapping[bytes, bytes]) -> bytes:
    """Stored members, headers of level 0."""
    out = b""
    for name, data in files.items():
        fields = b"-lh0-" + struct.pack("<LLLBBB", len(data), len(data), DOS_TIME, 0x20, 0, len(name))
        fields += name + struct.pack("<H", crc16(data))
        out += bytes((len(fields), sum(fields) & 0xFF)) + fields + data
    return out + b"\0"


def lha_in_page(name: bytes, page: int, data: bytes) -> bytes:
    """One stored member, header of level 2, which says what code page its name is in."""
    fields = struct.pack("<LLLBBHcH", len(data), len(data), 1_700_000_000, 0x20, 2, crc16(data), b"M", 7)
    fields += b"\x46" + struct.pack("<LH", page, len(name) + 3) + b"\x01" + name + struct.pack("<HB", 5, 0)
    head = struct.pack("<H", len(fields) + 11) + b"-lh0-" + fields
    return head + struct.pack("<H", crc16(head + bytes(4))) + bytes(2) + data + b"\0"


def crc16(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


def cpio(files: Mapping[bytes, bytes]) -> bytes:
    """The portable form in octal digits."""
    out = b""
    for number, (name, data) in enumerate({**files, b"TRAILER!!!": b""}.items(), 1):
        mode = 0o100644 if name != b"TRAILER!!!" else 0
        octal = b"070707" + b"".join(b"%06o" % each for each in (1, number, mode, 0, 0, 1, 0))
        out += octal + b"%011o%06o%011o" % (1_700_000_000, len(name) + 1, len(data)) + name + b"\0" + data
    return out


def old_cpio(files: Mapping[bytes, bytes], order: Literal["little", "big"]) -> bytes:
    """The binary form: words of 2 bytes, the higher of two first."""
    out = b""
    for number, (name, data) in enumerate({**files, b"TRAILER!!!": b""}.items(), 1):
        mode = 0o100644 if name != b"TRAILER!!!" else 0
        words = (
            0o70707,
            1,
            number,
            mode,
            0,
            0,
            1,
            0,
            0x6553,
            0xF100,
            len(name) + 1,
            len(data) >> 16,
            len(data) & 0xFFFF,
        )
        out += b"".join(word.to_bytes(2, order) for word in words)
        out += name + bytes(1 + (len(name) + 1) % 2) + data + bytes(len(data) % 2)
    return out


def xar(files: Mapping[bytes, bytes]) -> bytes:
    """Members that are not packed, behind a packed table of contents without checksums."""
    entries, heap = "", b""
    for number, (name, data) in enumerate(files.items(), 1):
        entries += (
            f'<file id="{number}"><name>{name.decode()}</name><type>file</type><data><length>{len(data)}</length>'
            f"<offset>{len(heap)}</offset><size>{len(data)}</size>"
            '<encoding style="application/octet-stream"/></data></file>'
        )
        heap += data
    toc = f'<?xml version="1.0" encoding="UTF-8"?>\n<xar><toc>{entries}</toc></xar>'.encode()
    packed = zlib.compress(toc)
    return struct.pack(">4sHHQQL", b"xar!", 28, 1, len(packed), len(toc), 0) + packed + heap

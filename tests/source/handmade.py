"""Archives put together byte by byte out of the published descriptions of formats that no free tool writes.

Sources: Microsoft Cabinet Format; LHA headers of levels 0 and 2; POSIX cpio (odc) and its binary form; XAR as
libarchive-formats(5) describes it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import Literal

DOS_TIME = 0x576E_B1AA  # 14 November 2023, 22:13:20


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

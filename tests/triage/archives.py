"""Archives drawn for the tests of the pipeline."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from inspector.app.practice.pictures import encoded
from inspector.app.practice.scenes import scene


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these members, in their order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6)), data, method)
    return file.getvalue()


def boastful(members: int, size: int, padding: int = 0) -> bytes:
    """A ZIP archive of single bytes that the directory gives `size` bytes each, in ZIP64."""
    body, directory = b"", b""
    for number in range(members):
        name = b"%05d" % number
        common = struct.pack("<4H2L", 0, 0, 0, 33, zlib.crc32(b"x"), 1)
        extra = struct.pack("<2HQ", 1, 8, size)
        told = struct.pack("<L5H2L", 0xFFFFFFFF, len(name), len(extra), 0, 0, 0, 0, len(body))
        directory += b"PK\1\2" + struct.pack("<2H", 45, 45) + common + told + name + extra
        body += b"PK\3\4" + struct.pack("<H", 45) + common + struct.pack("<L2H", 1, len(name), 0) + name + b"x"
    body += bytes(padding)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, members, members, len(directory), len(body), 0)
    return body + directory + end


def pictures(count: int, *, side: int = 24) -> dict[str, bytes]:
    """Small pictures, each of its own."""
    drawn = scene(3, "shapes", 1)
    return {f"{number:03d}.png": encoded(drawn.resize((side + number, side)), "png") for number in range(count)}

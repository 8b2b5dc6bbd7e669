"""Files of the benchmark corpus that are broken, lie about themselves, or claim to be huge: harmless but hostile."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from tests.bench.documents import archive, prose
from tests.bench.scenes import Draws


def _flipped(good: bytes, numbers: Draws) -> bytes:
    data = bytearray(good)
    for place in numbers.integers(len(data) // 20, len(data), 30):
        data[int(place)] ^= int(numbers.integers(1, 256))
    return bytes(data)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def huge_png() -> bytes:
    """A PNG of a few hundred bytes that claims 90,000 × 90,000 pixels."""
    header = struct.pack(">IIBBBBB", 90_000, 90_000, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(200_000))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _zip_of_zeros() -> bytes:
    return archive([(f"{number}.bin", bytes(16 << 20)) for number in range(4)])


def _leaving_zip(numbers: Draws) -> bytes:
    return archive([("../../outside.txt", b"x"), ("/absolute.txt", b"y"), ("ok.txt", prose(numbers, 20).encode())])


DAMAGES: dict[str, tuple[str, Callable[[bytes, Draws], bytes]]] = {
    "empty": ("jpg", lambda good, numbers: b""),
    "cut": ("jpg", lambda good, numbers: good[: int(len(good) * numbers.uniform(0.1, 0.9))]),
    "flipped-bits": ("jpg", _flipped),
    "noise": ("jpg", lambda good, numbers: numbers.bytes(15_000)),
    "long-exif": ("jpg", lambda good, numbers: b"\xff\xd8\xff\xe1\xff\xff" + numbers.bytes(5_000)),
    "wrong-name": ("txt", lambda good, numbers: good),
    "zip-behind": ("jpg", lambda good, numbers: good + archive([("behind.txt", b"behind")])),
    "huge-png": ("png", lambda good, numbers: huge_png()),
    "zip-of-zeros": ("zip", lambda good, numbers: _zip_of_zeros()),
    "leaving-zip": ("zip", lambda good, numbers: _leaving_zip(numbers)),
    "zip-without-end": ("zip", lambda good, numbers: archive([("a.jpg", good)])[:-40]),
    "bad-gif": ("gif", lambda good, numbers: b"GIF89a\xff\xff\xff\xff\xf0\0\0" + numbers.bytes(3_000)),
    "bad-mp4": (
        "mp4",
        lambda good, numbers: b"\0\0\0\x14ftypisom\0\0\0\0isom\xff\xff\xff\xf0moov" + numbers.bytes(2_000),
    ),
    "looping-pdf": ("pdf", lambda good, numbers: b"%PDF-1.5\n1 0 obj<</Type/Pages/Kids[1 0 R]/Parent 1 0 R>>endobj\n"),
    "bad-database": ("db", lambda good, numbers: b"SQLite format 3\0" + numbers.bytes(4_080)),
    "bad-tiff": ("tif", lambda good, numbers: b"II*\0\x08\0\0\0\xff\xff" + numbers.bytes(2_000)),
}
"""By name: the suffix the file is given, and how it is made from a good JPEG."""

"""Pictures made to hurt: sizes that lie, chunks that unfold without end, directories that go in circles."""

from __future__ import annotations

import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from inspector.domain.content import Kind
from tests.analyse.drawn import codes, encode, looked, scene

SIDE = 60_000


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, *chunks: bytes, pixels: bytes | None = None) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = zlib.compress(bytes(4096)) if pixels is None else pixels
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def jpeg(width: int, height: int, **options: object) -> bytes:
    """A small JPEG that says it is a large one."""
    data = encode(scene(1, 64, 48), "JPEG", **options)
    place = data.index(b"\xff\xc2" if options.get("progressive") else b"\xff\xc0") + 5
    return data[:place] + struct.pack(">HH", height, width) + data[place + 4 :]


def tiff(width: int, height: int) -> bytes:
    entries = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1),
               (273, 4, 1, 200), (277, 3, 1, 1), (278, 4, 1, height),
               (279, 4, 1, width * height & 0xFFFFFFFF)]  # fmt: skip
    rows = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + rows + bytes(4) + bytes(400)


def patched(name: str, mark: bytes, offset: int, layout: str, *values: int) -> bytes:
    data = bytearray(encode(scene(1, 64, 48), name))
    struct.pack_into(layout, data, data.index(mark) + offset, *values)
    return bytes(data)


def webp(width: int, height: int) -> bytes:
    body = (
        b"VP8X"
        + struct.pack("<I", 10)
        + bytes(4)
        + (width - 1).to_bytes(3, "little")
        + (height - 1).to_bytes(3, "little")
    )
    body += b"VP8 " + struct.pack("<I", 16) + bytes(16)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


HUGE = {
    "png": png(SIDE, SIDE),
    "jpeg": jpeg(SIDE, SIDE),
    "jpeg progressive": jpeg(16_000, 15_000, progressive=True),
    "tiff": tiff(SIDE, SIDE),
    "bmp": patched("BMP", b"BM", 18, "<ii", SIDE, SIDE),
    "gif": patched("GIF", b"GIF8", 6, "<HH", SIDE, SIDE),
    "webp": webp(SIDE, SIDE),
    "heic": patched("HEIF", b"ispe", 8, ">II", SIDE, SIDE),
    "avif": patched("AVIF", b"ispe", 8, ">II", SIDE, SIDE),
    "jpeg 2000": patched("JPEG2000", b"\xff\x51", 6, ">II", SIDE, SIDE),
    "qoi": patched("QOI", b"qoif", 4, ">II", SIDE, SIDE),
    "dds": patched("DDS", b"DDS ", 12, "<II", SIDE, SIDE),
    "psd": b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 3, SIDE, SIDE, 8, 3) + bytes(64),
    "png wide": png(0x7FFFFFFF, 1),
    "png just over the limit": png(9_500, 9_500),
}


@pytest.mark.parametrize("name", HUGE)
def test_a_huge_size_is_refused_before_memory_is_taken(name: str) -> None:
    identity, told = looked(HUGE[name])
    assert identity.kind is Kind.IMAGE
    assert codes(told) in (["too_large"], ["damaged"], ["no_decoder"])
    assert told.thumbnail is None
    if name not in {"heic", "avif", "jpeg 2000"}:  # whose libraries refuse in their own words
        assert codes(told) == ["too_large"]


def test_a_large_photograph_of_a_telephone_is_seen() -> None:
    """Over Pillow's limit, but never unfolded: libjpeg-turbo scales it down while it decodes."""
    data = encode(
        Image.fromarray(scene(3, 800, 600)).resize((12_000, 9_000), Image.Resampling.NEAREST), "JPEG", quality=30
    )
    _, told = looked(data)
    assert codes(told) == []
    assert (told.width, told.height) == (12_000, 9_000)
    assert told.fingerprint is not None


@pytest.mark.parametrize("name", ["zTXt", "iTXt", "iCCP"])
def test_a_chunk_that_unfolds_to_a_gigabyte(name: str) -> None:
    bomb = zlib.compress(bytes(1 << 24)) if name != "zTXt" else compressed_zeros(1 << 28)
    head = {"zTXt": b"Comment\0\0", "iTXt": b"Comment\0\1\0\0\0", "iCCP": b"profile\0\0"}[name]
    _, told = looked(png(32, 32, chunk(name.encode(), head + bomb), pixels=zlib.compress(bytes(32 * 97))))
    assert codes(told) in ([], ["damaged"])
    assert (told.thumbnail is not None) or told.failures


def compressed_zeros(size: int) -> bytes:
    packer = zlib.compressobj(9)
    piece = bytes(1 << 20)
    return b"".join(packer.compress(piece) for _ in range(size >> 20)) + packer.flush()


def test_pixels_that_unfold_beyond_the_picture() -> None:
    _, told = looked(png(100, 100, pixels=compressed_zeros(1 << 28)))
    assert told.failures or told.thumbnail is not None


def test_directories_in_a_circle() -> None:
    data = bytearray(tiff(20, 20))
    struct.pack_into("<I", data, 8 + 2 + 9 * 12, 8)
    _, told = looked(bytes(data))
    assert told.failures or told.thumbnail is not None


def test_ten_thousand_frames() -> None:
    still = Image.fromarray(scene(1, 8, 8)).convert("P")
    data = encode(still, "GIF")
    frame = data[data.index(b",") : -1]
    _, told = looked(data[: data.index(b",")] + frame * 10_000 + b";")
    assert codes(told) == []
    assert told.fingerprint is not None


def test_a_text_is_never_told() -> None:
    """Comments in pictures stay in them."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "MARKER")
    _, told = looked(encode(scene(1, 20, 20), "PNG", pnginfo=info))
    assert "MARKER" not in repr(told.findings)


@pytest.mark.parametrize("count", [1, 2, 3, 50, 400])
def test_every_cut_of_a_jpeg(count: int) -> None:
    data = encode(scene(2, 64, 48), "JPEG")
    looked(data[: len(data) * count // 401], ".jpg")


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff",
        b"\xff\xd8\xff" + b"\xff" * 5000,
        b"\xff\xd8" + b"\xff\xe1\0\x02" * 5000,
        b"\xff\xd8\xff\xe1\xff\xff",
        b"\xff\xd8\xff\xc0\0\x11\x08\0\0\0\0\x03",
        b"\xff\xd8\xff\xc0\0\x03\x08",
        b"\xff\xd8\xff\xda\0\0",
        b"\xff\xd8\xff\xe0\0\0" * 300,
    ],
)
def test_jpegs_that_are_all_markers(data: bytes) -> None:
    identity, told = looked(data)
    assert identity.kind is Kind.IMAGE
    assert codes(told) == ["damaged"]

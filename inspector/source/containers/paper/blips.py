"""Pictures in the streams of old Office documents, as OfficeArtBlip records (MS-ODRAW 2.2.23 and after).

Word, Excel and PowerPoint keep them in different streams and chains, but each has the same header of eight bytes in
front, which hardly anything else looks like; so a stream is searched for headers, and what hides between records or
hangs on no chain any more is found as well.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from inspector.source.containers.flow import flowing, inflated, stretch

_UNIQUE_ID = 16
_METAFILE_HEADER = struct.Struct("<I16x8xIBB")
_BITMAP_HEADER = struct.Struct("<IiiHHIIiiII")
_WINDOW = 1 << 20

# Record type: suffix and instances, those with one id of 16 bytes before those with two.
_KINDS = {
    0xF01A: (".emf", (0x3D4, 0x3D5)),
    0xF01B: (".wmf", (0x216, 0x217)),
    0xF01C: (".pict", (0x542, 0x543)),
    0xF01D: (".jpg", (0x46A, 0x46B, 0x6E2, 0x6E3)),
    0xF01E: (".png", (0x6E0, 0x6E1)),
    0xF01F: (".bmp", (0x7A8, 0x7A9)),
    0xF029: (".tif", (0x6E4, 0x6E5)),
    0xF02A: (".jpg", (0x46A, 0x46B, 0x6E2, 0x6E3)),
}
_METAFILES = frozenset({".emf", ".wmf", ".pict"})
_HEADERS = {
    struct.pack("<HH", instance << 4, kind): (suffix, 1 + number % 2)
    for kind, (suffix, instances) in _KINDS.items()
    for number, instance in enumerate(instances)
}
_HEADER = re.compile(b"(" + b"|".join(re.escape(each) for each in _HEADERS) + b")(....)", re.DOTALL)
_STARTS = {".jpg": (b"\xff\xd8",), ".png": (b"\x89PNG",), ".tif": (b"II*\0", b"MM\0*")}


@dataclass(frozen=True, slots=True)
class Blip:
    """One picture: where its record begins in the stream, where its own bytes lie, and what they are."""

    record: int
    start: int
    length: int
    suffix: str
    zipped: bool = False


def blips(file: BinaryIO, beat: Callable[[], None]) -> Iterator[Blip]:
    """The pictures in a stream, in the order in which they lie there."""
    size = file.seek(0, 2)
    place = 0
    while place < size:
        file.seek(place)
        window = file.read(_WINDOW)
        if not window:  # sectors that are claimed and not there
            return
        beat()
        after = 0
        for header in _HEADER.finditer(window):
            if header.start() >= after and (blip := _blip(file, place + header.start(), header, size)):
                yield blip
                after = blip.start + blip.length - place
        place += max(after, len(window) - 7) if len(window) == _WINDOW else len(window)


def blip_at(file: BinaryIO, record: int) -> Blip | None:
    """The picture whose record begins at a place."""
    size = file.seek(0, 2)
    file.seek(record)
    header = _HEADER.match(file.read(8))
    return _blip(file, record, header, size) if header else None


def opened(file: BinaryIO, blip: Blip) -> BinaryIO:
    """A picture as a file; a bitmap gets the header that it has only when it lies in a file."""
    blocks = stretch(file, blip.start, blip.length)
    if blip.zipped:
        return flowing(inflated(blocks, zlib.MAX_WBITS))
    return flowing(_with_header(file, blip)) if blip.suffix == ".bmp" else flowing(blocks)


def _blip(file: BinaryIO, record: int, header: re.Match[bytes], size: int) -> Blip | None:
    """The picture behind a header; None when it cannot be one."""
    suffix, ids = _HEADERS[header[1]]
    length = int.from_bytes(header[2], "little")
    start, end = record + 8 + ids * _UNIQUE_ID, record + 8 + length
    if end > size or end <= start:
        return None
    if suffix in _METAFILES:
        return _metafile(file, record, start, end, suffix)
    start += 1
    file.seek(start)
    first = file.read(4)
    if not first.startswith(_STARTS.get(suffix, (first,))):
        return None
    return Blip(record, start, end - start, suffix)


def _metafile(file: BinaryIO, record: int, start: int, end: int, suffix: str) -> Blip | None:
    file.seek(start)
    header = file.read(_METAFILE_HEADER.size)
    start += _METAFILE_HEADER.size
    if len(header) < _METAFILE_HEADER.size:
        return None
    _, saved, compression, _ = _METAFILE_HEADER.unpack(header)
    if start + saved > end or compression not in (0, 0xFE):
        return None
    return Blip(record, start, saved, suffix, zipped=compression == 0)


def bitmap_header(start: bytes, size: int) -> bytes:
    """What a bitmap that begins so and has so many bytes has in front when it lies in a file of its own."""
    palette = 0
    if len(start) >= _BITMAP_HEADER.size:
        own, _, _, _, bits, compression, _, _, _, used, _ = _BITMAP_HEADER.unpack_from(start)
        colours = used if used or bits > 8 else 1 << bits
        palette = own + 4 * min(colours, 256) + (12 if compression == 3 and own == _BITMAP_HEADER.size else 0)
    return b"BM" + struct.pack("<IHHI", (14 + size) & 0xFFFFFFFF, 0, 0, (14 + palette) & 0xFFFFFFFF)


def _with_header(file: BinaryIO, blip: Blip) -> Iterator[bytes]:
    file.seek(blip.start)
    yield bitmap_header(file.read(_BITMAP_HEADER.size), blip.length)
    yield from stretch(file, blip.start, blip.length)

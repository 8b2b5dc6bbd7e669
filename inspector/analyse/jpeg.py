"""JPEG through libjpeg-turbo, scaled down inside the decoder: four fifths of the work of a full decode are saved."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import simplejpeg
from PIL import Image

from inspector.analyse import exif, scans
from inspector.analyse.pixels import SHORTER_SIDE, Decoded, eighths
from inspector.analyse.unreadable import Unreadable

SIMPLEJPEG = simplejpeg.__version__

# A scaled decode of a sequential JPEG never holds the full picture, so it may pass Pillow's limit: telephones take 200
# megapixels. A progressive one holds all its coefficients and stays within it.
_MOST_PIXELS = 256_000_000
_MOST_PIXELS_PROGRESSIVE = Image.MAX_IMAGE_PIXELS or 89_478_485

_SEQUENTIAL, _PROGRESSIVE = frozenset({0xC0, 0xC1}), 0xC2
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
_SCAN, _EXIF = 0xDA, 0xE1
_EXIF_NAME = b"Exif\0\0"


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before the first scan of a JPEG.

    `process` is the second byte of the frame's marker; `tiff` is the EXIF block without its name, or empty.
    """

    width: int
    height: int
    components: int
    process: int
    tiff: bytes

    @property
    def sequential(self) -> bool:
        """Whether it is decoded block by block, without holding the whole."""
        return self.process in _SEQUENTIAL

    @property
    def four_colours(self) -> bool:
        """Whether it is CMYK or YCCK, which turbo turns into other colours than everybody else."""
        return self.components == 4


def looks_like(data: bytes) -> bool:
    """Whether `data` begins as every JPEG does."""
    return data.startswith(b"\xff\xd8\xff")


def header(data: bytes) -> Header:
    """Walk the segments of `data` (ITU-T T.81, annex B) up to the first scan; raises Unreadable without a frame."""
    frame, process, tiff, place = b"", 0, b"", 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            place = _next_marker(data, place)
            continue
        marker = data[place + 1]
        if marker == 0xFF or marker in _ALONE:
            place += 1 if marker == 0xFF else 2
            continue
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        body = data[place + 4 : end]
        if marker in _FRAMES and not frame:
            frame, process = body, marker
        elif marker == _EXIF and body.startswith(_EXIF_NAME) and not tiff:
            tiff = body[len(_EXIF_NAME) :]
        elif marker == _SCAN:
            break
        place = max(end, place + 2)
    return _checked(frame, process, tiff)


def _next_marker(data: bytes, place: int) -> int:
    found = data.find(b"\xff", place)
    return found if found >= 0 else len(data)


def _checked(frame: bytes, process: int, tiff: bytes) -> Header:
    if len(frame) < 6:
        raise Unreadable("damaged", "no frame header")
    height, width, components = int.from_bytes(frame[1:3], "big"), int.from_bytes(frame[3:5], "big"), frame[5]
    if not width or not height:
        raise Unreadable("damaged", "no size")
    head = Header(width, height, components, process, tiff)
    if width * height > (_MOST_PIXELS if head.sequential else _MOST_PIXELS_PROGRESSIVE):
        raise Unreadable("too_large", "pixels")
    return head


def decode(data: bytes, head: Header) -> Decoded:
    """The picture in `data`, what is there of a damaged one; raises Unreadable when the decoder gives up."""
    pixels, flaw = _pixels(data, head)
    tags = exif.tags(head.tiff)
    scale = eighths(max(pixels.size), max(head.width, head.height))
    size = (head.width, head.height)
    return Decoded(pixels, size, scale, "JPEG", 1, exif.orientation(tags), exif.facts(tags), flaw)


def _pixels(data: bytes, head: Header) -> tuple[Image.Image, str | None]:
    """RGB pixels of `data`, 256 each way or the whole of a picture with a shorter side, and the flaw met on the way."""
    shorter = min(head.width, head.height)
    least = (SHORTER_SIDE, SHORTER_SIDE) if shorter > SHORTER_SIDE else (head.width, head.height)
    if head.process == _PROGRESSIVE and (less := scans.coarse(data, _eighths_of(shorter))):
        with suppress(ValueError):
            return _decoded(less, least, strict=True), None
    try:
        return _decoded(data, least, strict=True), None
    except ValueError as error:
        flaw = "truncated" if "Premature end" in str(error) else "damaged"
    try:
        return _decoded(data, least, strict=False), flaw
    except ValueError as error:
        raise Unreadable(flaw, "ValueError") from error


def _eighths_of(shorter: int) -> int:
    """The scale at which libjpeg decodes a picture with that shorter side to 256 or just above."""
    return next((number for number in range(1, 8) if -(-shorter * number // 8) >= SHORTER_SIDE), 8)


def _decoded(data: bytes, least: tuple[int, int], *, strict: bool) -> Image.Image:
    # The exact transform and upsampling cost nothing measurable; the fast ones turn up to ten bits of a fingerprint.
    decoded = simplejpeg.decode_jpeg(
        data, "RGB", fastdct=False, fastupsample=False, min_width=least[0], min_height=least[1], strict=strict
    )
    return Image.fromarray(decoded)

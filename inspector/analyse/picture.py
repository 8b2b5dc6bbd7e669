"""A picture decoded once, at the smallest scale that serves, and turned upright."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from inspector.analyse import exif, jpeg, raster
from inspector.analyse.pixels import SHORTER_SIDE, Pixels, upright
from inspector.analyse.unreadable import Unreadable

ANALYSER = "picture"
VERSION = f"1 (Pillow {raster.PILLOW}, simplejpeg {jpeg.SIMPLEJPEG}, pillow-heif {raster.PILLOW_HEIF})"
PARAMETERS: dict[str, object] = {"shorter_side": SHORTER_SIDE, "colours": "RGB", "turned": "EXIF"}


@dataclass(frozen=True, slots=True)
class Picture:
    """One decoded picture.

    `pixels` are RGB, upright, scaled down to a shorter side of at least 256 where there was more; `width` and `height`
    are those of the full picture, upright. `frames` counts an animation's pictures or a document's pages. `flaw` is
    the code of what was wrong with the bytes although pixels came out of them. `camera` is what EXIF says.
    """

    pixels: Pixels
    width: int
    height: int
    format: str
    frames: int = 1
    flaw: str | None = None
    orientation: int = 1
    camera: dict[str, object] = field(default_factory=dict)


def decode(data: bytes) -> Picture:
    """The picture in `data`; raises Unreadable when nothing can be seen of it."""
    if jpeg.looks_like(data):
        return _jpeg(data)
    return _raster(data)


def _jpeg(data: bytes) -> Picture:
    header = jpeg.header(data)
    pixels, flaw = raster.pixels_of_cmyk(data) if header.four_colours else jpeg.pixels(data, header)
    tags = exif.tags(header.exif)
    return _turned(pixels, header.width, header.height, "JPEG", 1, flaw, exif.orientation(tags), exif.facts(tags))


def _raster(data: bytes) -> Picture:
    seen = raster.decode(data)
    width, height = seen.size
    return _turned(seen.pixels, width, height, seen.format, seen.frames, seen.flaw, seen.orientation, seen.camera)


def _turned(  # noqa: PLR0913, PLR0917
    pixels: Pixels,
    width: int,
    height: int,
    name: str,
    frames: int,
    flaw: str | None,
    orientation: int,
    camera: dict[str, object],
) -> Picture:
    if flaw and not np.ptp(pixels):
        raise Unreadable(flaw, "no pixels")  # the one colour a decoder fills in is not the picture
    if orientation >= 5:
        width, height = height, width
    return Picture(upright(pixels, orientation), width, height, name, frames, flaw, orientation, camera)

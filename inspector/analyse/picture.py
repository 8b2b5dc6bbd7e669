"""A picture decoded once, at the smallest scale that serves, and turned upright."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from inspector.analyse import jpeg, raster
from inspector.analyse.pixels import SHORTER_SIDE, Decoded, upright
from inspector.analyse.unreadable import Unreadable

ANALYSER = "picture"
VERSION = f"3 (Pillow {raster.PILLOW}, simplejpeg {jpeg.SIMPLEJPEG}, pillow-heif {raster.PILLOW_HEIF})"
PARAMETERS: dict[str, object] = {
    "shorter_side": SHORTER_SIDE, "colours": "RGB", "turned": "EXIF", "progressive": "first scans",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture as a person sees it.

    `pixels` are upright; `width` and `height` are those of the full picture, upright; `stored` is how it was decoded.
    """

    pixels: Image.Image
    width: int
    height: int
    stored: Decoded


def decode(data: bytes) -> Picture:
    """The picture in `data`; raises Unreadable when nothing can be seen of it."""
    stored = _decoded(data)
    if stored.flaw and stored.pixels.getcolors(1):
        raise Unreadable(stored.flaw, "no pixels")  # the one colour a decoder fills in is not the picture
    width, height = stored.size if stored.orientation < 5 else stored.size[::-1]
    return Picture(upright(stored.pixels, stored.orientation), width, height, stored)


def _decoded(data: bytes) -> Decoded:
    if jpeg.looks_like(data):
        header = jpeg.header(data)
        if not header.four_colours:
            return jpeg.decode(data, header)
    return raster.decode(data)

"""Decoded pictures: turning them upright, making them small, and ready to travel."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from PIL import Image

SHORTER_SIDE = 256  # what fingerprints need; PDQ drifts no less from the full picture at twice as much

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """One picture out of a decoder, before it is turned.

    `pixels` are RGB, scaled down to a shorter side of at least 256 where there was more: `scale` pixels for one of the
    full picture, whose `size` is (width, height). `frames` counts an animation's pictures or a document's pages.
    `orientation` is how it has still to be turned, `camera` what EXIF says, `flaw` the code of what was wrong with the
    bytes although pixels came out of them.
    """

    pixels: Image.Image
    size: tuple[int, int]
    scale: float
    format: str
    frames: int = 1
    orientation: int = 1
    camera: dict[str, object] = field(default_factory=dict)
    flaw: str | None = None


def upright(pixels: Image.Image, orientation: int) -> Image.Image:
    """`pixels` turned as the EXIF orientation 1 to 8 asks; any other number is 1."""
    return pixels.transpose(_TURNS[orientation]) if orientation in _TURNS else pixels


def shrunk(image: Image.Image) -> tuple[Image.Image, float]:
    """`image` averaged down by the largest whole factor that leaves the shorter side at 256 or more, and the scale."""
    factor = max(1, min(image.size) // SHORTER_SIDE)
    return (image.reduce(factor), 1 / factor) if factor > 1 else (image, 1.0)


def eighths(scaled: int, full: int) -> float:
    """The scale at which libjpeg decodes `full` pixels to `scaled`: whole eighths, sizes rounded up."""
    return min(1.0, scaled * 8 // full / 8)


def within(pixels: Image.Image, width: int, height: int) -> Image.Image:
    """`pixels` scaled down to fit into `width` and `height`; smaller ones stay as they are."""
    scale = min(width / pixels.width, height / pixels.height)
    if scale >= 1:
        return pixels
    size = (max(1, round(pixels.width * scale)), max(1, round(pixels.height * scale)))
    return pixels.resize(size, Image.Resampling.BILINEAR, reducing_gap=1.5)


def parcel(pixels: Image.Image) -> dict[str, Any]:
    """RGB `pixels` as they travel out of a worker: bare, so that nobody outside decodes what a broken worker made."""
    return {"width": pixels.width, "height": pixels.height, "rgb": pixels.tobytes()}

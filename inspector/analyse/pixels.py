"""Decoded pictures: turning them upright, making them small, and ready to travel."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter
from PIL import Image

SHORTER_SIDE = 256  # what fingerprints need; PDQ drifts no less from the full picture at twice as much
_LONGEST_SIDE = 1 << 14  # what libswscale is trusted with; strips longer than that are rare

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
    size = _fitting(pixels.size, width, height)
    return pixels if size == pixels.size else pixels.resize(size, Image.Resampling.BILINEAR, reducing_gap=1.5)


def parcel(pixels: Image.Image, width: int, height: int) -> dict[str, Any]:
    """RGB `pixels` as they travel out of a worker, scaled down to fit into `width` and `height`.

    They travel bare, so that nobody outside decodes what a broken worker made.
    """
    size = _fitting(pixels.size, width, height)
    plain = size == pixels.size or max(pixels.size) > _LONGEST_SIDE
    rgb = within(pixels, width, height).tobytes() if plain else _scaled(pixels, *size)
    return {"width": size[0], "height": size[1], "rgb": rgb}


def _fitting(size: tuple[int, int], width: int, height: int) -> tuple[int, int]:
    scale = min(1.0, width / size[0], height / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _scaled(pixels: Image.Image, width: int, height: int) -> bytes:
    """The RGB bytes of `pixels` at a smaller size, by areas; colours at half of it, as the JPEG made of them has them.

    libswscale takes less than half as long as Pillow.
    """
    smaller, in_rgb = _scalers()
    frame = VideoFrame.from_ndarray(np.asarray(pixels), format="rgb24")
    small = smaller.reformat(frame, width, height, "yuv420p", interpolation=Interpolation.AREA, threads=1)
    return in_rgb.reformat(small, format="rgb24", threads=1).to_ndarray().tobytes()


@cache
def _scalers() -> tuple[VideoReformatter, VideoReformatter]:
    """One for each way: either keeps what it worked out for pictures of one size."""
    return VideoReformatter(), VideoReformatter()

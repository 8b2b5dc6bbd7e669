"""Pixels as arrays: turning them upright, making them small, grey, and ready to travel."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]

SHORTER_SIDE = 256  # what fingerprints need: PDQ drifts no further from the full picture at twice as much


@dataclass(frozen=True, slots=True)
class Decoded:
    """One picture out of a decoder, before it is turned.

    `pixels` are RGB, scaled down to a shorter side of at least 256 where there was more: `scale` pixels for one of the
    full picture, whose `size` is (width, height). `frames` counts an animation's pictures or a document's pages.
    `orientation` is how it has still to be turned, `camera` what EXIF says, `flaw` the code of what was wrong with the
    bytes although pixels came out of them.
    """

    pixels: Pixels
    size: tuple[int, int]
    scale: float
    format: str
    frames: int = 1
    orientation: int = 1
    camera: dict[str, object] = field(default_factory=dict)
    flaw: str | None = None


def upright(pixels: Pixels, orientation: int) -> Pixels:
    """`pixels`, shape (rows, columns, ...), turned as the EXIF orientation 1 to 8 asks; any other number is 1."""
    match orientation:
        case 2:
            turned = pixels[:, ::-1]
        case 3:
            turned = pixels[::-1, ::-1]
        case 4:
            turned = pixels[::-1]
        case 5:
            turned = pixels.swapaxes(0, 1)
        case 6:
            turned = np.rot90(pixels, -1)
        case 7:
            turned = pixels[::-1, ::-1].swapaxes(0, 1)
        case 8:
            turned = np.rot90(pixels)
        case _:
            turned = pixels
    return np.ascontiguousarray(turned)


def grey(pixels: Pixels) -> Pixels:
    """The luminance (ITU-R BT.601) of RGB pixels: shape (rows, columns)."""
    return np.asarray(Image.fromarray(pixels).convert("L"))


def shrunk(image: Image.Image) -> tuple[Image.Image, float]:
    """`image` averaged down by the largest whole factor that leaves the shorter side at 256 or more, and the scale."""
    factor = max(1, min(image.size) // SHORTER_SIDE)
    return (image.reduce(factor), 1 / factor) if factor > 1 else (image, 1.0)


def eighths(scaled: int, full: int) -> float:
    """The scale at which libjpeg decodes `full` pixels to `scaled`: whole eighths, sizes rounded up."""
    return min(1.0, scaled * 8 // full / 8)


def within(pixels: Pixels, side: int) -> Pixels:
    """RGB `pixels` scaled down so that the longer side is at most `side`; smaller ones stay as they are."""
    rows, columns = pixels.shape[:2]
    if max(rows, columns) <= side:
        return pixels
    scale = side / max(rows, columns)
    size = (max(1, round(columns * scale)), max(1, round(rows * scale)))
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BILINEAR, reducing_gap=1.5))


def parcel(pixels: Pixels) -> dict[str, Any]:
    """RGB `pixels` as they travel out of a worker: bare, so that nobody outside decodes what a broken worker made."""
    rows, columns = pixels.shape[:2]
    return {"width": columns, "height": rows, "rgb": pixels.tobytes()}

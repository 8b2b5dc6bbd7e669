"""Perceptual fingerprints of a picture: PDQ with its quality, pHash and dHash, all from one small grey array.

PDQ follows its authors' paper ("The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm", 2019): two
box passes an axis make a tent filter, 64 x 64 samples, a 16 x 16 cosine transform without its first row and column,
one bit a coefficient above the median. pHash and dHash are those of the ImageHash library with its defaults.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from inspector.analyse.tent import CELLS, Matrix, tent
from inspector.domain.content import Fingerprint

Grey = NDArray[np.uint8]

ANALYSER = "fingerprint"
VERSION = f"1 (numpy {np.__version__})"
PARAMETERS: dict[str, object] = {"pdq": "tent 64x64, DCT 16x16", "phash": "32x32, 8x8", "dhash": "9x8"}

_PDQ_FREQUENCIES = 16
_PDQ_SMALLEST_SIDE = 5
_PHASH_SIDE = 32
_BITS_SIDE = 8
# Averaging down to this many times the size first saves three quarters of the filter, for a bit or two at most.
_PHASH_GAP, _DHASH_GAP = 3.0, 4.0


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What a picture looks like, in bits: PDQ (None under 5 pixels a side), pHash and dHash of 8 bytes each."""

    pdq: Fingerprint | None
    phash: bytes
    dhash: bytes


def fingerprints(pixels: Image.Image, full: tuple[int, int] | None = None, scale: float = 1.0) -> Fingerprints:
    """All fingerprints of `pixels`, upright; the rest is as for pdq()."""
    grey = pixels.convert("L")
    return Fingerprints(pdq(np.asarray(grey), full, scale), _phash(grey), _dhash(grey))


def pdq(grey: Grey, full: tuple[int, int] | None = None, scale: float = 1.0) -> Fingerprint | None:
    """The PDQ fingerprint of `grey`, shape (rows, columns), luminance 0 to 255; None under 5 pixels a side.

    `full` are the rows and columns of the picture that `grey` was averaged down from, by `scale` pixels for one: the
    filter is that of the full picture, seen through the smaller one, and so the bits are those of the full picture but
    for a few. Byte order is that of the published form: `pdq(...).pdq.hex()` is the line in a PDQ list.
    """
    rows, columns = full or grey.shape
    if min(rows, columns) < _PDQ_SMALLEST_SIDE:
        return None
    cells = grey.astype(np.float32)
    if grey.shape != (CELLS, CELLS) or (rows, columns) != grey.shape:
        halfway = tent(rows, grey.shape[0], scale).over(cells)
        cells = tent(columns, grey.shape[1], scale).over(halfway.T).T
    waves = _waves(_PDQ_FREQUENCIES, CELLS, first=1)
    return Fingerprint(_bits_above_median((waves @ cells @ waves.T).astype(np.float32)), _quality(cells))


@lru_cache(maxsize=8)
def _waves(count: int, samples: int, first: int) -> Matrix:
    """Rows of a type-II cosine transform: `count` frequencies from `first` on, over `samples` points, orthonormal."""
    frequency = np.arange(first, first + count)[:, np.newaxis]
    point = np.arange(samples)[np.newaxis, :]
    scale = np.sqrt(2.0 / samples)
    waves: Matrix = (scale * np.cos(np.pi / 2 / samples * frequency * (2 * point + 1))).astype(np.float32)
    return waves


def _bits_above_median(coefficients: Matrix) -> bytes:
    """32 bytes: bit 16 * row + column is set above the lower median; the first bit stands last, as published."""
    flat = coefficients.ravel()
    median = np.sort(flat)[flat.size // 2 - 1]
    return np.packbits((flat > median)[::-1]).tobytes()


def _quality(cells: Matrix) -> int:
    """0 (featureless) to 100: the sum of the steps between neighbouring cells, in whole hundredths, over 90."""
    steps = 0
    for difference in (cells[1:] - cells[:-1], cells[:, 1:] - cells[:, :-1]):
        hundredths = (difference * np.float32(100) / np.float32(255)).astype(np.int32)
        steps += int(np.abs(hundredths).sum())
    return min(100, steps // 90)


def _phash(grey: Image.Image) -> bytes:
    small = grey.resize((_PHASH_SIDE, _PHASH_SIDE), Image.Resampling.LANCZOS, reducing_gap=_PHASH_GAP)
    waves = _waves(_BITS_SIDE, _PHASH_SIDE, first=0)  # one scale for all rows, which no bit depends on
    low = (waves @ np.asarray(small, np.float32) @ waves.T).ravel()
    middle = np.sort(low)[low.size // 2 - 1 : low.size // 2 + 1]
    return np.packbits(low > middle.sum() / 2).tobytes()


def _dhash(grey: Image.Image) -> bytes:
    small = np.asarray(grey.resize((_BITS_SIDE + 1, _BITS_SIDE), Image.Resampling.LANCZOS, reducing_gap=_DHASH_GAP))
    return np.packbits(small[:, 1:] > small[:, :-1]).tobytes()

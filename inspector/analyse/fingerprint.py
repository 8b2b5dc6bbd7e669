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

from inspector.domain.content import Fingerprint

Grey = NDArray[np.uint8]
Matrix = NDArray[np.float32]

ANALYSER = "fingerprint"
VERSION = f"1 (numpy {np.__version__})"
PARAMETERS: dict[str, object] = {"pdq": "tent 64x64, DCT 16x16", "phash": "32x32, 8x8", "dhash": "9x8"}

_PDQ_CELLS = 64
_PDQ_FREQUENCIES = 16
_PDQ_SMALLEST_SIDE = 5
_KEPT_SIDE = 2048
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
    if grey.shape != (_PDQ_CELLS, _PDQ_CELLS) or (rows, columns) != grey.shape:
        down, across = _tent_for(rows, grey.shape[0], scale), _tent_for(columns, grey.shape[1], scale)
        cells = (down @ cells @ across.T).astype(np.float32, copy=False)
    waves = _waves(_PDQ_FREQUENCIES, _PDQ_CELLS, first=1)
    return Fingerprint(_bits_above_median((waves @ cells @ waves.T).astype(np.float32)), _quality(cells))


def _tent_for(side: int, seen: int, scale: float) -> Matrix:
    """The tent of a full side through `seen` pixels; those of everyday sizes are kept for the next picture."""
    return _kept_tent(side, seen, scale) if seen <= _KEPT_SIDE else _tent(side, seen, scale)


def _tent(side: int, seen: int, scale: float) -> Matrix:
    """The matrix (64, seen) that filters and samples one axis: two box passes over `side`, the middle of every cell.

    Behind the passes each weight of the full side falls to the pixel in which it is seen. Only the few pixels around a
    middle have any, and only they are worked out.
    """
    first, length, share = _passes(side)
    edges = np.searchsorted((np.arange(side) * scale).astype(np.intp), np.arange(seen + 1))
    edges[-1] = side
    left = np.searchsorted(edges, first.min(axis=1), side="right") - 1
    right = np.searchsorted(edges, (first + length).max(axis=1))
    near = np.minimum(left[:, np.newaxis] + np.arange(np.max(right - left) + 1), seen)
    covered = np.clip(edges[near][:, :, np.newaxis] - first[:, np.newaxis], 0, length[:, np.newaxis])
    tent = np.zeros((_PDQ_CELLS, seen + 1))
    tent[np.arange(_PDQ_CELLS)[:, np.newaxis], near[:, :-1]] = np.diff((covered * share[:, np.newaxis]).sum(axis=2))
    return tent[:, :seen].astype(np.float32)


def _passes(side: int) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """For each cell and each pixel that the second pass averages there: the first pass's window and a pixel's share.

    A box pass averages, at each place, a window of side/128 cut off at the borders. All arrays have 64 rows: the first
    pixel of the window, its length, and what each of its pixels weighs in the cell.
    """
    window = -(-side // (2 * _PDQ_CELLS))
    ahead = (window + 2) // 2 - 1
    behind = window - ahead - 1
    middles = ((np.arange(_PDQ_CELLS) + 0.5) * side / _PDQ_CELLS).astype(np.intp)
    averaged = middles[:, np.newaxis] + np.arange(-behind, ahead + 1)
    inside = (averaged >= 0) & (averaged < side)
    first = np.maximum(0, averaged - behind)
    length = np.maximum(1, np.minimum(side, averaged + ahead + 1) - first)
    return first, length, inside / inside.sum(axis=1, keepdims=True) / length


_kept_tent = lru_cache(maxsize=64)(_tent)


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
    median = np.partition(flat, flat.size // 2 - 1)[flat.size // 2 - 1]
    return np.packbits((flat > median)[::-1]).tobytes()


def _quality(cells: Matrix) -> int:
    """0 (featureless) to 100: the sum of the steps between neighbouring cells, in whole hundredths, over 90."""
    steps = 0
    for axis in (0, 1):
        hundredths = (np.diff(cells, axis=axis) * np.float32(100) / np.float32(255)).astype(np.int32)
        steps += int(np.abs(hundredths).sum())
    return min(100, steps // 90)


def _phash(grey: Image.Image) -> bytes:
    small = grey.resize((_PHASH_SIDE, _PHASH_SIDE), Image.Resampling.LANCZOS, reducing_gap=_PHASH_GAP)
    waves = _waves(_BITS_SIDE, _PHASH_SIDE, first=0)  # one scale for all rows, which no bit depends on
    low = waves @ np.asarray(small, np.float32) @ waves.T
    return np.packbits(low > np.median(low)).tobytes()


def _dhash(grey: Image.Image) -> bytes:
    small = np.asarray(grey.resize((_BITS_SIDE + 1, _BITS_SIDE), Image.Resampling.LANCZOS, reducing_gap=_DHASH_GAP))
    return np.packbits(small[:, 1:] > small[:, :-1]).tobytes()

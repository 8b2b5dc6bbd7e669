"""Perceptual fingerprints of a picture: PDQ with its quality, pHash and dHash, all from one small grey array.

PDQ follows its authors' paper ("The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm", 2019): two
box passes an axis make a tent filter, 64 x 64 samples, a 16 x 16 cosine transform without its first row and column,
one bit a coefficient above the median. pHash and dHash are those of the ImageHash library with its defaults.

A JPEG is decoded at the smallest eighth that leaves a shorter side of 256 pixels (`pixels.SHORTER_SIDE`), four for each
cell of PDQ, and the filter is that of the full picture seen through it. So PDQ stays within the 10 bits of 256 that its
authors allow a port at quality 80 and more: against their own code on fully decoded pixels, 88 photographs lay 0 to 2
bits away by the median of a size (0.3 to 12 megapixels, scales 5/8 to 1/8), none more than 6. Their vectors, and ours
at 1/2, 1/4 and 1/8, are in `tests/analyse/test_pdq_vectors.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from inspector.analyse.altered import variations
from inspector.analyse.block import marks, waves
from inspector.analyse.tent import CELLS, Matrix, tent
from inspector.domain.content import Fingerprint, Variation

Grey = NDArray[np.uint8] | NDArray[np.float32]

_LUMINANCE = np.array([0.299, 0.587, 0.114], np.float32)

ANALYSER = "fingerprint"
VERSION = f"3 (numpy {np.__version__})"
PARAMETERS: dict[str, object] = {"pdq": "tent 64x64, DCT 16x16", "phash": "32x32, 8x8", "dhash": "9x8",
                                 "variations": "4 flips, margins, windows by shape"}  # fmt: skip

_PDQ_SMALLEST_SIDE = 5
_PHASH_SIDE = 32
_BITS_SIDE = 8
# Averaging down to this many times the size first saves three quarters of the filter, for a bit or two at most.
_PHASH_GAP, _DHASH_GAP = 3.0, 4.0


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What a picture looks like, in bits: PDQ (None under 5 pixels a side), pHash and dHash of 8 bytes each.

    `variations` are how altered copies look: those of enough quality.
    """

    pdq: Fingerprint | None
    phash: bytes
    dhash: bytes
    variations: tuple[Variation, ...] = ()


def fingerprints(pixels: Image.Image, full: tuple[int, int] | None = None, scale: float = 1.0) -> Fingerprints:
    """All fingerprints of `pixels`, upright, in mode RGB or L; the rest is as for pdq()."""
    grey = pixels.convert("L")
    cells = _cells(luminance(pixels), full, scale)
    if cells is None:
        return Fingerprints(None, _phash(grey), _dhash(grey))
    return Fingerprints(marks(cells[np.newaxis])[0], _phash(grey), _dhash(grey), variations(grey, cells))


def luminance(pixels: Image.Image) -> NDArray[np.float32]:
    """What PDQ sees of `pixels` (mode RGB or L): shape (rows, columns), 0 to 255.

    It is not rounded: in a faint picture that alone moves 36 bits of 256.
    """
    channels = np.asarray(pixels, np.float32)
    return channels if channels.ndim == 2 else channels @ _LUMINANCE


def pdq(grey: Grey, full: tuple[int, int] | None = None, scale: float = 1.0) -> Fingerprint | None:
    """The PDQ fingerprint of `grey`, shape (rows, columns), luminance 0 to 255; None under 5 pixels a side.

    `full` are the rows and columns of the picture that `grey` was averaged down from, by `scale` pixels for one: the
    filter is that of the full picture, seen through the smaller one, and so the bits are those of the full picture but
    for a few. Byte order is that of the published form: `pdq(...).pdq.hex()` is the line in a PDQ list.
    """
    found = _cells(grey, full, scale)
    return None if found is None else marks(found[np.newaxis])[0]


def _cells(grey: Grey, full: tuple[int, int] | None, scale: float) -> Matrix | None:
    """The 64 x 64 cells that PDQ sees; None under 5 pixels a side."""
    rows, columns = full or grey.shape
    if min(rows, columns) < _PDQ_SMALLEST_SIDE:
        return None
    cells = grey.astype(np.float32, copy=False)
    if grey.shape != (CELLS, CELLS) or (rows, columns) != grey.shape:
        halfway = tent(rows, grey.shape[0], scale).over(cells)
        cells = tent(columns, grey.shape[1], scale).over(halfway.T).T
    return cells


def _phash(grey: Image.Image) -> bytes:
    small = grey.resize((_PHASH_SIDE, _PHASH_SIDE), Image.Resampling.LANCZOS, reducing_gap=_PHASH_GAP)
    rows = waves(_BITS_SIDE, _PHASH_SIDE, first=0)  # one scale for all rows, which no bit depends on
    low = (rows @ np.asarray(small, np.float32) @ rows.T).ravel()
    middle = np.sort(low)[low.size // 2 - 1 : low.size // 2 + 1]
    return np.packbits(low > middle.sum() / 2).tobytes()


def _dhash(grey: Image.Image) -> bytes:
    small = np.asarray(grey.resize((_BITS_SIDE + 1, _BITS_SIDE), Image.Resampling.LANCZOS, reducing_gap=_DHASH_GAP))
    return np.packbits(small[:, 1:] > small[:, :-1]).tobytes()

"""The cells and the cosine block of PDQ, and the bits that are made of them; many pictures at once.

Shapes: cells (n, 64, 64), luminance 0 to 255; blocks (n, 16, 16), frequencies 1 to 16 of a type-II cosine transform.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from inspector.analyse.tent import CELLS, Matrix
from inspector.domain.content import Fingerprint

_FREQUENCIES = 16
# A wave of odd frequency changes its sign when what it runs over is reversed; the first frequency is 1.
_REVERSED = np.where(np.arange(1, _FREQUENCIES + 1) % 2, -1, 1).astype(np.float32)


@lru_cache(maxsize=8)
def waves(count: int, samples: int, first: int) -> Matrix:
    """Rows of a type-II cosine transform: `count` frequencies from `first` on, over `samples` points, orthonormal."""
    frequency = np.arange(first, first + count)[:, np.newaxis]
    point = np.arange(samples)[np.newaxis, :]
    scale = np.sqrt(2.0 / samples)
    rows: Matrix = (scale * np.cos(np.pi / 2 / samples * frequency * (2 * point + 1))).astype(np.float32)
    return rows


def blocks(cells: Matrix) -> Matrix:
    """The blocks of `cells`."""
    rows = waves(_FREQUENCIES, CELLS, first=1)
    block: Matrix = (rows @ cells @ rows.T).astype(np.float32)
    return block


def flips(block: Matrix) -> Matrix:
    """One block (16, 16) as it is, mirrored, upside down, and turned by half: shape (4, 16, 16).

    The other four orientations are these with rows and columns exchanged, and so are their bits.
    """
    mirrored = block * _REVERSED
    return np.stack([block, mirrored, block * _REVERSED[:, np.newaxis], mirrored * _REVERSED[:, np.newaxis]])


def bits(block: Matrix) -> list[bytes]:
    """32 bytes a block: bit 16 * row + column is set above the block's lower median; the first stands last."""
    flat = block.reshape(len(block), -1)
    middle = flat.shape[1] // 2 - 1
    median = np.partition(flat, middle, axis=1)[:, middle, np.newaxis]
    return [row.tobytes() for row in np.packbits((flat > median)[:, ::-1], axis=1)]


def qualities(cells: Matrix) -> list[int]:
    """0 (featureless) to 100: the sum of the steps between neighbouring cells, in whole hundredths, over 90."""
    steps = np.zeros(len(cells), np.int64)
    for difference in (np.diff(cells, axis=1), np.diff(cells, axis=2)):
        hundredths = (difference * np.float32(100) / np.float32(255)).astype(np.int32)
        steps += np.abs(hundredths).sum(axis=(1, 2))
    return [min(100, int(each) // 90) for each in steps]


def marks(cells: Matrix) -> list[Fingerprint]:
    """The fingerprints of `cells` as they are."""
    return [Fingerprint(*each) for each in zip(bits(blocks(cells)), qualities(cells), strict=True)]

"""The cells and the cosine block of PDQ, and the bits that are made of them; many pictures at once.

Shapes: cells (n, 64, 64), luminance 0 to 255; blocks (n, 16, 16), frequencies 1 to 16 of a type-II cosine transform.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from inspector.analyse.tent import CELLS, Matrix
from inspector.domain.content import Fingerprint
from inspector.domain.variation import LEAST_QUALITY

_FREQUENCIES = 16
_LOPSIDED = 8
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


def mirrored(block: Matrix) -> Matrix:
    """Blocks (…, 16, 16) of the same pictures, left and right exchanged."""
    exchanged: Matrix = block * _REVERSED
    return exchanged


def flips(block: Matrix) -> Matrix:
    """One block (16, 16) as it is, mirrored, upside down, and turned by half: shape (4, 16, 16).

    The other four orientations are these with rows and columns exchanged, and so are their bits.
    """
    both = np.stack([block, mirrored(block)])
    return np.concatenate([both, both * _REVERSED[:, np.newaxis]])


def bits(block: Matrix) -> list[bytes]:
    """32 bytes a block: bit 16 * row + column is set above the block's lower median; the first stands last."""
    flat = block.reshape(len(block), -1)
    middle = flat.shape[1] // 2 - 1
    median = np.partition(flat, middle, axis=1)[:, middle, np.newaxis]
    return [row.tobytes() for row in np.packbits((flat > median)[:, ::-1], axis=1)]


def qualities(cells: Matrix) -> list[int]:
    """0 (featureless) to 100: the sum of the steps between neighbouring cells, in whole hundredths, over 90."""
    down, across = _steps(cells)
    return [min(100, int(each) // 90) for each in down + across]


def tells(cells: Matrix) -> bool:
    """Whether one picture (64, 64) tells enough to be known altered: quality, and steps along both sides.

    Stripes and slopes, which change along one side alone, look like others once they are moved or cut.
    """
    down, across = (int(each[0]) for each in _steps(cells[np.newaxis]))
    return (down + across) // 90 >= LEAST_QUALITY and min(down, across) * _LOPSIDED >= down + across


def _steps(cells: Matrix) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The sums of the steps down and across, in whole hundredths of the range."""
    return _hundredths(np.diff(cells, axis=1)), _hundredths(np.diff(cells, axis=2))


def _hundredths(differences: Matrix) -> NDArray[np.int64]:
    whole = (differences * np.float32(100) / np.float32(255)).astype(np.int32)
    sums: NDArray[np.int64] = np.abs(whole).sum(axis=(1, 2), dtype=np.int64)
    return sums


def marks(cells: Matrix) -> list[Fingerprint]:
    """The fingerprints of `cells` as they are."""
    return [Fingerprint(*each) for each in zip(bits(blocks(cells)), qualities(cells), strict=True)]

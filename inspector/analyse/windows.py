"""Windows of a picture by which a copy that was cut is known, one way or the other.

*Part*: the picture without its rim; what is known was cut from it. *Widened*: the picture with its edges drawn out
further; it was itself cut from what is known. What was cut off cannot be brought back, but most of what PDQ sees are
the slow waves that run on across the edge. What the windows were chosen by: `tests/bench/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from inspector.analyse.margin import Box
from inspector.analyse.tent import CELLS, Matrix
from inspector.domain.match import Variant

Cut = tuple[float, float, float, float]
"""What was cut off at the left, top, right and bottom, as shares of the sides before."""

SAMPLES = 128
_FINE = 32  # points of a cell at which its weights are found


def _around(share: float) -> Cut:
    return (share, share, share, share)


def _at_each_side(share: float) -> Iterator[Cut]:
    for side in range(4):
        yield tuple(share if side == each else 0.0 for each in range(4))  # type: ignore[misc]  # four


WIDENED: tuple[Cut, ...] = (
    *map(_around, (0.025, 0.05, 0.075)), *_at_each_side(0.05), *_at_each_side(0.1),
)  # fmt: skip
"""Cuts that are undone."""
PART: tuple[Cut, ...] = (
    *map(_around, (0.025, 0.05, 0.075, 0.1, 0.13)), *_at_each_side(0.06),
    (0.125, 0.0, 0.125, 0.0), (0.0, 0.125, 0.0, 0.125),  # 4:3 to a square, 16:9 to 4:3; 4:3 to 16:9
)  # fmt: skip
"""Cuts that are made."""
VARIANTS: tuple[Variant, ...] = (Variant.WIDENED,) * len(WIDENED) + (Variant.PART,) * len(PART)
"""What is done in each window, in the order of `cells`."""


def cells(grey: Image.Image) -> Matrix:
    """The cells of all windows of `grey` (mode L): shape (windows, 64, 64)."""
    samples = np.asarray(grey.resize((SAMPLES, SAMPLES), Image.Resampling.BOX), np.float32)
    down, rows, across = _weights()
    return ((down @ samples)[rows] @ across).astype(np.float32, copy=False)


@cache
def _weights() -> tuple[Matrix, NDArray[np.intp], Matrix]:
    """Each different way down the picture (ways, 64, samples), that of each window, and its way across, transposed."""
    windows = [*map(_undone, WIDENED), *map(_made, PART)]
    ways = sorted({(top, bottom) for _, top, _, bottom in windows})
    down = np.stack([_along(*way) for way in ways])
    rows = np.array([ways.index((top, bottom)) for _, top, _, bottom in windows])
    return down, rows, np.stack([_along(left, right).T for left, _, right, _ in windows])


def _made(cut: Cut) -> Box:
    left, top, right, bottom = cut
    return left, top, 1 - right, 1 - bottom


def _undone(cut: Cut) -> Box:
    left, top, right, bottom = cut
    width, height = 1 - left - right, 1 - top - bottom
    return -left / width, -top / height, 1 + right / width, 1 + bottom / height


def _along(start: float, end: float) -> Matrix:
    """What each sample weighs in each cell from `start` to `end`: (64, samples); outermost ones go on beyond."""
    points = start + (end - start) * (np.arange(CELLS * _FINE) + 0.5) / (CELLS * _FINE)
    seen = np.clip(np.floor(points * SAMPLES), 0, SAMPLES - 1).astype(np.intp)
    weights = np.zeros((CELLS, SAMPLES), np.float32)
    np.add.at(weights, (np.arange(seen.size) // _FINE, seen), np.float32(1 / _FINE))
    return weights

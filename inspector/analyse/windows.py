"""Windows of a picture by which a copy that was cut is known, one way or the other.

*Part*: the picture without its rim; what is known was cut from it. *Widened*: the picture with its edges drawn out
further; it was itself cut from what is known. What was cut off cannot be brought back, but most of what PDQ sees are
the slow waves that run on across the edge. Which windows there are: `cuts.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from PIL import Image

from inspector.analyse.margin import WHOLE, Box
from inspector.analyse.tent import CELLS, Matrix

SAMPLES = 96
_FINE = 32  # points of a cell at which its weights are found


def cells(grey: Image.Image, boxes: Sequence[Box], within: Box = WHOLE) -> Matrix:
    """The cells of what of `grey` (mode L), or of a part of it, lies in each box: shape (boxes, 64, 64)."""
    left, top, right, bottom = within
    part = (left * grey.width, top * grey.height, right * grey.width, bottom * grey.height)
    samples = np.asarray(grey.resize((SAMPLES, SAMPLES), Image.Resampling.BOX, box=part), np.float32)
    down = {way: _along(*way) @ samples for way in {(top, bottom) for _, top, _, bottom in boxes}}
    return np.stack([down[top, bottom] @ _along(left, right).T for left, top, right, bottom in boxes])


@lru_cache(maxsize=128)
def _along(start: float, end: float) -> Matrix:
    """What each sample weighs in each cell from `start` to `end`: (64, samples); outermost ones go on beyond."""
    points = start + (end - start) * (np.arange(CELLS * _FINE) + 0.5) / (CELLS * _FINE)
    seen = np.clip(np.floor(points * SAMPLES), 0, SAMPLES - 1).astype(np.intp)
    weights = np.zeros((CELLS, SAMPLES), np.float32)
    np.add.at(weights, (np.arange(seen.size) // _FINE, seen), np.float32(1 / _FINE))
    return weights

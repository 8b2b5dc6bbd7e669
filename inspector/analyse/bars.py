"""The bars beside, above and below the picture of a film: what is plain there in every frame, as letterboxes are.

One frame does not tell a bar from a plain wall; a film does, by all its stills together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from inspector.analyse.stills import Still

Grey = NDArray[np.uint8]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom of what lies between the bars, as shares of the whole width and height."""

_LOOKED_AT = 24
_LEVEL, _BLANK = 16, 0.95  # so near to the level of the outermost row is so much of every row of a bar
_LEAST_LEFT, _LEAST_BAR = 1 / 5, 0.03  # of a side
_LEAST_ALONE = 0.1  # of a side: a narrow bar without one across is mostly a dark rim of the picture


def between_bars(stills: Sequence[Still]) -> Box | None:
    """What lies between the bars of a film, None where it has none."""
    if not stills:
        return None
    every = -(-len(stills) // _LOOKED_AT)
    greys = [np.asarray(still.pixels.convert("L"), np.int16) for still in stills[::every]]
    same = [grey for grey in greys if grey.shape == greys[0].shape]
    darkest, lightest = np.min(same, axis=0), np.max(same, axis=0)
    top, bottom = _ends(darkest, lightest)
    left, right = _ends(darkest[top:bottom].T, lightest[top:bottom].T)
    height, width = darkest.shape
    if (top, bottom) != (0, height) and not _one_colour(darkest, (top, bottom), (left, right)):
        left, right = 0, width
    box = (left / width, top / height, right / width, bottom / height)
    return None if box == (0.0, 0.0, 1.0, 1.0) else box


def cut(grey: Grey, box: Box) -> Grey:
    """What of `grey` lies in `box`."""
    height, width = grey.shape
    left, top, right, bottom = box
    return grey[round(top * height) : round(bottom * height), round(left * width) : round(right * width)]


def _one_colour(levels: NDArray[np.int16], rows: tuple[int, int], columns: tuple[int, int]) -> bool:
    """Whether what is beside the picture is like what is above or below it: paper beside a text is part of a film."""
    outer = levels[0 if rows[0] else -1]
    beside = levels[slice(*rows), 0 if columns[0] else -1]
    return bool(abs(np.median(outer) - np.median(beside)) <= _LEVEL)


def _ends(darkest: NDArray[np.int16], lightest: NDArray[np.int16]) -> tuple[int, int]:
    """The first row of the picture and the first behind it."""
    above, below = _bar(darkest, lightest), _bar(darkest[::-1], lightest[::-1])
    rows = len(darkest)
    wide = min(above, below) >= rows * _LEAST_BAR or max(above, below) >= rows * _LEAST_ALONE
    return (above, rows - below) if wide and rows - above - below >= rows * _LEAST_LEFT else (0, rows)


def _bar(darkest: NDArray[np.int16], lightest: NDArray[np.int16]) -> int:
    level = np.median(darkest[0])
    blank = ((darkest >= level - _LEVEL) & (lightest <= level + _LEVEL)).mean(axis=1) >= _BLANK
    return len(blank) if blank.all() else int(np.argmin(blank))

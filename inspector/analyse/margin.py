"""The margins that were laid around a picture: found in a small grey copy of it, and left out.

Two rules, since no single one serves. *Blank*: of the outer two thirds of a side, all up to the last row of one level
(19 of 20 pixels within 12 of 255 of the outermost row's median) belongs to the margin; a caption between blank rows
goes with it. *Line*: where at least half of a row's pixels are like their neighbours, the picture begins at the row
across which most pixels make a step, sharper than the slope before it, when at least half do; strips filled with a
blurred enlargement and the bars of a screenshot end so. Strips are mostly as high on one side as on the other: where
one line is found alone, a second is looked for at its height. Rows first, then columns, both once more; a side of which
less than a fifth would be left stays as it is. The rules are our own.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, as shares of the whole width and height."""
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)

_Rows = NDArray[np.int16]
Rule = Callable[[_Rows], tuple[int, int]]
_LONGEST = 512  # pixels of a side that are looked at
_ACROSS = 96  # pixels of a row that are looked at
_LEVEL, _BLANK = 12, 0.95
_STEP, _LINE = 6, 0.5
_FEWEST, _LEAST_SHARE = 24, 5  # pixels and the divisor of a side that must be left
_NEAR = 4  # rows that a strip may be higher or lower than the one across
_TOLD_APART = 0.015  # of a side; less is the coarseness of the copy


def trimmed(grey: Image.Image) -> list[Box]:
    """What is left of `grey` (mode L) without its margins: no box, one, or two where the rules differ."""
    small = grey.resize((min(grey.width, _LONGEST), min(grey.height, _LONGEST)), Image.Resampling.BOX)
    pixels = np.asarray(small, np.int16)
    found: list[Box] = []
    for rule in (_blanks, _lines):
        box = _left_by(rule, pixels)
        if all(_apart(box, other) for other in (WHOLE, *found)):
            found.append(box)
    return found


def _apart(one: Box, other: Box) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) >= _TOLD_APART


def _left_by(rule: Rule, pixels: _Rows) -> Box:
    height, width = pixels.shape
    top, left, bottom, right = 0, 0, height, width
    for _ in range(2):
        above, below = _ends(rule, pixels[top:bottom, left:right])
        top, bottom = top + above, bottom - below
        before, behind = _ends(rule, pixels[top:bottom, left:right].T)
        left, right = left + before, right - behind
        if not (above or below or before or behind):
            break
    return left / width, top / height, right / width, bottom / height


def _ends(rule: Rule, rows: _Rows) -> tuple[int, int]:
    """How many rows at the beginning and at the end are margin."""
    start, end = rule(rows)
    return (start, end) if len(rows) - start - end >= max(_FEWEST, len(rows) // _LEAST_SHARE) else (0, 0)


def _blanks(rows: _Rows) -> tuple[int, int]:
    return _blank(rows), _blank(rows[::-1])


def _lines(rows: _Rows) -> tuple[int, int]:
    """Strips are mostly as high above as below: where one line is found, the other is looked for at its height."""
    start, end = _line(rows), _line(rows[::-1])
    if start and not end:
        end = _edge(rows[::-1], start - _NEAR, start + _NEAR)
    elif end and not start:
        start = _edge(rows, end - _NEAR, end + _NEAR)
    return start, end


def _blank(rows: _Rows) -> int:
    some, level = rows[: len(rows) * 2 // 3, :: max(1, rows.shape[1] // _ACROSS)], np.median(rows[0])

    def blank(reach: int) -> list[int]:
        level_all_along = (np.abs(some[:reach] - level) <= _LEVEL).mean(axis=1) >= _BLANK
        return [int(row) for row in np.flatnonzero(level_all_along)]

    return blank(len(some))[-1] + 1 if blank(2) else 0  # most pictures have none at once


def _line(rows: _Rows) -> int:
    every = max(1, rows.shape[1] // _ACROSS)
    some, beside = rows[:, :-1:every], rows[:, 1::every]

    def plain(reach: int) -> int:
        """How many of the first rows are plain, one behind the other."""
        alike = (np.abs(some[:reach] - beside[:reach, : some.shape[1]]) <= 1).mean(axis=1) >= _LINE
        return reach if alike.all() else int(np.argmin(alike))

    if plain(2) < 2:  # a margin of one row is none
        return 0
    return _edge(rows, 0, plain(len(rows) * 2 // 3))


def _edge(rows: _Rows, first: int, last: int) -> int:
    """The row at which the picture begins, 0 where no line lies from row `first` to row `last`."""
    first = max(0, first)
    some = rows[: last + 2, :: max(1, rows.shape[1] // _ACROSS)]
    across = np.abs(some[2:] - some[:-2])
    before = np.concatenate([np.zeros_like(across[:2]), across[:-2]])
    steps = (across - 2 * before >= _STEP).mean(axis=1)[first:]
    if not steps.size or steps.max() < _LINE:
        return 0
    at = first + int(np.argmax(steps))
    one, other = np.abs(np.diff(some[at : at + 3], axis=0)).sum(axis=1)
    return at + (1 if one > other else 2)

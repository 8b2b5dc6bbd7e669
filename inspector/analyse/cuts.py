"""Which cuts are thought of, so that a copy that was cut is known by its whole, and the whole by what was cut from it.

A cut leaves its trace in the shape. A picture of a camera's shape was hardly cut at one side; one of another shape may
have had one, and then how much is gone follows, not where. Whoever cuts for a screen or an album cuts to its shape.
What the cuts were chosen by: `tests/bench/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from inspector.analyse.margin import Box
from inspector.domain.match import Variant

Cut = tuple[float, float, float, float]
"""What was cut off at the left, top, right and bottom, as shares of the sides before."""


@dataclass(frozen=True, slots=True)
class Window:
    """What is looked at: `box` of the picture, beyond its edges too, and the words for what that does to it."""

    box: Box
    variant: str
    mirrored: bool = False


_OF_CAMERAS = (1.0, 4 / 3, 3 / 4, 3 / 2, 2 / 3, 16 / 9, 9 / 16)  # widths for a height
_CUT_TO = (*_OF_CAMERAS, 4 / 5)
_LEAST, _SAME = 0.012, 0.015  # of a side; less is seen in the picture as it is, or in a window that is there
_MOST_UNDONE, _MOST_MADE = 0.2, 0.47  # of a side; beyond, a guess, and little of the picture
_FRAME = 0.03  # of a side; so wide on two opposite sides, margins are a frame
_LIKELY = 2  # shapes before the cut, the nearest first
_STEP = 200  # of a side; what shapes give is rounded, so that few different windows are worked out


def _around(share: float) -> Cut:
    return (share, share, share, share)


def _at_each_side(share: float) -> Iterator[Cut]:
    for side in range(4):
        yield tuple(share if side == each else 0.0 for each in range(4))  # type: ignore[misc]  # four


_UNDONE = tuple(map(_around, (0.025, 0.05, 0.075)))
_UNDONE_MIRRORED = (_around(0.025),)
_UNDONE_AT_A_SIDE = (*_at_each_side(0.05), *_at_each_side(0.1))
_MADE = tuple(map(_around, (0.028, 0.05, 0.073, 0.097, 0.121)))
_MADE_MIRRORED = (_around(0.045),)
_MADE_AT_A_SIDE = tuple(_at_each_side(0.07))


@lru_cache(maxsize=64)
def windows(wide: float) -> tuple[Window, ...]:
    """Those of a picture `wide` times as wide as high."""
    whole = any(_share(wide, shape) <= _LEAST for shape in _OF_CAMERAS)
    undone = (*_UNDONE, *_before(wide), *(() if whole else _UNDONE_AT_A_SIDE))
    made = (*_MADE, *_shaped(wide), *(_MADE_AT_A_SIDE if whole else ()))
    return (
        *_seen(Variant.WIDENED, map(_widened, _apart(undone))),
        *_seen(Variant.PART, map(_part, _apart(made))),
        *_seen(Variant.WIDENED, map(_widened, _UNDONE_MIRRORED), mirrored=True),
        *_seen(Variant.PART, map(_part, _MADE_MIRRORED), mirrored=True),
    )


def within(part: Box, wide: float) -> tuple[Window, ...]:
    """Those of what lies within margins, `part` of a picture and `wide` itself; the boxes are told by the part.

    It may lie under the margins where they are, and it may have been cut before it was framed.
    """
    under = around(part)
    cut = (*_UNDONE[:2], *_before(wide)) if _framed(part) else ()
    boxes = [*([] if under is None else [under]), *map(_widened, _apart(cut))]
    return tuple(Window(box, f"{Variant.TRIMMED}+{Variant.WIDENED}") for box in boxes)


def _framed(part: Box) -> bool:
    left, top, right, bottom = part
    return max(min(left, 1 - right), min(top, 1 - bottom)) >= _FRAME


def _seen(variant: Variant, boxes: Iterable[Box], *, mirrored: bool = False) -> Iterator[Window]:
    word = f"{Variant.MIRRORED}+{variant}" if mirrored else variant.value
    return (Window(box, word, mirrored) for box in boxes)


def around(part: Box) -> Box | None:
    """The whole as a window of a part of it; None where too much of the whole lies beyond to be guessed."""
    left, top, right, bottom = (round(edge * _STEP) / _STEP for edge in part)
    cut = (left, top, 1 - right, 1 - bottom)
    return _widened(cut) if max(cut) <= _MOST_UNDONE else None


def _before(wide: float) -> Iterator[Cut]:
    """What a picture of a camera's shape may have lost to become so wide: on both sides alike, or on one of them."""
    shapes = sorted(_OF_CAMERAS, key=lambda shape: (_share(wide, shape), shape))
    likely = [shape for shape in shapes if _LEAST < _share(wide, shape) <= _MOST_UNDONE]
    for shape in likely[:_LIKELY]:
        share = round(_share(wide, shape) * _STEP) / _STEP
        for first in (share / 2, share, 0.0):
            yield _along(first, share - first, across=wide < shape)


def _shaped(wide: float) -> Iterator[Cut]:
    """The middle of the picture in each shape."""
    for shape in _CUT_TO:
        if _LEAST < _share(wide, shape) <= _MOST_MADE:
            share = round(_share(wide, shape) * _STEP) / _STEP / 2
            yield _along(share, share, across=wide > shape)


def _share(wide: float, shape: float) -> float:
    return 1 - min(wide, shape) / max(wide, shape)


def _along(first: float, last: float, *, across: bool) -> Cut:
    return (first, 0.0, last, 0.0) if across else (0.0, first, 0.0, last)


def _apart(cuts: Iterable[Cut]) -> list[Cut]:
    """Without those that differ too little from one before."""
    kept: list[Cut] = []
    for cut in cuts:
        if all(max(abs(a - b) for a, b in zip(cut, other, strict=True)) >= _SAME for other in kept):
            kept.append(cut)
    return kept


def _part(cut: Cut) -> Box:
    left, top, right, bottom = cut
    return left, top, 1 - right, 1 - bottom


def _widened(cut: Cut) -> Box:
    left, top, right, bottom = cut
    width, height = 1 - left - right, 1 - top - bottom
    return -left / width, -top / height, 1 + right / width, 1 + bottom / height

"""Paths and chains of containers as lines: long ones lose their middle, never half of a letter or of an escape."""

from __future__ import annotations

import unicodedata
from itertools import takewhile

SIGN = "›"
"""Stands between a container and what lies in it."""

_BETWEEN = f" {SIGN} "
_HEAD, _TAIL, _LONGEST = 80, 120, 240
_MOST_MARKS = 8
_ESCAPES = {"\\": 2, "x": 4, "u": 6, "U": 10}
"""How long the escapes of `display` are, by the letter behind the backslash."""


def shortened(shown: str) -> str:
    """A path that was made safe to show, with "…" for its middle when it is longer than 240 letters."""
    if len(shown) <= _LONGEST:
        return shown
    return shown[: _whole(shown, _HEAD)] + "…" + shown[_whole(shown, len(shown) - _TAIL) :]


def parts(shown: str) -> tuple[str, ...]:
    """The parts of a chain of containers, each shortened."""
    return tuple(map(shortened, shown.split(_BETWEEN)))


def joined(chain: tuple[str, ...]) -> str:
    """A chain in one line."""
    return _BETWEEN.join(chain)


def _whole(shown: str, place: int) -> int:
    """The first place from `place` on where neither a letter with its marks nor an escape is cut."""
    before = shown[:place]
    begun = before.rfind("\\", max(place - 10, 0))
    if begun >= 0:
        run = begun + 1 - len(before[: begun + 1].rstrip("\\"))
        if run % 2:  # an even run is whole by itself
            place = max(place, begun + _ESCAPES.get(shown[begun + 1 : begun + 2], 1))
    marks = takewhile(unicodedata.combining, shown[place : place + _MOST_MARKS])
    return place + len(list(marks))

"""What one film has in common with others: the frames that agree, each told once however often it is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from inspector.library.film.alike import TOGETHER
from inspector.links.likeness import Rows
from inspector.links.once import PLACE_BITS, Once

_WAYS = 8


@dataclass(frozen=True, slots=True)
class InCommon:
    """What a film has in common with another: the other's row, the way the one lay, the places of frames that agree."""

    film: int
    way: int
    asked: Rows
    found: Rows

    def may_do(self, length: int, other: int) -> bool:
        """Whether it may be enough for films of so many frames, by what lies from the first that agrees to the last.

        Many films may have a logo in common; most of them are dropped here.
        """
        if min(len(self.asked), len(self.found)) < TOGETHER.fewest:
            return False
        mine, theirs = np.ptp(self.asked) + 1, np.ptp(self.found) + 1
        return bool(min(mine / length, theirs / other) >= TOGETHER.both)


class Agreed:
    """The frames of one film that agree with some of other films, and those."""

    def __init__(self) -> None:
        self._asked, self._found = Once(), Once()

    def add(self, film: Rows, way: Rows, asked: Rows, found: Rows) -> None:
        """Takes pairs in (n,): the film, the way the one lay, and the places of both frames in their films."""
        key = (film * _WAYS + way) << PLACE_BITS
        self._asked.add(key | asked)
        self._found.add(key | found)

    def __iter__(self) -> Iterator[InCommon]:
        for (key, asked), (_, found) in zip(self._asked.by_key(), self._found.by_key(), strict=True):
            yield InCommon(*divmod(key, _WAYS), asked, found)

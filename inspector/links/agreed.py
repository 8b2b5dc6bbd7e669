"""What one film has in common with others: the frames that agree, each told once however often it is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.library.film.alike import TOGETHER
from inspector.links.likeness import Rows

_BITS = 32  # for the place of a frame in its film
_WAYS = 8
_FEW = 1 << 20

Lasts = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class InCommon:
    """What a film has in common with another: the other's row, the way the one lay, the places of frames that agree."""

    film: int
    way: int
    asked: Rows
    found: Rows

    def may_do(self, lasts_ms: Lasts, other_ms: Lasts) -> bool:
        """Whether it may be enough, by how long the frames of both last from the first that agrees to the last.

        Many films may have a logo in common; most of them are dropped here.
        """
        if min(len(self.asked), len(self.found)) < TOGETHER.fewest:
            return False
        return min(_reach(self.asked, lasts_ms), _reach(self.found, other_ms)) >= TOGETHER.both


class Agreed:
    """The frames of one film that agree with some of other films, and those."""

    def __init__(self) -> None:
        self._asked, self._found = _Once(), _Once()

    def add(self, film: Rows, way: Rows, asked: Rows, found: Rows) -> None:
        """Takes pairs in (n,): the film, the way the one lay, and the places of both frames in their films."""
        key = (film * _WAYS + way) << _BITS
        self._asked.add(key | asked)
        self._found.add(key | found)

    def __iter__(self) -> Iterator[InCommon]:
        for (key, asked), (_, found) in zip(self._asked.by_key(), self._found.by_key(), strict=True):
            yield InCommon(*divmod(key, _WAYS), asked, found)


class _Once:
    """Numbers, each kept once: a key above the place of a frame.

    Where films stand still or have many copies, the same frame is found thousands of times over.
    """

    def __init__(self) -> None:
        self._parts: list[Rows] = []
        self._count, self._most = 0, _FEW

    def add(self, codes: Rows) -> None:
        """Takes some in."""
        self._parts.append(codes)
        self._count += len(codes)
        if self._count > self._most:
            self._parts = [self._all()]
            self._count = len(self._parts[0])
            self._most = max(_FEW, 2 * self._count)

    def by_key(self) -> Iterator[tuple[int, Rows]]:
        """Each key with its places, both ascending."""
        codes = self._all()
        keys, starts = np.unique(codes >> _BITS, return_index=True)
        ends = [*starts[1:].tolist(), len(codes)]
        for key, start, end in zip(keys.tolist(), starts.tolist(), ends, strict=False):
            yield key, codes[start:end] & ((1 << _BITS) - 1)

    def _all(self) -> Rows:
        return np.unique(np.concatenate([np.zeros(0, np.int64), *self._parts]))


def _reach(places: Rows, lasts_ms: Lasts) -> float:
    return float(lasts_ms[places[0] : places[-1] + 1].sum() / lasts_ms.sum())

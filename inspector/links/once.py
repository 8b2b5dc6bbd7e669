"""Pairs that are found over and over, each kept once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from inspector.links.likeness import Rows, by_key

PLACE_BITS = 32
"""A pair is a number: a key above so many bits, which are a place."""

_FEW = 1 << 20


class Once:
    """Numbers, each kept once, whose memory is that of different ones.

    Where films stand still or have many copies, the same frame is found thousands of times over, and so are the
    pictures of two crowds that are alike.
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
        return by_key(codes >> PLACE_BITS, codes & ((1 << PLACE_BITS) - 1))

    def _all(self) -> Rows:
        return np.unique(np.concatenate([np.zeros(0, np.int64), *self._parts]))

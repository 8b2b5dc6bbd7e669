"""The filter of PDQ along one side of a picture: two box passes, and 64 samples of what they leave.

It is that of the full picture, seen through one that was averaged down from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

CELLS = 64
_BAND = 8  # cells worked out together: most weights are nought, and a matrix of all cells would be mostly that
_KEPT_SIDE = 2048
_AT_ONCE = 1 << 22  # numbers in hand: of a strip of 100,000 pixels all cells together would take gigabytes


@dataclass(frozen=True, slots=True)
class Tent:
    """The weights of one side, in bands of eight cells: the pixels a band looks at, and a row of weights a cell."""

    bands: tuple[tuple[slice, Matrix], ...]

    def over(self, pixels: Matrix) -> Matrix:
        """`pixels` of shape (seen, n), filtered and sampled along the first axis: shape (64, n)."""
        return np.concatenate([weights @ pixels[seen] for seen, weights in self.bands])


def tent(side: int, seen: int, scale: float) -> Tent:
    """The tent of a full `side` through `seen` pixels, `scale` of them for one of the full; everyday ones are kept."""
    return _kept(side, seen, scale) if seen <= _KEPT_SIDE else _worked_out(side, seen, scale)


def _worked_out(side: int, seen: int, scale: float) -> Tent:
    """Behind the passes each weight of the full side falls to the pixel in which it is seen.

    Only the few pixels around the middle of a cell have any, and only they are worked out.
    """
    first, length, share = _passes(side)
    edges = np.searchsorted((np.arange(side) * scale).astype(np.intp), np.arange(seen + 1))
    edges[-1] = side
    left = np.searchsorted(edges, first.min(axis=1), side="right") - 1
    right = np.searchsorted(edges, (first + length).max(axis=1))
    near = np.minimum(left[:, np.newaxis] + np.arange(np.max(right - left) + 1), seen)
    weights = np.zeros((CELLS, seen + 1))
    step = max(1, _AT_ONCE // (near.shape[1] * first.shape[1]))
    for some in (slice(at, at + step) for at in range(0, CELLS, step)):
        covered = np.clip(edges[near[some], np.newaxis] - first[some, np.newaxis], 0, length[some, np.newaxis])
        shares = (covered * share[some, np.newaxis]).sum(axis=2)
        weights[np.arange(CELLS)[some, np.newaxis], near[some, :-1]] = np.diff(shares)
    starts = range(0, CELLS, _BAND)
    return Tent(tuple(_band(weights[at : at + _BAND, : near[at : at + _BAND].max()], near[at, 0]) for at in starts))


def _band(weights: NDArray[np.float64], first: np.intp) -> tuple[slice, Matrix]:
    return slice(int(first), weights.shape[1]), weights[:, first:].astype(np.float32)


def _passes(side: int) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """For each cell and each pixel that the second pass averages there: the first pass's window and a pixel's share.

    A box pass averages, at each place, a window of side/128 cut off at the borders. All arrays have 64 rows: the first
    pixel of the window, its length, and what each of its pixels weighs in the cell.
    """
    window = -(-side // (2 * CELLS))
    ahead = (window + 2) // 2 - 1
    behind = window - ahead - 1
    middles = ((np.arange(CELLS) + 0.5) * side / CELLS).astype(np.intp)
    averaged = middles[:, np.newaxis] + np.arange(-behind, ahead + 1)
    inside = (averaged >= 0) & (averaged < side)
    first = np.maximum(0, averaged - behind)
    length = np.maximum(1, np.minimum(side, averaged + ahead + 1) - first)
    return first, length, inside / inside.sum(axis=1, keepdims=True) / length


_kept = lru_cache(maxsize=64)(_worked_out)

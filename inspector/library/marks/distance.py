"""Distances between fingerprints, in bits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Fingerprints = NDArray[np.uint64]
Distances = NDArray[np.uint32]
Numbers = NDArray[np.intp]
Found = tuple[Numbers, Numbers, Distances]
"""Which of the wanted fingerprints, which row of the known ones, and how many bits they are apart."""

_EVEN_BYTES = np.uint32(0x00FF00FF)
_LOW = np.uint32(0x1FF)
_SCANNED_AT_ONCE = 1 << 13  # rows; what is made of them stays in the processor's cache
_PAIRS_AT_ONCE = 1 << 11


def distances(known: Fingerprints, wanted: Fingerprints, room: Fingerprints | None = None) -> Distances:
    """In how many bits each row of `known` (n, 4) or (n, 1) differs from `wanted`: from its rows, or its one; (n,).

    Several times faster row by row: numpy is slow along axes as short as one fingerprint. `room`, of the shape of
    `known`, is written over.
    """
    different: NDArray[np.uint8] = np.bitwise_count(np.bitwise_xor(known, wanted, out=room))
    if different.shape[1] == 1:
        return different[:, 0].astype(np.uint32)
    # Four counts of at most 64 lie in the bytes of one word; added there, far faster than along a short axis.
    four: Distances = different.view(np.uint32)[:, 0]
    two: Distances = (four & _EVEN_BYTES) + (four >> np.uint32(8) & _EVEN_BYTES)
    two += two >> np.uint32(16)
    two &= _LOW
    return two


def picked(fingerprints: Fingerprints, rows: Numbers, room: Fingerprints) -> Fingerprints:
    """Some rows of contiguous `fingerprints` (n, words), each fetched as one piece, which is far faster than by words.

    They are written into `room`, which has as many rows at least. A row behind the end gives the last one.
    """
    whole = f"V{8 * fingerprints.shape[1]}"
    there = room[: len(rows)]
    fingerprints.view(whole)[:, 0].take(rows, out=there.view(whole)[:, 0], mode="clip")
    return there


def scan(known: Fingerprints, wanted: Fingerprints, radius: int) -> Found:
    """All rows of `known` (n, words) within `radius` of each of `wanted` (q, words), ascending by both."""
    found = [(np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0, np.uint32))]
    size = min(max(1, len(known)), _SCANNED_AT_ONCE)
    many = max(1, _PAIRS_AT_ONCE // size)  # small sets are asked for many at once
    room = np.empty((size * many, known.shape[1]), np.uint64)
    for first in range(0, len(wanted), many):
        some = wanted[first : first + many]
        beside = np.repeat(some, size, axis=0)
        for start in range(0, len(known), size):
            block = known[start : start + size]
            pairs = np.tile(block, (len(some), 1)) if len(some) > 1 else block
            every = distances(pairs, beside[: len(pairs)], room[: len(pairs)])
            inside = np.flatnonzero(every <= radius)
            number, row = np.divmod(inside, len(block))
            found.append((number + first, row + start, every[inside]))
    asked, rows, apart = zip(*found, strict=True)
    return np.concatenate(asked), np.concatenate(rows), np.concatenate(apart)

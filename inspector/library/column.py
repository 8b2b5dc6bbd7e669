"""Hashes of one signal as flat arrays, sorted, so that they can be kept in a file and searched as they lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.digits import LENGTHS

Words = NDArray[np.uint64]
Rows = NDArray[np.int64]

UNKNOWN_QUALITY = 255


@dataclass(frozen=True, slots=True)
class Column:
    """The hashes of one signal in ascending order of their bytes.

    `words`: (k, n) uint64, the k big-endian eight-byte words of each hash, the last filled up with zeros; `entry`: (n,)
    uint32, which entry of the set a row belongs to; `quality`: (n,) uint8 for PDQ (255 unknown), else empty. Of rows
    with one hash the one whose category is to be told stands first.
    """

    signal: Signal
    words: Words
    entry: NDArray[np.uint32]
    quality: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.entry)

    def value(self, row: int) -> bytes:
        """The hash of one row."""
        return self.words[:, row].astype(">u8").tobytes()[: LENGTHS[self.signal]]

    def values(self, start: int, stop: int) -> bytes:
        """The hashes of a stretch of rows, one behind the other."""
        block = np.ascontiguousarray(self.words[:, start:stop].T.astype(">u8"))
        return block.view(np.uint8).reshape(stop - start, -1)[:, : LENGTHS[self.signal]].tobytes()

    def find(self, wanted: Words) -> Rows:
        """The first row of each hash in `wanted` (k, m), or -1."""
        first = self.words[0]
        order = np.argsort(wanted[0], kind="stable")  # neighbours in the column are looked up one after the other
        rows = np.empty(wanted.shape[1], np.int64)
        rows[order] = np.searchsorted(first, wanted[0][order])
        inside = np.minimum(rows, len(self) - 1)
        same = (rows < len(self)) & (first[inside] == wanted[0])
        equal = same & np.all(self.words[1:, inside] == wanted[1:], axis=0)
        found = np.where(equal, inside, -1)
        for place in np.flatnonzero(same & ~equal):  # another hash begins with the same eight bytes
            found[place] = self._find_among(int(rows[place]), wanted[:, place])
        return found

    def _find_among(self, start: int, wanted: Words) -> int:
        stop = int(np.searchsorted(self.words[0], wanted[0], side="right"))
        for word, value in zip(self.words[1:], wanted[1:], strict=True):
            stretch = word[start:stop]
            left, right = np.searchsorted(stretch, value), np.searchsorted(stretch, value, side="right")
            start, stop = start + int(left), start + int(right)
        return start if start < stop else -1


def words_of(hashes: Sequence[bytes] | bytes | bytearray, length: int) -> Words:
    """Hashes of `length` bytes each as (k, n) words; given one by one or one behind the other."""
    joined = hashes if isinstance(hashes, (bytes, bytearray)) else b"".join(hashes)
    count = len(joined) // length
    block = np.zeros((count, -(-length // 8) * 8), np.uint8)
    block[:, :length] = np.frombuffer(joined, np.uint8).reshape(count, length)
    return np.ascontiguousarray(block.view(">u8").T.astype(np.uint64))


def sorted_order(words: Words, rank: NDArray[np.uint32]) -> Rows:
    """The order that sorts the hashes by their bytes and equal ones by `rank`."""
    order = np.argsort(words[0], kind="stable")
    first = words[0][order]
    tie = first[1:] == first[:-1]
    if tie.any():
        tied = np.zeros(len(order), bool)
        tied[1:] |= tie
        tied[:-1] |= tie
        rows = order[tied]
        order[tied] = rows[np.lexsort((rank[rows], *(word[rows] for word in words[::-1])))]
    return order

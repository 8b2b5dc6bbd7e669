"""Files with holes in TAR archives: which bytes are there, and zeros for the rest.

Source: GNU tar manual, "Storing Sparse Files" (old GNU format, PAX formats 0.0, 0.1, 1.0).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import BinaryIO

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.archive import tar_header
from inspector.source.containers.stream import BLOCK, fetched
from inspector.source.containers.window import Seekable

Pieces = list[tuple[int, int]]
"""Offset in the file and length of each stretch that is there; the bytes lie one behind the other."""

MOST_MAP = 1 << 20
_ZEROS = bytes(BLOCK)


class Holed(Seekable):
    """`length` bytes of which only `pieces` are there, in `file` from `start`; raises Unreadable for pieces at odds."""

    def __init__(self, file: BinaryIO, start: int, length: int, pieces: Pieces) -> None:
        super().__init__(length)
        pieces = [piece for piece in pieces if piece[1]]
        ends = [offset + size for offset, size in pieces]
        if any(end > after[0] for end, after in zip(ends, pieces[1:], strict=False)) or (ends and ends[-1] > length):
            raise Unreadable("damaged", "sparse map")
        self._file = file
        self._offsets = [offset for offset, _ in pieces]
        self._sizes = [size for _, size in pieces]
        self._places = list(accumulate(self._sizes, initial=start))

    def part(self, place: int, most: int) -> bytes:
        """See Seekable."""
        number = bisect_right(self._offsets, place) - 1
        within = place - self._offsets[number] if number >= 0 else 0
        if number >= 0 and within < self._sizes[number]:
            self._file.seek(self._places[number] + within)
            return self._file.read(min(most, self._sizes[number] - within))
        following = self._offsets[number + 1] if number + 1 < len(self._offsets) else place + most
        return _ZEROS[: min(most, following - place)]


def old_pieces(file: BinaryIO, block: bytes, place: int) -> tuple[Pieces, int, int] | None:
    """The map in an old GNU header and the blocks behind it, at `place`; then where the data begin, and the size."""
    pieces = list(_pairs(block[386:482]))
    size, more = tar_header.number(block[483:495]), block[482]
    while more:
        block = fetched(file, place, tar_header.BLOCK)
        place += tar_header.BLOCK
        pieces += _pairs(block[:504])
        if len(block) < tar_header.BLOCK or len(pieces) * 24 > MOST_MAP:
            return None
        more = block[504]
    return None if size is None or size < 0 else (pieces, place, size)


def _pairs(data: bytes) -> Iterator[tuple[int, int]]:
    for place in range(0, len(data) - 23, 24):
        offset, size = (tar_header.number(data[start : start + 12]) for start in (place, place + 12))
        if offset is None or size is None or offset < 0 or size < 0:
            return
        if size or offset:
            yield offset, size


def new_pieces(file: BinaryIO, told: list[tuple[bytes, bytes]], place: int) -> tuple[Pieces, int, int] | None:
    """The map in pax records, or with format 1.0 before the data at `place`; the rest as `old_pieces`."""
    words = dict(told)
    size = tar_header.decimal(words.get(b"GNU.sparse.realsize", words.get(b"GNU.sparse.size", b"")))
    if size is None:
        return None
    if words.get(b"GNU.sparse.major") == b"1":
        return _mapped(file, place, size)
    numbers = (
        words[b"GNU.sparse.map"].split(b",")
        if b"GNU.sparse.map" in words
        else [value for key, value in told if key in (b"GNU.sparse.offset", b"GNU.sparse.numbytes")]
    )
    pieces = _paired(numbers)
    return None if pieces is None else (pieces, place, size)


def _mapped(file: BinaryIO, place: int, size: int) -> tuple[Pieces, int, int] | None:
    """Lines of decimal numbers: how many pieces, then offset and length of each; filled up to a whole block."""
    data = fetched(file, place, MOST_MAP)
    count = tar_header.decimal(data.partition(b"\n")[0])
    if count is None or count > MOST_MAP // 4:
        return None
    lines = data.split(b"\n", 2 * count + 1)
    if len(lines) < 2 * count + 2:
        return None
    pieces = _paired(lines[1 : 2 * count + 1])
    length = sum(len(line) + 1 for line in lines[:-1])
    return None if pieces is None else (pieces, place + -(-length // tar_header.BLOCK) * tar_header.BLOCK, size)


def _paired(words: list[bytes]) -> Pieces | None:
    numbers = [tar_header.decimal(word) for word in words]
    known = [each for each in numbers if each is not None]
    if len(known) != len(numbers) or len(known) % 2:
        return None
    return [pair for place, pair in enumerate(pairwise(known)) if place % 2 == 0]

"""Bytes of a file that lie there as they are: cheap to seek in, so that what they hold can be opened in place."""

from __future__ import annotations

import io
import zlib
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import BinaryIO

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import Handed
from inspector.source.containers.stream import Stream, as_file, size_of


class Seekable(Stream):
    """A stream of known length that can be read from any place."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self._length = length
        self._place = 0

    def seekable(self) -> bool:
        """It can be sought in."""
        return True

    def tell(self) -> int:
        """Where the next byte comes from."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Goes elsewhere; raises ValueError before the start."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._length}[whence]
        if base + offset < 0:
            raise ValueError("before the start")
        self._late = None
        self._place = base + offset
        return self._place

    def some(self, most: int) -> bytes:
        """See Stream."""
        wanted = min(most, self._length - self._place)
        if wanted <= 0:
            self.ended()
            return b""
        data = self.part(self._place, wanted)
        if not data:
            raise Unreadable("truncated")
        self._place += len(data)
        return data

    def part(self, place: int, most: int) -> bytes:
        """Up to `most` bytes from `place`, which lies inside; none means the file is shorter than it should be."""
        raise NotImplementedError

    def ended(self) -> None:
        """The end was read; the place to raise Unreadable for what did not add up."""


class Window(Seekable):
    """`length` bytes of `file` from `start`; those read in order from the first are held against `crc` at the end."""

    def __init__(self, file: BinaryIO, start: int, length: int, crc: int | None = None) -> None:
        super().__init__(length)
        self._file = file
        self._start = start
        self._expected = crc
        self._crc = 0
        self._checked = 0

    def part(self, place: int, most: int) -> bytes:
        """See Seekable."""
        self._file.seek(self._start + place)
        data = self._file.read(most)
        if self._expected is not None and place == self._checked:
            self._crc = zlib.crc32(data, self._crc)
            self._checked += len(data)
        return data

    def ended(self) -> None:
        """See Seekable."""
        if self._expected is not None and self._checked == self._length and self._crc != self._expected:
            raise Unreadable("damaged", "crc")


class Joined(Seekable):
    """Several files one behind the other as one; `starts` says where each begins."""

    def __init__(self, files: Sequence[BinaryIO]) -> None:
        sizes = [size_of(file) for file in files]
        super().__init__(sum(sizes))
        self._files = files
        self.starts = [0, *accumulate(sizes)][:-1]

    def part(self, place: int, most: int) -> bytes:
        """See Seekable."""
        number = bisect_right(self.starts, place) - 1
        self._files[number].seek(place - self.starts[number])
        return self._files[number].read(most)


def whole(handed: Handed, *, last: bool = False) -> tuple[BinaryIO, list[int]]:
    """The container as one file that can be sought in, and where each of its segments begins.

    `last`: the file it is opened by is its last segment.
    """
    if not handed.more:
        return handed.file, [0]
    joined = Joined((*handed.more, handed.file) if last else (handed.file, *handed.more))
    return as_file(joined), joined.starts

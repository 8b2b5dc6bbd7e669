"""A file whose bytes lie in several places of another, in order, read and sought in as one."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import BinaryIO


class _Runs(io.RawIOBase):
    """Runs are (start, length) in the file beneath; what lies beyond its end is missing."""

    def __init__(self, file: BinaryIO, runs: Iterable[tuple[int, int]]) -> None:
        self._file = file
        self._runs = [run for run in runs if run[1] > 0]
        self._ends = list(accumulate(length for _, length in self._runs))
        self._place = 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be sought in."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Goes to a place."""
        size = self._ends[-1] if self._ends else 0
        self._place = max(0, {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: size}[whence] + offset)
        return self._place

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Bytes of the run at the place."""
        number = bisect_right(self._ends, self._place)
        if number >= len(self._runs):
            return 0
        start, length = self._runs[number]
        left = self._ends[number] - self._place
        self._file.seek(start + length - left)
        data = self._file.read(min(len(buffer), left))
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)


def joined(file: BinaryIO, runs: Iterable[tuple[int, int]]) -> BinaryIO:
    """The runs as one open file."""
    return io.BufferedReader(_Runs(file, runs), 1 << 16)

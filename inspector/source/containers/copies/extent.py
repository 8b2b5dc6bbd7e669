"""A stretch of an open file as a file of its own, for members that lie in one piece."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class _Extent(io.RawIOBase):
    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        self._file = file
        self._start = start
        self._size = size
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        origin = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        if origin + offset < 0:
            raise ValueError("before the start")
        self._place = origin + offset
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer).cast("B")
        self._file.seek(self._start + self._place)
        data = self._file.read(max(0, min(len(room), self._size - self._place)))
        room[: len(data)] = data
        self._place += len(data)
        return len(data)


def extent(file: BinaryIO, start: int, size: int) -> BinaryIO:
    """The `size` bytes of `file` from `start` on, fewer where the file ends; `file` stays open when it is closed."""
    return cast("BinaryIO", _Extent(file, start, size))


class _Joined(io.RawIOBase):
    def __init__(self, file: BinaryIO, stretches: Sequence[tuple[int, int]]) -> None:
        self._left = [extent(file, start, size) for start, size in reversed(stretches)]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer).cast("B")
        while self._left and len(room):
            if data := self._left[-1].read(len(room)):
                room[: len(data)] = data
                return len(data)
            self._left.pop()
        return 0


def joined(file: BinaryIO, stretches: Sequence[tuple[int, int]]) -> BinaryIO:
    """Several stretches of `file`, each (start, size), one behind the other."""
    return cast("BinaryIO", _Joined(file, stretches))


def length(file: BinaryIO) -> int:
    """How many bytes there are in a file that can be sought in."""
    return file.seek(0, os.SEEK_END)


def piece(file: BinaryIO, start: int, size: int) -> bytes:
    """At most `size` bytes from `start` on."""
    file.seek(start)
    return file.read(size)

"""A stretch of a file as a file of its own, and a stream made of blocks: nothing is copied before it is read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BLOCK = 1 << 18


def window(file: BinaryIO, start: int, end: int) -> BinaryIO:
    """The bytes from `start` to `end` of a file that can be sought in; others may read from it in between."""
    return io.BufferedReader(_Window(file, start, end), _BLOCK)


def poured(blocks: Iterator[bytes]) -> BinaryIO:
    """A stream of `blocks`, read forward only."""
    return io.BufferedReader(_Poured(blocks), _BLOCK)


def exchanged(file: BinaryIO, old: bytes, new: bytes) -> BinaryIO:
    """A file that can be sought in, with one byte in it given as another."""
    return io.BufferedReader(_Exchanged(file, bytes.maketrans(old, new)), _BLOCK)


class _Window(io.RawIOBase):
    def __init__(self, file: BinaryIO, start: int, end: int) -> None:
        self._file, self._start, self._end = file, start, max(start, end)
        self._place = start

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: self._start, io.SEEK_CUR: self._place, io.SEEK_END: self._end}[whence]
        self._place = max(self._start, base + offset)
        return self._place - self._start

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer).cast("B")
        self._file.seek(self._place)
        data = self._file.read(max(0, min(len(room), self._end - self._place)))
        room[: len(data)] = data
        self._place += len(data)
        return len(data)


class _Exchanged(io.RawIOBase):
    def __init__(self, file: BinaryIO, table: bytes) -> None:
        self._file, self._table = file, table
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_CUR:
            offset, whence = self._place + offset, io.SEEK_SET
        self._place = self._file.seek(offset, whence)
        return self._place

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer).cast("B")
        self._file.seek(self._place)
        data = self._file.read(len(room)).translate(self._table)
        room[: len(data)] = data
        self._place += len(data)
        return len(data)


class _Poured(io.RawIOBase):
    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer).cast("B")
        while not self._left:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._left = memoryview(block)
        given = self._left[: len(room)]
        room[: len(given)] = given
        self._left = self._left[len(given) :]
        return len(given)

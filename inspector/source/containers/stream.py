"""Bytes that come one after the other: what every reader hands out for a member."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO, cast

from inspector.analyse.unreadable import Unreadable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BLOCK = 256 << 10


class Stream(io.RawIOBase):
    """A binary file that is read forward; who writes one says how the next bytes are had.

    `read` and `readinto` give as much as was asked for unless the end comes first. What was read before an error is
    given out, and the error raised when more is asked for; `read()` without a size raises it at once.
    """

    _late: Exception | None = None

    def some(self, most: int) -> bytes:
        """The next bytes, 1 to `most` of them, or none at the end; raises Unreadable."""
        raise NotImplementedError

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """`size` bytes, or all that are left."""
        if size is None or size < 0:
            return self.readall()
        first = self._some(size) if size else b""
        if len(first) == size or not first:
            return first
        return b"".join((first, *self._rest(size - len(first))))

    def readall(self) -> bytes:
        """All that is left."""
        parts = []
        while part := self._some(BLOCK):
            parts.append(part)
        return b"".join(parts)

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fills `buffer` and tells how many bytes there were."""
        room = memoryview(buffer).cast("B")
        data = self.read(len(room))
        room[: len(data)] = data
        return len(data)

    def _some(self, most: int) -> bytes:
        if self._late is not None:
            raise self._late
        return self.some(most)

    def _rest(self, left: int) -> list[bytes]:
        """More bytes behind some that are there already; an error waits for the next call."""
        parts = []
        try:
            while left and (part := self.some(left)):
                parts.append(part)
                left -= len(part)
        except Unreadable as error:
            self._late = error
        return parts


def as_file(stream: io.RawIOBase) -> BinaryIO:
    """The same object under the name the type checker knows open files by."""
    return cast("BinaryIO", stream)


def fetched(file: BinaryIO, place: int, length: int) -> bytes:
    """`length` bytes (a bound of ours, never a claim) that begin at `place`; fewer where the file ends before."""
    file.seek(place)
    data = file.read(length)
    while data and len(data) < length and (more := file.read(length - len(data))):
        data += more
    return data


def size_of(file: BinaryIO) -> int:
    """The bytes of a file that can be sought in."""
    return file.seek(0, io.SEEK_END)

"""The bytes of one file in a file system, read where it lies."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, BinaryIO, cast

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.disk.media import PIECE
from inspector.source.containers.disk.sleuthkit import TROUBLE, File

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Part = tuple[int, int] | None
"""Type and id of the attribute that holds the bytes; None for the one a file has anyway."""

_BUFFER = 64 << 10


def opened(file: File, size: int, part: Part) -> BinaryIO:
    """The `size` bytes of a file of the Sleuth Kit; reading raises Unreadable where it is damaged or ends too early."""
    return cast("BinaryIO", io.BufferedReader(_Stream(file, size, part), _BUFFER))


class _Stream(io.RawIOBase):
    def __init__(self, file: File, size: int, part: Part) -> None:
        self._file = file
        self._size = size
        self._part = part or ()
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError("before the start")
        self._place = start + offset
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        data = self._piece(len(view))
        view[: len(data)] = data
        return len(data)

    def readall(self) -> bytes:
        return b"".join(iter(lambda: self._piece(PIECE), b""))

    def _piece(self, most: int) -> bytes:
        length = min(most, PIECE, self._size - self._place)
        if length <= 0:
            return b""
        try:
            data = self._file.read_random(self._place, length, *self._part)
        except TROUBLE as error:
            raise Unreadable("damaged", type(error).__name__) from error
        if not data:
            raise Unreadable("truncated", "attribute")
        self._place += len(data)
        return data

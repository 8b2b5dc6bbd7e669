"""The beginning of a PDF, or one whose catalogue is gone, with an end put behind it, so that its objects can be had.

Readers find the objects of a broken file by their marks, but refuse one without a catalogue, and that stands near the
end, which a recovered or half-copied file lacks. The file itself stays as it is: the end is only read behind it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import BinaryIO

import pikepdf
from pikepdf import Dictionary, Name

from inspector.analyse.unreadable import Unreadable

_MOST_PAGES = 5000
_NEAR = 64 << 10
_FAR = 5
"""Bytes of file for each object number: higher ones are not believed, lower ones may be taken."""


class _Prolonged(io.RawIOBase):
    """A file with further bytes behind it."""

    def __init__(self, file: BinaryIO, size: int, tail: bytes) -> None:
        self._file = file
        self._size = size
        self._tail = tail
        self._place = 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be sought in."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Goes to a place."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size + len(self._tail)}[whence]
        self._place = max(0, start + offset)
        return self._place

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Bytes of the file, or of what stands behind it."""
        if self._place < self._size:
            self._file.seek(self._place)
            data = self._file.read(min(len(buffer), self._size - self._place))
        else:
            start = self._place - self._size
            data = self._tail[start : start + len(buffer)]
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)


def mended(file: BinaryIO, opened: Callable[[BinaryIO], pikepdf.Pdf]) -> tuple[pikepdf.Pdf, BinaryIO]:
    """The document and the prolonged file it was read from; raises what `opened` raises, and Unreadable "damaged"."""
    size = file.seek(0, io.SEEK_END)
    if _says_locked(file, size):
        raise Unreadable("damaged", "encrypted")  # and the key to it was in the part that cannot be read
    first = size // _FAR + 10
    with opened(_prolonged(file, size, first, ())) as document:
        pages = [number for number in sorted(document.get_xref_table()) if number[0] < first]
        kept = [number for number in pages if _is_page(document, number)][:_MOST_PAGES]
    whole = _prolonged(file, size, first, kept)
    return opened(whole), whole


def _says_locked(file: BinaryIO, size: int) -> bool:
    """Whether a trailer speaks of encryption, at the beginning or the end of the file."""
    for start in (0, max(0, size - _NEAR)):
        file.seek(start)
        if b"/Encrypt" in file.read(_NEAR):
            return True
    return False


def _is_page(document: pikepdf.Pdf, number: tuple[int, int]) -> bool:
    try:
        thing = document.get_object(number)
        return isinstance(thing, Dictionary) and thing.get("/Type") == Name.Page
    except pikepdf.PikepdfError:
        return False


def _prolonged(file: BinaryIO, size: int, first: int, pages: Sequence[tuple[int, int]]) -> BinaryIO:
    return io.BufferedReader(_Prolonged(file, size, _end(first, pages)))


def _end(first: int, pages: Sequence[tuple[int, int]]) -> bytes:
    """The rest of an object that may have been cut, a catalogue, a tree of the pages there are, and a trailer."""
    kids = b" ".join(b"%d %d R" % number for number in (*pages, (first + 2, 0)))
    return (
        b"\nendstream\nendobj\n"
        b"%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\n"
        b"%d 0 obj\n<< /Type /Pages /Kids [%b] /Count %d >>\nendobj\n"
        b"%d 0 obj\n<< /Type /Page /Parent %d 0 R /MediaBox [0 0 9 9] >>\nendobj\n"
        b"trailer\n<< /Root %d 0 R /Size %d >>\nstartxref\n0\n%%%%EOF\n"
    ) % (first, first + 1, first + 1, kids, len(pages) + 1, first + 2, first + 1, first, first + 3)

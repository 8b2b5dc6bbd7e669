"""The lines of a mail, read forward from a file of any size with a bounded buffer."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

_BLOCK = 1 << 18
LONGEST_LINE = 1 << 16
"""Bytes of a line that are given at once; a longer one comes in pieces."""


class MailLines:
    """Where a reader stands in a file. Others may read the file in between; `fresh` tells that a line begins here."""

    def __init__(self, file: BinaryIO, beat: Callable[[], None]) -> None:
        self._file = file
        self._beat = beat
        self._buffer = b""
        self._place = 0
        self._origin = 0  # of the buffer in the file
        self._ending = 0  # length of the end of the line given last
        self.fresh = True

    @property
    def at(self) -> int:
        """The offset of the next byte."""
        return self._origin + self._place

    def line(self, limit: int = LONGEST_LINE) -> bytes:
        """The next line with its end, or `limit` bytes of it; nothing at the end of the file."""
        while (end := self._buffer.find(b"\n", self._place, self._place + limit)) < 0:
            if len(self._buffer) - self._place >= limit or not self._more(self._place):
                break
        found = self._buffer[self._place : self._place + limit if end < 0 else end + 1]
        self._place += len(found)
        self.fresh = found.endswith(b"\n") or (self.fresh and not found)
        self._ending = found.endswith(b"\n") + found.endswith(b"\r\n")
        return found

    def back(self, line: bytes) -> None:
        """Stand again before the line that was given last, at whose beginning a line begins."""
        self.to(self.at - len(line))

    def to(self, offset: int) -> None:
        """Stand at this offset, at which a line begins."""
        self._place = offset - self._origin
        if not 0 <= self._place <= len(self._buffer):
            self._buffer, self._origin, self._place = b"", offset, 0
        self._ending = 0
        self.fresh = True

    def to_dashes(self) -> int | None:
        """Go on to the next line that begins with two dashes; the offset at which what lies before it ends.

        The end of the line before belongs to the dashes (RFC 2046, 5.1.1). None at the end of the file.
        """
        return self.to_line(b"--")

    def to_line(self, mark: bytes) -> int | None:
        """Go on to the next line that begins with `mark`, else as `to_dashes`."""
        if self.fresh and self._starts(mark):
            return self.at - self._ending
        while True:
            found = self._buffer.find(b"\n" + mark, self._place)
            if found >= 0:
                self._place, self.fresh = found + 1, True
                return self._origin + found - self._buffer.endswith(b"\r", 0, found)
            # A mark may lie across the edge: what could be its beginning is kept.
            if not self._more(max(self._place, len(self._buffer) - len(mark) - 1)):
                self._place = len(self._buffer)
                return None

    def _starts(self, mark: bytes) -> bool:
        while len(self._buffer) - self._place < len(mark) and self._more(self._place):
            pass
        return self._buffer.startswith(mark, self._place)

    def _more(self, kept: int) -> bool:
        """Read on, keep the buffer from `kept` on; False at the end of the file."""
        self._beat()
        self._file.seek(self._origin + len(self._buffer))
        block = self._file.read(_BLOCK)
        if not block:
            return False
        self._buffer = self._buffer[kept:] + block
        self._origin += kept
        self._place -= min(kept, self._place)
        return True

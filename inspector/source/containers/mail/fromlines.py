"""The lines of a mailbox file that begin a message, and those that were quoted so as not to.

Mailbox programs agree on no more than that such a line begins with "From " (RFC 4155, appendix A); many write a sender
and a time as C's asctime does, some another time, some none, and some forget the empty line before it or the quoting.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

_BLOCK = 1 << 20
_AHEAD = 1024  # of a separator and the line behind it
_MOST_QUOTES = 64
_BEHIND = _MOST_QUOTES + 4

_TIMED = re.compile(
    rb"From [^\n]{0,300}?\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b[^\n]{1,40}?\d{1,2}:\d{2}[^\n]{0,60}(?:\n|\Z)"
)
_HEADER = re.compile(rb"(?:[!-9;-~]{1,76}:|>From )")
_USUAL_HEADER = re.compile(
    rb"(?i)(?:from|to|cc|bcc|subject|date|message-id|mime-version|received|return-path|reply-to|sender|status|"
    rb"delivered-to|[a-z]+-signature|authentication-results|(?:x|content|list|arc|resent)-[a-z0-9-]+):"
)


@dataclass(frozen=True, slots=True)
class FromLine:
    """A separator: where the message before it ends and the next begins; or a quoted line of a message."""

    before: int
    after: int
    quoted: bool


class FromLines:
    """Every such line from `start` on, the end of the file as the last separator."""

    def __init__(self, file: BinaryIO, start: int, beat: Callable[[], None]) -> None:
        self._file, self._start, self._beat = file, start, beat
        self._origin = max(0, start - _BEHIND)
        self._buffer = b""
        self._ended = False

    def __iter__(self) -> Iterator[FromLine]:
        place = 0
        while True:
            found = self._buffer.find(b"From ", place)
            if not self._ended and (found < 0 or found + _AHEAD > len(self._buffer)):
                kept = max(0, (len(self._buffer) - 4 if found < 0 else found) - _BEHIND)
                self._more(kept)
                place = max(0, (place if found < 0 else found) - kept)
                continue
            if found < 0:
                break
            place = found + 5
            if line := self._line(found):
                yield line
        end = self._origin + len(self._buffer)
        yield FromLine(max(self._start, end - self._empty_line(len(self._buffer))), end, quoted=False)

    def _line(self, found: int) -> FromLine | None:
        """What the "From " at this place of the buffer means."""
        begin = found
        while begin > max(0, found - _MOST_QUOTES) and self._buffer[begin - 1] == ord(">"):
            begin -= 1
        offset = self._origin + begin
        if offset < self._start or (offset and self._buffer[begin - 1 : begin] != b"\n"):
            return None
        if begin < found:
            return FromLine(offset, offset, quoted=True)
        empty = self._empty_line(begin)
        after = self._buffer.find(b"\n", found, found + _AHEAD) + 1
        if not after and found + _AHEAD <= len(self._buffer):
            return None  # longer than such a line is
        if not self._separates(found, after, alone=offset == 0 or empty > 0):
            return None
        return FromLine(max(self._start, offset - empty), self._origin + (after or len(self._buffer)), quoted=False)

    def _separates(self, found: int, after: int, *, alone: bool) -> bool:
        """A time in it, or a usual header behind it; without the empty line before it the one and some header."""
        if found + self._origin == 0:
            return True
        timed = _TIMED.match(self._buffer, found, found + _AHEAD)
        if not alone:
            return bool(timed and after and _HEADER.match(self._buffer, after))
        return bool(timed or (after and _USUAL_HEADER.match(self._buffer, after)))

    def _empty_line(self, place: int) -> int:
        """How long the empty line before this place of the buffer is; 0 when there is none."""
        before = self._buffer[max(0, place - 4) : place]
        return 2 if before.endswith(b"\n\r\n") else 1 if before.endswith(b"\n\n") else 0

    def _more(self, kept: int) -> None:
        self._beat()
        self._file.seek(self._origin + len(self._buffer))
        block = self._file.read(_BLOCK)
        self._ended = not block
        self._buffer = self._buffer[kept:] + block
        self._origin += kept

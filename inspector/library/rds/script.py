"""A long text of statements, held in memory by pieces: each begins a line with the word of a statement.

So a quote gone wrong costs its own piece and no other. Places are counted from where the reader stands.
"""

from __future__ import annotations

import io
import re

LONGEST = 1 << 23  # bytes of one piece, or of several that are joined

_BLOCK = 1 << 20
_LINE = 1 << 16  # bytes there are ahead of a reader of lines, so that it sees them whole
_OPENING = 64  # bytes that are looked at again for an opening broken in two
_OPENS = re.compile(
    rb"\n(?=[ \t]{0,32}(?:INSERT|DELETE|UPDATE|REPLACE|BEGIN|COMMIT|END|ROLLBACK|CREATE|DROP|ALTER|PRAGMA)\b)",
    re.IGNORECASE,
)


class Script:
    """The text from `at` on, whose line is `line`; what lies before may be forgotten whenever more is read."""

    def __init__(self, file: io.BufferedReader) -> None:
        self.text = b""
        self.at = 0
        self.line = 1
        self._file = file
        self._ended = False

    @property
    def whole_until(self) -> int:
        """Up to where in the text a line may begin so that it is sure to be seen whole."""
        return len(self.text) if self._ended else len(self.text) - _LINE

    def ready(self) -> bool:
        """Reads on where little is left; whether anything is."""
        while not self._ended and self.at >= self.whole_until:
            self._more()
        return self.at < len(self.text)

    def piece(self, joined: int) -> bytes | None:
        """So many pieces from here on, fewer at the end; None when that is too long."""
        size = 0
        for _ in range(joined):
            end = self._end(size)
            if end is None:
                return None
            size = end
        return self.text[self.at : self.at + size]

    def last(self, piece: bytes) -> bool:
        """Whether nothing follows a piece."""
        return self._ended and self.at + len(piece) == len(self.text)

    def go_on(self, size: int) -> int:
        """Goes on behind so many bytes, which end a line; how many lines they were."""
        lines = lines_of(self.text[self.at : self.at + size])
        self.at, self.line = self.at + size, self.line + lines
        return lines

    def pass_by(self) -> int:
        """Goes on to the next piece, however far that is; how many lines were passed."""
        begun = self.line
        while (found := _OPENS.search(self.text, self.at)) is None and not self._ended:
            passed = max(self.at, len(self.text) - _OPENING)
            self.line += self.text.count(b"\n", self.at, passed)
            self.at = passed
            self._more()
        self.go_on((found.end() if found else len(self.text)) - self.at)
        return self.line - begun

    def _end(self, start: int) -> int | None:
        """Where the piece ends that begins there; None when that is too far."""
        searched = start
        while (found := _OPENS.search(self.text, self.at + searched)) is None and not self._ended:
            ahead = len(self.text) - self.at
            if ahead > LONGEST:
                return None
            searched = max(start, ahead - _OPENING)
            self._more()
        end = (found.end() if found else len(self.text)) - self.at
        return end if end <= LONGEST else None

    def _more(self) -> None:
        block = self._file.read(_BLOCK)
        self._ended = not block
        self.text, self.at = self.text[self.at :] + block, 0


def lines_of(text: bytes) -> int:
    """How many lines a text has, the last one perhaps without an end."""
    return text.count(b"\n") + bool(text and not text.endswith(b"\n"))

"""A part of a long text held in memory, that moves forward and knows its line."""

from __future__ import annotations

import codecs
import io
import re

BLOCK = 1 << 17  # characters, nearly; small, because a mistake costs a look at all that is held


class Window:
    """The text from `at` on; what lies before may be forgotten whenever more is read."""

    def __init__(self, file: io.BufferedReader) -> None:
        self.text = ""
        self.at = 0
        self.ended = False
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._line = 1
        self._counted = 0

    def more(self) -> bool:
        """Reads one block behind the text; False when there is none. Places in the text move, so that `at` is small."""
        if self.ended:
            return False
        self._count(self.at)
        self.text, self._counted, self.at = self.text[self.at :], 0, 0
        block = self._file.read(BLOCK)
        self.ended = not block
        self.text += self._decoder.decode(block, final=self.ended)
        return not self.ended

    def fill(self, place: int, length: int) -> int:
        """Reads until `length` characters follow `place`, or the end is reached; where `place` is then."""
        place -= self.at
        while len(self.text) - self.at - place < length and self.more():
            pass
        return place + self.at

    def line(self, place: int) -> int:
        """The number of the line of a place not before `at`."""
        self._count(self.at)
        return self._line + self.text.count("\n", self._counted, place)

    def pass_by(self, skipped: re.Pattern[str]) -> str:
        """Moves over what `skipped` matches here, and gives the character that follows; empty at the end."""
        while True:
            found = skipped.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more() and self.at >= len(self.text):
                return ""

    def seek(self, pattern: re.Pattern[str], longest: int) -> re.Match[str] | None:
        """The next match of `pattern`, which is never longer than `longest`; `at` is moved near it, or to the end."""
        while True:
            found = pattern.search(self.text, self.at)
            if found is not None and (found.end() < len(self.text) or self.ended):
                return found
            if self.ended:
                self.at = len(self.text)
                return None
            self.at = found.start() if found else max(self.at, len(self.text) - longest)
            self.more()

    def replace(self, start: int, stop: int, text: str) -> None:
        """Puts `text` in the place of a stretch at or behind `at`; it must hold as many line breaks."""
        self.text = self.text[:start] + text + self.text[stop:]

    def _count(self, place: int) -> None:
        if place > self._counted:
            self._line += self.text.count("\n", self._counted, place)
            self._counted = place

"""Breaking text into lines for table cells, where reportlab's paragraphs would be too slow for 20,000 rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from inspector.report.fonts import widths

_BREAK = re.compile(r" |[/_\-.,;](?!(?<=[0-9].)[0-9])")


class Wrapper:
    """Breaks plain text into lines of at most `width` points in one face and size.

    Breaks at spaces, then after `/` and the like, and anywhere when one stretch alone is too long.
    """

    def __init__(self, face: str, size: float, width: float) -> None:
        self._widths: Mapping[int, float] = widths(face)
        self._limit = width * 1000 / size
        self._widest = max(self._widths.values())

    def lines(self, text: str) -> list[str]:
        """The lines of `text`; its own line feeds are kept."""
        return [line for own in text.split("\n") for line in self._broken(own)]

    def _broken(self, text: str) -> list[str]:
        if len(text) * self._widest <= self._limit or self._measure(text) <= self._limit:
            return [text]
        lines, line, room = [], "", self._limit
        for piece in self._pieces(text):
            width = self._measure(piece)
            if line and self._measure(piece.rstrip(" ")) > room:
                lines.append(line.rstrip(" "))
                line, room = "", self._limit
            line, room = line + piece, room - width
        return [*lines, line.rstrip(" ")]

    def _pieces(self, text: str) -> Iterator[str]:
        for stretch in _stretches(text):
            if self._measure(stretch) <= self._limit:
                yield stretch
            else:
                yield from self._cut(stretch)

    def _cut(self, stretch: str) -> Iterator[str]:
        start, used = 0, 0.0
        for place, character in enumerate(stretch):
            width = self._widths.get(ord(character), self._widest)
            if used + width > self._limit and place > start:
                yield stretch[start:place]
                start, used = place, 0.0
            used += width
        yield stretch[start:]

    def _measure(self, text: str) -> float:
        get, widest = self._widths.get, self._widest
        return sum(get(ord(character), widest) for character in text)


def _stretches(text: str) -> Iterator[str]:
    """The pieces of a text that stay together: words, path members, and dates and numbers whole."""
    start = 0
    for stop in _BREAK.finditer(text):
        yield text[start : stop.end()]
        start = stop.end()
    if start < len(text):
        yield text[start:]

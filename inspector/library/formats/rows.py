"""Rows of a table in text, one by one: a quote gone wrong costs its own line and no other."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from inspector.library.lines import Numbered, first_lines

Row = list[str]

DELIMITERS = (",", ";", "\t", "|")
ORDER = re.compile(rb"sep=(.?)", re.IGNORECASE)  # how a spreadsheet is told the delimiter; a tab is stripped off

MOST_LINES = 50  # of one row whose quoted texts hold line breaks
_LOOKED_AT = 50  # rows by which the delimiter is told


@dataclass(frozen=True, slots=True)
class Found:
    """A row and how many further lines it took. With a `code` of Broken it is a guess at a line that is no row."""

    line: int
    row: Row
    more: int = 0
    code: str = ""


class Rows:
    """The rows of lines. `is_row` says whether cells are a good row by themselves.

    A row whose quoted text holds line breaks takes the lines it needs, but never one that is a good row by itself,
    be it only after its quotes are taken away: after a stray quote the lines that follow are rows again.
    """

    def __init__(self, lines: Iterator[Numbered], delimiter: str, is_row: Callable[[Row], bool]) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._is_row = is_row
        self._waiting: deque[Numbered] = deque()  # lines read ahead

    def __iter__(self) -> Iterator[Found]:
        while (numbered := self._waiting.popleft() if self._waiting else next(self._lines, None)) is not None:
            number, line = numbered
            if line is None:
                yield Found(number, [], code="too-long")
                continue
            row = split(_text(line), self._delimiter)
            yield Found(number, row) if row is not None else self._joined(number, _text(line))

    def _joined(self, number: int, line: str) -> Found:
        """The row that `line` begins and further lines end, or the code `quotes`."""
        text = line
        for taken in range(MOST_LINES):
            more = self._waiting[taken][1] if self._ahead(taken) else None
            if more is None or self._alone(_text(more)):
                break
            text += "\n" + _text(more)
            row = split(text, self._delimiter)
            if row is not None and self._is_row(row):
                for _ in range(taken + 1):
                    self._waiting.popleft()
                return Found(number, row, more=taken + 1)
        return Found(number, self._guess(line), code="quotes")

    def _ahead(self, count: int) -> bool:
        """Whether more than `count` lines are waiting, after one was read if need be."""
        if count == len(self._waiting):
            self._waiting.extend(item for item in [next(self._lines, None)] if item is not None)
        return count < len(self._waiting)

    def _alone(self, text: str) -> bool:
        return self._is_row(split(text, self._delimiter) or self._guess(text))

    def _guess(self, text: str) -> Row:
        return text.replace('"', "").split(self._delimiter)


def first_rows(head: bytes) -> dict[str, list[Row]]:
    """The first rows of the table that begins with `head`, by each delimiter that it may have; headings among them."""
    lines = first_lines(head)
    ordered = ORDER.fullmatch(lines[0]) if lines else None
    delimiters = (ordered[1].decode("latin-1") or "\t",) if ordered else DELIMITERS
    texts = [line.decode("utf-8", "replace").replace("\0", " ") for line in lines[bool(ordered) :][:_LOOKED_AT]]
    return {delimiter: [split(text, delimiter) or text.split(delimiter) for text in texts] for delimiter in delimiters}


def split(text: str, delimiter: str) -> Row | None:
    """The cells of one whole row, or None when its quotes are wrong."""
    if '"' not in text and "\r" not in text and "\n" not in text:
        return text.split(delimiter)
    if text.count('"') % 2:
        return None
    try:
        found = list(csv.reader([f"{line}\n" for line in text.split("\n")], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return found[0] if len(found) == 1 else None


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")

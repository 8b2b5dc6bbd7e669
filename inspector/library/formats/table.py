"""Tables in text (CSV): `,`, `;` or tab between the cells, headings in several spellings or none.

Read among others: Interpol ICSE and Griffeye exports, NSRL RDS v2 text, and whatever an office keeps. Without headings
the first column is the hash, told by its length, and the second the category.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator

from inspector.library.encoding import BLOCK
from inspector.library.entry import Blank, Broken, Entry, Record
from inspector.library.formats import headings
from inspector.library.formats.fields import entry_from
from inspector.library.formats.rows import Found, Numbered, Row, Rows, split
from inspector.library.lines import first_lines, numbered

NAME = "csv"

_DELIMITERS = (",", ";", "\t", "|")
_ORDER = re.compile(rb"sep=(.)", re.IGNORECASE)  # how a spreadsheet is told the delimiter in the first line
_BARE = re.compile(rb'"?(?:[0-9A-Fa-f]{32}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})"?\s*(?:([,;|])|(\t)([^./\\]*$))')
_HASH = re.compile(rb"[0-9A-Fa-f]{32}")
_UNTITLED = ["hash", "category"]


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 (told by headings or by the first cell)
    """Whether the list begins with headings that name a hash, or most hashes stand before a delimiter.

    One hash before a delimiter does not tell a table: it may be the sum of a file whose name begins with a comma.
    """
    lines = [line for line in first_lines(head) if not _ORDER.fullmatch(line)]
    if lines and _titles(lines[0]) is not None:
        return True
    bare = sum(_BARE.match(line) is not None for line in lines)
    return bare > sum(_HASH.match(line) is not None and _BARE.match(line) is None for line in lines)


def read(file: io.BufferedReader) -> Iterator[Record]:
    """One record for each line; a row of several lines is one entry and Blanks."""
    delimiter = _bare_delimiter(file.peek(BLOCK))
    lines = numbered(file)
    for number, line in lines:
        if line is not None and (not line.strip() or line.startswith(b"#") or _ORDER.fullmatch(line.strip())):
            yield Blank(number)
            continue
        titled = None if line is None else _titles(line)
        if titled is not None:
            yield Blank(number)
            yield from _records(lines, *titled)
        else:
            yield from _records(_again((number, line), lines), delimiter, _UNTITLED)
        return


def _again(first: Numbered, rest: Iterator[Numbered]) -> Iterator[Numbered]:
    yield first
    yield from rest


def _titles(line: bytes) -> tuple[str, list[str]] | None:
    """The delimiter and the field of each column, when `line` holds headings of which one names a hash, and no hash."""
    if _HASH.search(line):
        return None
    best: tuple[str, list[str]] | None = None
    for delimiter in _DELIMITERS:
        found = headings.fields(split(line.decode("utf-8", "replace").replace("\0", " "), delimiter) or [])
        if headings.HASHES.intersection(found) and (best is None or len(found) > len(best[1])):
            best = delimiter, found
    return best


def _bare_delimiter(head: bytes) -> str:
    """What stands behind most hashes of a table without headings."""
    found = [bare[1] or bare[2] for bare in map(_BARE.match, first_lines(head)) if bare]
    return Counter(found).most_common(1)[0][0].decode("ascii") if found else ","


def _records(lines: Iterator[Numbered], delimiter: str, columns: list[str]) -> Iterator[Record]:
    def is_row(row: Row) -> bool:
        return isinstance(_record(Found(0, row), columns), Entry)

    for found in Rows(lines, delimiter, is_row):
        yield _record(found, columns)
        for further in range(found.more):
            yield Blank(found.line + 1 + further)


def _record(found: Found, columns: list[str]) -> Record:
    cells = [(name, cell) for name, cell in zip(columns, found.row, strict=False) if name]
    if found.code:
        guess = entry_from(cells, found.line) if len(found.row) == len(columns) else None
        return Broken(found.line, found.code, entry=guess if isinstance(guess, Entry) else None)
    if not any(cell.strip() for cell in found.row) or found.row[0].startswith("#"):
        return Blank(found.line)
    return entry_from(cells, found.line)

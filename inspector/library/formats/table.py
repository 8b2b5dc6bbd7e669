"""Tables in text (CSV): `,`, `;` or tab between the cells, headings in several spellings or none.

Whatever an office keeps; the exports of known programs have formats of their own. Without headings the first column is
the hash, told by its length, and the second the category, unless the columns are named (`columns.py`).
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from inspector.library.encoding import BLOCK
from inspector.library.entry import Blank, Broken, Entry, Record
from inspector.library.formats import headings
from inspector.library.formats.columns import Columns, planned
from inspector.library.formats.fields import entry_from
from inspector.library.formats.rows import DELIMITERS, ORDER, Found, Numbered, Row, Rows, split
from inspector.library.lines import first_lines, numbered

NAME = "csv"

Cells = list[tuple[str, str]]
Meaning = Callable[[Cells], tuple[Cells, str]]
"""What cells by column mean: the fields of an entry, and a code of Broken or an empty text."""

_BARE = re.compile(rb'"?(?:[0-9A-Fa-f]{32}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})"?\s*(?:([,;|])|(\t)([^./\\]*$))')
_HASH = re.compile(rb"[0-9A-Fa-f]{32}")
_UNTITLED = ["hash", "category"]


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 (told by headings or by the first cell)
    """Whether the list begins with headings that name a hash, or most hashes stand before a delimiter.

    One hash before a delimiter does not tell a table: it may be the sum of a file whose name begins with a comma.
    """
    lines = [line for line in first_lines(head) if not ORDER.fullmatch(line)]
    if lines and _titles(lines[0]) is not None:
        return True
    bare = sum(_BARE.match(line) is not None for line in lines)
    return bare > sum(_HASH.match(line) is not None and _BARE.match(line) is None for line in lines)


def read(file: io.BufferedReader, asked: Columns = ()) -> Iterator[Record]:
    """One record for each line; a row of several lines is one entry and Blanks. `asked` are the columns to be read.

    Raises UsageFault (`library-column-missing`) when the table has no such column.
    """
    if asked:
        plan = planned(file.peek(BLOCK), asked)
        titles = (plan.delimiter, plan.fields) if plan.titled else None
        return rows_below(file, lambda _: titles, plan.delimiter, plan.fields)
    return rows_below(file, _titles, _bare_delimiter(file.peek(BLOCK)), _UNTITLED)


def rows_below(
    file: io.BufferedReader,
    titles: Callable[[bytes], tuple[str, list[str]] | None],
    delimiter: str = ",",
    untitled: Sequence[str] = (),
    meaning: Meaning | None = None,
) -> Iterator[Record]:
    """The records of a table: of the first line `titles` tells delimiter and columns, or that it is none of headings.

    A column with an empty name is not read.
    """
    lines = numbered(file)
    for number, line in lines:
        if line is not None and (not line.strip() or line.startswith(b"#") or ORDER.fullmatch(line.strip())):
            yield Blank(number)
            continue
        titled = None if line is None else titles(line)
        if titled is not None:
            yield Blank(number)
            yield from _records(lines, *titled, meaning)
        else:
            yield from _records(_again((number, line), lines), delimiter, untitled, meaning)
        return


def _again(first: Numbered, rest: Iterator[Numbered]) -> Iterator[Numbered]:
    yield first
    yield from rest


def _titles(line: bytes) -> tuple[str, list[str]] | None:
    """The delimiter and the field of each column, when `line` holds headings of which one names a hash, and no hash."""
    if _HASH.search(line):
        return None
    best: tuple[str, list[str]] | None = None
    for delimiter in DELIMITERS:
        found = headings.fields(split(line.decode("utf-8", "replace").replace("\0", " "), delimiter) or [])
        if headings.HASHES.intersection(found) and (best is None or len(found) > len(best[1])):
            best = delimiter, found
    return best


def _bare_delimiter(head: bytes) -> str:
    """What stands behind most hashes of a table without headings."""
    found = [bare[1] or bare[2] for bare in map(_BARE.match, first_lines(head)) if bare]
    return Counter(found).most_common(1)[0][0].decode("ascii") if found else ","


def _records(
    lines: Iterator[Numbered], delimiter: str, columns: Sequence[str], meaning: Meaning | None
) -> Iterator[Record]:
    read = [(place, name) for place, name in enumerate(columns) if name]

    def is_row(row: Row) -> bool:
        return isinstance(_record(Found(0, row), len(columns), read, meaning), Entry)

    for found in Rows(lines, delimiter, is_row):
        yield _record(found, len(columns), read, meaning)
        for further in range(found.more):
            yield Blank(found.line + 1 + further)


def _record(found: Found, width: int, read: list[tuple[int, str]], meaning: Meaning | None) -> Record:
    row = found.row
    cells = [(name, row[place]) for place, name in read if place < len(row)]
    fields, code = meaning(cells) if meaning else (cells, "")
    if found.code:
        guess = entry_from(fields, found.line, code=code) if len(row) == width else None
        return Broken(found.line, found.code, entry=guess if isinstance(guess, Entry) else None)
    if not any(cell.strip() for cell in row) or row[0].startswith("#"):
        return Blank(found.line)
    return entry_from(fields, found.line, code=code)

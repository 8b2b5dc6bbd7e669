"""Tables in text (CSV): `,`, `;` or tab between the cells, headings in several spellings or none.

Whatever an office keeps; the exports of known programs have formats of their own. Without headings the first column is
the hash, told by its length, and the second the category, unless the columns are named (`columns.py`) or hold further
digests (`side_by_side.py`). A column may tell of which kind each hash is (`kinds.py`).
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from inspector.library.encoding import BLOCK
from inspector.library.ending import Ending
from inspector.library.entry import Blank, Block, Broken, Entry, Record
from inspector.library.formats import headings, side_by_side
from inspector.library.formats.columns import Columns, planned
from inspector.library.formats.cut_row import CutRow
from inspector.library.formats.fields import entry_from
from inspector.library.formats.kinds import KIND, by_kind
from inspector.library.formats.plain import plain_rows
from inspector.library.formats.rows import DELIMITERS, ORDER, Found, Row, Rows, split
from inspector.library.lines import Numbered, first_lines, gone_through

NAME = "csv"

Cells = list[tuple[str, str]]
Meaning = Callable[[Cells], tuple[Cells, str]]
"""What cells by column mean: the fields of an entry, and a code of Broken or an empty text."""

Titles = tuple[str, Sequence[str]]
"""The delimiter of a table, and under which name each of its columns is read."""

Many = Callable[[int, bytes], Block | None]

_BARE = re.compile(rb'"?(?:[0-9A-Fa-f]{32}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})"?\s*(?:([,;|])|(\t)([^./\\]*$))')
_HASH = re.compile(rb"[0-9A-Fa-f]{32}")
_UNTITLED = ["hash", "category"]
_BESIDE = {"size", "quality"}  # what may be wrong in a row whose hashes are right


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 (told by headings or by the first cell)
    """Whether the list begins with headings that name a hash, or most hashes stand before a delimiter.

    One hash before a delimiter does not tell a table: it may be the sum of a file whose name begins with a comma.
    """
    lines = _lines(head)
    if lines and _titles(lines[0]) is not None:
        return True
    bare = sum(_BARE.match(line) is not None for line in lines)
    return bare > sum(_HASH.match(line) is not None and _BARE.match(line) is None for line in lines)


def tells_kinds(head: bytes) -> bool:
    """Whether a list begins with headings of which one stands over the kinds of the hashes under another."""
    titles = next(map(_titles, _lines(head)), None)
    return titles is not None and KIND in titles[1]


def _lines(head: bytes) -> list[bytes]:
    return [line for line in first_lines(head) if not ORDER.fullmatch(line)]


def read(file: io.BufferedReader, asked: Columns = ()) -> Iterator[Record]:
    """One record for each line; a row of several lines is one entry and Blanks, one of several files as many entries.

    Blocks for stretches of plain rows of which only a hash and perhaps a size is read. `asked` are the columns to be
    read.

    Raises UsageFault (`library-column-missing`) when the table has no such column.
    """
    if asked:
        plan = planned(file.peek(BLOCK), asked)
        chosen = plan.delimiter, plan.fields
        return rows_below(file, lambda _: chosen if plan.titled else None, chosen, by_kind)
    return rows_below(file, _titles, (_bare_delimiter(file.peek(BLOCK)), _UNTITLED), by_kind)


def rows_below(
    file: io.BufferedReader,
    titles: Callable[[bytes], Titles | None],
    untitled: Titles = (",", ()),
    meaning: Meaning | None = None,
    many: Callable[[str, Sequence[str]], Many] = plain_rows,
) -> Iterator[Record]:
    """The records of a table: of the first line `titles` tells delimiter and columns, or that it is none of headings.

    A column with an empty name is not read. `many` gives what reads plain rows many at once.
    """
    table = _Table(titles, untitled, meaning, many)
    return gone_through(file, table.block, table.records, table.cut)


class _Table:
    def __init__(
        self,
        titles: Callable[[bytes], Titles | None],
        untitled: Titles,
        meaning: Meaning | None,
        many: Callable[[str, Sequence[str]], Many],
    ) -> None:
        self._titles = titles
        self._columns = untitled
        self._meaning = meaning
        self._many = many
        self._block: Many | None = None  # until the headings are known
        self._headings = 0  # how many
        self._last = Found(0, [])

    def block(self, number: int, stretch: bytes) -> Block | None:
        """The rows of a stretch at once, if they are plain and the columns are known."""
        return self._block(number, stretch) if self._block else None

    def cut(self, ending: Ending, whole: bool) -> bool:  # noqa: FBT001 (a Cut)
        """Whether the last row, which came by itself, is cut in its middle."""
        return CutRow(*self._columns, self._headings, self._last).told(ending, whole=whole)

    def records(self, lines: Iterator[Numbered]) -> Iterator[Record]:
        """What lines say, which may be the first of the table."""
        for number, line in lines:
            if self._block is None and (line is None or _is_blank(line)):
                yield Blank(number) if line is not None else Broken(number, "too-long")
                continue
            titled = None if self._block or line is None else self._titles(line)
            self._columns = titled or self._columns
            self._block = self._block or self._many(*self._columns)
            if titled is not None:
                self._headings = len(titled[1])
                yield Blank(number)
            else:
                yield from self._rows(chain([(number, line)], lines), *self._columns)

    def _rows(self, lines: Iterator[Numbered], delimiter: str, columns: Sequence[str]) -> Iterator[Record]:
        read = [(place, name) for place, name in enumerate(columns) if name]

        def is_row(row: Row) -> bool:
            told = _record(Found(0, row), len(columns), read, self._meaning)
            return isinstance(told, Entry) or _only_beside(told)

        for found in Rows(lines, delimiter, is_row):
            self._last = found
            beside = _beside(found) if columns is _UNTITLED else ()
            yield from beside or [_record(found, len(columns), read, self._meaning)]
            for further in range(found.more):
                yield Blank(found.line + 1 + further)


def _is_blank(line: bytes) -> bool:
    return not line.strip() or line.startswith(b"#") or ORDER.fullmatch(line.strip()) is not None


def _titles(line: bytes) -> Titles | None:
    """The delimiter and the field of each column, when `line` holds headings of which one names a hash, and no hash."""
    if _HASH.search(line):
        return None
    best: Titles | None = None
    for delimiter in DELIMITERS:
        found = headings.fields(split(line.decode("utf-8", "replace").replace("\0", " "), delimiter) or [])
        if headings.HASHES.intersection(found) and (best is None or len(found) > len(best[1])):
            best = delimiter, found
    return best


def _bare_delimiter(head: bytes) -> str:
    """What stands behind most hashes of a table without headings."""
    found = [bare[1] or bare[2] for bare in map(_BARE.match, first_lines(head)) if bare]
    return Counter(found).most_common(1)[0][0].decode("ascii") if found else ","


def _record(found: Found, width: int, read: list[tuple[int, str]], meaning: Meaning | None) -> Record:
    row = found.row
    cells = [(name, row[place]) for place, name in read if place < len(row)]
    cells += [(name, "") for place, name in read if place >= len(row) and name == "category"]
    fields, code = meaning(cells) if meaning else (cells, "")
    if found.code:
        guess = entry_from(fields, found.line, code=code) if len(row) == width else None
        return Broken(found.line, found.code, entry=guess if isinstance(guess, Entry) else None)
    if not any(cell.strip() for cell in row):
        return Blank(found.line)
    told = entry_from(fields, found.line, code=code)
    # A name may begin like a comment: what tells a hash in the columns of the table is a row.
    comment = row[0].startswith("#") and (len(row) < width or _lost(told))
    return Blank(found.line) if comment else told


def _beside(found: Found) -> list[Record]:
    """What a row without headings tells that holds several digests; none of any other."""
    files, code = ([], "") if found.code else side_by_side.told_by_row(found.row)
    return [entry_from(fields, found.line, code=code) for fields in files]


def _lost(record: Entry | Broken) -> bool:
    return isinstance(record, Broken) and record.entry is None


def _only_beside(record: Record) -> bool:
    return isinstance(record, Broken) and record.code in _BESIDE and record.entry is not None

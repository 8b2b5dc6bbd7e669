"""Columns of a table as a person chooses them: `sha256=3,category=Loại`, by number from 1 or by heading."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

from inspector.domain.fault import UsageFault
from inspector.domain.names import display
from inspector.library.entry import Entry
from inspector.library.formats.fields import entry_from
from inspector.library.formats.headings import HASHES, letters
from inspector.library.formats.kinds import KIND, by_kind
from inspector.library.formats.rows import Row, first_rows

FIELDS = {
    **{name: name for name in ("md5", "sha1", "sha256", "hash", "size", "category", "pdq")},
    "quality": "pdq_quality",
    "phash": "phash",
    "dhash": "dhash",
    "type": KIND,
}
_SHORTEST = 16  # digits of a hash; what is shorter is a heading
_MOST_COLUMNS = 10_000
_SHOWN = 300  # characters of the headings told in a fault


@dataclass(frozen=True, slots=True)
class Column:
    """One column to be read as `field`, a field of Entry, `hash` or KIND; `place` is its number from 1 or heading."""

    field: str
    place: str

    @property
    def number(self) -> int:
        """From 1; 0 when the column is named by its heading."""
        return int(self.place) if re.fullmatch("[0-9]{1,9}", self.place) else 0

    def within(self, titles: Row, width: int) -> int | None:
        """Where the column lies in rows of `width` cells that `titles` stand over, from 0; None when it does not."""
        if self.number:
            return self.number - 1 if self.number <= width else None
        for same in (str.strip, letters):
            named = [same(title) for title in titles]
            if same(self.place) and same(self.place) in named:
                return named.index(same(self.place))
        return None


Columns = Sequence[Column]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is read: what stands between cells, the field of each column or "", whether headings stand above."""

    delimiter: str
    fields: list[str]
    titled: bool


def columns(asked: str) -> Columns:
    """What `asked` says, one `field=column` behind the other with commas; quotes around one that holds a comma itself.

    Raises UsageFault (`library-columns-malformed`, `library-columns-field`, `library-columns-no-hash`).
    """
    parts = next(csv.reader([asked]), [])
    found = [_column(part) for part in parts if part.strip()]
    if len({column.field for column in found}) < len(found) or not found:
        raise UsageFault("library-columns-malformed", columns=display(asked))
    if HASHES.isdisjoint(column.field for column in found):
        raise UsageFault("library-columns-no-hash", known=", ".join(sorted(HASHES)))
    return found


def _column(part: str) -> Column:
    name, equals, place = (word.strip() for word in part.partition("="))
    number = int(place) if re.fullmatch("[0-9]+", place) else 1
    if not (equals and place and 0 < number <= _MOST_COLUMNS):
        raise UsageFault("library-columns-malformed", columns=display(part))
    if name.lower() not in FIELDS:
        raise UsageFault("library-columns-field", field=display(name), known=", ".join(FIELDS))
    return Column(FIELDS[name.lower()], place)


def planned(head: bytes, asked: Columns) -> Plan:
    """How the table that begins with `head` is read; raises UsageFault (`library-column-missing`)."""
    tables = first_rows(head)
    plans = [plan for delimiter, rows in tables.items() if (plan := _plan(delimiter, rows, asked)) is not None]
    if not plans:
        raise _missing(max(tables.values(), key=_width), asked)
    return max(plans, key=lambda plan: _entries(tables[plan.delimiter], plan.fields))


def _plan(delimiter: str, rows: list[Row], asked: Columns) -> Plan | None:
    titles = rows[0] if rows else []
    width = _width(rows)
    fields = [""] * width
    for column in asked:
        place = column.within(titles, width)
        if place is None or fields[place]:
            return None
        fields[place] = column.field
    hashes = [cell.strip() for cell, field in zip(titles, fields, strict=False) if field in HASHES]
    titled = not all(column.number for column in asked) or all(len(cell) < _SHORTEST for cell in hashes)
    return Plan(delimiter, fields, titled)


def _missing(rows: list[Row], asked: Columns) -> UsageFault:
    titles = rows[0] if rows else []
    lacking = [column.place for column in asked if column.within(titles, _width(rows)) is None]
    there = ", ".join(f"{number} {title.strip()}" for number, title in enumerate(titles, 1))
    return UsageFault(
        "library-column-missing", column=display((lacking or [asked[0].place])[0]), there=display(there[:_SHOWN])
    )


def _width(rows: list[Row]) -> int:
    return max(map(len, rows), default=0)


def _entries(rows: list[Row], fields: list[str]) -> int:
    cells = ([pair for pair in zip(fields, row, strict=False) if pair[0]] for row in rows)
    return sum(isinstance(entry_from(by_kind(pairs)[0], 0), Entry) for pairs in cells)

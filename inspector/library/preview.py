"""The first rows of a list as a table, and what its columns seem to hold: for a person to choose columns by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from inspector.library.digits import BadHash, digest_name
from inspector.library.formats import headings
from inspector.library.formats.columns import FIELDS
from inspector.library.formats.rows import Row, first_rows

ROWS = 8
_HEX = re.compile("[0-9A-Fa-f]+")
_FIELD_NAMES = {field: name for name, field in FIELDS.items()}


@dataclass(frozen=True, slots=True)
class Preview:
    """The first `rows`, headings among them; `fields` has one of FIELDS a column, or an empty text for one not read."""

    rows: tuple[tuple[str, ...], ...]
    fields: tuple[str, ...]


def preview(head: bytes) -> Preview:
    """The table that begins with `head`, in UTF-8; at most `ROWS` rows, each as wide as the widest."""
    rows = max(first_rows(head).values(), key=_likely)
    width = max(map(len, rows), default=0)
    whole = [tuple(row + [""] * (width - len(row))) for row in rows]
    return Preview(tuple(whole[:ROWS]), tuple(_fields(whole, width)))


def written(fields: Sequence[str]) -> str:
    """The columns as `Asked.columns` has them, by their numbers; empty when none is to be read."""
    return ",".join(f"{field}={number}" for number, field in enumerate(fields, 1) if field)


def _likely(rows: list[Row]) -> tuple[int, int]:
    """How many rows hold a digest in a cell of its own, then how many cells most rows have."""
    hashes = sum(any(_digest(cell) for cell in row) for row in rows)
    widths = Counter(map(len, rows)).most_common(1)
    return hashes, widths[0][0] if widths else 0


def _fields(rows: Sequence[tuple[str, ...]], width: int) -> list[str]:
    """By the headings, where the first row has any; else the columns that hold digests."""
    if not rows:
        return []
    named = [_FIELD_NAMES.get(field, "") for field in headings.fields(rows[0])]
    if any(named) and not any(map(_digest, rows[0])):
        return _once(named)
    return _once([_kind([row[place] for row in rows]) for place in range(width)])


def _once(fields: list[str]) -> list[str]:
    return ["" if field in fields[:place] else field for place, field in enumerate(fields)]


def _kind(cells: Sequence[str]) -> str:
    """The digest that most cells of a column are."""
    found = Counter(map(_digest, cells)).most_common(1)
    return found[0][0] if found else ""


def _digest(cell: str) -> str:
    text = cell.strip()
    try:
        return digest_name(text) if _HEX.fullmatch(text) else ""
    except BadHash:
        return ""

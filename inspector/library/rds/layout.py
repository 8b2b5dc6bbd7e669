"""Where the rows of a reference data set stand, minimal or full, and of which release it is.

The key of the table FILE begins with the digests, so that its index has equal ones together. The view of that name in
the full set is not asked, but the table below it: a view may say anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress

import apsw

from inspector.library.rds.release import FACTS
from inspector.library.rds.tables import FILE, SIGNS
from inspector.library.rds.told import LONGEST_FACT

_DIGEST = """coalesce(CASE WHEN length(sha256) = 64 THEN unhex(sha256) END,
CASE WHEN length(sha1) = 40 THEN unhex(sha1) END, CASE WHEN length(md5) = 32 THEN unhex(md5) END, x'')"""
_ROWS = "SELECT {digest}, 1, {tool} FROM {table}"
_GROUPS = "SELECT {digest}, count(*), {tools} FROM {table} GROUP BY sha256, sha1, md5"
_TOOL = "package_id IN (SELECT value FROM json_each(?))"
_PACKAGES = "SELECT package_id, CAST(substr(application_type, 1, 4096) AS BLOB) FROM PKG"  # it may be no good text


ENCODINGS = ("UTF-8", "UTF-16le", "UTF-16be")
"""Of the texts of a database, as SQLite names them."""


class UnknownLayout(Exception):
    """A database, but no reference data set that we know."""


def table_of(base: apsw.Connection) -> str:
    """The table in which the files stand; raises UnknownLayout."""
    for table, signs in SIGNS.items():
        if signs <= _columns(base, table):
            return table
    raise UnknownLayout


def rows_of(base: apsw.Connection, table: str, tools: Sequence[int]) -> Iterator[tuple[bytes, int, int]]:
    """The strongest digest of each row, for how many rows it stands, and how many of these are of packages in `tools`.

    An empty one stands for rows without a digest. Where an index holds the digests in order, equal ones come as one.
    The digest is the SHA-256, else the SHA-1, else the MD5.
    """
    each, counted = (f"coalesce({_TOOL}, 0)", f"count(*) FILTER (WHERE {_TOOL})") if tools else ("0", "0")
    groups = _GROUPS.format(digest=_DIGEST, table=table, tools=counted)
    bound = [json.dumps(tools)] if tools else []
    chosen = groups if _in_order(base, groups, bound) else _ROWS.format(digest=_DIGEST, table=table, tool=each)
    return base.execute(chosen, bound)


def packages_of(base: apsw.Connection, table: str) -> Iterator[tuple[object, str]]:
    """Of each row of PKG the package, and of what kind it is; none where files do not name their package."""
    if table == FILE and {"package_id", "application_type"} <= _columns(base, "PKG"):
        encoding = str(base.pragma("encoding"))
        for number, kind in base.execute(_PACKAGES):
            yield number, (kind or b"").decode(encoding, "replace")


def facts_of(base: apsw.Connection) -> dict[str, str]:
    """What the newest row of the table VERSION says, as far as there is one."""
    known = [name for name in FACTS if name in _columns(base, "VERSION")]
    if not known:
        return {}
    wanted = ", ".join(f"substr(CAST({name} AS TEXT), 1, {LONGEST_FACT})" for name in known)
    newest = ", ".join(f"{name} DESC" for name in ("release_date", "version") if name in known) or "1"
    with suppress(UnicodeDecodeError):
        for row in base.execute(f"SELECT {wanted} FROM VERSION ORDER BY {newest} LIMIT 1"):  # noqa: S608 - our own words
            return {name: str(value) for name, value in zip(known, row, strict=True) if value is not None}
    return {}


def _columns(base: apsw.Connection, table: str) -> set[str]:
    """The columns of a table that hold something; none of what is no table, as a view or what a program works out."""
    real = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND upper(name) = ?"
    return set(_held(base, table)) if base.execute(real, (table,)).fetchall() else set()


def _held(base: apsw.Connection, table: str) -> Iterator[str]:
    for name, hidden in base.execute("SELECT name, hidden FROM pragma_table_xinfo(?)", (table,)):
        if not hidden:
            yield str(name).lower()


def _in_order(base: apsw.Connection, statement: str, bound: Sequence[str]) -> bool:
    """Whether the rows come grouped as they lie: nothing has to be sorted, or looked up elsewhere row by row."""
    plan = " ".join(str(row[3]) for row in base.execute(f"EXPLAIN QUERY PLAN {statement}", bound))
    return "TEMP B-TREE" not in plan and "USING INDEX" not in plan


def about(base: apsw.Connection, table: str) -> int:
    """About how many rows there are, told by the last one; 0 where rows have no numbers."""
    try:
        row = base.execute(f"SELECT max(rowid) FROM {table}").fetchone()  # noqa: S608 - our own word
    except apsw.SQLError:
        return 0
    return row[0] if row and isinstance(row[0], int) and row[0] > 0 else 0

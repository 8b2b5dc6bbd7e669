"""SQLite files of other programs: the pictures and films that lie in their tables, as chats keep small copies.

The file is read into memory and opened there; nothing of its schema is trusted: views, virtual tables, triggers and
columns that are computed are left alone, and a statement may take so many steps. What a write-ahead log beside it
holds is not seen. Source: https://sqlite.org/fileformat2.html, https://sqlite.org/security.html.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO, ClassVar, cast

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.copies.extent import length
from inspector.source.containers.copies.naming import suffix
from inspector.source.member import Member

_MARK = b"SQLite format 3\0"
_LARGEST = 512 << 20  # held twice for a moment; a worker has 2 GiB
_LARGEST_VALUE = 64 << 20
_STEPS, _MOST_CALLS = 20_000, 50_000  # of SQLite's machine, between two calls and for one table
_MOST_TABLES, _MOST_COLUMNS = 20_000, 400
_ROWID = ("rowid", "_rowid_", "oid")
_LOCATOR = re.compile(r"([0-9]{1,9})\.(-?[0-9]{1,19})\.([0-9]{1,4})", re.ASCII)
_TABLES = """SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')
AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name LIMIT ?"""
_COLUMNS = "SELECT name, pk FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid"


@dataclass(frozen=True, slots=True)
class _Table:
    """A table with the columns that may hold anything, and those that tell a row from others."""

    number: int
    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    rowid: bool


@dataclass(frozen=True, slots=True)
class _Cell:
    table: _Table
    key: tuple[Any, ...]
    column: str


class SqliteBlobs:
    """One such file."""

    name: ClassVar[str] = "sqlite_blobs"
    version: ClassVar[str] = f"1 (SQLite {sqlite3.sqlite_version})"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        size = length(handed.file)
        if size > _LARGEST:
            raise Unreadable("too_large", "bytes")
        self._beat = handed.beat
        self._calls = 0
        self._failures: list[tuple[str, str]] = []
        self._base = _opened(handed.file, size)
        self._base.set_progress_handler(self._go_on, _STEPS)
        try:
            self._tables = list(self._found_tables())
        except (sqlite3.Error, UnicodeError) as error:
            self._base.close()
            raise Unreadable("damaged", type(error).__name__) from error

    @staticmethod
    def claim(head: Head) -> Claim:
        """By its mark."""
        return Claim.BYTES if head.start.startswith(_MARK) and len(head.start) >= 100 else Claim.NONE

    def _go_on(self) -> int:
        self._beat()
        self._calls += 1
        return int(self._calls > _MOST_CALLS)

    def _found_tables(self) -> Iterator[_Table]:
        for number, (name, without_rowid) in enumerate(self._base.execute(_TABLES, (_MOST_TABLES,)).fetchall()):
            self._calls = 0
            columns = self._base.execute(_COLUMNS, (name,)).fetchall()
            names = tuple(column for column, _ in columns)
            if without_rowid:
                key = tuple(column for column, place in sorted(columns, key=lambda each: each[1]) if place)
            else:
                taken = {column.lower() for column in names}
                key = tuple(each for each in _ROWID if each not in taken)[:1]
            if len(names) > _MOST_COLUMNS or not key:
                self._failures.append(("too_large", "columns"))
            if key:
                yield _Table(number, name, names[:_MOST_COLUMNS], key, not without_rowid)

    def walk(self) -> Iterator[Member]:
        """Every value that begins as a picture or film does, table by table."""
        for table in self._tables:
            self._calls = 0
            try:
                yield from self._in_table(table)
            except (sqlite3.Error, UnicodeError) as error:
                code = "too_large" if self._calls > _MOST_CALLS else "damaged"
                self._failures.append((code, type(error).__name__))

    def _in_table(self, table: _Table) -> Iterator[Member]:
        keys, blobs = ", ".join(map(_quoted, table.key)), [_quoted(column) for column in table.columns]
        starts = ", ".join(
            f"CASE typeof({one}) WHEN 'blob' THEN substr({one}, 1, 16) END, length({one})" for one in blobs
        )
        some = " OR ".join(f"typeof({one}) = 'blob'" for one in blobs) or "0"
        query = f"SELECT {keys}, {starts or 'NULL'} FROM {_quoted(table.name)} WHERE {some}"  # noqa: S608 - names quoted
        for number, row in enumerate(self._base.execute(query)):
            key, values = row[: len(table.key)], row[len(table.key) :]
            for place, column in enumerate(table.columns):
                start, size = values[2 * place], values[2 * place + 1]
                if isinstance(start, bytes) and suffix(start):
                    told = key[0] if table.rowid else number
                    yield _member(_Cell(table, key, column), place, told, start, size)

    def open(self, member: Member) -> BinaryIO:
        """The bytes of a value."""
        assert isinstance(member.held, _Cell)
        self._calls = 0
        try:
            return BytesIO(self._value(member.held))
        except sqlite3.DataError as error:  # longer than a value may be
            raise Unreadable("too_large", "value") from error
        except sqlite3.Error as error:
            raise Unreadable("damaged", type(error).__name__) from error

    def _value(self, cell: _Cell) -> bytes:
        same = " AND ".join(f"{_quoted(name)} IS ?" for name in cell.table.key)
        query = f"SELECT {_quoted(cell.column)} FROM {_quoted(cell.table.name)} WHERE {same}"  # noqa: S608
        row = self._base.execute(query, cell.key).fetchone()
        if row is None or not isinstance(row[0], bytes):
            raise Unreadable("missing_member")
        return row[0]

    def at(self, locator: str) -> Member:
        """The value in this row and column; where rows have no numbers, those before it are walked."""
        found = _LOCATOR.fullmatch(locator)
        table = next((each for each in self._tables if found and each.number == int(found[1])), None)
        if found is None or table is None or int(found[3]) >= len(table.columns):
            raise Unreadable("missing_member")
        if not table.rowid:
            return next((each for each in self._in_table(table) if each.locator == locator), None) or _missing()
        number, place = int(found[2]), int(found[3])
        if not -(1 << 63) <= number < 1 << 63:
            raise Unreadable("missing_member")
        cell = _Cell(table, (number,), table.columns[place])
        value = self._value(cell)
        return _member(cell, place, number, value[:16], len(value))

    def about(self) -> About:
        """How many tables there are."""
        return About({"tables": len(self._tables)}, failures=tuple(self._failures[:20]))

    def close(self) -> None:
        """Lets go of the copy in memory."""
        self._base.close()


def _opened(file: BinaryIO, size: int) -> sqlite3.Connection:
    data = bytearray(size)
    file.seek(0)
    view = memoryview(data)
    while view and (count := cast("Any", file).readinto(view)):
        view = view[count:]
    if not data.startswith(_MARK) or size < 100:
        raise Unreadable("damaged", "header")
    data[18:20] = b"\1\1"  # not to be looked for a write-ahead log, which memory cannot have
    base = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    base.text_factory = lambda raw: raw.decode("utf-8", "replace")
    for limit, value in (
        (sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE),
        (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
        (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    ):
        base.setlimit(limit, value)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "temp_store = MEMORY", "query_only = ON"):
        base.execute(f"PRAGMA {pragma}")
    base.deserialize(data)
    return base


def _member(cell: _Cell, place: int, row: int, start: bytes, size: int) -> Member:
    table, column = (name.replace("/", "_") for name in (cell.table.name, cell.column))
    path = f"{table}/{row}/{column}{suffix(start)}".encode("utf-8", "replace")
    return Member(path, f"{cell.table.number}.{row}.{place}", size, held=cell)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _missing() -> Member:
    raise Unreadable("missing_member")

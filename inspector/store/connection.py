"""Connections to the encrypted database file.

SQLCipher 4 with a raw 32-byte key (https://www.zetetic.net/sqlcipher/sqlcipher-api/#key): WAL, FULL, foreign keys on.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import sqlcipher3
import sqlcipher3.dbapi2

from inspector.domain.fault import EnvironmentFault
from inspector.store.barred import barred

# sqlite-utils catches the exceptions of the module it finds under this name first; SQLCipher raises its own classes.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)

Error = sqlcipher3.Error
IntegrityError = sqlcipher3.IntegrityError
complete_statement = sqlcipher3.complete_statement

Values = Sequence[Any]


class Cursor(Protocol):
    """What a statement gives; rows are tuples of what the columns hold."""

    def fetchone(self) -> Any:  # noqa: ANN401
        """The next row or None."""

    def fetchmany(self, size: int) -> list[Any]:
        """The next rows, `size` at most."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """What we use of a database connection (PEP 249, as sqlite3 shapes it)."""

    in_transaction: bool

    def execute(self, statement: str, values: Values = (), /) -> Cursor:
        """Runs one statement."""

    def executemany(self, statement: str, rows: Iterable[Values], /) -> Cursor:
        """Runs one statement for each row of values."""

    def create_function(self, name: str, arguments: int, function: Callable[..., object], /) -> None:
        """Offers `function` to the statements and triggers of this connection; -1: any number of arguments."""

    def close(self) -> None:
        """Ends the connection."""


BUSY_MS = 5_000
_LEAST_FREE = 64 * 1024  # bytes; what SQLite maps to keep readers and the writer apart takes half of it

# What SQLite says, in the order asked, and the fault that says it to a person.
_FAULTS = (
    ("file is not a database", "workspace_damaged"),
    ("malformed", "workspace_damaged"),
    ("disk is full", "disk_full"),
    ("locked", "workspace_busy"),
    ("busy", "workspace_busy"),
    ("readonly", "workspace_read_only"),
    ("read-only", "workspace_read_only"),
    ("disk I/O error", "disk_error"),
    ("unable to open", "disk_error"),
)


def connect(path: Path, key: bytes, *, write: bool) -> Connection:
    """An open connection; it may be closed from any thread but is used by one at a time."""
    with faults(path):
        connection: Connection = sqlcipher3.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, key, write=write)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: Connection, key: bytes, *, write: bool) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA recursive_triggers = ON")  # else REPLACE passes the triggers that guard rows
    if write:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not write:
        connection.execute("PRAGMA query_only = ON")


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turns what SQLite and the disk under `path` say into faults that name the cause."""
    try:
        yield
    except Error as error:
        fault = fault_of(error)
        if fault is None:
            raise
        raise _cause(fault, path) from None


def fault_of(error: Exception) -> EnvironmentFault | None:
    """The fault behind what the database said, wherever it said it; None for what is not the machine's doing."""
    if not isinstance(error, Error) or isinstance(error, IntegrityError):
        return None
    said = str(error)
    return next((EnvironmentFault(code) for needle, code in _FAULTS if needle in said), None)


def _cause(fault: EnvironmentFault, path: Path) -> EnvironmentFault:
    """What is behind an error that SQLite tells by its effect only."""
    if fault.code not in {"disk_error", "workspace_read_only"}:
        return fault
    if (found := barred(path.parent)) is not None:
        return found
    return EnvironmentFault("disk_full") if fault.code == "disk_error" and _full(path) else fault


def _full(path: Path) -> bool:
    """Whether the disk has no room left: SQLite calls it an I/O error where it could not make a file at all."""
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_FREE
    except OSError:
        return False

"""A database of strangers, opened through a file that was handed over: nothing is written, nothing opened by name.

Nothing of its schema is trusted: views and triggers are switched off, functions in it may have no side effects, what is
too long is refused. Sources: https://sqlite.org/security.html, https://sqlite.org/vfs.html.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

import apsw

_NAME = "handed-over"
_SECTOR = 4096
_STEPS = 20_000  # of SQLite's machine, between two signs of life
_LONGEST = 1 << 24  # bytes of one row or value
_CACHE_KIB = 16 << 10
_SWITCHES = (
    (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
    (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
)
_LIMITS = (
    (apsw.SQLITE_LIMIT_LENGTH, _LONGEST),
    (apsw.SQLITE_LIMIT_ATTACHED, 0),
    (apsw.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    (apsw.SQLITE_LIMIT_WORKER_THREADS, 0),
)
_PRAGMAS = ("cell_size_check = ON", "temp_store = MEMORY", "query_only = ON", f"cache_size = -{_CACHE_KIB}")


@contextmanager
def opened(file: BinaryIO, beat: Callable[[int], None]) -> Iterator[apsw.Connection]:
    """The database in `file`; `beat` is called with the bytes read so far while statements run.

    What a write-ahead log beside it holds is not seen. Raises apsw.Error, and what reading the file raises.
    """
    medium = _Handed(file)
    way = _Way(medium)
    try:
        base = apsw.Connection("list", flags=apsw.SQLITE_OPEN_READONLY, vfs=_NAME)
        try:
            _harden(base)
            _check(base, medium)
            base.set_progress_handler(lambda: bool(beat(medium.read)), _STEPS)  # type: ignore[func-returns-value]
            yield base
        finally:
            base.close()
    finally:
        way.unregister()


def _harden(base: apsw.Connection) -> None:
    for switch, value in _SWITCHES:
        base.config(switch, value)
    for limit, value in _LIMITS:
        base.limit(limit, value)
    for pragma in _PRAGMAS:
        base.execute(f"PRAGMA {pragma}")


def _check(base: apsw.Connection, medium: _Handed) -> None:
    """A database is whole pages; of a last one that is cut off SQLite would say that the rest of it is zeros."""
    base.pragma("schema_version")  # reads the first page
    if medium.xFileSize() % int(base.pragma("page_size")):
        raise apsw.CorruptError


class _Way(apsw.VFS):
    """The way to the one file there is; whatever else is asked for by name cannot be opened."""

    def __init__(self, medium: _Handed) -> None:
        self._medium = medium
        super().__init__(_NAME, "")

    def xOpen(self, name: object, flags: list[int]) -> _Handed:  # type: ignore[override]  # noqa: ARG002, N802
        """The file, for the database itself; no journal and no temporary file."""
        if not flags[0] & apsw.SQLITE_OPEN_MAIN_DB:
            raise apsw.CantOpenError
        flags[1] = apsw.SQLITE_OPEN_READONLY
        return self._medium

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: ARG002, N802
        """There is nothing beside it."""
        return False

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        """The name means nothing."""
        return name


class _Handed:
    """The file as SQLite asks for it: one that never changes, and that nobody locks."""

    def __init__(self, file: BinaryIO) -> None:
        self.read = 0
        self._file = file
        self._size = file.seek(0, os.SEEK_END)

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        """So many bytes from there; fewer at the end."""
        self.read += amount
        self._file.seek(offset)
        return self._file.read(amount)

    def xFileSize(self) -> int:  # noqa: N802
        """In bytes."""
        return self._size

    def xSectorSize(self) -> int:  # noqa: N802
        """Of a drive that is never written to."""
        return _SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        """Nothing changes, so no journal is looked for."""
        return apsw.SQLITE_IOCAP_IMMUTABLE

    def xFileControl(self, op: int, ptr: int) -> bool:  # noqa: ARG002, N802
        """None is known."""
        return False

    def xClose(self) -> None:  # noqa: N802
        """The file is the worker's to close."""

    def xLock(self, level: int) -> None:  # noqa: N802
        """There is nobody to lock out."""

    def xUnlock(self, level: int) -> None:  # noqa: N802
        """As above."""

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        """As above."""
        return False

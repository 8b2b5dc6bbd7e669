"""A reference data set on its way in: the worker reads it, and what it tells comes as records."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Semaphore
from typing import BinaryIO, Protocol

from inspector.domain.fault import InputFault
from inspector.library.entry import Record
from inspector.library.rds.packages import Packages
from inspector.library.rds.release import Release
from inspector.library.rds.told import TASK, Following
from inspector.work import Limits, Values, WorkFailure

MARK = b"SQLite format 3\0"
LIMITS = Limits(parts=1 << 62, slowest_bytes_s=1 << 40)
"""For a worker on such a data set: it may tell as many parts as there are, and has no longer for the first of them."""

_WAITING = 2  # parts that were told and are not taken in yet


class Engine(Protocol):
    """What runs a task in an isolated worker, as `inspector.work.Pool`."""

    def submit(
        self,
        task: str,
        open_files: Callable[[], int | Sequence[int]] | None,
        request: Values,
        *,
        on_part: Callable[[Values], bool] | None = None,
    ) -> Future[Values]:
        """Runs `task` on files."""


class DataSet(Iterator[Record]):
    """A data set that was opened: of which release it is, and its records, to be gone through once.

    Raises InputFault `library-list-layout` when it is no such data set, `library-list-damaged` when it breaks, or the
    worker on it does; OSError when the drive breaks. To be closed before its engine, so that no worker waits.
    """

    def __init__(self, file: BinaryIO, engine: Engine, packages: Packages) -> None:
        self._size = os.fstat(file.fileno()).st_size
        self._following = Following(self._size, packages)
        self._parts = _Parts(engine, file, {"tools": list(packages.tools.names)})
        self.release = self._begun()
        self._waiting: Iterator[Record] = iter(())

    @property
    def place(self) -> int:
        """About how many bytes of the file were dealt with."""
        rows, about = self._following.rows, self._following.about
        return min(self._size, self._size * rows // about) if about else 0

    def __next__(self) -> Record:
        try:
            while (record := next(self._waiting, None)) is None:
                part = self._parts.next()
                if part is None:
                    self._end()
                    raise StopIteration
                self._waiting = self._following.go_on(part)
        except ValueError:
            raise self._damaged() from None
        return record

    def close(self) -> None:
        """Nobody wants to hear more."""
        self._parts.stop()

    def _begun(self) -> Release:
        try:
            part = self._parts.next()
            if part is not None:
                return self._following.begin(part)
            self._end()
        except ValueError:
            pass
        raise self._damaged()

    def _end(self) -> None:
        try:
            failed = self._following.end(self._parts.result())
        except WorkFailure:
            failed = "damaged"
        if failed == "unknown":
            raise InputFault("library-list-layout")
        if failed == "medium":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        if failed:
            raise self._damaged()
        self._following.packages.end()

    def _damaged(self) -> InputFault:
        self.close()
        return InputFault("library-list-damaged", rows=self._following.rows)


class _Parts:
    """The parts of an errand one after the other, while the worker goes on with the next."""

    def __init__(self, engine: Engine, file: BinaryIO, request: Values) -> None:
        self._parts: SimpleQueue[Values | None] = SimpleQueue()
        self._room = Semaphore(_WAITING)
        self._ended = self._stopped = False
        self._future = engine.submit(TASK, lambda: os.dup(file.fileno()), request, on_part=self._hear)
        self._future.add_done_callback(lambda _future: self._parts.put(None))

    def next(self) -> Values | None:
        """The next part, or None after the last."""
        part = None if self._ended else self._parts.get()
        self._ended = part is None
        self._room.release()
        return part

    def result(self) -> Values:
        """What the errand ended with; raises WorkFailure."""
        return self._future.result()

    def stop(self) -> None:
        """Lets the errand end with its next part; nobody waits for that."""
        self._stopped = True
        self._room.release()

    def _hear(self, part: Values) -> bool:
        if not self._stopped:
            self._room.acquire()
        self._parts.put(part)
        return not self._stopped

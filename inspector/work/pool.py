"""A few isolated workers behind one queue."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

from inspector.domain.fault import EnvironmentFault
from inspector.work import wire
from inspector.work.errand import Errand
from inspector.work.frame import Values
from inspector.work.isolation import Isolation
from inspector.work.lane import Lane
from inspector.work.limits import Limits

_CLOSE_S = 10.0
_OWN_FILES = 16  # what a worker has open itself, and some more


def cores() -> int:
    """How many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Pool:
    """Runs tasks in `size` worker processes, which import `tasks` ("package.module:function") and are then locked in.

    A module of tasks may offer `warm()`, called after its import: what reads files by name, loads libraries or starts
    threads belongs there, for after the lock none of that works. Returns when the first worker is up; raises
    EnvironmentFault "work-not-started" or "work-no-transport".
    """

    def __init__(self, tasks: Sequence[str], size: int | None = None, limits: Limits | None = None) -> None:
        if not wire.supported():
            raise EnvironmentFault("work-no-transport")
        self._tasks = frozenset(tasks)
        self._queue: SimpleQueue[Errand | None] = SimpleQueue()
        self._starts: SimpleQueue[Isolation | Exception] = SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._limits = limits or Limits()
        self._lanes = [Lane(self._queue, tasks, self._limits, self._starts.put) for _ in range(size or cores())]
        for lane in self._lanes:
            lane.start()
        self._isolation = self._first_start()

    @property
    def at_once(self) -> int:
        """How many workers there are."""
        return len(self._lanes)

    @property
    def most_files(self) -> int:
        """How many open files one errand may bring."""
        return max(1, self._limits.open_files - _OWN_FILES)

    @property
    def isolation(self) -> Isolation:
        """The walls around the workers, and the missing ones; as many as the least protected worker has."""
        while not self._starts.empty():
            start = self._starts.get()
            if isinstance(start, Isolation) and not start.covers(self._isolation):
                self._isolation = start
        return self._isolation

    def submit(  # noqa: PLR0913 (one errand is all of this)
        self,
        task: str,
        open_files: Callable[[], int | Sequence[int]] | None,
        request: Values,
        *,
        on_part: Callable[[Values], bool] | None = None,
        on_beat: Callable[[int], None] | None = None,
        deadline_s: float | None = None,
        keep: str = "",
    ) -> Future[Values]:
        """Queues a task and returns its future.

        `open_files` is called by a thread of the pool once a worker is free, and once more when that worker died before
        it took the errand; it returns new descriptors open for reading only, which the pool closes. With a word in
        `keep` the worker leaves the files open for the next errand with the same word; it is not called where they are
        open already. `on_part` is
        called there with each partial result and answers whether to go on; `on_beat` with the bytes read so far. All
        three may raise: the future then holds what they raised.

        The future holds the task's result, or WorkFailure, or EnvironmentFault when no worker can be started any
        more. A task that is not one of the pool's is a ValueError, a closed pool a RuntimeError.
        """
        if task not in self._tasks:
            raise ValueError(f"not a task of this pool: {task}")
        errand = Errand(task, open_files, request, on_part, on_beat, deadline_s, keep)
        with self._lock:
            if self._closed:
                raise RuntimeError("the pool is closed")
            self._queue.put(errand)
        return errand.future

    def close(self) -> None:
        """Cancels what waits, ends what runs (WorkFailure "refused"), and returns when workers and threads are gone.

        Bounded by ten seconds, even when a callback or a dying disk holds a thread.
        """
        with self._lock:
            self._closed = True
            self._cancel_waiting()
            for _ in self._lanes:
                self._queue.put(None)
        for lane in self._lanes:
            lane.stop()
        until = time.monotonic() + _CLOSE_S
        for lane in self._lanes:
            if lane is not threading.current_thread():
                lane.join(max(0.0, until - time.monotonic()))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _first_start(self) -> Isolation:
        try:
            start = self._starts.get()
        except BaseException:
            self.close()
            raise
        if isinstance(start, Exception):
            self.close()
            raise start
        return start

    def _cancel_waiting(self) -> None:
        while True:
            try:
                errand = self._queue.get_nowait()
            except Empty:
                return
            if errand is not None and errand.future.cancel():
                errand.future.set_running_or_notify_cancel()

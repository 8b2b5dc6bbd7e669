"""One thread and its worker: takes errands from the queue one at a time, replaces a worker that is spent."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import SimpleQueue

from inspector.domain.fault import EnvironmentFault
from inspector.work.errand import Conversation, Errand, Outcome, close, opened
from inspector.work.failure import WorkFailure
from inspector.work.frame import FrameFault
from inspector.work.isolation import Isolation
from inspector.work.limits import Limits
from inspector.work.process import WorkerProcess
from inspector.work.wire import WireClosed, WireUnheard

_STARTS = 3
_CRASH_S = 0.5  # what a crashing process may take to be gone after its socket closed


class Lane(threading.Thread):
    """Serves `queue` until it yields None or `stop` is called.

    `on_start` hears of the first start: the isolation reached, or the fault. A later worker with fewer walls than
    the first is not used.
    """

    def __init__(
        self,
        queue: SimpleQueue[Errand | None],
        tasks: Sequence[str],
        limits: Limits,
        on_start: Callable[[Isolation | Exception], None],
    ) -> None:
        super().__init__(name="worker lane", daemon=True)
        self._queue = queue
        self._tasks = tasks
        self._limits = limits
        self._on_start = on_start
        self._isolation: Isolation | None = None
        self._worker: WorkerProcess | None = None
        self._lock = threading.Lock()
        self._stopped = False

    def stop(self) -> None:
        """Ends the worker at once, and with it the errand in hand; the thread then ends by itself."""
        with self._lock:
            self._stopped = True
            if self._worker is not None:
                self._worker.kill()

    def run(self) -> None:
        """The thread's life."""
        try:
            self._on_start(self._first_start())
            while (errand := self._queue.get()) is not None:
                if errand.future.set_running_or_notify_cancel():
                    self._serve(errand)
                    self._replace()
        finally:
            self._let_go()

    def _serve(self, errand: Errand) -> None:
        try:
            try:
                outcome = self._talk(errand)
            except WireUnheard:  # the worker died of something earlier; this errand is innocent
                outcome = self._talk(errand)
        except BaseException as error:  # noqa: BLE001 (whatever happened is the future's to tell)
            errand.future.set_exception(_without_trail(error))
        else:
            errand.future.set_result(outcome.result)

    def _talk(self, errand: Errand) -> Outcome:
        worker = self._ready()
        descriptors = () if errand.keep and worker.keeps == errand.keep else opened(errand)
        worker.errands += 1
        try:
            outcome = Conversation(errand, worker, self._limits, descriptors).hold()
        except BaseException as error:  # noqa: BLE001
            raise self._verdict(error) from None
        finally:
            close(descriptors)
        if outcome.worn or worker.errands >= self._limits.errands:
            self._let_go()
        return outcome

    def _verdict(self, error: BaseException) -> BaseException:
        """What the future is told; the worker is let go unless it can go on."""
        if isinstance(error, WorkFailure) and error.code in {"task_failed", "refused"}:
            return error
        how = self._let_go(patience_s=_CRASH_S if isinstance(error, WireClosed) else 0.0)
        if self._stopped:
            return WorkFailure("refused", "closed")
        if isinstance(error, WireClosed) and not isinstance(error, WireUnheard):
            return WorkFailure("crashed", how)
        return WorkFailure("bad_reply") if isinstance(error, FrameFault) else error

    def _ready(self) -> WorkerProcess:
        """The worker, or a new one when there is none, or when it died or spoke unasked since its last errand."""
        if self._worker is not None and self._worker.line.quiet():
            return self._worker
        self._let_go()
        for attempt in range(_STARTS):
            try:
                return self._start()
            except (EnvironmentFault, WorkFailure):
                if self._stopped:
                    raise WorkFailure("refused", "closed") from None
                if attempt == _STARTS - 1:
                    raise
        raise AssertionError

    def _replace(self) -> None:
        """Starts the next worker before it is needed; a fault is met again, and told, by the next errand."""
        if self._worker is None and not self._stopped:
            with suppress(EnvironmentFault, WorkFailure):
                self._start()

    def _first_start(self) -> Isolation | Exception:
        try:
            self._start()
        except Exception as error:  # noqa: BLE001 (the thread that waits for this start raises it)
            return error
        assert self._isolation is not None
        return self._isolation

    def _start(self) -> WorkerProcess:
        worker = WorkerProcess(self._tasks, self._limits)
        with self._lock:
            self._worker = worker
            if self._stopped:
                worker.kill()
        try:
            self._check(worker.greet())
        except BaseException:
            self._let_go()
            raise
        return worker

    def _check(self, isolation: Isolation) -> None:
        self._isolation = self._isolation or isolation
        if not isolation.covers(self._isolation):
            raise WorkFailure("lockdown", ", ".join(name for name, _reason in isolation.missing))

    def _let_go(self, patience_s: float = 0.0) -> str:
        """Ends the worker, if there is one; says how it had ended by itself."""
        with self._lock:
            worker, self._worker = self._worker, None
        return "" if worker is None else worker.end(patience_s)


def _without_trail(error: BaseException) -> BaseException:
    """A failure without the exceptions behind it: they hold pieces of the reply, and that is evidence."""
    if isinstance(error, WireUnheard):
        return WorkFailure("crashed")
    return WorkFailure(error.code, error.detail) if isinstance(error, WorkFailure) else error

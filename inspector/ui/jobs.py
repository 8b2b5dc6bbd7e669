"""The only place where threads meet Qt: questions on one lane, pictures on another, long works with cancel.

Everything handed over is called back in the GUI thread. What a lane or a work raises reaches the window as a `Fault`;
an exception that is none becomes a `Bug`, told by its type and place only, since its text may hold names of evidence.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot

from inspector.app.faults import as_fault
from inspector.domain.fault import Fault
from inspector.domain.progress import Progress
from inspector.store.deed import now
from inspector.ui.look import Look

T = TypeVar("T")
Steps = Generator[Progress, None, T]
Tells = Callable[[Look, "Job"], str]
"""Says how a work ended, in the language the window then has. It keeps nothing of what the work was given."""


@dataclass(slots=True)
class Ticket:
    """A question under way; after `drop()` its answer is thrown away. Once answered it is no longer wanted."""

    wanted: bool = True

    def drop(self) -> None:
        """Makes the answer unwanted."""
        self.wanted = False


class _Post(QObject):
    """Carries a call from any thread into the GUI thread."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._call, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _call(self, letter: Callable[[], object]) -> None:
        letter()


class Lane:
    """One thread that answers questions in the order they were asked."""

    def __init__(self, name: str) -> None:
        self._post = _Post()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._closed = False

    def ask(
        self,
        question: Callable[[], T],
        answered: Callable[[T], None],
        failed: Callable[[Fault], None],
    ) -> Ticket:
        """Runs `question` on the lane and hands its answer, or why there is none, to the GUI thread.

        A lane that is closed answers nothing: a timer may still ask while the window goes away.
        """
        ticket = Ticket()
        if self._closed:
            ticket.drop()
        else:
            self._pool.submit(self._answer, ticket, question, answered, failed)
        return ticket

    def quiet(self) -> Future[None]:
        """Done when every question that was asked so far has been answered."""
        if not self._closed:
            return self._pool.submit(lambda: None)
        quiet: Future[None] = Future()
        quiet.set_result(None)
        return quiet

    def close(self) -> None:
        """Waits for the question under way and forgets the others."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _answer(
        self,
        ticket: Ticket,
        question: Callable[[], T],
        answered: Callable[[T], None],
        failed: Callable[[Fault], None],
    ) -> None:
        if not ticket.wanted:
            return
        try:
            answer = question()
        except Exception as error:  # noqa: BLE001  one of the three borders where everything is caught
            fault = as_fault(error)
            self._post.arrived.emit(lambda: self._hand_over(ticket, lambda: failed(fault)))
        else:
            self._post.arrived.emit(lambda: self._hand_over(ticket, lambda: answered(answer)))

    def _hand_over(self, ticket: Ticket, call: Callable[[], None]) -> None:
        if ticket.wanted:
            ticket.drop()
            call()


class NewestFirst(Generic[T]):
    """One thread that serves the newest wish first and forgets wishes beyond `limit`.

    Made for tiles: while a person scrolls, what is on screen now comes before what has passed.
    """

    def __init__(self, serve: Callable[[Any], T], served: Callable[[Any, T], None], limit: int) -> None:
        self._serve, self._served, self._limit = serve, served, limit
        self._wishes: dict[Hashable, None] = {}
        self._lock = threading.Lock()
        self._post = _Post()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")

    def wish(self, key: Hashable) -> None:
        """Asks for `key`; asking again moves it to the front."""
        with self._lock:
            self._wishes.pop(key, None)
            self._wishes[key] = None
            while len(self._wishes) > self._limit:
                del self._wishes[next(iter(self._wishes))]
        self._pool.submit(self._next)

    def close(self) -> None:
        """Waits for the wish under way and forgets the others."""
        with self._lock:
            self._wishes.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _next(self) -> None:
        with self._lock:
            if not self._wishes:
                return
            key, _ = self._wishes.popitem()
        try:
            found = self._serve(key)
        except Exception:  # noqa: BLE001  a border: one picture that cannot be shown stays a grey tile
            return
        self._post.arrived.emit(lambda: self._served(key, found))


@dataclass(frozen=True, slots=True)
class Ending:
    """How a work ended and when (UTC, ISO 8601): with what it gives, with a fault, or because it was stopped."""

    at: str
    result: Any = None
    fault: Fault | None = None
    stopped: bool = False


class Job(QObject):
    """One long work in a thread of its own; each step it yields is shown and is a place where it can stop.

    `case` is the case that grows by it, None for any other work; `owner` is who began it and alone sees anything of
    it; `tells` says how it ended. `ended` comes last, however it went, and carries it.
    """

    progressed = Signal(object)
    finished = Signal(object)
    cancelled = Signal()
    failed = Signal(object)
    ended = Signal(object)

    def __init__(self, name: str, steps: Callable[[], Steps[Any]], case: int | None = None) -> None:
        super().__init__()
        self.name = name
        self.case = case
        self.owner: Hashable = None
        self.tells: Tells | None = None
        self.latest: Progress | None = None
        self.ending: Ending | None = None
        self._stop = threading.Event()
        self._shown = threading.Event()
        self._shown.set()
        self._post = _Post()
        self._thread = threading.Thread(target=self._run, args=(steps,), name=f"job {name}")

    def start(self) -> None:
        """Begins the work."""
        self._thread.start()

    def cancel(self) -> None:
        """Asks the work to stop at its next step."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether the work was asked to stop."""
        return self._stop.is_set()

    def wait(self) -> None:
        """Waits until the thread is gone."""
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self, steps: Callable[[], Steps[Any]]) -> None:
        try:
            stopped, result = self._walk(steps())
        except Exception as error:  # noqa: BLE001  one of the three borders where everything is caught
            fault = _alone(as_fault(error))
            self._post.arrived.emit(lambda: self._end(Ending(now(), fault=fault), self.failed, fault))
            return
        if stopped:
            self._post.arrived.emit(lambda: self._end(Ending(now(), stopped=True), self.cancelled))
        else:
            self._post.arrived.emit(lambda: self._end(Ending(now(), result), self.finished, result))

    def _walk(self, steps: Steps[Any]) -> tuple[bool, Any]:
        while True:
            try:
                progress = next(steps)
            except StopIteration as end:
                return False, end.value
            if self._stop.is_set():
                steps.close()
                return True, None
            self._show(progress)

    def _show(self, progress: Progress) -> None:
        # The GUI thread is sent one step at a time: a fast work never fills its queue.
        if self._shown.is_set():
            self._shown.clear()
            self._post.arrived.emit(lambda: self._arrive(progress))

    def _arrive(self, progress: Progress) -> None:
        self._shown.set()
        self.latest = progress
        self.progressed.emit(progress)

    def _end(self, ending: Ending, how: SignalInstance, *facts: object) -> None:
        self._thread.join()
        self.ending = ending
        how.emit(*facts)
        self.ended.emit(self)


def _alone(fault: Fault) -> Fault:
    """A fault without the frames it came through: they hold what the work was given, a password perhaps."""
    fault.__cause__ = fault.__context__ = None
    return fault.with_traceback(None)


class Jobs(QObject):
    """The lanes and long works of one window."""

    started = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.queries = Lane("queries")
        # Counting a large case takes seconds: it has a lane of its own, so that no question waits behind it.
        self.counts = Lane("counts")
        self.running: list[Job] = []

    def run(
        self,
        name: str,
        steps: Callable[[], Steps[Any]],
        case: int | None = None,
        owner: Hashable = None,
        tells: Tells | None = None,
    ) -> Job:
        """Starts a long work; connect to the returned job in the same turn of the event loop and nothing is missed."""
        job = Job(name, steps, case)
        job.owner, job.tells = owner, tells
        self.running.append(job)
        job.ended.connect(lambda: self.running.remove(job))
        self.started.emit(job)
        job.start()
        return job

    def last(self, deed: Callable[[], None]) -> None:
        """Does what ends all questions asked so far, on whichever lane: when they have been answered."""
        quiet = self.counts.quiet()

        def then() -> None:
            wait([quiet])
            deed()

        self.queries.ask(then, lambda _: None, lambda _: None)

    def close(self) -> None:
        """Stops everything and leaves no thread behind."""
        for job in list(self.running):
            job.cancel()
            job.wait()
        self.queries.close()
        self.counts.close()

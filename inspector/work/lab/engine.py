"""The machines of a lab, shaped as `inspector.work.Pool` is.

The only part of the program that ever opens a network connection, and only when it is asked for by address. Machines
may come and go: the roll is called every second.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self, TypeVar

from inspector.domain.fault import EnvironmentFault
from inspector.work.errand import Errand
from inspector.work.frame import FrameFault, Values
from inspector.work.isolation import Isolation
from inspector.work.lab.cluster import Cluster
from inspector.work.lab.seat import Seat, Terms
from inspector.work.limits import Limits
from inspector.work.lockdown import WALLS
from inspector.work.wire import WireClosed

T = TypeVar("T")

NETWORK = "no-network"
"""The wall that does not stand where a lab is asked: see Isolation."""

_PATIENCE_S = 10.0
_ALONE_S = 60.0
_ROLL_S = 1.0
_REST_S = 30.0
_CLOSE_S = 10.0
_MOST_SEATS = 256


class Lab:
    """The lab at `dask://HOST:PORT`: a seat for each thread that Dask counts on each machine.

    `patience_s` is how long a machine may take to answer, `alone_s` how long work waits for any machine to come back.
    Returns when every machine has said whether it is ready; raises EnvironmentFault "lab_unreached" when none is.
    """

    def __init__(
        self,
        address: str,
        tasks: Sequence[str],
        limits: Limits,
        *,
        patience_s: float = _PATIENCE_S,
        alone_s: float = _ALONE_S,
    ) -> None:
        self._address = address
        self._terms = Terms(tuple(tasks), limits, patience_s)
        self._alone_s = alone_s
        self._cluster = Cluster(address, patience_s)
        self._queue: SimpleQueue[Errand | None] = SimpleQueue()
        self._starts: SimpleQueue[Isolation | Exception] = SimpleQueue()
        self._lock = threading.Lock()
        self._seats: set[Seat] = set()
        self._ready: set[Seat] = set()
        self._resting: dict[str, float] = {}  # machines that were not ready, and when they are asked again
        self._closing = threading.Event()
        self._walls: Isolation | None = None
        self._roll = threading.Thread(target=self._call_roll, name="lab roll", daemon=True)
        try:
            self._isolation = self._joined()
        except BaseException:
            self.close()
            raise
        self._roll.start()

    @property
    def at_once(self) -> int:
        """How many seats there are now."""
        return len(self._ready)

    @property
    def most_files(self) -> int:
        """They are told the path of one."""
        return 1

    @property
    def isolation(self) -> Isolation:
        """The walls around the workers of every machine, and those that some machine lacks; a network there is."""
        return self._isolation

    def submit(  # noqa: PLR0913  as Pool.submit
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
        """As `Pool.submit`, where `open_files` also tells where other machines find the files (see `talk.Shared`).

        A machine that is lost on the way makes a WorkFailure "lost"; a machine that does not see the same files, an
        EnvironmentFault "lab_not_shared"; no machine any more, "lab_unreached".
        """
        if task not in self._terms.tasks:
            raise ValueError(f"not a task of this lab: {task}")
        errand = Errand(task, open_files, request, on_part, on_beat, deadline_s, keep)
        with self._lock:
            if self._closing.is_set():
                raise RuntimeError("the lab is closed")
            self._queue.put(errand)
        return errand.future

    def close(self) -> None:
        """Cancels what waits, ends what runs (WorkFailure "refused") and leaves the cluster; bounded by ten seconds."""
        with self._lock:
            self._closing.set()
            seats = [*self._seats]
        self._cancel_waiting()
        for seat in seats:
            self._queue.put(None)
            seat.leave()
        self._cluster.close()
        until = time.monotonic() + _CLOSE_S
        for thread in (*seats, self._roll):
            if thread.is_alive() and thread is not threading.current_thread():
                thread.join(max(0.0, until - time.monotonic()))
        self._cancel_waiting()  # what a seat had put back

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _joined(self) -> Isolation:
        """Asks every machine that is there; what stands around the least protected worker."""
        try:
            asked = self._fill(self._cluster.machines())
        except (WireClosed, FrameFault) as error:
            raise EnvironmentFault("lab_unreached", address=self._address) from error
        until = time.monotonic() + self._terms.limits.start_s
        starts: list[Isolation | Exception] = []
        try:
            while len(starts) < asked:
                starts.append(self._starts.get(timeout=max(0.0, until - time.monotonic())))
        except Empty:
            pass  # a machine that is later than that must be as well protected as these
        with self._lock:
            self._walls = _least([*starts, *_now_in(self._starts)])
        if self._walls is None:
            raise EnvironmentFault("lab_unreached", address=self._address)
        return Isolation(self._walls.in_force, (*self._walls.missing, (NETWORK, "lab")))

    def _fill(self, machines: dict[str, int]) -> int:
        """Opens the seats that are missing; how many."""
        now = time.monotonic()
        with self._lock:
            taken = Counter(seat.address for seat in self._seats)
            missing = [
                address
                for address, threads in machines.items()
                if self._resting.get(address, now) <= now
                for _ in range(threads - taken[address])
            ]
            if self._closing.is_set():
                return 0
            opened = [self._seat(address) for address in missing[: _MOST_SEATS - len(self._seats)]]
            self._seats.update(opened)
        for seat in opened:
            seat.start()
        return len(opened)

    def _seat(self, address: str) -> Seat:
        return Seat(address, self._queue, self._terms, self._started, self._ended)

    def _started(self, seat: Seat, start: Isolation | Exception) -> bool:
        """Whether a seat will do: it has to be as well protected as those of the beginning were."""
        with self._lock:
            if self._walls is None:
                self._starts.put(start)
            good = isinstance(start, Isolation) and (self._walls is None or start.covers(self._walls))
            if good:
                self._ready.add(seat)
            else:
                self._resting[seat.address] = time.monotonic() + _REST_S
            return good

    def _ended(self, seat: Seat) -> None:
        with self._lock:
            self._seats.discard(seat)
            self._ready.discard(seat)

    def _call_roll(self) -> None:
        """Finds machines that came, and gives up when none has been there for long."""
        last_there = time.monotonic()
        while not self._closing.wait(_ROLL_S):
            with suppress(WireClosed, FrameFault):  # the machines may be there without their scheduler
                self._fill(self._cluster.machines())
            if self._ready or self._queue.empty():
                last_there = time.monotonic()
            elif time.monotonic() - last_there > self._alone_s:
                self._give_up()

    def _give_up(self) -> None:
        for errand in _now_in(self._queue):
            if errand is not None and errand.future.set_running_or_notify_cancel():
                errand.future.set_exception(EnvironmentFault("lab_unreached", address=self._address))

    def _cancel_waiting(self) -> None:
        for errand in _now_in(self._queue):
            if errand is not None and errand.future.cancel():
                errand.future.set_running_or_notify_cancel()


def _now_in(queue: SimpleQueue[T]) -> Iterator[T]:
    while True:
        try:
            yield queue.get_nowait()
        except Empty:
            return


def _least(starts: Iterable[Isolation | Exception]) -> Isolation | None:
    """The walls that stand everywhere; None when nobody is ready."""
    ready = [start for start in starts if isinstance(start, Isolation)]
    missing = {name: reason for start in ready for name, reason in start.missing}
    standing = tuple(name for name in WALLS if name not in missing)
    return Isolation(standing, tuple(missing.items())) if ready else None

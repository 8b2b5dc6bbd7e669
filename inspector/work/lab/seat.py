"""One thread and its connection to a machine of the lab: takes errands from the queue while the machine is there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import SimpleQueue

from inspector.work.errand import Errand
from inspector.work.failure import WorkFailure
from inspector.work.frame import FrameFault
from inspector.work.isolation import Isolation
from inspector.work.lab.talk import Talk
from inspector.work.lab.wire import DaskWire
from inspector.work.lab.words import OPERATION, SILENT_S, VERSION, unpacked
from inspector.work.limits import Limits
from inspector.work.lockdown import WALLS
from inspector.work.wire import WireClosed


@dataclass(frozen=True, slots=True)
class Terms:
    """What every machine is asked for; how long the seat waits for one to answer, in seconds."""

    tasks: Sequence[str]
    limits: Limits
    patience_s: float


class Seat(threading.Thread):
    """Serves `queue` until that yields None, `leave` is called, or the machine is lost.

    `on_start` hears the isolation around the machine's worker, or why there is none, and answers whether that will do;
    `on_end` is called at the very end.
    """

    def __init__(
        self,
        address: str,
        queue: SimpleQueue[Errand | None],
        terms: Terms,
        on_start: Callable[[Seat, Isolation | Exception], bool],
        on_end: Callable[[Seat], None],
    ) -> None:
        super().__init__(name="lab seat", daemon=True)
        self.address = address
        self._queue = queue
        self._terms = terms
        self._on_start = on_start
        self._on_end = on_end
        self._lock = threading.Lock()
        self._wire: DaskWire | None = None
        self._left = False
        self._at_rest = True  # nothing is left under way on the machine

    def leave(self) -> None:
        """Ends the conversation at once, and with it the errand in hand; the thread then ends by itself."""
        with self._lock:
            self._left = True
            if self._wire is not None:
                self._wire.hang_up()

    def run(self) -> None:
        """The thread's life."""
        try:
            if self._on_start(self, self._seated()):
                while self._at_rest and (errand := self._next()) is not None:
                    self._serve(errand)
        finally:
            self._on_end(self)
            if self._wire is not None:
                self._wire.close()

    def _seated(self) -> Isolation | Exception:
        try:
            wire = DaskWire.to(self.address, self._terms.patience_s)
            with self._lock:
                self._wire = wire
                if self._left:
                    wire.hang_up()
            return self._welcomed(wire)
        except Exception as error:  # noqa: BLE001  whoever waits for this start decides
            return error

    def _welcomed(self, wire: DaskWire) -> Isolation:
        wire.patient(self._terms.limits.start_s)
        terms = {"tasks": list(self._terms.tasks), "limits": self._terms.limits.to_values()}
        match unpacked(wire.ask(OPERATION, **terms)):
            case "ready", {"version": str(version), "walls": dict(walls)} if version == VERSION:
                wire.patient(SILENT_S)
                return Isolation.from_report({name: str(walls.get(name, "unknown")) for name in WALLS})
        raise FrameFault("not ready")

    def _next(self) -> Errand | None:
        """The next errand; None when there is none any more, or nobody to do it here: then others find it."""
        errand = self._queue.get()
        if errand is not None and not self._line.quiet():
            self._queue.put(errand)
            return None
        return errand

    @property
    def _line(self) -> DaskWire:
        assert self._wire is not None
        return self._wire

    def _serve(self, errand: Errand) -> None:
        if not errand.future.set_running_or_notify_cancel():
            return
        talk = Talk(errand, self._line)
        try:
            result = talk.hold()
        except BaseException as error:  # noqa: BLE001  whatever happened is the future's to tell
            self._at_rest = talk.over
            errand.future.set_exception(self._verdict(error))
        else:
            errand.future.set_result(result)

    def _verdict(self, error: BaseException) -> BaseException:
        if isinstance(error, WireClosed):
            return WorkFailure("refused", "closed") if self._left else WorkFailure("lost")
        return WorkFailure("bad_reply") if isinstance(error, FrameFault) else error

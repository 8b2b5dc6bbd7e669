"""One task to be done on one file, and how it is talked through with a worker."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, NoReturn

from inspector.work.channel import BEAT, DONE, FAILED, MORE, TELL
from inspector.work.clock import Clock
from inspector.work.failure import CODES, WorkFailure
from inspector.work.frame import FrameFault, Values
from inspector.work.limits import Limits
from inspector.work.process import WorkerProcess, checked_detail
from inspector.work.wire import WireClosed, WireUnheard, readable_bytes


@dataclass(frozen=True, slots=True)
class Errand:
    """What was submitted, and the future that waits for it."""

    task: str
    open_files: Callable[[], int | Sequence[int]] | None
    request: Values
    on_part: Callable[[Values], bool] | None = None
    on_beat: Callable[[int], None] | None = None
    deadline_s: float | None = None
    keep: str = ""
    future: Future[Values] = field(default_factory=Future)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result, and whether the worker asks to be replaced."""

    result: Values
    worn: bool


class Conversation:
    """One errand with one worker, who may by now obey the evidence: every word of it is checked."""

    def __init__(self, errand: Errand, worker: WorkerProcess, limits: Limits, descriptors: Sequence[int]) -> None:
        self._errand = errand
        self._descriptors = descriptors
        self._line = worker.line
        self._number = worker.errands
        self._limits = limits
        kept = bool(errand.keep) and worker.keeps == errand.keep
        size = worker.kept_bytes if kept else sum(map(_size, descriptors))
        self._worker, self._size = worker, size
        self._files = -1 if kept else len(descriptors)
        self._clock = Clock(limits, size, errand.deadline_s)
        self._parts = 0
        self._answered = False

    def hold(self) -> Outcome:
        """Hands over the request and the file and listens to the end.

        Raises WorkFailure for what the worker admits and what the clocks say, WireClosed when it is gone, WireUnheard
        when it was gone before it took the errand, FrameFault when it talks nonsense, and what `on_part` raises.
        """
        try:
            self._ask()
            while True:
                outcome = self._heard(self._line.receive(self._clock.until))
                if outcome is not None:
                    return outcome
        except TimeoutError:
            raise WorkFailure(self._clock.expired) from None
        except WireUnheard:
            raise (WireClosed if self._answered else WireUnheard) from None

    def _ask(self) -> None:
        errand = self._errand
        request = [self._number, errand.task, errand.request, self._files, bool(errand.keep)]
        try:
            self._line.send(request, self._clock.until, self._descriptors)
        except FrameFault as error:
            raise WorkFailure("refused", "the request does not fit a frame") from error
        self._worker.keeps, self._worker.kept_bytes = errand.keep, self._size

    def _heard(self, untrusted_message: list[Any]) -> Outcome | None:
        self._answered = True
        match untrusted_message:
            case [number, str(kind), content] if type(number) is int and number == self._number:
                pass
            case _:
                raise FrameFault("not an answer to this request")
        if kind == BEAT:
            self._beaten(content)
        elif kind == TELL:
            self._told(content)
        elif kind == DONE:
            return _outcome(content)
        elif kind == FAILED:
            _fail(content)
        else:
            raise FrameFault("unknown word")
        return None

    def _beaten(self, untrusted_done: object) -> None:
        if type(untrusted_done) is not int or untrusted_done < 0 or not self._clock.beat():
            raise FrameFault("not a beat")
        if self._errand.on_beat is not None:
            self._errand.on_beat(untrusted_done)

    def _told(self, untrusted_part: object) -> None:
        self._parts += 1
        if not isinstance(untrusted_part, dict) or self._parts > self._limits.parts:
            raise FrameFault("not a partial result")
        more = self._errand.on_part is None or bool(self._errand.on_part(untrusted_part))
        self._clock.answered()
        self._line.send([self._number, MORE, more], self._clock.until)


def _size(descriptor: int) -> int:
    size = readable_bytes(descriptor)
    if size is None:
        raise WorkFailure("refused", "not a file open for reading only")
    return size


def _outcome(untrusted_content: object) -> Outcome:
    match untrusted_content:
        case {"result": dict(result), "worn": bool(worn)}:
            return Outcome(result, worn)
    raise FrameFault("not a result")


def _fail(untrusted_content: object) -> NoReturn:
    match untrusted_content:
        case {"code": str(code), "detail": detail} if code in {"memory", "bad_reply", "task_failed"}:
            raise WorkFailure(CODES[CODES.index(code)], checked_detail(detail))
    raise FrameFault("not a failure")


def opened(errand: Errand) -> Sequence[int]:
    """The descriptors of what an errand is about, the parent's copies."""
    if errand.open_files is None:
        return ()
    files = errand.open_files()
    return (files,) if isinstance(files, int) else files


def close(descriptors: Sequence[int]) -> None:
    """Closes the parent's copies of handed-over files."""
    for descriptor in descriptors:
        os.close(descriptor)

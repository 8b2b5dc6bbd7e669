"""The life of a worker: import, warm up, lock down, then one errand after the other until the parent hangs up."""

from __future__ import annotations

import gc
import io
import os
import select
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any, BinaryIO

from inspector.work import lockdown, wire
from inspector.work.channel import BEATS_A_STALL, DONE, FAILED, READY, Channel, WorkerChannel
from inspector.work.frame import FrameFault, FrameLimits, Values
from inspector.work.limits import Limits
from inspector.work.wire import Wire, WireClosed

Task = Callable[[BinaryIO, Values, Channel], Values]


def main(arguments: Sequence[str]) -> None:
    """Runs a worker; `arguments` are the number of its inherited socket and the process id of its parent."""
    descriptor, parent = map(int, arguments)
    parent_death = lockdown.die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end = wire.handed_over(descriptor)
    greeting: Values = Wire(end, FrameLimits()).receive()[0]
    limits = Limits.from_values(greeting["limits"])
    line = Wire(end, limits.frame)
    try:
        tasks = _imported(greeting["tasks"])
    except Exception as error:  # noqa: BLE001 (a border: whatever a task module raises is reported)
        line.send([0, FAILED, {"code": "task_failed", "detail": place_of(error)}])
        return
    gc.collect()
    gc.freeze()  # what was loaded stays, and need not be looked through again and again
    line.send([0, READY, lockdown.lock_down(limits, parent_death)])
    Worker(line, tasks, limits).serve()


def _imported(specs: list[str]) -> dict[str, Task]:
    modules = {name: import_module(name) for name in dict.fromkeys(spec.partition(":")[0] for spec in specs)}
    for module in modules.values():
        _warm(module)
    return {spec: getattr(modules[spec.partition(":")[0]], spec.partition(":")[2]) for spec in specs}


def _warm(module: ModuleType) -> None:
    warm = getattr(module, "warm", None)
    if warm is not None:
        warm()


class Worker:
    """Serves errands; whatever a task raises becomes a reply, whatever kills the process is the parent's to see."""

    def __init__(self, line: Wire, tasks: dict[str, Task], limits: Limits) -> None:
        self._line = line
        self._tasks = tasks
        self._beat_s = limits.stall_s / BEATS_A_STALL
        self._descriptors = _Descriptors(limits.open_files)
        self._open_at_first = self._descriptors.open()
        # Linux counts what the parent held when it started us; a worker is never worn by that.
        self._most_memory = max(limits.memory_bytes // 4, _most_held())

    def serve(self) -> None:
        """Until the parent hangs up."""
        while True:
            try:
                (number, spec, request, with_file), descriptor = self._line.receive_request()
                if with_file != (descriptor is not None):
                    return  # the file was lost on the way; never work on nothing in its place
                self._answer(number, self._run(number, spec, request, descriptor))
            except WireClosed:
                return

    def _run(self, number: int, spec: str, request: Values, descriptor: int | None) -> list[Any]:
        try:
            with _opened(descriptor) as file:
                result = self._tasks[spec](file, request, WorkerChannel(self._line, number, self._beat_s))
        except MemoryError:
            return [number, FAILED, {"code": "memory", "detail": ""}]
        except FrameFault:
            return [number, FAILED, {"code": "bad_reply", "detail": ""}]
        except WireClosed:
            raise
        except Exception as error:  # noqa: BLE001 (the border of the child process)
            return [number, FAILED, {"code": "task_failed", "detail": place_of(error)}]
        return [number, DONE, {"result": result, "worn": self._worn()}]

    def _worn(self) -> bool:
        """Whether something was left open, or so much memory was taken that it is seldom all given back."""
        return self._descriptors.open() > self._open_at_first or _most_held() > self._most_memory

    def _answer(self, number: int, reply: list[Any]) -> None:
        try:
            self._line.send(reply)
        except FrameFault:
            self._line.send([number, FAILED, {"code": "bad_reply", "detail": ""}])
        except MemoryError:
            self._line.send([number, FAILED, {"code": "memory", "detail": ""}])


def place_of(error: BaseException) -> str:
    """Type and place of an exception, "ValueError at package.module:12"; its message may quote evidence and stays."""
    frames = error.__traceback__
    while frames is not None and frames.tb_next is not None:
        frames = frames.tb_next
    module = frames.tb_frame.f_globals.get("__name__", "") if frames else ""
    return f"{type(error).__name__} at {module}:{frames.tb_lineno if frames else 0}"[:200]


def _opened(descriptor: int | None) -> BinaryIO:
    return io.BytesIO() if descriptor is None else os.fdopen(descriptor, "rb")


def _most_held() -> int:
    """The most bytes of memory this process ever held."""
    import resource  # noqa: PLC0415 (absent on Windows)

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


class _Descriptors:
    """Counts the open descriptors below `most` with one call: poll(2) marks those that are not open."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._poll = select.poll()
        for descriptor in range(most):
            self._poll.register(descriptor, 0)

    def open(self) -> int:
        return self._most - sum(event & select.POLLNVAL != 0 for _descriptor, event in self._poll.poll(0))


if __name__ == "__main__":
    main(sys.argv[1:])

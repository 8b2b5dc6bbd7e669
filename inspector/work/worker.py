"""The life of a worker: import, warm up, lock down, then one errand after the other until the parent hangs up."""

from __future__ import annotations

import gc
import io
import select
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any, BinaryIO

from inspector.work import lockdown, medium, wire
from inspector.work.channel import BEATS_A_STALL, DONE, FAILED, READY, Files, WorkerChannel
from inspector.work.frame import FrameFault, FrameLimits, Values
from inspector.work.limits import Limits
from inspector.work.wire import Wire, WireClosed

Task = Callable[[BinaryIO, Values, WorkerChannel], Values]


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
        self._files = Files(io.BytesIO())
        # Linux counts what the parent held when it started us; a worker is never worn by that.
        self._most_memory = max(limits.memory_bytes // 4, _most_held())

    def serve(self) -> None:
        """Until the parent hangs up."""
        while True:
            try:
                (number, spec, request, files, keep), descriptors = self._line.receive_request()
                if files >= 0:
                    self._open(descriptors)
                if files not in (-1, len(descriptors)):
                    return  # files were lost on the way; never work on nothing in their place
                reply = self._run(number, spec, request)
                if not keep:
                    self._let_go()
                self._answer(number, self._told(reply))
            except WireClosed:
                return

    def _open(self, descriptors: list[int]) -> None:
        """The files of the next errand, in the place of those that were kept."""
        self._let_go()
        opened = [medium.opened(descriptor) for descriptor in descriptors]
        self._files = Files(opened[0], opened[1:]) if opened else Files(io.BytesIO())

    def _let_go(self) -> None:
        files, self._files = self._files, Files(io.BytesIO())
        files.kept.clear()
        for file in (files.first, *files.more):
            file.close()

    def _run(self, number: int, spec: str, request: Values) -> list[Any]:
        channel = WorkerChannel(self._line, number, self._beat_s, self._files)
        try:
            self._files.first.seek(0)
            result = self._tasks[spec](self._files.first, request, channel)
        except MemoryError:
            return [number, FAILED, {"code": "memory", "detail": ""}]
        except FrameFault:
            return [number, FAILED, {"code": "bad_reply", "detail": ""}]
        except WireClosed:
            raise
        except Exception as error:  # noqa: BLE001 (the border of the child process)
            return [number, FAILED, {"code": "task_failed", "detail": place_of(error)}]
        return [number, DONE, result]

    def _told(self, reply: list[Any]) -> list[Any]:
        """The reply, with a word on whether this worker had better be replaced."""
        number, kind, content = reply
        return [number, DONE, {"result": content, "worn": self._worn()}] if kind == DONE else reply

    def _worn(self) -> bool:
        """Whether something was left open beside what is kept, or memory was taken that is seldom all given back."""
        kept = sum(isinstance(file, io.BufferedReader) for file in (self._files.first, *self._files.more))
        return self._descriptors.open() > self._open_at_first + kept or _most_held() > self._most_memory

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

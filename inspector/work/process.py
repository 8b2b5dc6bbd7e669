"""A worker process as its parent sees it: started with nothing it need not know, ended without asking."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from inspector.domain.fault import EnvironmentFault
from inspector.work import wire
from inspector.work.channel import FAILED, READY
from inspector.work.frame import FrameFault
from inspector.work.isolation import Isolation
from inspector.work.limits import Limits
from inspector.work.lockdown import WALLS
from inspector.work.wire import Wire, WireClosed

_START = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from inspector.work.worker import main
main(sys.argv[2:])
"""
_KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
_ONE_THREAD = (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "VECLIB_MAXIMUM_THREADS",
    "OPENCV_FOR_THREADS_NUM", "NUMBA_NUM_THREADS", "MALLOC_ARENA_MAX",
)  # fmt: skip
# What glibc's malloc keeps between errands instead of having the kernel clear the same pages anew for each.
_KEEPS_MEMORY = {"MALLOC_MMAP_THRESHOLD_": "33554432", "MALLOC_TRIM_THRESHOLD_": "134217728"}
_END_S = 5.0
_LAST_WORDS_S = 0.5
_DETAIL = re.compile(r"[\w.<>]{1,100} at [\w.<>]{0,100}:\d{1,9}", re.ASCII)


def command(descriptor: int) -> list[str]:
    """The words that start a worker: this program again, with this program's import path and no other."""
    words = [str(descriptor), str(os.getpid())]
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker", *words]
    return [sys.executable, "-I", "-c", _START, json.dumps(import_path()), *words]


def import_path() -> list[str]:
    """Where this program imports from, without the working directory; this very package is always found."""
    home = str(Path(__file__).resolve().parents[2])
    places = [place for place in sys.path if Path(place).is_absolute()]
    return places if home in places else [home, *places]


def environment() -> dict[str, str]:
    """All a worker learns of the environment: no secret, no home, and one thread for every library that asks."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | dict.fromkeys(_ONE_THREAD, "1") | _KEEPS_MEMORY | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


class WorkerProcess:
    """One started and locked worker. Raises EnvironmentFault("work-not-started") when it does not come up.

    To be made, used and waited for by one thread, which must outlive it: the kernel ends the worker with the thread
    that started it. `kill` may be called by any thread.
    """

    def __init__(self, tasks: Sequence[str], limits: Limits) -> None:
        ours, theirs = wire.pair()
        with theirs:
            try:
                self._process = _started(theirs.fileno())
            except OSError as error:
                ours.close()
                raise EnvironmentFault("work-not-started", reason=f"errno-{error.errno}") from error
        self.line = Wire(ours, limits.frame)
        self.errands = 0
        self.keeps, self.kept_bytes = "", 0  # the files it was told to keep open, by the word for them
        self._tasks = list(tasks)
        self._limits = limits

    def greet(self) -> Isolation:
        """Tells the worker its tasks and limits and waits until it is locked."""
        try:
            return self._greeted(time.monotonic() + self._limits.start_s)
        except WireClosed as error:
            raise EnvironmentFault("work-not-started", reason=self.end(_LAST_WORDS_S)) from error
        except (TimeoutError, FrameFault) as error:
            raise EnvironmentFault("work-not-started", reason=type(error).__name__) from error

    def _greeted(self, until: float) -> Isolation:
        self.line.send([{"tasks": self._tasks, "limits": self._limits.to_values()}], until)
        match self.line.receive(until):
            case [0, str(kind), dict(report)] if kind == READY and set(report) == set(WALLS):
                return Isolation.from_report({name: str(report[name]) for name in WALLS})
            case [0, str(kind), dict(report)] if kind == FAILED:
                raise EnvironmentFault("work-not-started", reason=checked_detail(report.get("detail")))
        raise FrameFault("not a greeting")

    def kill(self) -> None:
        """Ends the worker at once, whatever it is doing."""
        self._process.kill()

    def end(self, patience_s: float = 0.0) -> str:
        """Ends the worker, unless it ends by itself within `patience_s`, and lets go of everything of it.

        Says how it had ended by itself, "exit 1" or "SIGSEGV"; "" when it had not.
        """
        own_end = self._ended(patience_s)
        if own_end is None:
            self._process.kill()
            self._ended(_END_S)
        self.line.close()
        return "" if own_end is None else _how(own_end)

    def _ended(self, timeout_s: float) -> int | None:
        try:
            return self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            return None


def checked_detail(untrusted_detail: object) -> str:
    """The place of an exception as a worker told it, or "" when it does not look like one."""
    if isinstance(untrusted_detail, str) and _DETAIL.fullmatch(untrusted_detail):
        return untrusted_detail
    return ""


def _started(descriptor: int) -> subprocess.Popen[bytes]:
    """Starts the process in a session of its own, so that Ctrl-C at the terminal is the parent's alone."""
    nothing = subprocess.DEVNULL  # native libraries print names of evidence
    return subprocess.Popen(
        command(descriptor), stdin=nothing, stdout=nothing, stderr=nothing, env=environment(), cwd=os.path.sep,
        pass_fds=[descriptor], start_new_session=True,
    )  # fmt: skip


def _how(code: int) -> str:
    if code >= 0:
        return f"exit {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"

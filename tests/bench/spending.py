"""What a command costs: seconds on the clock, seconds of all cores, and the most memory its processes held at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_EVERY_S = 0.25
_LATE = 3  # looks at memory that count as the end of a run


@dataclass(frozen=True, slots=True)
class Spent:
    """What one run cost.

    `peak_mb` is the most memory that the command and all below it held, each page counted once; `late_mb` the most at
    the end of the run, when what was only needed to begin is gone (unlocking takes 256 MiB for a moment).
    """

    seconds: float
    cpu_s: float
    peak_mb: float
    late_mb: float
    told: str = ""


def spend(command: Sequence[str], environment: Mapping[str, str] | None = None, fine: Sequence[int] = (0,)) -> Spent:
    """Runs a command to its end and tells its cost; raises when its exit code is not one of `fine`."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=errors, env=environment)
        with _watched(child.pid) as watch:
            _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        told, complaint = out.read().decode("utf-8", "replace"), errors.read().decode("utf-8", "replace")
    if child.returncode not in fine:
        raise RuntimeError(f"{command[0]} ended with {child.returncode}:\n{complaint[-2000:]}")
    peak, late = (max(held, default=0) / 1024 for held in (watch.held_kb, watch.held_kb[-_LATE:]))
    return Spent(seconds, used.ru_utime + used.ru_stime, peak, late, told)


@dataclass(slots=True)
class _Watch:
    held_kb: list[int] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


@contextmanager
def _watched(process: int) -> Iterator[_Watch]:
    """Looks at the memory of a process and those below it again and again."""
    watch = _Watch()

    def look() -> None:
        while not watch.over.wait(_EVERY_S):
            watch.held_kb.append(sum(map(_held_kb, family(process))))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield watch
    finally:
        watch.over.set()
        thread.join()


def family(process: int) -> list[int]:
    """A process and all below it."""
    found = [process]
    for one in found:
        with suppress(OSError):
            for thread in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (thread / "children").read_text().split())
    return found


def _held_kb(process: int) -> int:
    """Kilobytes a process holds, pages shared with others by its part; 0 when it is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


PROGRAM = (sys.executable, "-m", "inspector")


@contextmanager
def workspace() -> Iterator[Callable[..., Spent]]:
    """A fresh workspace with a case "1"; gives what runs the program on it with further words."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "INSPECTOR_WORKSPACE": str(folder / "workspace"),
        "INSPECTOR_USER": "bench",
        "INSPECTOR_PASSPHRASE": "a passphrase for measuring",
    }

    def program(*words: str) -> Spent:
        return spend([*PROGRAM, *words], environment)

    try:
        program("init", str(folder / "workspace"), "--user", "bench")
        program("case", "new", "1", "--title", "bench")
        yield program
    finally:
        shutil.rmtree(folder)

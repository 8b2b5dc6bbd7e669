"""What the slow batteries share: a place to work in, a look at memory, and a verdict that a program can read.

A battery is a module `battery_<name>.py` with a `main`, run by `python3 packaging/bootstrap.py validate`; it prints one
line of JSON, its figures and whether each of its claims held, and ends with 1 when one did not.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from inspector.app import Session, cases
from tests import ready
from tests.leftovers import children
from tests.triage.taking import CASE

PAGE = os.sysconf("SC_PAGE_SIZE")


def chosen(**sizes: int) -> argparse.Namespace:
    """The sizes as the command line changes them: `--files 500 --seed 3`."""
    parser = argparse.ArgumentParser()
    for name, size in {**sizes, "seed": 1}.items():
        parser.add_argument(f"--{name}", type=int, default=size)
    return parser.parse_args()


def verdict(name: str, figures: Mapping[str, object], claims: Mapping[str, bool]) -> None:
    """Prints the line, and ends the program."""
    print(json.dumps({"battery": name, **figures, "claims": claims, "ok": all(claims.values())}), flush=True)
    sys.exit(0 if all(claims.values()) else 1)


@contextmanager
def place() -> Iterator[Path]:
    """A folder to work in, gone afterwards however deep and full it became."""
    folder = Path(tempfile.mkdtemp(prefix="battery-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def session(folder: Path) -> Iterator[Session]:
    """Somebody signed in to a workspace in `folder`, which is made with an empty case when it is not there."""
    new = not folder.exists()
    if new:
        ready.make(folder)
    with Session(ready.signed_in(folder)) as opened:
        if new:
            cases.add(opened, CASE, "battery")
        yield opened


def apart(make: Callable[[Path, int], None], path: Path, count: int) -> Path:
    """Makes the evidence in a process of its own, whose memory is not ours."""
    process = os.fork()
    if not process:
        make(path, count)
        os._exit(0)
    _, status = os.waitpid(process, 0)
    if status:
        raise RuntimeError("the evidence could not be made")
    return path


class Memory(threading.Thread):
    """Watches what this process and its children hold, in bytes: `fixed` when it began, and the most since."""

    def __init__(self, every_s: float = 0.5) -> None:
        super().__init__(daemon=True)
        self._every_s = every_s
        self._ended = threading.Event()
        self.fixed = self.most = self.held()
        self.own = 0

    @staticmethod
    def held() -> int:
        """Resident now, shared pages counted in each process."""
        return sum(map(_resident, (os.getpid(), *children())))

    def run(self) -> None:
        """The thread's life."""
        while not self._ended.wait(self._every_s):
            self.most = max(self.most, self.held())
            self.own = max(self.own, _resident(os.getpid()))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self.join()

    def figures(self) -> dict[str, int]:
        """In MiB."""
        told = {"fixed": self.fixed, "most": self.most, "beyond": self.most - self.fixed, "program": self.own}
        return {f"{name}_mib": size >> 20 for name, size in told.items()}


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * PAGE
    except (OSError, IndexError):  # gone meanwhile
        return 0


class Stopwatch:
    """Seconds on the clock, and of this process and of its children that ended."""

    def __init__(self) -> None:
        self._began, self._times = time.monotonic(), os.times()

    def figures(self) -> dict[str, float]:
        """Until now."""
        now, then = os.times(), self._times
        return {
            "seconds": round(time.monotonic() - self._began, 1),
            "program_cpu_s": round(now.user + now.system - then.user - then.system, 1),
            "workers_cpu_s": round(
                now.children_user + now.children_system - then.children_user - then.children_system, 1
            ),
        }

"""What an empty task costs: our isolated workers beside concurrent.futures.ProcessPoolExecutor, in one run.

Run it from the tree: `python tests/bench/bench_work.py [TASKS]`. The executor isolates nothing; it is the yardstick.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, BinaryIO

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector.work import Channel, Pool, Values

_SPEC = "bench_work:empty"  # found beside this script, which Python puts first on the import path


def empty(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """Does nothing, for the workers."""
    return {}


def nothing() -> dict[str, object]:
    """Does nothing, for the executor."""
    return {}


def one_by_one(submit: Callable[[], Future[Any]], tasks: int) -> float:
    """Microseconds a task when each waits for the one before."""
    start = time.perf_counter()
    for _ in range(tasks):
        submit().result()
    return (time.perf_counter() - start) / tasks * 1e6


def queued(submit: Callable[[], Future[Any]], tasks: int) -> float:
    """Microseconds a task when all are submitted at once."""
    start = time.perf_counter()
    for future in [submit() for _ in range(tasks)]:
        future.result()
    return (time.perf_counter() - start) / tasks * 1e6


def restart() -> float:
    """Milliseconds from nothing to a locked worker that has done one task."""
    start = time.perf_counter()
    with Pool([_SPEC], size=1) as pool:
        pool.submit(_SPEC, None, {}).result()
        return (time.perf_counter() - start) * 1e3


def main(tasks: int) -> None:
    """Prints the costs and their ratios."""
    with Pool([_SPEC], size=2) as pool, ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        ours, theirs = (lambda: pool.submit(_SPEC, None, {})), (lambda: executor.submit(nothing))
        for measure in (one_by_one, queued):
            measure(ours, 200), measure(theirs, 200)
            own, other = measure(ours, tasks), measure(theirs, tasks)
            print(f"{measure.__name__}: {own:.0f} µs a task, executor {other:.0f} µs, ratio {own / other:.2f}")
    print(f"start of a worker: {min(restart() for _ in range(3)):.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)

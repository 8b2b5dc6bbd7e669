"""Nothing stays behind: no process, thread or descriptor, however the pool or its owner ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from inspector.work import Limits, Pool, WorkFailure

HARM = "tests.work.harmful_tasks:harm"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="counts in /proc")


def _descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _null() -> int:
    return os.open("/dev/null", os.O_RDONLY)


def test_descriptors_and_threads_are_given_back() -> None:
    before, threads = _descriptors(), threading.active_count()
    with Pool([HARM], size=2, limits=Limits(errands=7, stall_s=0.3)) as pool:
        running = _descriptors()
        deeds = [None, None, "exit", None, "segfault", None, None, "recursion", None, None] * 6 + ["hang"]
        futures = [pool.submit(HARM, _null, {"how": how}) for how in deeds]
        for future in futures:
            with suppress(WorkFailure):
                future.result()
        assert _descriptors() <= running

    assert _descriptors() == before
    assert threading.active_count() == threads


def test_a_pool_that_could_not_start_leaves_nothing() -> None:
    before, threads = _descriptors(), threading.active_count()
    for _ in range(3):
        with pytest.raises(Exception, match="work-not-started"):
            Pool(["tests.work.failing_tasks:task"], size=2)

    assert _descriptors() == before
    assert threading.active_count() == threads


def test_descriptors_sent_by_a_worker_never_arrive() -> None:
    """The worker's filter refuses to send any; here a willing sender tries, and the parent's end takes none."""
    import socket  # noqa: PLC0415

    from inspector.work import FrameLimits  # noqa: PLC0415
    from inspector.work.frame import encode  # noqa: PLC0415
    from inspector.work.wire import Wire, pair  # noqa: PLC0415

    ours, theirs = pair()
    before = _descriptors()
    with ours, theirs:
        for _ in range(5):
            socket.send_fds(theirs, [encode(["x"], FrameLimits())], [0, 1, 2])
        line = Wire(ours, FrameLimits())
        assert [line.receive() for _ in range(5)] == [["x"]] * 5
        assert _descriptors() == before


PARENT = """
import os, sys
sys.path[:] = {path!r}
from inspector.work import Pool
HARM = "tests.work.harmful_tasks:harm"
with Pool([HARM, "tests.work.plain_tasks:who"], size=2) as pool:
    pids = {{pool.submit("tests.work.plain_tasks:who", None, {{}}).result()["pid"] for _ in range(50)}}
    hanging = [pool.submit(HARM, None, {{"how": "hang"}}) for _ in range(2)]
    try:
        os.write(1, " ".join(map(str, pids)).encode() + b"\\n")
        hanging[0].result()
    except KeyboardInterrupt:
        pass
print([future.exception().code for future in hanging])
"""


def _parent() -> subprocess.Popen[str]:
    script = PARENT.format(path=sys.path)
    return subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def test_interrupt_at_the_terminal_stops_cleanly() -> None:
    with _parent() as parent:
        assert parent.stdout is not None
        workers = parent.stdout.readline().split()
        os.killpg(parent.pid, signal.SIGINT)
        out, err = parent.communicate(timeout=60)

    assert workers
    assert out == "['refused', 'refused']\n"
    assert err == ""
    assert not [worker for worker in workers if _alive(int(worker))]


def test_workers_die_with_a_parent_that_is_killed() -> None:
    with _parent() as parent:
        assert parent.stdout is not None
        workers = [os.pidfd_open(int(worker)) for worker in parent.stdout.readline().split()]
        parent.kill()
        parent.communicate(timeout=60)

    assert workers
    for worker in workers:
        _wait_for_the_end(worker)


def _wait_for_the_end(process: int) -> None:
    import select  # noqa: PLC0415

    ended = select.poll()
    ended.register(process, select.POLLIN)
    assert ended.poll(30_000)
    os.close(process)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True

"""Nothing stays behind: no process, thread or descriptor, however the pool or its owner ended."""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from inspector.work import FrameLimits, Limits, Pool, WorkFailure
from inspector.work.frame import encode
from inspector.work.wire import Wire, pair

HARM = "tests.work.harmful_tasks:harm"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="counts in /proc")


def _descriptors() -> int:
    """How many are open, once nothing waits to be collected: what an earlier test left must not close in this one."""
    gc.collect()
    return len(list(Path("/proc/self/fd").iterdir()))


def _null() -> int:
    return os.open("/dev/null", os.O_RDONLY)


def test_descriptors_and_threads_are_given_back() -> None:
    before, threads = _descriptors(), threading.active_count()
    with Pool([HARM], size=2, limits=Limits(errands=7, stall_s=0.3)) as pool:
        deeds = [None, None, "exit", None, "segfault", None, None, "recursion", None, None] * 6 + ["hang"]
        futures = [pool.submit(HARM, _null, {"how": how}) for how in deeds]
        for future in futures:
            with suppress(WorkFailure):
                future.result()

    assert _descriptors() <= before
    assert threading.active_count() == threads


def test_a_pool_that_could_not_start_leaves_nothing() -> None:
    before, threads = _descriptors(), threading.active_count()
    for _ in range(3):
        with pytest.raises(Exception, match="work-not-started"):
            Pool(["tests.work.failing_tasks:task"], size=2)

    assert _descriptors() <= before
    assert threading.active_count() == threads


def test_descriptors_sent_by_a_worker_never_arrive() -> None:
    """The worker's filter refuses to send any; here a willing sender tries, and the parent's end takes none."""
    ours, theirs = pair()
    before = _descriptors()
    with ours, theirs:
        for _ in range(5):
            socket.send_fds(theirs, [encode(["x"], FrameLimits())], [0, 1, 2])
        line = Wire(ours, FrameLimits())
        assert [line.receive() for _ in range(5)] == [["x"]] * 5
        assert _descriptors() <= before


PARENT = """
import os, sys
sys.path[:] = {path!r}
from inspector.work import Pool
WHO, HANG = "tests.work.plain_tasks:who", "tests.work.harmful_tasks:tell_then"
with Pool([WHO, HANG], size=1) as pool:
    worker = pool.submit(WHO, None, {{}}).result()["pid"]
    def on_part(part):
        os.write(1, b"%d\\n" % worker)
        return True
    try:
        hanging = pool.submit(HANG, None, {{"how": "hang"}}, on_part=on_part)
        waiting = pool.submit(WHO, None, {{}})
        hanging.result()
    except KeyboardInterrupt:
        pass
print(hanging.exception().code, waiting.cancelled())
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
        worker = int(parent.stdout.readline())
        os.killpg(parent.pid, signal.SIGINT)
        out, err = parent.communicate(timeout=60)

    assert (out, err) == ("refused True\n", "")
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_a_worker_dies_with_a_parent_that_is_killed() -> None:
    with _parent() as parent:
        assert parent.stdout is not None
        worker = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
        parent.communicate(timeout=60)

    ended = select.poll()
    ended.register(worker, select.POLLIN)
    assert ended.poll(30_000)
    os.close(worker)

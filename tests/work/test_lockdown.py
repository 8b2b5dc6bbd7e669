"""Each wall by itself, and what is said where a wall cannot be raised."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys

import pytest

from inspector.domain.fault import EnvironmentFault
from inspector.words import LANGUAGES, Words
from inspector.work import Isolation, Limits, Pool, WorkFailure
from inspector.work.failure import CODES
from inspector.work.landlock import ruleset
from inspector.work.lockdown import WALLS
from tests.work.conftest import TASKS

linux = pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")


def _in_a_process_of_its_own(script: str) -> dict[str, object]:
    """Runs a script that shuts itself in and prints one JSON object."""
    done = subprocess.run(
        [sys.executable, "-c", f"import json, sys; sys.path[:] = {sys.path!r}\n{script}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


@linux
def test_every_wall_stands_here_but_the_one_root_walks_through(pool: Pool) -> None:
    root = os.getuid() == 0

    assert pool.isolation.in_force == tuple(wall for wall in WALLS if not (root and wall == "threads"))
    assert set(pool.isolation.reasons) == ({"threads"} if root else set())
    assert pool.isolation.complete is not root


@linux
def test_a_worker_holds_its_line_and_nothing_else(pool: Pool) -> None:
    assert pool.submit("tests.work.plain_tasks:who", None, {}).result()["open"] == 4  # three of /dev/null and the line


@linux
def test_landlock_alone_closes_the_file_system() -> None:
    told = _in_a_process_of_its_own("""
import os, pathlib, socket
from inspector.work import landlock
from inspector.work.kernel import PR_SET_NO_NEW_PRIVS, Kernel
held = open("/etc/passwd", "rb")
kernel = Kernel()
kernel.prctl(PR_SET_NO_NEW_PRIVS, 1)
landlock.refuse_all(kernel)
refused = []
for what in (lambda: open("/etc/passwd"), lambda: open("/tmp/x", "w"), lambda: os.listdir("/"),
             lambda: os.mkdir("/tmp/inspector-x"), lambda: os.execv("/bin/true", ["true"]),
             lambda: os.kill(os.getppid(), 0)):
    try:
        what()
        refused.append(False)
    except PermissionError:
        refused.append(True)
print(json.dumps({"refused": refused, "held": len(held.read()) > 0}))
""")
    assert told["held"] is True
    refused = told["refused"]
    assert isinstance(refused, list)
    assert all(refused[:5])


@linux
def test_seccomp_alone_closes_the_rest() -> None:
    told = _in_a_process_of_its_own("""
import os, platform, socket, threading
from inspector.work import seccomp
from inspector.work.kernel import PR_SET_NO_NEW_PRIVS, Kernel
early = threading.Event()
refused = []
def late():
    early.wait()
    try:
        os.getppid(), socket.socket()
        refused.append(False)
    except PermissionError:
        refused.append(True)
thread = threading.Thread(target=late)
thread.start()
kernel = Kernel()
kernel.prctl(PR_SET_NO_NEW_PRIVS, 1)
seccomp.install(kernel, platform.machine(), seccomp.program(platform.machine(), os.getpid()))
early.set()
thread.join()
for what in (lambda: open("/etc/passwd"), os.fork, socket.socket, lambda: os.execv("/bin/true", ["true"])):
    try:
        what()
        refused.append(False)
    except PermissionError:
        refused.append(True)
another = threading.Thread(target=lambda: refused.append(True))
another.start()
another.join()
print(json.dumps({"refused": refused}))
""")
    assert told["refused"] == [True] * 6


@pytest.mark.parametrize("abi", range(1, 9))
def test_landlock_asks_for_all_that_each_kernel_knows(abi: int) -> None:
    rights = ruleset(abi)

    assert len(rights) == (8 if abi < 4 else 16 if abi < 6 else 24)
    assert int.from_bytes(rights[:8], sys.byteorder).bit_length() == {1: 13, 2: 14, 3: 15, 4: 15}.get(abi, 16)


def test_another_system_says_what_it_lacks() -> None:
    report = _in_a_process_of_its_own("""
sys.platform = "darwin"
from inspector.work.limits import Limits
from inspector.work.lockdown import lock_down
print(json.dumps(lock_down(Limits(), "errno-38")))
""")
    isolation = Isolation.from_report({name: str(report[name]) for name in WALLS})

    assert not isolation.complete
    assert {"landlock", "seccomp", "privacy", "no-new-privileges"} <= set(isolation.reasons)
    assert "file-size" in isolation.in_force


def test_an_unknown_machine_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from inspector.work import lockdown  # noqa: PLC0415

    monkeypatch.setattr(platform, "machine", lambda: "pdp11")

    assert lockdown._tried(lockdown._seccomp) == "KeyError"


def test_the_room_opens_without_unix_and_says_that_it_cannot_work() -> None:
    told = _in_a_process_of_its_own("""
import os, select, signal, socket
for module in ("fcntl", "resource"):
    sys.modules[module] = None
for owner, name in ((socket, "AF_UNIX"), (socket, "send_fds"), (select, "poll"), (os, "sched_getaffinity"),
                    (signal, "SIGKILL"), (os, "O_ACCMODE")):
    if hasattr(owner, name):
        delattr(owner, name)
import inspector.work.worker
from inspector.work import Pool
try:
    Pool(["json:loads"])
except Exception as fault:
    print(json.dumps({"code": fault.code}))
""")
    assert told == {"code": "work-no-transport"}


def test_a_worker_less_protected_than_the_first_gets_no_file() -> None:
    with Pool(TASKS, size=1) as pool:
        lane = pool._lanes[0]
        lane._isolation = Isolation(("a wall of old", *WALLS), ())
        pool.submit("tests.work.harmful_tasks:harm", None, {"how": "exit"}).exception()
        failure = pool.submit("tests.work.harmful_tasks:harm", _never_opened, {"how": None}).exception()

    assert isinstance(failure, WorkFailure)
    assert failure.code == "lockdown"


def _never_opened() -> int:
    raise AssertionError


def test_a_worker_that_does_not_come_up_in_time_is_told() -> None:
    with pytest.raises(EnvironmentFault) as fault:
        Pool(["tests.work.harmful_tasks:harm"], size=1, limits=Limits(start_s=0.001))

    assert fault.value.code == "work-not-started"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_said_has_a_sentence(language: str) -> None:
    words = Words(language)

    assert all(words.has(f"failure-{code.replace('_', '-')}") for code in CODES)
    assert all(words.say(f"work-wall-{name}") for name in WALLS)
    assert words.say("work-isolation-complete")
    assert "X" in words.say("work-isolation-missing", walls="X")
    assert "Y" in words.fault(EnvironmentFault("work-not-started", reason="Y"))
    assert words.fault(EnvironmentFault("work-no-transport"))

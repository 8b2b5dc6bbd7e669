"""Shuts a worker in, once its imports are done, and reports every wall that could not be raised."""

from __future__ import annotations

import errno
import os
import platform
import signal
import time
from collections.abc import Callable
from pathlib import Path

from inspector.work import landlock, seccomp
from inspector.work.kernel import PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, PR_SET_PDEATHSIG, Kernel
from inspector.work.limits import Limits

WALLS = (
    "parent-death", "address-space", "threads", "file-size", "open-files", "core-dump", "privacy",
    "no-new-privileges", "landlock", "seccomp",
)  # fmt: skip

_THREADS_GONE_S = 0.5
_MOST_THREADS = 8192  # far above what one person's desktop runs, so that no decoder fails for a busy browser


def die_with_parent(parent: int) -> str:
    """Has the kernel end this process when the thread that started it ends; returns the reason when it cannot.

    Leaves at once when the parent is gone already.
    """
    reason = _tried(lambda: Kernel().prctl(PR_SET_PDEATHSIG, signal.SIGKILL))
    if os.getppid() != parent:
        os._exit(0)
    return reason


def lock_down(limits: Limits, parent_death: str) -> dict[str, str]:
    """Raises every wall for good; returns wall → reason, the reason empty where the wall stands.

    The order matters: Landlock and seccomp need no_new_privs, and nothing else can be done after seccomp.
    """
    steps: dict[str, Callable[[], None]] = {
        "address-space": lambda: _limit("RLIMIT_AS", limits.memory_bytes),
        "threads": _threads,
        "file-size": lambda: _limit("RLIMIT_FSIZE", 0),
        "open-files": lambda: _limit("RLIMIT_NOFILE", limits.open_files),
        "core-dump": lambda: _limit("RLIMIT_CORE", 0),
        "privacy": lambda: Kernel().prctl(PR_SET_DUMPABLE, 0),
        "no-new-privileges": lambda: Kernel().prctl(PR_SET_NO_NEW_PRIVS, 1),
        "landlock": _landlock,
        "seccomp": _seccomp,
    }
    _volunteer_for_oom()
    report = {"parent-death": parent_death} | {name: _tried(step) for name, step in steps.items()}
    if report["seccomp"]:
        # The filter allows threads and refuses processes; without it, better neither.
        _tried(lambda: _limit("RLIMIT_NPROC", 0))
    return report


def _tried(step: Callable[[], None]) -> str:
    try:
        step()
    except OSError as error:
        return f"errno-{error.errno}"
    except (ImportError, AttributeError, TypeError, ValueError, KeyError) as error:
        return type(error).__name__
    return ""


def _limit(name: str, value: int) -> None:
    import resource  # noqa: PLC0415 (absent on Windows)

    kind = getattr(resource, name)
    most = resource.getrlimit(kind)[1]
    held = value if most == resource.RLIM_INFINITY else min(value, most)
    resource.setrlimit(kind, (held, held))


def _threads() -> None:
    """Bounds a bomb of tiny threads, each of which costs the kernel memory; the count is the whole account's."""
    _limit("RLIMIT_NPROC", _MOST_THREADS)
    if os.getuid() == 0:
        raise OSError(errno.EPERM, "root is not held by this limit")


def _landlock() -> None:
    """Landlock holds the calling thread and those it will start; others that are there already make it a half wall."""
    kernel = Kernel()
    alone = _alone()  # asked first: afterwards /proc is closed
    landlock.refuse_all(kernel)
    if not alone:
        raise OSError(errno.EBUSY, "other threads are not held")


def _alone() -> bool:
    """True when no other thread is left; one that was joined may take a moment to go."""
    until = time.monotonic() + _THREADS_GONE_S
    while len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208 (names only)
        if time.monotonic() > until:
            return False
        time.sleep(0.001)
    return True


def _seccomp() -> None:
    kernel, machine = Kernel(), platform.machine()
    seccomp.install(kernel, machine, seccomp.program(machine, os.getpid()))


def _volunteer_for_oom() -> None:
    """Offers this process first when memory runs out, so that the parent with its open case is spared."""
    try:
        Path("/proc/self/oom_score_adj").write_text("500")
    except OSError:
        return

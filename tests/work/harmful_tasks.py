"""Tasks that do what a decoder does once hostile bytes have taken it over."""

# ruff: noqa: PTH102, PTH104, PTH108, PTH115, PTH116, PTH123, PTH208, SIM115
# The bare calls are what is tried.

from __future__ import annotations

import ctypes
import fcntl
import mmap
import os
import platform
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO, cast

from inspector.work import Channel, Values

_LIBC = ctypes.CDLL(None, use_errno=True)


def _segfault() -> None:
    ctypes.string_at(0)


def _hang() -> None:
    while True:
        pass


def _memory() -> None:
    held = []
    while True:
        held.append(bytearray(16 * 1024**2))


def _memory_at_once() -> None:
    bytearray(64 * 1024**3)


def _native_memory() -> None:
    _LIBC.malloc.restype = ctypes.c_void_p
    while True:
        ctypes.memset(_LIBC.malloc(ctypes.c_size_t(16 * 1024**2)), 1, 16 * 1024**2)


def _recursion() -> None:
    _recursion()


_HARM: dict[str, Callable[[], object]] = {
    "segfault": _segfault,
    "abort": os.abort,
    "exit": lambda: sys.exit(3),
    "silent exit": lambda: os._exit(0),
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "hang": _hang,
    "sleep": lambda: threading.Event().wait(),
    "memory": _memory,
    "memory at once": _memory_at_once,
    "native memory": _native_memory,
    "recursion": _recursion,
}


def harm(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """Breaks the worker in the way named, or answers when the way is none."""
    if request["how"] is not None:
        _HARM[request["how"]]()
    return {"number": request.get("number")}


def tell_then(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """Hands over a partial result, then comes to harm, beating meanwhile when asked to."""
    channel.tell({"part": 1})
    while request["how"] == "beat":
        channel.beat(1)
    return harm(file, request, channel)


def _syscall(number: int, *arguments: int) -> None:
    if _LIBC.syscall(ctypes.c_long(number), *map(ctypes.c_long, arguments)) < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


# System calls of x86-64, made without arguments: refused before the kernel looks at them.
_CALLS = {
    "fork": 57, "vfork": 58, "execve": 59, "ptrace": 101, "mount": 165, "init_module": 175, "keyctl": 250,
    "unshare": 272, "perf_event_open": 298, "name_to_handle_at": 303, "setns": 308, "process_vm_readv": 310,
    "process_vm_writev": 311, "memfd_create": 319, "bpf": 321, "execveat": 322, "userfaultfd": 323,
    "io_uring_setup": 425, "io_uring_enter": 426, "pidfd_open": 434, "openat2": 437, "pidfd_getfd": 438,
    "sendmsg": 46, "socketpair": 53, "shmget": 29, "msgget": 68, "inotify_init1": 294, "setuid": 105,
    "sethostname": 170, "reboot": 169, "kexec_load": 246, "fanotify_init": 300, "landlock_add_rule": 445,
}  # fmt: skip


def _call(number: int) -> Callable[[BinaryIO], object]:
    return lambda _file: _syscall(number)


_ATTEMPTS: dict[str, Callable[[BinaryIO], object]] = {
    "read a file": lambda _file: open("/etc/passwd"),
    "write a file": lambda _file: open("/tmp/inspector-was-here", "w"),
    "reopen for writing": lambda file: open(f"/proc/self/fd/{file.fileno()}", "r+b"),
    "list a folder": lambda _file: os.listdir("/"),
    "look at a file": lambda _file: os.stat("/etc/passwd"),
    "read a link": lambda _file: os.readlink("/proc/self/exe"),
    "remove": lambda _file: os.unlink("/tmp/inspector-was-here"),
    "rename": lambda _file: os.rename("/tmp/a", "/tmp/b"),
    "make a folder": lambda _file: os.mkdir("/tmp/inspector-was-here"),
    "change rights": lambda file: os.fchmod(file.fileno(), 0o777),
    "change owner": lambda file: os.fchown(file.fileno(), 1, 1),
    "change times": lambda file: os.utime(file.fileno(), (0, 0)),
    "truncate": lambda file: os.ftruncate(file.fileno(), 0),
    "write": lambda file: os.write(file.fileno(), b"x"),
    "map for writing": lambda file: mmap.mmap(file.fileno(), 1, mmap.MAP_SHARED, mmap.PROT_WRITE),
    "lock": lambda file: fcntl.flock(file, fcntl.LOCK_SH),
    "own the signals": lambda file: fcntl.fcntl(file, fcntl.F_SETOWN, os.getppid()),
    "fork": lambda _file: os.fork(),
    "run a program": lambda _file: subprocess.run(["/bin/true"], check=True),
    "become a program": lambda _file: os.execv("/bin/true", ["true"]),
    "shell": lambda _file: os.posix_spawn("/bin/true", ["true"], {}),
    "kill the parent": lambda _file: os.kill(os.getppid(), signal.SIGKILL),
    "kill everyone": lambda _file: os.kill(-1, signal.SIGKILL),
    "network": lambda _file: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
    "local socket": lambda _file: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM),
    "netlink": lambda _file: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    "epoll": lambda _file: select.epoll(),
}
_ATTEMPTS |= {f"call {name}": _call(number) for name, number in _CALLS.items() if platform.machine() == "x86_64"}


def attempt(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """Tries what is named; says how the attempt ended."""
    try:
        if request["what"] == "pass a descriptor":
            socket.send_fds(_end_of(channel), [b"x"], [0])
        else:
            _ATTEMPTS[request["what"]](file)
    except OSError as error:
        return {"refused": error.errno}
    return {"refused": None}


def _end_of(channel: Channel) -> socket.socket:
    end: socket.socket = cast("Any", channel)._wire._end
    return end


def say(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """Says the raw bytes of the request to the parent instead of an answer, then, if asked, hangs up or goes on."""
    end = _end_of(channel)
    for _ in range(request.get("times", 1)):
        end.sendall(request["raw"])
    if request.get("stay"):
        _hang()
    if request.get("answer"):
        return {}
    os._exit(0)


def large(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """Answers with as many bytes as asked."""
    return {"large": bytes(request["bytes"])}


def leaks(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """Leaves a file open."""
    return {"pid": os.getpid(), "kept": os.dup(file.fileno())}


def attempts() -> list[str]:
    """The names of all attempts, for the tests."""
    return sorted([*_ATTEMPTS, "pass a descriptor"])


def harms() -> list[str]:
    """The names of all harms, for the tests."""
    return sorted(_HARM)

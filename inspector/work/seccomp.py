"""A seccomp filter that lets a worker compute, read what it was handed and answer, and nothing else.

A list of what is allowed, so a call the kernel learns tomorrow is refused today. Refused calls fail with EPERM: a
decoder that tries one gets an error, not a death. Classic BPF; source: Linux
Documentation/userspace-api/seccomp_filter.rst and include/uapi/linux/{filter,seccomp}.h.
"""

from __future__ import annotations

import ctypes
import errno
import struct

from inspector.work.kernel import Kernel
from inspector.work.syscalls import ALLOWED, ARCHITECTURE, SECCOMP, WATCHED

Instruction = tuple[int, int, int, int]  # code, jump if true, jump if false, constant

_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
_SET_MODE_FILTER, _ALL_THREADS = 1, 1

_CLONE_THREAD = 0x00010000
_AT_EMPTY_PATH = 0x1000
_PR_SET_NAME, _PR_GET_NAME = 15, 16
# F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC; not F_SETOWN, which sends signals to others.
_FCNTL = (0, 1, 2, 3, 4, 1030)


def program(machine: str, process: int) -> list[Instruction]:
    """The filter for `machine` and the process with this id; raises KeyError for a machine nobody wrote down."""
    code = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_EQUAL, 1, 0, ARCHITECTURE[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    for number in ALLOWED[machine].values():
        code += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ALLOW)]
    for name, rule in _rules(process).items():
        code += [(_EQUAL, 0, len(rule), WATCHED[machine][name]), *rule]
    return [*code, (_RETURN, 0, 0, _ERRNO | errno.EPERM)]


def _rules(process: int) -> dict[str, list[Instruction]]:
    """What is asked of the arguments of each watched call; every rule ends in a verdict."""
    return {
        "ioctl": [(_RETURN, 0, 0, _ERRNO | errno.ENOTTY)],
        "clone3": [(_RETURN, 0, 0, _ERRNO | errno.ENOSYS)],  # glibc then takes clone, whose flags can be seen
        "clone": _if(0, _ANY_BIT, _CLONE_THREAD),
        "newfstatat": _if(3, _ANY_BIT, _AT_EMPTY_PATH),
        "kill": _if(0, _EQUAL, process),
        "tgkill": _if(0, _EQUAL, process),
        "fcntl": _if(1, _EQUAL, *_FCNTL),
        "prctl": _if(0, _EQUAL, _PR_SET_NAME, _PR_GET_NAME),
        "prlimit64": _only_asking(),
    }


def _if(argument: int, test: int, *constants: int) -> list[Instruction]:
    """Allows the call when the low half of an argument passes one of the tests (the kernel reads these as 32 bits)."""
    count = len(constants)
    tests = [(test, count - place, 0, constant) for place, constant in enumerate(constants)]
    refuse, allow = (_RETURN, 0, 0, _ERRNO | errno.EPERM), (_RETURN, 0, 0, _ALLOW)
    return [(_LOAD, 0, 0, _ARGUMENTS_AT + 8 * argument), *tests, refuse, allow]


def _only_asking() -> list[Instruction]:
    """Allows prlimit64 of this very process when the pointer to new limits is null in both its halves."""
    new_limits = _ARGUMENTS_AT + 8 * 2
    return [
        (_LOAD, 0, 0, _ARGUMENTS_AT), (_EQUAL, 0, 4, 0),
        (_LOAD, 0, 0, new_limits), (_EQUAL, 0, 2, 0),
        (_LOAD, 0, 0, new_limits + 4), (_EQUAL, 1, 0, 0),
        (_RETURN, 0, 0, _ERRNO | errno.EPERM),
        (_RETURN, 0, 0, _ALLOW),
    ]  # fmt: skip


def install(kernel: Kernel, machine: str, code: list[Instruction]) -> None:
    """Puts every thread of this process under the filter, for good; needs no_new_privs. Raises OSError."""
    filters = b"".join(struct.pack("=HBBI", *instruction) for instruction in code)
    room = ctypes.create_string_buffer(filters, len(filters))
    header = struct.pack("@HP", len(code), ctypes.addressof(room))
    buffer = ctypes.create_string_buffer(header, len(header))
    if kernel.call(SECCOMP[machine], _SET_MODE_FILTER, _ALL_THREADS, buffer):
        raise OSError(errno.EBUSY, "a thread would not follow")

"""The system call filter, run by a small interpreter of classic BPF, for both machines."""

from __future__ import annotations

import errno
import re
import struct
from pathlib import Path

import pytest

from inspector.work.seccomp import Instruction, program
from inspector.work.syscalls import ALLOWED, ARCHITECTURE, SECCOMP, WATCHED

PROCESS = 4711
MACHINES = sorted(ALLOWED)
ALLOW, KILL, REFUSED = 0x7FFF0000, 0x80000000, 0x50000 | errno.EPERM


def verdict(code: list[Instruction], architecture: int, number: int, arguments: tuple[int, ...] = ()) -> int:
    """What the kernel would decide on `struct seccomp_data`; raises IndexError where it would refuse the program."""
    data = struct.pack("<IIQ6Q", number, architecture, 0, *(*arguments, *[0] * (6 - len(arguments))))
    accumulator, place = 0, 0
    while True:
        operation, if_true, if_false, constant = code[place]
        place += 1
        if operation == 0x06:
            return constant
        if operation == 0x20:
            (accumulator,) = struct.unpack_from("<I", data, constant)
        elif operation in {0x15, 0x45}:
            taken = accumulator == constant if operation == 0x15 else accumulator & constant != 0
            place += if_true if taken else if_false
        else:
            raise AssertionError(operation)


def decide(machine: str, name: str, *arguments: int) -> int:
    number = (ALLOWED[machine] | WATCHED[machine])[name]
    return verdict(program(machine, PROCESS), ARCHITECTURE[machine], number, arguments)


@pytest.mark.parametrize("machine", MACHINES)
def test_what_is_listed_is_allowed_and_nothing_else(machine: str) -> None:
    code, watched = program(machine, PROCESS), set(WATCHED[machine].values())
    allowed = {
        number
        for number in range(600)
        if number not in watched and verdict(code, ARCHITECTURE[machine], number) == ALLOW
    }

    assert allowed == set(ALLOWED[machine].values())
    assert SECCOMP[machine] not in allowed | watched
    assert verdict(code, ARCHITECTURE[machine], 0x40000000) == REFUSED


@pytest.mark.parametrize("machine", MACHINES)
def test_another_calling_convention_is_death(machine: str) -> None:
    assert verdict(program(machine, PROCESS), 0x40000003, 1) == KILL


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (("clone", 0x3D0F00), ALLOW),  # what glibc asks for a thread
        (("clone", 0x1200011), REFUSED),  # what it asks for a process
        (("clone", 0), REFUSED),
        (("clone", 0x7C020000), REFUSED),  # new namespaces
        (("clone3", 0), 0x50000 | errno.ENOSYS),
        (("ioctl", 1, 0x5412), 0x50000 | errno.ENOTTY),  # TIOCSTI types for the user
        (("kill", PROCESS, 9), ALLOW),
        (("kill", 1, 9), REFUSED),
        (("kill", 0, 9), REFUSED),
        (("kill", 0xFFFFFFFF, 9), REFUSED),
        (("tgkill", PROCESS, 1, 6), ALLOW),
        (("tgkill", 1, 1, 6), REFUSED),
        (("fcntl", 3, 1), ALLOW),
        (("fcntl", 3, 1030), ALLOW),
        (("fcntl", 3, 8), REFUSED),  # F_SETOWN
        (("fcntl", 3, 1024), REFUSED),  # F_SETLEASE
        (("prctl", 15), ALLOW),
        (("prctl", 1, 0), REFUSED),
        (("newfstatat", 3, 0, 0, 0x1000), ALLOW),
        (("newfstatat", 3, 0, 0, 0), REFUSED),
        (("prlimit64", 0, 7, 0), ALLOW),
        (("prlimit64", 1, 7, 0), REFUSED),
        (("prlimit64", 0, 7, 1), REFUSED),
        (("prlimit64", 0, 7, 1 << 32), REFUSED),
    ],
)  # fmt: skip
def test_arguments_decide(machine: str, call: tuple[str | int, ...], expected: int) -> None:
    name, *arguments = call
    assert decide(machine, str(name), *map(int, arguments)) == expected


HEADERS = {
    "x86_64": (Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), r"#define __NR_(\w+) (\d+)"),
    "aarch64": (Path("/usr/include/asm-generic/unistd.h"), r"#define __NR(?:3264)?_(\w+) (\d+)"),
}
RENAMED = {"newfstatat": "fstatat"}


@pytest.mark.parametrize("machine", MACHINES)
def test_numbers_are_those_of_the_kernel(machine: str) -> None:
    header, line = HEADERS[machine]
    if not header.exists():
        pytest.skip("the kernel's headers are not installed")
    known = dict(re.findall(line, header.read_text(encoding="utf-8")))
    ours = ALLOWED[machine] | WATCHED[machine] | {"seccomp": SECCOMP[machine]}

    wrong = {
        name: number
        for name, number in ours.items()
        if known.get(name, known.get(RENAMED.get(name, ""))) != str(number)
    }
    assert not wrong

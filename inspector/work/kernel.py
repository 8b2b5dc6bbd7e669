"""The three Linux calls the standard library lacks, by ctypes."""

from __future__ import annotations

import ctypes
import errno
import os
import sys

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38


class Kernel:
    """Raw calls that raise OSError; on another system than Linux the constructor raises it."""

    def __init__(self) -> None:
        if not sys.platform.startswith("linux"):
            raise OSError(errno.ENOSYS, "these calls are Linux's")
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._libc.syscall.restype = ctypes.c_long

    def prctl(self, option: int, value: int) -> None:
        """Sets one attribute of this process; see the manual page of the call."""
        zero = ctypes.c_ulong(0)
        self._checked(self._libc.prctl(ctypes.c_int(option), ctypes.c_ulong(value), zero, zero, zero))

    def call(self, number: int, *arguments: int | ctypes.Array[ctypes.c_char] | None) -> int:
        """Calls syscall(2); a buffer is passed by its address. Returns what the kernel returned, ≥ 0."""
        return self._checked(self._libc.syscall(ctypes.c_long(number), *map(_word, arguments)))

    def _checked(self, result: int) -> int:
        if result < 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
        return result


def _word(argument: int | ctypes.Array[ctypes.c_char] | None) -> ctypes.c_void_p:
    if argument is None or isinstance(argument, int):
        return ctypes.c_void_p(argument or 0)
    return ctypes.cast(argument, ctypes.c_void_p)

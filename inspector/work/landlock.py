"""Landlock, closed to the last door: no file is opened by name, no TCP port used, no outside process signalled.

Source: Linux Documentation/userspace-api/landlock.rst and include/uapi/linux/landlock.h (ABI 1 to 7).
"""

from __future__ import annotations

import ctypes
import os
import struct

from inspector.work.kernel import Kernel

# The numbers are the same on every machine Linux runs on.
_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_ASK_VERSION = 1
_LOG_OFF = 1  # LANDLOCK_RESTRICT_SELF_LOG_SAME_EXEC_OFF, since ABI 7: the kernel's log shall name no evidence
# How many file system rights each ABI knows; they are bits counted from 0.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NET_SINCE, _SCOPE_SINCE, _LOG_SINCE = 4, 6, 7


def version(kernel: Kernel) -> int:
    """The ABI of this kernel; raises OSError where there is no Landlock or it is switched off."""
    return kernel.call(_CREATE_RULESET, None, 0, _ASK_VERSION)


def ruleset(abi: int) -> bytes:
    """The `struct landlock_ruleset_attr` that handles everything `abi` can refuse."""
    words = [(1 << _FILE_RIGHTS[min(abi, 5)]) - 1]
    if abi >= _NET_SINCE:
        words.append(0b11)
    if abi >= _SCOPE_SINCE:
        words.append(0b11)
    return struct.pack(f"={len(words)}Q", *words)


def refuse_all(kernel: Kernel) -> None:
    """Puts the calling thread, for good, under a ruleset that allows nothing; needs no_new_privs. Raises OSError."""
    abi = version(kernel)
    attributes = ruleset(abi)
    handle = kernel.call(_CREATE_RULESET, ctypes.create_string_buffer(attributes, len(attributes)), len(attributes), 0)
    try:
        kernel.call(_RESTRICT_SELF, handle, _LOG_OFF if abi >= _LOG_SINCE else 0)
    finally:
        os.close(handle)

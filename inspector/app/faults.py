"""Whatever went wrong, as a fault that a person can be told: the border of command line and window."""

from __future__ import annotations

import errno
import sqlite3
import traceback
from pathlib import Path

from inspector.domain.fault import Bug, EnvironmentFault, Fault
from inspector.store.connection import fault_of

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_SHUT = frozenset({errno.EACCES, errno.EPERM})


def as_fault(error: Exception) -> Fault:
    """The fault that says `error`.

    What nobody foresaw is our own, told by type and place; its text is left out, since it may hold names of evidence.
    """
    if isinstance(error, Fault):
        return error
    if isinstance(error, OSError) and error.errno in _FULL:
        return EnvironmentFault("disk_full")
    if isinstance(error, OSError) and error.errno == errno.EROFS:
        return EnvironmentFault("read_only_place")
    if isinstance(error, OSError) and error.errno in _SHUT:
        return EnvironmentFault("not_writable")
    if isinstance(error, (sqlite3.Error, OSError)):
        return EnvironmentFault("system", reason=type(error).__name__)
    return fault_of(error) or _bug(error)


def _bug(error: Exception) -> Bug:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return Bug("bug", kind=type(error).__name__, place=f"{Path(frame.filename).name}:{frame.lineno}")

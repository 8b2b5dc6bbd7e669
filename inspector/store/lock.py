"""A lock that another program sees, and that the system lets go when its holder dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Self

from inspector.domain.fault import EnvironmentFault
from inspector.store.barred import barriers_told

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """Holds `path` for this program alone; raises EnvironmentFault `busy` where another holds it."""

    def __init__(self, path: Path, busy: str) -> None:
        self._path = path
        self._busy = busy
        self._descriptor = -1

    def __enter__(self) -> Self:
        with barriers_told(self._path.parent):
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _take(self._descriptor)
        except OSError:
            os.close(self._descriptor)
            raise EnvironmentFault(self._busy) from None
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)

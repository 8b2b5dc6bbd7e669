"""Why the files of a workspace cannot be read or written: a drive that can only be read, or files of somebody else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector.domain.fault import EnvironmentFault
from inspector.domain.names import display

_FILE = os.R_OK | os.W_OK
_FOLDER = _FILE | os.X_OK


def barred(folder: Path) -> EnvironmentFault | None:
    """What keeps this program from working in the workspace in `folder`; None where nothing does.

    `workspace_read_only_drive`: the drive under it is mounted to be read only, or is write-protected.
    `workspace_not_permitted`: the folder or a file in it, named, may not be read and written by who runs the program.
    """
    if _only_read(folder):
        return EnvironmentFault("workspace_read_only_drive", folder=display(str(folder)))
    refused = next(_refused(folder), None)
    if refused is None:
        return None
    return EnvironmentFault("workspace_not_permitted", path=display(str(refused)), owner=_owner(refused))


@contextmanager
def barriers_told(folder: Path) -> Iterator[None]:
    """Turns what the system says of files in the workspace in `folder` into the fault that names the cause."""
    try:
        yield
    except OSError as error:
        fault = barred(folder)
        if fault is None:
            raise
        raise fault from error


def _only_read(folder: Path) -> bool:
    if not hasattr(os, "statvfs"):
        return False
    try:
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def _refused(folder: Path) -> Iterator[Path]:
    """What may not be used as it has to be: first on the way to the folder, then the folder, then what lies in it."""
    for above in reversed(folder.absolute().parents):
        if above.exists() and not _may(above, os.X_OK):
            yield above
    if not folder.is_dir():
        return
    if not _may(folder, _FOLDER):
        yield folder
        return
    for part in folder.iterdir():
        if not _may(part, _FOLDER if part.is_dir() else _FILE):
            yield part


def _may(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _owner(path: Path) -> str:
    """Whose it is, by name where the system knows one."""
    try:
        return path.owner()
    except (KeyError, NotImplementedError, OSError):
        return "?"

"""What lies in one folder of this machine, read for the chooser; nothing of it is remembered."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from inspector.domain.fault import InputFault
from inspector.domain.names import display

_MOST = 5_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a folder; `shown` is safe to show, `path` is what the system calls it."""

    path: Path
    shown: str
    folder: bool


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder and its entries, folders first; `more` counts what was left out of a very large one."""

    path: Path
    entries: tuple[Entry, ...]
    more: int


def read(path: Path, suffixes: tuple[str, ...] | None) -> Folder:
    """Lists `path`: its folders, and its files that end in one of `suffixes` (all when empty, none when None).

    Raises InputFault `folder_unreadable`.
    """
    try:
        with os.scandir(path) as found:
            entries = [entry for entry in map(_entry, found) if _wanted(entry, suffixes)]
    except OSError:
        raise InputFault("folder_unreadable", path=display(str(path))) from None
    entries.sort(key=lambda entry: (not entry.folder, entry.shown.casefold()))
    return Folder(path, tuple(entries[:_MOST]), max(0, len(entries) - _MOST))


def places() -> list[Path]:
    """Where people start from: their own folder, what is plugged in, and the root."""
    plugged = [mount for parent in (Path("/media") / os.environ.get("USER", ""), Path("/media"), Path("/mnt"))
               for mount in _folders(parent)]  # fmt: skip
    return list(dict.fromkeys([Path.home(), *plugged, Path(Path.home().anchor)]))


def _folders(parent: Path) -> list[Path]:
    try:
        return sorted(path for path in parent.iterdir() if path.is_dir())
    except OSError:
        return []


def _entry(found: os.DirEntry[str]) -> Entry:
    try:
        folder = found.is_dir()
    except OSError:
        folder = False
    return Entry(Path(found.path), display(found.name), folder)


def _wanted(entry: Entry, suffixes: tuple[str, ...] | None) -> bool:
    if entry.path.name.startswith("."):
        return False
    return entry.folder or (suffixes is not None and (not suffixes or entry.path.suffix.lower() in suffixes))

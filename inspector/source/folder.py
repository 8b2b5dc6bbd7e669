"""A folder (or one file) on a mounted drive, walked and opened without following a single link.

Every step goes through the descriptor of the folder above it (`openat`, O_NOFOLLOW), so that a folder swapped for a
link while we walk leads nowhere, and names longer than the system's longest path can still be reached.
"""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Generator, Iterator
from typing import ClassVar

from inspector.domain.entry import Entry, Skipped

_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_FILE = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)  # fmt: skip
_NOATIME = getattr(os, "O_NOATIME", 0)
_LAST_MOMENT = 2**63 - 1

_REASONS = (
    (stat.S_ISLNK, "link"),
    (stat.S_ISFIFO, "pipe"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISBLK, "device"),
    (stat.S_ISCHR, "device"),
)


class Folder:
    """A folder of any depth."""

    kind: ClassVar[str] = "folder"

    def __init__(self, path: bytes) -> None:
        self._path = path
        self._root = _opened(path, _FOLDER & ~getattr(os, "O_NOFOLLOW", 0))
        # The folder opened last: its neighbours and children are reached from it, not from the root each time.
        self._last: tuple[tuple[bytes, ...], int] = ((), os.dup(self._root))
        self._turn = threading.Lock()

    def walk(self) -> Iterator[Entry | Skipped]:
        """Depth first, names in byte order; the same tree gives the same order."""
        waiting: list[tuple[bytes, ...]] = [()]
        while waiting:
            parts = waiting.pop()
            try:
                here = self._folder(parts)
            except OSError:
                yield Skipped(b"/".join(parts), "unreadable")
                continue
            try:
                folders = yield from self._look(here, parts)
            finally:
                os.close(here)
            waiting.extend(reversed(folders))

    def _look(self, here: int, parts: tuple[bytes, ...]) -> Generator[Entry | Skipped, None, list[tuple[bytes, ...]]]:
        folders: list[tuple[bytes, ...]] = []
        try:
            names = sorted(_names(here))
        except OSError:
            yield Skipped(b"/".join(parts), "unreadable")
            return folders
        for name in names:
            path = b"/".join((*parts, name))
            try:
                status = os.stat(name, dir_fd=here, follow_symlinks=False)
            except OSError:
                yield Skipped(path, "unreadable")
                continue
            if stat.S_ISDIR(status.st_mode):
                folders.append((*parts, name))
            else:
                yield _found(path, status)
        return folders

    def open(self, path: bytes) -> int:
        """A descriptor of the regular file at `path`."""
        above, name = self._above(path)
        try:
            return open_file(name, above)
        finally:
            os.close(above)

    def state(self, path: bytes) -> Entry:
        """The entry at `path` as it stands now."""
        above, name = self._above(path)
        try:
            return entry(path, os.stat(name, dir_fd=above, follow_symlinks=False))
        finally:
            os.close(above)

    def beside(self, path: bytes) -> list[bytes]:
        """The paths of what lies in the same folder, itself included."""
        above, name = self._above(path)
        try:
            names = _names(above)
        finally:
            os.close(above)
        return [path[: len(path) - len(name)] + each for each in names]

    def where(self, path: bytes) -> tuple[bytes, bytes]:
        """The absolute path of the folder, and the path of an entry from there."""
        return self._path, path

    def writable(self) -> bool:
        """Whether the file system under the folder is mounted for writing."""
        return not os.fstatvfs(self._root).f_flag & os.ST_RDONLY

    def close(self) -> None:
        """Closes what is held open."""
        os.close(self._last[1])
        os.close(self._root)

    def _above(self, path: bytes) -> tuple[int, bytes]:
        *folders, name = path.split(b"/")
        return self._folder(tuple(folders)), name

    def _folder(self, parts: tuple[bytes, ...]) -> int:
        here, left = self._nearest(parts)
        for part in left:
            try:
                below = _opened(part, _FOLDER, here)
            finally:
                os.close(here)
            here = below
        with self._turn:
            os.close(self._last[1])
            self._last = (parts, os.dup(here))
        return here

    def _nearest(self, parts: tuple[bytes, ...]) -> tuple[int, tuple[bytes, ...]]:
        """A descriptor of the nearest folder above that is open already, and what is left to walk from there."""
        with self._turn:
            known, descriptor = self._last
            if parts[: len(known)] == known:
                return os.dup(descriptor), parts[len(known) :]
        return os.dup(self._root), parts


def _names(folder: int) -> list[bytes]:
    """The names in a folder, by a descriptor of its own: copies of one share how far it was listed."""
    own = _opened(b".", _FOLDER, folder)
    try:
        return [os.fsencode(name) for name in os.listdir(own)]
    finally:
        os.close(own)


def _opened(name: bytes, how: int, above: int | None = None) -> int:
    """A descriptor that leaves the access time alone where the system lets us: O_NOATIME is for owners only."""
    try:
        return os.open(name, how | _NOATIME, dir_fd=above)
    except PermissionError:
        return os.open(name, how, dir_fd=above)


class SingleFile:
    """One file that was handed in by itself."""

    kind: ClassVar[str] = "file"

    def __init__(self, path: bytes) -> None:
        above, self._name = os.path.split(path)
        self._folder = Folder(above)

    def walk(self) -> Iterator[Entry | Skipped]:
        """The file."""
        yield self._folder.state(self._name)

    def open(self, path: bytes) -> int:
        """A descriptor of the file."""
        return self._folder.open(path)

    def state(self, path: bytes) -> Entry:
        """The file as it stands now."""
        return self._folder.state(path)

    def beside(self, path: bytes) -> list[bytes]:
        """The paths of what lies in the same folder: further segments of an image are handed in with the first."""
        return self._folder.beside(path)

    def where(self, path: bytes) -> tuple[bytes, bytes]:
        """The absolute path of the folder, and the name of the file in it, or of what lies beside it."""
        return self._folder.where(path)

    def writable(self) -> bool:
        """Whether the file system is mounted for writing."""
        return self._folder.writable()

    def close(self) -> None:
        """Closes the folder the file lies in."""
        self._folder.close()


def open_file(name: bytes, above: int | None = None) -> int:
    """A read-only descriptor of a regular file."""
    descriptor = _opened(name, _FILE, above)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # swapped for something else since the walk
        os.close(descriptor)
        raise FileNotFoundError
    return descriptor


def entry(path: bytes, status: os.stat_result) -> Entry:
    """What the file system says of a regular file."""
    return Entry(
        path=path,
        size=status.st_size,
        modified_ns=_kept(status.st_mtime_ns),
        changed_ns=_kept(status.st_ctime_ns),
        accessed_ns=_kept(status.st_atime_ns),
        device=status.st_dev,
        inode=status.st_ino,
        links=status.st_nlink,
        allocated=getattr(status, "st_blocks", status.st_size // 512 + 1) * 512,
    )


def _kept(nanoseconds: int) -> int:
    """A time as 64 bits hold it: a file may claim a year before 1677 or after 2262, and is put at that end."""
    return max(-_LAST_MOMENT, min(nanoseconds, _LAST_MOMENT))


def _found(path: bytes, status: os.stat_result) -> Entry | Skipped:
    if stat.S_ISREG(status.st_mode):
        return entry(path, status)
    return Skipped(path, next((reason for test, reason in _REASONS if test(status.st_mode)), "other"))

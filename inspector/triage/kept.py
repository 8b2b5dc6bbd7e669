"""Files that the workspace keeps, as a source: what came with a tip goes the same road as a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from inspector.domain.entry import Entry, Skipped
from inspector.domain.fault import EnvironmentFault
from inspector.store import blobs, tips
from inspector.store.connection import Connection


class Kept:
    """Kept files under names of ours: path to (SHA-256, size, path of the file it came in)."""

    kind: ClassVar[str] = "tip"

    def __init__(self, reader: Callable[[], Connection], files: Mapping[bytes, tuple[bytes, int, bytes]]) -> None:
        self._reader = reader
        self._files = files

    def walk(self) -> Iterator[Entry | Skipped]:
        """Every kept file."""
        for path in self._files:
            yield self.state(path)

    def open(self, path: bytes) -> int:
        """A descriptor of the file's bytes in memory, for reading only."""
        return in_memory(blobs.pieces(self._reader(), self._files[path][0]))

    def state(self, path: bytes) -> Entry:
        """The file, which never changes."""
        _, size, container = self._files[path]
        return Entry(path, size, 0, 0, 0, 0, 0, 1, size, container)

    def beside(self, path: bytes) -> list[bytes]:
        """Nothing lies beside a kept file."""
        return [path]

    def where(self, path: bytes) -> tuple[bytes, bytes]:  # noqa: ARG002  as every source
        """No other machine sees the workspace."""
        raise EnvironmentFault("lab_not_shared")

    def writable(self) -> bool:
        """Kept files cannot be written to."""
        return False

    def close(self) -> None:
        """Nothing is held open."""


def kept_with(reader: Callable[[], Connection], number: str) -> Kept:
    """What came with the tip of that number; raises InputFault when there is no such tip."""
    connection = reader()
    paths: dict[int, bytes] = {}
    files: dict[bytes, tuple[bytes, int, bytes]] = {}
    for file in tips.files(connection, tips.find(connection, number).id):
        above = paths.get(file.parent or 0, b"")
        name = file.name.replace(b"/", b"_") or b"-"
        path = above + b"/" + name if above else name
        if path in files:  # two files of one name: told apart by their number in the register
            path += b"~%d" % file.id
        paths[file.id] = path
        if file.sha256:
            files[path] = (file.sha256, file.size, above)
    return Kept(reader, files)


def in_memory(pieces: Iterator[bytes]) -> int:
    """A descriptor for reading `pieces`, which touch no disk."""
    if not hasattr(os, "memfd_create"):
        raise EnvironmentFault("no_memory_files")
    writing = os.memfd_create("inspector", os.MFD_CLOEXEC)
    try:
        with os.fdopen(os.dup(writing), "wb") as file:
            file.writelines(pieces)
        return os.open(f"/proc/self/fd/{writing}", os.O_RDONLY | os.O_CLOEXEC)
    finally:
        os.close(writing)

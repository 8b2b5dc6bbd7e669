"""What every source offers, and how the right one is found."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import ClassVar, Protocol

from inspector.domain.entry import Entry, Skipped
from inspector.domain.fault import InputFault
from inspector.domain.names import display
from inspector.source.folder import Folder, SingleFile


class Source(Protocol):
    """Something that holds evidence. Nothing in it is ever written to, and no link is followed out of it."""

    kind: ClassVar[str]

    def walk(self) -> Iterator[Entry | Skipped]:
        """Everything the source names, in an order that stays the same from run to run."""

    def open(self, path: bytes) -> int:
        """A file descriptor for reading one entry; raises OSError when it cannot be had."""

    def state(self, path: bytes) -> Entry:
        """One entry as it stands now; raises OSError."""

    def beside(self, path: bytes) -> list[bytes]:
        """The paths of what lies in the same folder, itself included; raises OSError."""

    def where(self, path: bytes) -> tuple[bytes, bytes]:
        """The absolute path of a folder and the path of an entry from there, for other machines that see the same.

        Raises EnvironmentFault "lab_not_shared" for what no other machine can see.
        """

    def writable(self) -> bool:
        """Whether the machine could have written to the source: no write blocker and no read-only mount."""

    def close(self) -> None:
        """Lets the source go."""


def find(untrusted_path: str | bytes) -> Source:
    """The source at a path; raises InputFault when there is none or it cannot be read."""
    if not untrusted_path:  # would be the folder one stands in
        raise InputFault("source_missing", path="")
    path = os.path.abspath(os.fsencode(untrusted_path))
    try:
        if os.path.isdir(path):
            return Folder(path)
        if os.path.isfile(path):
            return SingleFile(path)
    except PermissionError:
        raise InputFault("source_unreadable", path=display(path)) from None
    if os.path.lexists(path):
        raise InputFault("source_not_a_file", path=display(path))
    raise InputFault("source_missing", path=display(path))

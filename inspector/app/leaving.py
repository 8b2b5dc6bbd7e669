"""A file that leaves the workspace: written step by step, on record, then in its place."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from inspector.domain.fault import Fault
from inspector.domain.progress import Progress
from inspector.exchange.outgoing import Outgoing
from inspector.store import Workspace, hashsets
from inspector.store.deed import Act

T = TypeVar("T")


def written(file: Outgoing, pieces: Iterable[bytes], stage: str, whole: int) -> Generator[Progress, None, None]:
    """Writes the pieces of a file that holds `whole` entries; left off, nothing stays."""
    yield Progress(stage, 0, whole)
    for number in file.writing(pieces):
        yield Progress(stage, min(number, whole), whole)


def recorded(workspace: Workspace, file: Outgoing, act: Act[T], unplaced: Fault | None = None) -> T:
    """Puts it on record that `file` leaves, and then gives the file its name; nothing comes between the two.

    Nothing lies there that is not on record. Where the file cannot be given its name, that is on record too, and
    `unplaced` is raised, or why it cannot.
    """
    with _unbroken():
        told = workspace.change(act)
        try:
            file.place()
        except Fault as fault:
            workspace.change(hashsets.not_placed(file.sha256, fault.code))
            raise unplaced or fault from None
    return told


@contextmanager
def _unbroken() -> Iterator[None]:
    """Ctrl-C that comes meanwhile comes too late: what it would have broken off is done."""
    if threading.current_thread() is not threading.main_thread():  # only there is anything interrupted
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

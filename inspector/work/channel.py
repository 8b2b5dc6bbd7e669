"""How a task speaks while it works."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from inspector.work.frame import Values
from inspector.work.medium import Medium, medium
from inspector.work.wire import Wire

# An honest worker beats no oftener than this in one stall time.
BEATS_A_STALL = 10
BEAT, TELL, DONE, FAILED, MORE, TASK, READY = "beat", "tell", "done", "failed", "more", "task", "ready"


class Channel(Protocol):
    """The task's line to whoever asked for it."""

    def beat(self, done: int) -> None:
        """Still alive, `done` bytes read: restarts the stall clock."""

    def tell(self, part: Values) -> bool:
        """Hands over a partial result and waits for the answer; False: there is no need to go on."""


@dataclass(slots=True)
class Files:
    """The open files of an errand, and what the task keeps beside them while they stay open."""

    first: BinaryIO
    more: Sequence[BinaryIO] = ()
    kept: dict[str, object] = field(default_factory=dict)
    _media: Sequence[Medium] = field(init=False)

    def __post_init__(self) -> None:
        self._media = [found for file in (self.first, *self.more) if (found := medium(file)) is not None]

    @property
    def broke(self) -> bool:
        """Whether the system could not read one of them since `mend`."""
        return any(found.broke for found in self._media)

    def mend(self) -> None:
        """Forgets what could not be read."""
        for found in self._media:
            found.broke = False


class FileChannel(Channel, Protocol):
    """A channel with the files that were handed over."""

    @property
    def files(self) -> Files:
        """All files of the errand."""


class WorkerChannel:
    """The channel of one errand, on the worker's side; beats closer together than `beat_s` are swallowed."""

    def __init__(self, wire: Wire, number: int, beat_s: float, files: Files) -> None:
        self.files = files
        self._wire = wire
        self._number = number
        self._beat_s = beat_s
        self._next_beat = time.monotonic() + beat_s

    def beat(self, done: int) -> None:
        """See Channel."""
        now = time.monotonic()
        if now >= self._next_beat:
            self._next_beat = now + self._beat_s
            self._wire.send([self._number, BEAT, done])

    def tell(self, part: Values) -> bool:
        """See Channel; raises FrameFault when the part does not fit a frame."""
        self._wire.send([self._number, TELL, part])
        answer = self._wire.receive()
        return answer == [self._number, MORE, True]

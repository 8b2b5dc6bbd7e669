"""The two clocks that run while a worker works."""

from __future__ import annotations

import time
from typing import Literal

from inspector.work.channel import BEATS_A_STALL
from inspector.work.limits import Limits


class Clock:
    """When to lose patience: `stall_s` after the last sign of life, `deadline_s` after the last partial result.

    Before the first result the deadline is longer by the time the file's bytes may take at `slowest_bytes_s`, so
    reading a large file is no offence, and still nobody reads for ever.
    """

    def __init__(self, limits: Limits, size: int, deadline_s: float | None) -> None:
        self._stall_s = limits.stall_s
        self._deadline_s = limits.deadline_s if deadline_s is None else deadline_s
        self._beats = 0
        self._began_at = now = time.monotonic()
        self._stalls_at = now + self._stall_s
        self._ends_at = now + self._deadline_s + size / limits.slowest_bytes_s

    @property
    def until(self) -> float:
        """The moment the nearer clock runs out."""
        return min(self._stalls_at, self._ends_at)

    @property
    def expired(self) -> Literal["deadline", "stalled"]:
        """Which clock is the nearer one."""
        return "deadline" if self._ends_at <= self._stalls_at else "stalled"

    def beat(self) -> bool:
        """The worker gave a sign of life; False when it does so twice as often as an honest one could."""
        now = time.monotonic()
        self._beats += 1
        self._stalls_at = now + self._stall_s
        return self._beats <= 2 * BEATS_A_STALL * (1 + (now - self._began_at) / self._stall_s)

    def answered(self) -> None:
        """A partial result was answered, whatever time that took: both clocks start again."""
        now = time.monotonic()
        self._ends_at = now + self._deadline_s
        self._stalls_at = now + self._stall_s

"""How often something may be asked anew while a work goes on, so that looking at it does not slow it down."""

from __future__ import annotations

import time

_TIMES = 10


class Pace:
    """At least `least_s` seconds lie between two questions, and ten times as long as an answer took."""

    def __init__(self, least_s: float) -> None:
        self._least_s = least_s
        self._asked = self._next = 0.0

    @property
    def due(self) -> bool:
        """Whether it may be asked now."""
        return time.monotonic() >= self._next

    def asked(self) -> None:
        """A question was asked."""
        self._asked = time.monotonic()
        self._next = self._asked + self._least_s

    def answered(self) -> None:
        """Its answer came."""
        now = time.monotonic()
        self._next = now + max(self._least_s, _TIMES * (now - self._asked))

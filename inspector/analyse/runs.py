"""Which parts of a film were looked at: runs of frames decoded one after the other, and what lies between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Run: TypeAlias = tuple[float, float]
"""From when to when, in seconds from the start."""

_LEAST_S, _SHARE = 5.0, 8  # a gap counts from so long on, and from one in so many parts of the film


class Runs:
    """Keeps the runs of one reading of a film, or of several."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._goes_on = False

    def saw(self, at_s: float, *, goes_on: bool) -> None:
        """A frame was decoded; `goes_on` where none between it and the next will be left out."""
        start_s, end_s = self._runs.pop() if self._goes_on else (at_s, at_s)
        self._runs.append((min(start_s, at_s), max(end_s, at_s)))
        self._goes_on = goes_on

    def broke_off(self) -> None:
        """What comes next lies elsewhere."""
        self._goes_on = False

    def ended(self, end_s: float) -> None:
        """There is no more; what was seen last stands until then."""
        if self._goes_on:
            self.saw(end_s, goes_on=False)

    def gap(self, length_s: float) -> Run | None:
        """The longest part of a film of this length that nobody looked at, None where there is none worth telling."""
        inside = [run for run in sorted(self._runs) if run[0] < length_s]
        longest = max(_between([*inside, (length_s, length_s)]), key=lambda run: run[1] - run[0])
        return longest if longest[1] - longest[0] >= max(_LEAST_S, length_s / _SHARE) else None


def _between(runs: Iterable[Run]) -> Iterable[Run]:
    reached_s = 0.0
    for start_s, end_s in runs:
        yield reached_s, start_s
        reached_s = max(reached_s, end_s)

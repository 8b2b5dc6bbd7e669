"""How fast a work goes and how long it will still take, said only when it is known."""

from __future__ import annotations

from collections import deque
from statistics import median

from inspector.domain.progress import Progress

_WINDOW_S = 60.0
_ENOUGH = 3


class Rate:
    """Looks at the last minute of a work; one stall or one burst does not move the median."""

    def __init__(self) -> None:
        self._samples: deque[Progress] = deque()

    def add(self, progress: Progress) -> None:
        """Takes a step in; a new stage starts anew."""
        if self._samples and self._samples[-1].stage != progress.stage:
            self._samples.clear()
        if self._samples and progress.seconds <= self._samples[-1].seconds:
            return
        self._samples.append(progress)
        while progress.seconds - self._samples[0].seconds > _WINDOW_S:
            self._samples.popleft()

    def bytes_per_second(self) -> float | None:
        """The median rate in bytes, or None while too little was seen."""
        return self._median([step.bytes for step in self._samples])

    def seconds_left(self) -> float | None:
        """The time left, by bytes or by items, whichever takes longer; None when nobody can know."""
        if not self._samples:
            return None
        latest, left = self._samples[-1], []
        if latest.bytes_total:
            left.append(_left(latest.bytes_total - latest.bytes, self.bytes_per_second()))
        if latest.items_total:
            items = self._median([step.items for step in self._samples])
            left.append(_left(latest.items_total - latest.items, items))
        return max((seconds for seconds in left if seconds is not None), default=None)

    def _median(self, amounts: list[int]) -> float | None:
        if len(amounts) <= _ENOUGH:
            return None
        times = [step.seconds for step in self._samples]
        steps = zip(amounts, amounts[1:], times, times[1:], strict=False)
        return median((after - before) / (then - now) for before, after, now, then in steps)


def _left(amount: int, rate: float | None) -> float | None:
    return max(amount, 0) / rate if rate else None

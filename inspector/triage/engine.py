"""What the pipeline asks of whatever runs its tasks: one laptop's pool of workers today, a lab's tomorrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Protocol

from inspector.work import Values


class Engine(Protocol):
    """Something shaped like `concurrent.futures`: work goes in, a Future comes out."""

    @property
    def at_once(self) -> int:
        """How many errands it works on at the same time."""

    @property
    def most_files(self) -> int:
        """How many small files of a source one errand may bring; 1 where workers open them by their paths."""

    def submit(  # noqa: PLR0913  one errand is all of this
        self,
        task: str,
        open_files: Callable[[], int | Sequence[int]] | None,
        request: Values,
        *,
        on_part: Callable[[Values], bool] | None = None,
        on_beat: Callable[[int], None] | None = None,
        deadline_s: float | None = None,
        keep: str = "",
    ) -> Future[Values]:
        """Runs `task` on files, as `inspector.work.Pool.submit` does."""

"""Workers next door that are lost as machines of a lab are: at a chosen word, and nothing is heard of them any more."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from inspector.work import Isolation, Pool, Values, WorkFailure


class Losing:
    """An engine that asks `loses` at every word, and at each end, whether the machine is lost there."""

    def __init__(self, pool: Pool, loses: Callable[[int, Values | None], bool]) -> None:
        self._pool = pool
        self._loses = loses
        self._turn = threading.Lock()
        self.words = 0
        self.losses = 0

    @property
    def most_files(self) -> int:
        return 1

    @property
    def at_once(self) -> int:
        return self._pool.at_once

    @property
    def isolation(self) -> Isolation:
        return self._pool.isolation

    def submit(
        self,
        task: str,
        open_files: Callable[[], int | Sequence[int]] | None,
        request: Values,
        *,
        on_part: Callable[[Values], bool],
        **more: Any,
    ) -> Future[Values]:
        lost, ended = threading.Event(), Future[Values]()

        def hear(part: Values) -> bool:
            if lost.is_set() or self._lost(part):
                lost.set()
                return False
            return on_part(part)

        def end(future: Future[Values]) -> None:
            if future.exception() is None and (lost.is_set() or self._lost(None)):
                ended.set_exception(WorkFailure("lost"))
            elif (error := future.exception()) is not None:
                ended.set_exception(error)
            else:
                ended.set_result(future.result())

        ended.set_running_or_notify_cancel()
        self._pool.submit(task, open_files, request, on_part=hear, **more).add_done_callback(end)
        return ended

    def _lost(self, word: Values | None) -> bool:
        with self._turn:
            self.words += 1
            lost = self._loses(self.words, word)
            self.losses += lost
            return lost

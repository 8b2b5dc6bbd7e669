"""Progress on stderr: one line that is written over on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from typing import TextIO

from inspector.domain.progress import Progress
from inspector.words import Words

_TERMINAL_S, _FILE_S = 0.2, 5.0


class Ticker:
    """Shows progress as often as it can be read."""

    def __init__(self, words: Words, out: TextIO) -> None:
        self._words = words
        self._out = out
        self._terminal = out.isatty()
        self._next = 0.0
        self._shown = ""
        self._pending: Progress | None = None

    def show(self, progress: Progress) -> None:
        """Shows one moment, or keeps it for later."""
        self._pending = progress
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + (_TERMINAL_S if self._terminal else _FILE_S)
            self._write()

    def end(self) -> None:
        """Shows the last moment and leaves the line."""
        self._write()
        if self._terminal and self._shown:
            print(file=self._out)

    def _write(self) -> None:
        if self._pending is None:
            return
        line = told(self._words, self._pending)
        self._pending = None
        if self._terminal:
            print("\r" + line.ljust(len(self._shown)), end="", file=self._out, flush=True)
        else:
            print(line, file=self._out, flush=True)
        self._shown = line


def told(words: Words, progress: Progress) -> str:
    """One moment as a sentence: items, bytes, rate and the time left."""
    rate = progress.bytes / progress.seconds if progress.seconds > 0 else 0.0
    facts: dict[str, str | float] = {
        "items": progress.items,
        "size": words.size(progress.bytes),
        "rate": words.size(round(rate)),
        "failures": progress.failures,
        "matches": progress.matches,
    }
    if progress.items_total is None:
        return words.say(f"progress-{progress.stage}", **facts)
    left = seconds_left(progress)
    facts["total"] = progress.items_total
    facts["left"] = words.duration(left) if left is not None else words.say("progress-unknown")
    return words.say(f"progress-{progress.stage}", **facts)


def seconds_left(progress: Progress) -> float | None:
    """How long the rest should take at the pace so far, by bytes or items: whichever takes longer.

    None while too little is done to say.
    """
    if not progress.bytes_total or not progress.items_total or progress.seconds < 1:
        return None
    done = min(progress.bytes / progress.bytes_total, progress.items / progress.items_total)
    return progress.seconds * max(1 - done, 0.0) / done if done > 0.01 else None

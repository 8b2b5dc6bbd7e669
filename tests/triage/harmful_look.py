"""The look of the pipeline, for files that say themselves what harm they do to a decoder."""

from __future__ import annotations

import os
import signal
from typing import BinaryIO

from inspector.source import unfold as real
from inspector.work import FileChannel, Files, Values

TASK = "tests.triage.harmful_look:look"
warm = real.warm


class Harmed:
    """A channel on which the harm is done at its moment: before the digests are told, or after."""

    def __init__(self, channel: FileChannel, word: bytes) -> None:
        self.files: Files = channel.files
        self._channel = channel
        self._word = word

    def beat(self, done: int) -> None:
        self._channel.beat(done)

    def tell(self, part: Values) -> bool:
        if self._word.startswith(b"EARLY"):
            harm(self._word)
        wanted = self._channel.tell(part)
        if wanted and "identity" in part and self._word.startswith(b"LATE"):
            harm(self._word)
        return wanted


def look(file: BinaryIO, request: Values, channel: FileChannel) -> Values:
    """Looks as the program does; harm comes only in a full look, as with a decoder, and to all that is read with it."""
    word = max(map(_word, (file, *channel.files.more)), key=_does_harm)
    if request["want"] == "digests" and not word.endswith(b"ALWAYS"):
        return real.unfold(file, request, channel)
    return real.unfold(file, request, Harmed(channel, word))


def _word(file: BinaryIO) -> bytes:
    word = file.read(64)
    file.seek(0)
    return word


def _does_harm(word: bytes) -> bool:
    return word.startswith((b"EARLY", b"LATE"))


def harm(word: bytes) -> None:
    """Crashes, hangs, eats the memory, or answers nonsense."""
    sort = word.split()[1]
    if sort == b"CRASH":
        os.kill(os.getpid(), signal.SIGSEGV)
    if sort == b"HANG":
        while True:
            pass
    if sort == b"BOMB":
        bytearray(1 << 40)
    if sort == b"RAISE":
        raise ZeroDivisionError

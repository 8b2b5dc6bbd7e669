"""The unfolding of the pipeline, for files and members of archives whose names say what harm they do, and when."""

from __future__ import annotations

import os
import signal
from typing import BinaryIO

from inspector.source import unfold as real
from inspector.work import FileChannel, Files, Values

TASK = "tests.triage.harmful_members:unfold"
warm = real.warm


class Harmed:
    """A channel on which the harm is done: `early…` when something is to be read, `late…` when it is looked into."""

    def __init__(self, channel: FileChannel, name: bytes) -> None:
        self.files: Files = channel.files
        self._channel = channel
        self._names = {0: name.rpartition(b"/")[2]}

    def beat(self, done: int) -> None:
        self._channel.beat(done)

    def tell(self, part: Values) -> bool:
        if part.get("node") == 0 and "identity" in part and self._names[0].startswith(b"early"):
            harm(self._names[0])
        for word in part.get("words", ()):  # read and looked into before they are told
            if "member" in word:
                harm(word["member"]["path"].rpartition(b"/")[2])
        wanted = self._channel.tell(part)
        if "member" in part:
            self._names[part["node"]] = part["member"]["path"].rpartition(b"/")[2]
        name = self._names.get(part.get("node", 0), b"")
        if (wanted and name.startswith(b"early") and "member" in part) or (
            wanted and name.startswith(b"late") and "identity" in part
        ):
            harm(name)
        return wanted


def unfold(file: BinaryIO, request: Values, channel: FileChannel) -> Values:
    """Unfolds as the program does."""
    return real.unfold(file, request, Harmed(channel, bytes(request["name"])))


def harm(name: bytes) -> None:
    """Crashes, hangs, eats the memory, or lies."""
    if b"crash" in name:
        os.kill(os.getpid(), signal.SIGSEGV)
    if b"hang" in name:
        while True:
            pass
    if b"bomb" in name:
        bytearray(1 << 40)

"""A worker that hostile bytes took over: it names contents of other files before, or instead of, its own."""

from __future__ import annotations

from typing import BinaryIO

from inspector.source import unfold as real
from inspector.work import FileChannel, Values

TASK = "tests.triage.lying_look:look"
warm = real.warm


def look(file: BinaryIO, request: Values, channel: FileChannel) -> Values:
    """Looks as the program does, but a file `LIE <sha256>…` first claims to have these contents, one after another."""
    words = file.read(1024).split()
    file.seek(0)
    if words[:1] == [b"LIE"]:
        for word in words[1:]:
            channel.tell(
                {"node": 0, "identity": {
                    "size": 1, "md5": bytes(16), "sha1": bytes(20), "sha256": bytes.fromhex(word.decode()),
                    "mime": "text/plain", "kind": "document", "reader": "", "flaw": None}}
            )  # fmt: skip
    return real.unfold(file, request, channel)

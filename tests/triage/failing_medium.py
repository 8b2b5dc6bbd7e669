"""The unfolding of the pipeline on a drive that fails: a file whose name says after how many bytes it gives no more."""

from __future__ import annotations

import errno
import io
import re
from typing import BinaryIO

from inspector.source import unfold as real
from inspector.work import FileChannel, Values
from inspector.work.medium import Medium, medium

TASK = "tests.triage.failing_medium:unfold"
warm = real.warm
NAME = "%s, bad after %d.%s"
_SAYS = re.compile(rb"bad after (\d+)")


class _Bad(io.FileIO):
    """Fails for good once so many bytes were read."""

    left = 0

    def readinto(self, buffer: object, /) -> int | None:
        count = super().readinto(buffer)  # type: ignore[arg-type]
        self.left -= count or 0
        if self.left < 0:
            raise OSError(errno.EIO, "the drive is gone")
        return count


class _BadMedium(Medium, _Bad):
    """What a worker has in hand then."""


def unfold(file: BinaryIO, request: Values, channel: FileChannel) -> Values:
    """Unfolds as the program does."""
    names = [bytes(step[1]) for step in request["steps"]] + [bytes(request["name"])]
    says = _SAYS.search(names[0])
    under = medium(file)
    if says and under is not None and not isinstance(under, _BadMedium):
        bad = _BadMedium(under.fileno(), "rb", closefd=False)
        bad.left = int(says[1])
        channel.files.first = file = io.BufferedReader(bad)
        channel.files.__post_init__()  # what lies under them is another now
    return real.unfold(file, request, channel)

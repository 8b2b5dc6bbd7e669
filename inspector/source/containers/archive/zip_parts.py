"""The parts of a split ZIP archive as one file; where one is not there, reading says so, and what lies around it stays.

Source: PKWARE APPNOTE 6.3.10, 8 (splitting and spanning): each part has a number, the last holds the directory.
"""

from __future__ import annotations

import os
from typing import BinaryIO

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import Handed
from inspector.source.containers.archive import zip_directory
from inspector.source.containers.stream import as_file
from inspector.source.containers.window import Joined, Seekable, whole

_LAST = frozenset({".zip", ".zipx"})
_MOST_PARTS = 1_000
_ROOM = 1 << 40  # more than any part has, so that whatever should lie in one that is missing lies there


class Missing(Seekable):
    """A part that is not there."""

    def __init__(self) -> None:
        super().__init__(_ROOM)

    def part(self, place: int, most: int) -> bytes:  # noqa: ARG002 (nothing is there)
        """See Seekable."""
        raise Unreadable("segments_missing")


def joined(handed: Handed) -> tuple[BinaryIO, list[int]]:
    """The archive as one file, and where each of its parts begins, by number; -1 for one that is not there.

    A part handed in that is the archive's own last stands for one that is missing (`inspector.source.segments`).
    """
    last = handed.head.suffix in _LAST
    disk = zip_directory.disk_of(handed.file) if last or not handed.more else 0
    if not last or not 0 < disk < _MOST_PARTS:
        return whole(handed, last=last)
    before = [as_file(Missing()) if _same(part, handed.file) else part for part in handed.more[:disk]]
    before += [as_file(Missing()) for _ in range(disk - len(before))]
    file = Joined((*before, handed.file))
    starts = (-1 if isinstance(part, Missing) else start for part, start in zip(before, file.starts, strict=False))
    return as_file(file), [*starts, file.starts[-1]]


def _same(one: BinaryIO, other: BinaryIO) -> bool:
    try:
        return one is other or os.path.sameopenfile(one.fileno(), other.fileno())
    except (OSError, AttributeError):
        return False

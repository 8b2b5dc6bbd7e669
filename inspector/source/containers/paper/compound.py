"""Compound files (MS-CFB), the file system in a file of old Office: its streams, read where they lie.

olefile reads header, tables and directory; the streams are followed here, because it would hold each whole in memory.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import olefile

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.paper.runs import joined

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLEFILE = str(olefile.__version__)
_LARGEST_SMALL = 1 << 20
"""Bytes of a stream in the small sectors; by the format fewer than 4,096."""
_MOST_ENTRIES = 100_000
_LAST = 0xFFFFFFFA
"""Sector numbers from here on are marks."""


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream: its number in the directory, its names from the root down, and its bytes."""

    number: int
    names: tuple[str, ...]
    size: int

    @property
    def name(self) -> str:
        """Its own name."""
        return self.names[-1]


class Compound:
    """One compound file; raises Unreadable when it is none."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        try:
            self._ole: Any = olefile.OleFileIO(file)
        except (OSError, ValueError, IndexError, TypeError, OverflowError, RecursionError) as error:
            raise Unreadable("damaged", type(error).__name__) from error
        self._entries: dict[int, Any] = {}
        self.streams = list(self._listed())

    def _listed(self) -> Iterator[Stream]:
        """Streams depth first, in the order of the directory's numbers."""
        waiting: list[tuple[Any, tuple[str, ...]]] = [(self._ole.root, ())]
        seen: set[int] = set()  # a directory may lead back to where it began
        while waiting and len(seen) < _MOST_ENTRIES:
            entry, names = waiting.pop()
            if entry.sid in seen:
                continue
            seen.add(entry.sid)
            waiting += [(kid, (*names, kid.name)) for kid in sorted(entry.kids, key=lambda each: -each.sid)]
            if entry.entry_type == olefile.STGTY_STREAM and names:
                self._entries[entry.sid] = entry
                yield Stream(entry.sid, names, entry.size)

    def find(self, *names: str) -> Stream | None:
        """The stream with these names, if there is one; capitals do not matter."""
        wanted = tuple(name.lower() for name in names)
        return next((each for each in self.streams if tuple(name.lower() for name in each.names) == wanted), None)

    def numbered(self, number: int) -> Stream | None:
        """The stream with this number in the directory."""
        return next((each for each in self.streams if each.number == number), None)

    def open(self, stream: Stream) -> BinaryIO:
        """A stream as a file that can be sought in; raises Unreadable."""
        entry = self._entries[stream.number]
        if entry.size >= self._ole.minisectorcutoff:
            return joined(self._file, self._runs(entry.isectStart, entry.size))
        if entry.size > _LARGEST_SMALL:
            raise Unreadable("damaged", "sectors")
        try:
            return io.BytesIO(self._ole._open(entry.isectStart, entry.size).read())  # noqa: SLF001 - by number, not name
        except (OSError, ValueError, IndexError, TypeError) as error:
            raise Unreadable("damaged", type(error).__name__) from error

    def _runs(self, sector: int, size: int) -> Iterator[tuple[int, int]]:
        """Where the sectors of a chain lie, neighbours as one; a chain in a circle ends with the size."""
        width, table = self._ole.sectorsize, self._ole.fat
        start, length = 0, 0
        left = min(size, len(table) * width)
        while left > 0 and sector < min(_LAST, len(table)):
            place, count = (sector + 1) * width, min(width, left)
            if start + length == place:
                length += count
            else:
                yield start, length
                start, length = place, count
            left -= count
            sector = table[sector]
        yield start, length

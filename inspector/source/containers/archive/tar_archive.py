"""TAR archives that are not packed, read in place: ustar, GNU and pax, with long names, holes and hard links.

Source: see tar_header.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, ClassVar

from inspector.analyse import filetype
from inspector.analyse.unreadable import Unreadable
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.archive import tar_entry, tar_header
from inspector.source.containers.archive.tar_entry import Entry
from inspector.source.containers.archive.tar_sparse import Holed
from inspector.source.containers.offsets import Offsets
from inspector.source.containers.stream import BLOCK, as_file, fetched, size_of
from inspector.source.containers.window import Window, whole
from inspector.source.member import Member
from inspector.source.segments import is_first

_MOST_ZEROS = 1 << 20  # between archives put one behind the other; programs fill up to some 10 KiB


class Tar:
    """A TAR archive.

    A hard link is told with the bytes of what it repeats; its locator names both places. Behind a header that is
    broken the next sound one is looked for.
    """

    name: ClassVar[str] = "tar"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._file, _ = whole(handed)
        self._size = size_of(self._file)
        self._beat = handed.beat
        self._cut = "segments_missing" if is_first(handed.head.name) else "truncated"
        self._failures: list[tuple[str, str]] = []
        self._told = 0

    @staticmethod
    def claim(head: Head) -> Claim:
        """See Container."""
        if tar_header.parse(head.start[: tar_header.BLOCK]) is not None:
            return Claim.BYTES
        unknown = head.mime in {filetype.UNKNOWN, "application/x-tar"} and bool(head.start)
        return Claim.NAME if unknown and head.suffix == ".tar" else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """See Container."""
        seen = Offsets()
        for entry in self._entries():
            if not entry.is_file:
                continue
            source = entry.place if entry.link is None else seen.find(tar_entry.plain(entry.link))
            if source is not None:
                seen.add(tar_entry.plain(entry.path), source)
            self._told += 1
            yield self._member(entry, source)

    def open(self, member: Member) -> BinaryIO:
        """See Container; it can be sought in."""
        entry = member.held
        assert isinstance(entry, Entry)
        if entry.pieces is not None:
            return as_file(Holed(self._file, entry.start, entry.size, entry.pieces))
        return as_file(Window(self._file, entry.start, entry.size))

    def at(self, locator: str) -> Member:
        """See Container."""
        places = [int(word) for word in locator.split(":") if word.isascii() and word.isdigit() and len(word) < 20]
        entry = self._read(places[0]) if len(places) == 1 + locator.count(":") else None
        if entry is None or not entry.is_file or len(places) > 2:
            raise Unreadable("missing_member")
        return self._member(entry, places[-1])

    def about(self) -> About:
        """See Container."""
        return About({"files": self._told}, failures=tuple(self._failures))

    def close(self) -> None:
        """See Container."""

    def _member(self, entry: Entry, source: int | None) -> Member:
        """A member whose bytes lie with the entry at `source`; None where that is not there."""
        holder = entry if source == entry.place else self._read(source)
        return Member(
            path=entry.path,
            locator=str(entry.place) if holder is entry or source is None else f"{entry.place}:{source}",
            size=holder.size if holder else None,
            modified_ns=entry.times.get(b"mtime"),
            changed_ns=entry.times.get(b"ctime"),
            accessed_ns=entry.times.get(b"atime"),
            created_ns=entry.times.get(b"LIBARCHIVE.creationtime"),
            failure="" if holder else "link_broken",
            held=holder,
        )

    def _read(self, place: int | None) -> Entry | None:
        return None if place is None or place >= self._size else tar_entry.read(self._file, place)

    def _entries(self) -> Iterator[Entry]:
        place: int | None = 0
        while place is not None:
            entry = self._read(place)
            if entry is None:
                place = self._behind_zeros(place)
                continue
            yield entry
            if entry.next > self._size:
                self._failures.append((self._cut, ""))
                return
            place = entry.next

    def _behind_zeros(self, place: int) -> int | None:
        """Where to go on when no header lies at `place`: behind the end of an archive, or behind damage."""
        if fetched(self._file, place, tar_header.BLOCK).strip(b"\0"):
            return self._resumed(place + tar_header.BLOCK)
        data = fetched(self._file, place, _MOST_ZEROS)
        blank = (len(data) - len(data.lstrip(b"\0"))) // tar_header.BLOCK * tar_header.BLOCK
        if tar_header.parse(data[blank : blank + tar_header.BLOCK]) is not None:
            return place + blank
        return self._resumed(place + blank) if blank == tar_header.BLOCK < len(data) else None

    def _resumed(self, place: int) -> int | None:
        """The next place where a marked header lies whose sum comes out."""
        if ("damaged", "header") not in self._failures:
            self._failures.append(("damaged", "header"))
        while data := fetched(self._file, place, BLOCK):
            for start in range(0, len(data), tar_header.BLOCK):
                block = data[start : start + tar_header.BLOCK]
                if block[257:262] == b"ustar" and tar_header.parse(block) is not None:
                    return place + start
            place += len(data)
            self._beat()
        return None

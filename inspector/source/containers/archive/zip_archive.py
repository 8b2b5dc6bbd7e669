"""ZIP archives, read in place: ordinary ones, and the 100 GB that a phone extraction is.

Source: PKWARE APPNOTE 6.3.10. Nothing of the directory is kept: a locator is the place of a member's record.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, ClassVar

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.archive import zip_directory, zip_member, zip_parts, zip_salvage
from inspector.source.containers.archive.zip_claim import claimed
from inspector.source.containers.archive.zip_crypt import Locks
from inspector.source.containers.archive.zip_names import readable
from inspector.source.containers.archive.zip_record import Record
from inspector.source.containers.stream import size_of
from inspector.source.member import Member
from inspector.source.segments import is_first

_SEGMENT_MARK = b"PK\7\x08PK\3\4"
_STRONG = 1 << 6
_LOCAL = "@"  # before the place of a local header, where no directory tells of the member


class Overlap:
    """Members that lie in one another, as in a flat bomb: they are told until they add up to twice their room.

    `room` is what all members have together. One liar among honest members does not reach that.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._left = 2 * room
        self._furthest = 0

    def refuses(self, record: Record) -> bool:
        """Whether this member, told next, is one too many."""
        if record.header < 0:
            return False  # in a part that is not there
        self._left -= min(record.packed, self._room)
        inside = record.header < self._furthest
        self._furthest = max(self._furthest, record.header + record.packed)
        return inside and self._left < 0


class Zip:
    """A ZIP archive.

    A time without a zone (MS-DOS) is taken as UTC. Names are the archive's own bytes, whatever they say. A member
    whose directory record is lost is told by its local header.
    """

    name: ClassVar[str] = "zip"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._file, self._starts = zip_parts.joined(handed)
        self._size = size_of(self._file)
        self._locks = Locks(handed.passwords)
        self._locked = not handed.passwords
        self._beat = handed.beat
        lone = handed.head.start.startswith(_SEGMENT_MARK) and not handed.more
        self._segmented = lone or is_first(handed.head.name)
        lacking = -1 in self._starts
        self._directory = zip_directory.find(self._file, self._starts[-1] if lacking else 0)
        self._failures: list[tuple[str, str]] = []
        self._told = 0

    @staticmethod
    def claim(head: Head) -> Claim:
        """See Container."""
        return claimed(head)

    def walk(self) -> Iterator[Member]:
        """See Container; raises Unreadable when nothing of an archive was found."""
        for locator, record, refused in self.records():
            self._told += 1
            yield self.member(locator, record, refused=refused)
        if not self._told and self._failures:
            raise Unreadable(*self._failures.pop())

    def records(self) -> Iterator[tuple[str, Record, bool]]:
        """Locator and record of every file, and whether it is one too many of those that lie in one another."""
        overlap, furthest = Overlap(self._directory.start if self._directory else 0), 0
        broken = self._directory is None
        for place, record in self._listed():
            if record is None:
                broken = True
            else:
                furthest = max(furthest, record.header + record.packed)
                if record.is_file:
                    yield str(place), record, overlap.refuses(record)
        if broken:
            yield from self._salvaged(furthest if furthest < self._size else 0)

    def open(self, member: Member) -> BinaryIO:
        """See Container; a member that is stored as it is can be sought in."""
        assert isinstance(member.held, Record)
        return self.opened(member.held)

    def opened(self, record: Record) -> BinaryIO:
        """The bytes of a member by its record."""
        if record.encrypted:
            return self._locks.opened(self._file, record)
        return zip_member.opened(self._file, record)

    def at(self, locator: str) -> Member:
        """See Container."""
        return self.member(locator, self.record_at(locator), refused=False)

    def record_at(self, locator: str) -> Record:
        """The record a locator leads to; raises Unreadable "missing_member"."""
        digits = locator.removeprefix(_LOCAL)
        record = None
        if digits.isascii() and digits.isdigit() and len(digits) < 20:
            record = self._found(int(digits), local=locator.startswith(_LOCAL))
        if record is None:
            raise Unreadable("missing_member")
        return record

    def member(self, locator: str, record: Record, *, refused: bool) -> Member:
        """A member as it is told."""
        modified, accessed, created = record.times
        return Member(
            path=record.path,
            locator=locator,
            size=record.size,
            modified_ns=modified,
            accessed_ns=accessed,
            created_ns=created,
            failure="damaged" if refused else self._failure(record),
            held=record,
        )

    def about(self) -> About:
        """See Container."""
        comment = self._directory.comment if self._directory else b""
        text = readable(comment).decode("utf-8", "replace") if comment else None
        return About({"files": self._told}, text, tuple(self._failures))

    def close(self) -> None:
        """See Container."""

    def _listed(self) -> Iterator[tuple[int, Record | None]]:
        if self._directory is not None:
            yield from zip_directory.records(self._file, self._directory, self._starts)

    def _salvaged(self, place: int) -> Iterator[tuple[str, Record, bool]]:
        code = "damaged" if self._directory else "segments_missing" if self._segmented else "truncated"
        self._failures.append((code, "directory"))
        for record in zip_salvage.records(self._file, place, self._beat):
            if record.is_file:
                yield f"{_LOCAL}{record.header}", record, False

    def _found(self, place: int, *, local: bool) -> Record | None:
        if local:
            return zip_salvage.record_at(self._file, place, self._beat) if place < self._size else None
        if self._directory is None:
            return None
        return zip_directory.record_at(self._file, self._directory, self._starts, place)

    def _failure(self, record: Record) -> str:
        if record.header < 0:
            return "segments_missing"
        if record.encrypted and self._locked:
            return "encrypted"
        if record.method not in zip_member.METHODS or record.flags & _STRONG:
            return "no_decoder"
        return "" if record.header < self._size else "damaged"

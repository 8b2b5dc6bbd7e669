"""Windows' own store of small pictures, thumbcache_*.db and iconcache_*.db: one copy an entry.

Source: libwtcdb, "Windows Explorer Thumbnail Cache database file format" (header "CMMM", version; entries "CMMM", size,
hash, identifier, padding, data), versions 20 (Vista), 21 (7), 26 to 31 (8, 8.1) and 32 (10, 11). Little-endian.
"""

from __future__ import annotations

import codecs
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, ClassVar

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.copies.extent import extent, length, piece
from inspector.source.containers.copies.naming import named
from inspector.source.member import Member

_MARK = b"CMMM"
_HEADER = 24
_VISTA = struct.Struct("<4sIQ8xIII4x16x")
_SEVEN = struct.Struct("<4sIQIII4x16x")
_EIGHT = struct.Struct("<4sIQIII12x16x")
_ENTRIES = {20: _VISTA, 21: _SEVEN}
_UTF16 = codecs.lookup("utf-16-le")  # a worker that is locked in could not load it any more
_LONGEST_NAME = 4096
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class _Entry:
    hash: int
    identifier: str
    data: int
    size: int
    end: int


class ThumbCache:
    """One such store."""

    name: ClassVar[str] = "thumbcache"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._file = handed.file
        self._beat = handed.beat
        self._size = length(handed.file)
        start = piece(handed.file, 0, _HEADER)
        if len(start) < _HEADER or not start.startswith(_MARK):
            raise Unreadable("damaged", "header")
        self._version = int.from_bytes(start[4:8], "little")
        if not 20 <= self._version <= 64:
            raise Unreadable("no_decoder", "version")
        self._form = _ENTRIES.get(self._version, _EIGHT)
        self._told: set[str] = set()

    @staticmethod
    def claim(head: Head) -> Claim:
        """By its mark and a version that there is."""
        known = head.start.startswith(_MARK) and 20 <= int.from_bytes(head.start[4:8], "little") <= 64
        return Claim.BYTES if known and len(head.start) >= _HEADER else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """Every entry that holds anything, empty ones left out; what breaks off the row of entries is passed over."""
        place = _HEADER
        while (place := self._next(place)) >= 0:
            self._beat()
            entry = self._entry(place)
            if entry is None:
                self._told.add("damaged")
                place += len(_MARK)
                continue
            if entry.size:
                yield self._member(place, entry)
            place = entry.end

    def _next(self, place: int) -> int:
        """Where the next mark stands, from `place` on; -1 when there is none."""
        reach = len(_MARK)  # most often it stands right here; of marks without number each costs little
        while len(block := piece(self._file, place, reach)) >= len(_MARK):
            found = block.find(_MARK)
            if found >= 0:
                return place + found
            place += len(block) - len(_MARK) + 1
            reach = min(reach * 32, _BLOCK)
            self._beat()
        return -1

    def _entry(self, place: int) -> _Entry | None:
        """The entry at `place` when its lengths agree with each other; its end may lie behind the file's."""
        head = piece(self._file, place, self._form.size)
        if len(head) < self._form.size or not head.startswith(_MARK):
            return None
        _, size, number, naming, padding, held = self._form.unpack(head)
        if naming > _LONGEST_NAME or self._form.size + naming + padding + held > size:
            return None
        identifier, _ = _UTF16.decode(piece(self._file, place + self._form.size, naming), "replace")
        data = place + self._form.size + naming + padding
        left = max(0, min(held, self._size - data))
        if left < held:
            self._told.add("truncated")
        return _Entry(number, identifier.rstrip("\0"), data, left, place + size)

    def _member(self, place: int, entry: _Entry) -> Member:
        start = piece(self._file, entry.data, min(16, entry.size))
        path = named(entry.identifier or f"{entry.hash:016x}", start)
        return Member(path, str(place), entry.size, place=PlaceClass.THUMBNAIL, held=entry)

    def open(self, member: Member) -> BinaryIO:
        """The bytes of an entry."""
        assert isinstance(member.held, _Entry)
        return extent(self._file, member.held.data, member.held.size)

    def at(self, locator: str) -> Member:
        """The entry that begins at this offset."""
        entry = self._entry(int(locator)) if locator.isascii() and locator.isdigit() else None
        if entry is None:
            raise Unreadable("missing_member")
        return self._member(int(locator), entry)

    def about(self) -> About:
        """The version of the store, and whether all of it could be read."""
        return About({"version": self._version}, failures=tuple((code, "entry") for code in sorted(self._told)))

    def close(self) -> None:
        """Nothing is held."""

"""The files of blocks of Chromium's older cache, `data_1` to `data_3`, as Windows keeps it: what pictures lie in them.

Source: Chromium, net/disk_cache/blockfile/disk_format_base.h: a header of 8,192 bytes, then blocks of one size. Which
blocks make an entry stands in three other files, so bodies are found by their own marks and have no address. Larger
bodies are files of their own (`f_…`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, ClassVar

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.copies.carve import pictures
from inspector.source.containers.copies.extent import extent, length, piece
from inspector.source.containers.copies.naming import suffix
from inspector.source.member import Member

_MARK = b"\xc3\xca\x04\xc1"
_HEADER = 8192
_SIZES = frozenset({256, 1024, 4096})


class ChromeBlocks:
    """One file of blocks."""

    name: ClassVar[str] = "chrome_blocks"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._file = handed.file
        self._beat = handed.beat
        self._size = length(handed.file)

    @staticmethod
    def claim(head: Head) -> Claim:
        """By its mark and a size of blocks in which bodies lie."""
        fits = head.start.startswith(_MARK) and int.from_bytes(head.start[12:16], "little") in _SIZES
        return Claim.BYTES if fits else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """Every picture that is whole."""
        for start, size in pictures(self._file, _HEADER, self._beat):
            yield self._member(start, size)

    def _member(self, start: int, size: int) -> Member:
        path = f"at-{start}{suffix(piece(self._file, start, 16))}".encode()
        return Member(path, f"{start}+{size}", size, place=PlaceClass.CACHE)

    def open(self, member: Member) -> BinaryIO:
        """The bytes of a picture."""
        start, _, size = member.locator.partition("+")
        return extent(self._file, int(start), int(size))

    def at(self, locator: str) -> Member:
        """The picture at this offset and of this many bytes."""
        start, _, size = locator.partition("+")
        plain = all(part.isascii() and part.isdigit() and len(part) < 19 for part in (start, size))
        if not plain or int(start) + int(size) > self._size:
            raise Unreadable("missing_member")
        return self._member(int(start), int(size))

    def about(self) -> About:
        """It tells nothing of itself."""
        return About()

    def close(self) -> None:
        """Nothing is held."""

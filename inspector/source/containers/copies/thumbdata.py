"""Android's stores of small pictures: `.thumbdata3-…` to `5`, blocks of one size, and the gallery's `imgcache.0`.

Source: Android Open Source Project, MiniThumbFile.java: the block's number is the picture's id in the media store; a
block begins with a state, a number and a length. Whatever is left in a block that was emptied is found too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, ClassVar

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.copies.carve import pictures
from inspector.source.containers.copies.extent import extent, length, piece
from inspector.source.containers.copies.naming import suffix
from inspector.source.member import Member

_NAME = re.compile(rb"\.?thumbdata([0-9]*)(?:-.*)?|imgcache\.[0-9]+", re.DOTALL)
_LAYOUTS = {b"3": (10_000, 13), b"4": (10_000, 21), b"5": (17_000, 21)}
"""Bytes of a block, and of what stands before the picture in it."""
_LOCATOR = re.compile(r"([0-9]{1,18})\+([0-9]{1,12})")


class ThumbData:
    """One such store."""

    name: ClassVar[str] = "thumbdata"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._file = handed.file
        self._beat = handed.beat
        self._size = length(handed.file)
        named = _NAME.fullmatch(handed.head.name)
        self._block, self._before = _LAYOUTS.get(named[1] if named else b"", (0, 0))

    @staticmethod
    def claim(head: Head) -> Claim:
        """By name alone: the blocks have no mark. A picture of that name is one."""
        fits = bool(head.start and _NAME.fullmatch(head.name)) and not head.mime.startswith(("image/", "video/"))
        return Claim.NAME if fits else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """Every picture that is whole."""
        for start, size in pictures(self._file, 0, self._beat):
            yield self._member(start, size)

    def _member(self, start: int, size: int) -> Member:
        number, place = divmod(start, self._block) if self._block else (0, -1)
        told = f"{number}" if place == self._before else f"at-{start}"
        path = (told + suffix(piece(self._file, start, 16))).encode()
        return Member(path, f"{start}+{size}", size, place=PlaceClass.THUMBNAIL, held=(start, size))

    def open(self, member: Member) -> BinaryIO:
        """The bytes of a picture."""
        start, size = _located(member.locator)
        return extent(self._file, start, size)

    def at(self, locator: str) -> Member:
        """The picture at this offset and of this many bytes."""
        start, size = _located(locator)
        if start + size > self._size:
            raise Unreadable("missing_member")
        return self._member(start, size)

    def about(self) -> About:
        """It tells nothing of itself."""
        return About()

    def close(self) -> None:
        """Nothing is held."""


def _located(locator: str) -> tuple[int, int]:
    found = _LOCATOR.fullmatch(locator) if locator.isascii() else None
    if found is None:
        raise Unreadable("missing_member")
    return int(found[1]), int(found[2])

"""Thumbs.db, the small pictures Windows kept in a folder of pictures: an OLE file, one copy a stream.

Source: M. Roukine, Vinetto, and libyal, "Thumbs.db format": the stream "Catalog" (a header of 16 bytes, then records of
size, number, FILETIME and name in UTF-16) names the streams, each called by its number's digits backwards; before a
stream's picture stand 12 bytes, or 16 in the oldest form. Later Windows names streams "256_<hash>" and has no catalog.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, ClassVar

import olefile

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.copies.extent import length
from inspector.source.containers.copies.naming import named, suffix
from inspector.source.member import Member

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CATALOG = "Catalog"
_CATALOG_ENTRY = _CATALOG.encode("utf-16-le").ljust(64, b"\0") + b"\x10\0\x02"  # as the directory of an OLE file has it
_NAME = re.compile(rb"(eh)?thumbs(_vista)?\.db", re.IGNORECASE)
_STREAM = re.compile(r"[0-9]{1,10}|[0-9]{2,4}_[0-9A-Fa-f]{1,16}")
_RECORD = struct.Struct("<IIQ")
_LARGEST_CATALOG = 64 << 20
_EPOCH = 116_444_736_000_000_000  # 1970 as a FILETIME, in 100 ns since 1601


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    modified_ns: int | None


class ThumbsDb:
    """One Thumbs.db."""

    name: ClassVar[str] = "thumbs_db"
    version: ClassVar[str] = f"1 (olefile {olefile.__version__})"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._size = length(handed.file)
        self._beat = handed.beat
        handed.file.seek(0)
        try:
            self._ole = olefile.OleFileIO(handed.file)
        except (MemoryError, KeyboardInterrupt):
            raise
        except Exception as error:
            raise Unreadable("damaged", type(error).__name__) from error
        self._failures: list[tuple[str, str]] = []
        # The library searches its list of streams from the start for each one asked for; of many that never ends.
        kids = [kid for kid in self._ole.root.kids if kid.entry_type == olefile.STGTY_STREAM]
        self._streams = {kid.name: kid for kid in reversed(kids)}
        self._known = self._catalog()

    @staticmethod
    def claim(head: Head) -> Claim:
        """An OLE file by that name or with that catalog."""
        if not head.start.startswith(_OLE):
            return Claim.NONE
        return Claim.INSIDE if _NAME.fullmatch(head.name) or _CATALOG_ENTRY in head.start else Claim.NONE

    def _catalog(self) -> dict[str, _Known]:
        """What the catalog knows of the streams, by their names."""
        known: dict[str, _Known] = {}
        try:
            data = self._stream(_CATALOG) if _CATALOG in self._streams else b""
        except Unreadable as broken:
            self._failures.append((broken.code, "catalog"))
            return known
        if len(data) > _LARGEST_CATALOG:
            self._failures.append(("too_large", "catalog"))
            return known
        place = int.from_bytes(data[:2], "little")
        while place + _RECORD.size <= len(data):
            size, number, moment = _RECORD.unpack_from(data, place)
            if size <= _RECORD.size:
                break
            name = data[place + _RECORD.size : place + size].decode("utf-16-le", "replace").partition("\0")[0]
            known[str(number)[::-1]] = _Known(name, (moment - _EPOCH) * 100 if _EPOCH < moment < 2 * _EPOCH else None)
            place += size
        return known

    def walk(self) -> Iterator[Member]:
        """Every stream that holds a copy."""
        for name in reversed(self._streams):
            if _STREAM.fullmatch(name):
                self._beat()
                yield self._member(name)

    def _member(self, name: str) -> Member:
        known = self._known.get(name, _Known(name, None))
        try:
            start, size = _picture(self._stream(name))
        except Unreadable as broken:
            return Member(named(known.name, b""), name, place=PlaceClass.THUMBNAIL, failure=broken.code)
        path = named(known.name or name, start[:16])
        return Member(path, name, size, known.modified_ns, place=PlaceClass.THUMBNAIL)

    def _stream(self, name: str) -> bytes:
        found = self._streams[name]
        if found.size > self._size:
            raise Unreadable("damaged", "stream")
        try:
            data: bytes = self._ole._open(found.isectStart, found.size).read()  # noqa: SLF001 - see above
        except (OSError, ValueError, IndexError, struct.error) as error:
            raise Unreadable("damaged", type(error).__name__) from error
        return data

    def open(self, member: Member) -> BinaryIO:
        """The picture of a stream without what stands before it."""
        return BytesIO(_picture(self._stream(member.locator))[0])

    def at(self, locator: str) -> Member:
        """The copy in the stream of this name."""
        if locator not in self._streams or not _STREAM.fullmatch(locator):
            raise Unreadable("missing_member")
        return self._member(locator)

    def about(self) -> About:
        """How many copies the catalog names."""
        return About({"catalog": len(self._known)}, failures=tuple(self._failures))

    def close(self) -> None:
        """Lets go of the directory that was read."""
        self._ole.close()


def _picture(stream: bytes) -> tuple[bytes, int]:
    """The picture in a stream, behind whichever form of header, and its bytes; the whole stream where none is seen."""
    for before in (int.from_bytes(stream[:4], "little"), 12, 16):
        if before <= 64 and suffix(stream[before : before + 16]):
            return stream[before:], len(stream) - before
    return stream, len(stream)

"""One file packed by itself: gzip, bzip2, xz, zstd, LZ4, compress, lzip, LZMA.

Source: RFC 1952, 2.3.1 (name and time in gzip); the rest as packing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, ClassVar

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers import moments
from inspector.source.containers.archive import libarchive_calls, packing
from inspector.source.containers.archive.archive_form import within
from inspector.source.containers.archive.zip_names import readable
from inspector.source.containers.stream import as_file
from inspector.source.member import Member

_NAMED, _EXTRA = 8, 4
_NAMELESS = b"data"


class Compressed:
    """A packed file: one member, under the name that gzip kept or else the file's own without its suffix."""

    name: ClassVar[str] = "compressed"
    version: ClassVar[str] = f"1 ({libarchive_calls.VERSION})"
    direct: ClassVar[bool] = False
    forward: ClassVar[bool] = True

    def __init__(self, handed: Handed) -> None:
        found = packing.around(handed.head.start)
        if found is None:
            raise Unreadable("damaged", "mark")
        self._packing = found
        self._handed = handed

    @staticmethod
    def claim(head: Head) -> Claim:
        """See Container; what holds an archive is left to the reader of archives."""
        found = packing.around(head.start)
        return Claim.NONE if found is None or within(head, found) else Claim.BYTES

    def walk(self) -> Iterator[Member]:
        """See Container."""
        start = self._handed.head.start
        gzip = self._packing.name == "gzip"
        seconds = int.from_bytes(start[4:8], "little") if gzip else 0
        yield Member(
            path=(_kept_name(start) if gzip else b"") or _bare(self._handed.head.name, self._packing),
            locator="0",
            modified_ns=moments.from_seconds(seconds) if seconds else None,
        )

    def open(self, member: Member) -> BinaryIO:
        """See Container; once only, unless the file can be sought in."""
        assert member.locator == "0"
        if self._handed.file.seekable():
            self._handed.file.seek(0)
        return as_file(packing.contents(self._packing, self._handed.file))

    def at(self, locator: str) -> Member:  # noqa: ARG002 (read in order only)
        """See Container."""
        raise Unreadable("missing_member")

    def about(self) -> About:
        """See Container."""
        return About({"packing": self._packing.name})

    def close(self) -> None:
        """See Container."""


def _kept_name(start: bytes) -> bytes:
    """The name in a gzip header, behind the extra field where there is one."""
    place = 10
    if start[3] & _EXTRA:
        place += 2 + int.from_bytes(start[10:12], "little")
    end = start.find(b"\0", place)
    return readable(start[place:end]) if start[3] & _NAMED and end > place else b""


def _bare(name: bytes, found: packing.Packing) -> bytes:
    lower = name.lower()
    for suffix in found.suffixes:
        if lower.endswith(suffix.encode()) and len(name) > len(suffix):
            return name[: -len(suffix)]
    return name or _NAMELESS

"""Archives and images of forms that nobody here reads: each says so, and is not taken for a file without content.

Sources: the descriptions of these forms that their makers published, and file(1).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, ClassVar

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.member import Member

_MARKS = (
    (7, b"**ACE**", "ACE"), (20, b"\xdc\xa7\xc4\xfd", "ZOO"), (0, b"SIT!", "StuffIt"), (0, b"StuffIt (c)", "StuffIt"),
    (0, b"MSWIM\0\0\0", "WIM"), (0, b"WLPWM\0\0\0", "WIM"), (0, b"hsqs", "SquashFS"), (0, b"sqsh", "SquashFS"),
    (0, b"ADSEGMENTEDFILE\0", "AD1"), (0, b"LVF\x09\x0d\x0a\xff\0", "L01"), (0, b"LEF2\x0d\x0a\x81\0", "Lx01"),
    (0, b"AFF10\r\n\0", "AFF"), (64, b"\x7f\x10\xda\xbe", "VDI"), (0, b"ITSF\3\0\0\0", "CHM"), (0, b"IsZ!", "ISZ"),
    (0, b"LRZI\0", "lrzip"), (0, b"\x89LZO\0\r\n\x1a\n", "lzop"), (0, b"\xff\6\0\0sNaPpY", "snappy"),
    (0, b"7kSt\xa01\x83\xd3\x8c\xb2(\xb0\xd3", "ZPAQ"), (0, b"\xcf\xad\x12\xfe", "Outlook Express"),
    (0, b"ANDROID BACKUP\n", "Android backup"),
)  # fmt: skip
_ARCHIVES = frozenset({
    ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".zst", ".tzst", ".7z", ".rar", ".cab", ".lzh", ".ace", ".arj",
})  # fmt: skip
_ARJ = b"\x60\xea"


class Unread:
    """Opens nothing: neither those, nor what by its name alone is an archive, because its first bytes are not there."""

    name: ClassVar[str] = "unread"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = False
    forward: ClassVar[bool] = True

    def __init__(self, handed: Handed) -> None:
        found = form(handed.head.start)
        raise Unreadable("no_decoder", found) if found else Unreadable("damaged", "mark")

    @staticmethod
    def claim(head: Head) -> Claim:
        """See Container."""
        return Claim.NAME if form(head.start) or head.promised in _ARCHIVES else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """See Container."""
        return iter(())

    def open(self, member: Member) -> BinaryIO:  # noqa: ARG002 (nothing is told)
        """See Container."""
        raise Unreadable("missing_member")

    def at(self, locator: str) -> Member:  # noqa: ARG002 (as open)
        """See Container."""
        raise Unreadable("missing_member")

    def about(self) -> About:
        """See Container."""
        return About()

    def close(self) -> None:
        """See Container."""


def form(start: bytes) -> str:
    """The name of the form a file with these first bytes has; empty for all others."""
    if start.startswith(_ARJ) and _is_arj(start):
        return "ARJ"
    return next((name for place, mark, name in _MARKS if start.startswith(mark, place)), "")


def _is_arj(start: bytes) -> bool:
    """Two bytes are no mark: a header of sane length, the first of its kind (2), for a known system."""
    size = int.from_bytes(start[2:4], "little")
    return 30 <= size <= 2600 and len(start) > 10 and 30 <= start[4] <= 64 and start[7] < 12 and start[10] == 2

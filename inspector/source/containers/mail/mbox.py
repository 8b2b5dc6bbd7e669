"""A mailbox in one file (mbox: mboxo, mboxrd; application/mbox of RFC 4155), never more than a block of it in memory.

A message begins behind a "From " line and ends before the empty line in front of the next. Its bytes are those of the
file but for one thing: the ">" is taken off that mailbox programs put before "From " at the beginning of a line. mboxo
does not put it before ">From ", so that there one ">" too many may go; which of the two wrote a file nobody can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import BinaryIO, ClassVar

from inspector.analyse.mailtext import instant
from inspector.analyse.unreadable import Unreadable
from inspector.analyse.window import poured, window
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.mail.fromlines import FromLines
from inspector.source.member import Member

_BLOCK = 1 << 20
_HEADERS = 64 << 10
_DATE = re.compile(rb"^date:\s*([^\r\n]{1,200})", re.IGNORECASE | re.MULTILINE)
_HEADERS_END = re.compile(rb"\n\r?\n")
_QUOTED = re.compile(rb"(?:(?<=\n)|\A)>(>{0,63}From )")
_QUOTED_WITHIN = re.compile(rb"(?<=\n)>(>{0,63}From )")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LOCATOR = re.compile(r"(\d{1,12})@(\d{1,18})")


@dataclass(frozen=True, slots=True)
class _Letter:
    """Where a message lies, and how many of its lines begin with a quoted "From "."""

    start: int
    end: int
    quoted: int


class Mbox:
    """A mailbox; a message's locator is its number and the offset of its first byte."""

    name: ClassVar[str] = "mbox"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._file = handed.file
        self._beat = handed.beat
        self._count = self._unquoted = 0

    @staticmethod
    def claim(head: Head) -> Claim:
        """By its first two lines, or by its name and the first of them."""
        if head.mime == "application/mbox":
            return Claim.BYTES
        named = head.suffix in (".mbox", ".mbx") and head.start.startswith(b"From ")
        return Claim.NAME if named else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """The messages as they lie there."""
        for number, letter in enumerate(self._letters(0), 1):
            self._count = number
            self._unquoted += letter.quoted
            yield self._member(number, letter)

    def open(self, member: Member) -> BinaryIO:
        """A message; it can be sought in when no line of it was quoted."""
        assert isinstance(member.held, _Letter)
        stored = window(self._file, member.held.start, member.held.end)
        return poured(_unquoted(stored)) if member.held.quoted else stored

    def at(self, locator: str) -> Member:
        """The message that begins at the offset in `locator`."""
        found = _LOCATOR.fullmatch(locator)
        start = int(found[2]) if found else 0
        self._file.seek(max(0, start - 1))
        if found and (start == 0 or self._file.read(1) == b"\n"):
            for letter in self._letters(start):
                return self._member(int(found[1]), letter)
        raise Unreadable("missing_member")

    def about(self) -> About:
        """How many messages there are, and how many lines of them were given without their first ">"."""
        return About({"messages": self._count, "lines_unquoted": self._unquoted})

    def close(self) -> None:
        """Nothing was opened."""

    def _letters(self, start: int) -> Iterator[_Letter]:
        """The messages from the offset `start` on; what lies before the first separator counts as one."""
        quoted = 0
        for line in FromLines(self._file, start, self._beat):
            if line.quoted:
                quoted += 1
                continue
            if line.before > start:
                yield _Letter(start, line.before, quoted)
            start, quoted = line.after, 0

    def _member(self, number: int, letter: _Letter) -> Member:
        size = letter.end - letter.start - letter.quoted
        return Member(
            path=b"%06d.eml" % number,
            locator=f"{number}@{letter.start}",
            size=size,
            modified_ns=self._written(letter),
            mime="message/rfc822",
            held=letter,
        )

    def _written(self, letter: _Letter) -> int | None:
        """When it says it was written, in nanoseconds since 1970."""
        self._file.seek(letter.start)
        head = self._file.read(min(_HEADERS, letter.end - letter.start))
        end = _HEADERS_END.search(head)
        found = _DATE.search(head, 0, end.start() if end else len(head))
        moment = instant(found[1].decode("ascii", "replace")) if found else None
        return None if moment is None else (moment - _EPOCH) // timedelta(microseconds=1) * 1000


def _unquoted(stored: BinaryIO) -> Iterator[bytes]:
    """One ">" less at each line that begins with some and "From "."""
    kept, fresh = b"", True
    while block := stored.read(_BLOCK):
        kept += block
        end = kept.rfind(b"\n") + 1 or len(kept)
        yield (_QUOTED if fresh else _QUOTED_WITHIN).sub(rb"\1", kept[:end])
        fresh = kept[:end].endswith(b"\n")
        kept = kept[end:]
    yield (_QUOTED if fresh else _QUOTED_WITHIN).sub(rb"\1", kept)

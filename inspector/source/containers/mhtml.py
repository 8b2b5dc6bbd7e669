"""Web pages saved in one file: MHTML (RFC 2557), as browsers and Word write it. Nothing is fetched or rendered.

The parts are found line by line and read where they lie, so that a page of any size costs no memory. Only the header
blocks go through the standard library's mail parser, in its bounded form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, ClassVar

from inspector.analyse import charset
from inspector.analyse.charset import clean
from inspector.analyse.mailfile import utc
from inspector.analyse.mailpart import FAULTS, MailTree, Part
from inspector.analyse.unreadable import Unreadable
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.flow import flowing, from_base64, from_quoted_printable, stretch
from inspector.source.member import Member

_LONGEST_LINE = 1 << 16
_LONGEST_HEADER = 1 << 16
_LONGEST_ADDRESS = 4096
_LONGEST_FACT = 1000
_DEEPEST = 32
_BEAT = 4096

_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(
    rb"^(?:snapshot-content-location:|from: <saved by|x-maf-information:)", re.IGNORECASE | re.MULTILINE
)
_SENT = re.compile(rb"^(?:to|cc|received|delivered-to|message-id):", re.IGNORECASE | re.MULTILINE)
_PLACED = re.compile(rb"^content-location:", re.IGNORECASE | re.MULTILINE)
_END_OF_HEADER = re.compile(rb"\r?\n\r?\n")
_SUFFIXES = (".mht", ".mhtml")
_LOCATOR = re.compile(r"(\d{1,18})-(\d{1,18})-(\d{1,18})", re.ASCII)


def warm() -> None:
    """Loads the character sets, which are looked up by name when first used."""
    charset.load()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a part lies: its header, its body, and the body's length, in bytes."""

    header: int
    body: int
    length: int


class Mhtml:
    """One saved page."""

    name: ClassVar[str] = "mhtml"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._file = handed.file
        self._beat = handed.beat
        self._truncated = False
        self._root, self._start = self._header(0)
        if not _boundary(self._root):
            raise Unreadable("damaged", "boundary")

    @staticmethod
    def claim(head: Head) -> Claim:
        """A multipart/related that a browser saved, or that nobody sent and whose parts have addresses."""
        top = _END_OF_HEADER.split(head.start[:_LONGEST_HEADER].lstrip(), 1)[0]
        if not _RELATED.search(top):
            return Claim.NONE
        if _SAVED.search(top) or head.suffix in _SUFFIXES:
            return Claim.INSIDE
        return Claim.INSIDE if not _SENT.search(top) and _PLACED.search(head.start) else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """The parts in their order, the page itself first."""
        for place in self._places():
            part, _ = self._header(place.header)
            yield _member(part, place)

    def open(self, member: Member) -> BinaryIO:
        """The bytes of a part, its transfer encoding undone."""
        if not isinstance(member.held, _Place):
            raise Unreadable("missing_member")
        part, _ = self._header(member.held.header)
        blocks = stretch(self._file, member.held.body, member.held.length)
        encoding = _transfer(part)
        if encoding == "base64":
            return flowing(from_base64(blocks))
        return flowing(from_quoted_printable(blocks) if encoding == "quoted-printable" else blocks)

    def at(self, locator: str) -> Member:
        """The part whose header, body and end are where the locator says."""
        match = _LOCATOR.fullmatch(locator)
        if match is None:
            raise Unreadable("missing_member")
        place = _Place(int(match[1]), int(match[2]), int(match[3]))
        part, body = self._header(place.header)
        if body != place.body:
            raise Unreadable("missing_member")
        return _member(part, place)

    def about(self) -> About:
        """Which page was saved and when."""
        facts = {
            "address": _said(self._root, "snapshot-content-location"), "title": _said(self._root, "subject"),
            "saved": utc(_said(self._root, "date")), "saved_by": _said(self._root, "from"),
        }  # fmt: skip
        failures = (("truncated", "parts"),) if self._truncated else ()
        return About(facts={name: value for name, value in facts.items() if value}, failures=failures)

    def close(self) -> None:
        """Nothing was opened."""

    def _header(self, start: int) -> tuple[Part, int]:
        """The header block at `start`, and where the body behind it begins."""
        self._file.seek(start)
        lines: list[bytes] = []
        room = _LONGEST_HEADER
        while room > 0 and (line := self._file.readline(room)):
            start += len(line)
            room -= len(line)
            if not line.strip(b"\r\n") and lines:
                break
            lines.append(line)
        return MailTree().parse(b"".join(lines) + b"\r\n"), start

    def _places(self) -> Iterator[_Place]:
        """Where the leaves lie; the parts of a multipart inside are told in line with the rest."""
        boundaries = [_boundary(self._root)]
        here: tuple[int, int] | None = None
        for before, line, after in self._marks():
            depth = _depth(line, boundaries)
            if depth < 0:
                continue
            if here is not None:
                yield _Place(*here, max(0, before - here[1]))
            closing = line[2:].rstrip() != boundaries[depth]
            del boundaries[depth + (0 if closing else 1) :]
            here = None
            if not boundaries:
                return
            if not closing:
                here = self._entered(after, boundaries)
        self._truncated = True
        if here is not None:
            yield _Place(*here, max(0, self._file.seek(0, 2) - here[1]))

    def _entered(self, start: int, boundaries: list[bytes]) -> tuple[int, int] | None:
        """Where header and body of a part begin; a multipart has none of its own and adds its boundary."""
        part, body = self._header(start)
        inner = _boundary(part)
        if inner and len(boundaries) < _DEEPEST:
            boundaries.append(inner)
            return None
        return start, body

    def _marks(self) -> Iterator[tuple[int, bytes, int]]:
        """Lines that begin with two hyphens: where the text before them ends, the line, and where the next begins."""
        place, fresh, ending, count = self._start, True, 0, 0
        self._file.seek(place)
        while line := self._file.readline(_LONGEST_LINE):
            if fresh and line.startswith(b"--"):
                yield place - ending, line, place + len(line)
                self._file.seek(place + len(line))  # others read in the file meanwhile
            place += len(line)
            fresh = line.endswith(b"\n")
            ending = 2 if line.endswith(b"\r\n") else 1 if fresh else 0
            count += 1
            if count % _BEAT == 0:
                self._beat()


def _depth(line: bytes, boundaries: list[bytes]) -> int:
    """Which of the boundaries a line is, from inside out; -1 when none."""
    said = line[2:].rstrip()
    for depth in range(len(boundaries) - 1, -1, -1):
        if said in (boundaries[depth], boundaries[depth] + b"--"):
            return depth
    return -1


def _boundary(part: Part) -> bytes:
    try:
        if part.get_content_maintype() != "multipart":
            return b""
        return (part.get_boundary() or "").encode("utf-8", "replace")
    except FAULTS:
        return b""


def _transfer(part: Part) -> str:
    return _said(part, "content-transfer-encoding").lower()


def _said(part: Part, name: str) -> str:
    return " ".join(clean(str(part.get(name, ""))).split())[:_LONGEST_FACT]


def _member(part: Part, place: _Place) -> Member:
    plain = _transfer(part) not in ("base64", "quoted-printable")
    locator = f"{place.header}-{place.body}-{place.length}"
    size = place.length if plain else None
    return Member(_path(part) or f"part-{place.header}".encode(), locator, size, held=place)


def _path(part: Part) -> bytes:
    """The address a part was fetched from, or what else it is called."""
    address = "".join(clean(str(part.get("content-location", ""))).split())
    if not address:
        try:
            address = clean(part.get_filename("") or "")
        except FAULTS:
            address = ""
    if not address and (label := _said(part, "content-id").strip("<>")):
        address = "cid:" + label
    return address[:_LONGEST_ADDRESS].encode("utf-8", "replace")

"""Web pages saved in one file: MHTML (RFC 2557), as browsers and Word write it. Nothing is fetched or rendered.

It is a mail by its form: what divides its parts is read as in a mail, and the parts lie in the file as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, ClassVar

from inspector.analyse import charset
from inspector.analyse.mailcoding import plain
from inspector.analyse.mailpart import Part
from inspector.analyse.mailtext import body, header, utc
from inspector.analyse.mailwalk import Bounds, MailWalk, Role
from inspector.analyse.unreadable import Unreadable
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.member import Member

PARTS = 100_000
_LONGEST_TOP = 1 << 16
_LONGEST_ADDRESS = 4096
_LONGEST_FACT = 1000

_FIELD = re.compile(rb"[!-9;-~]+\s*:|From ")
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(rb"^(?:snapshot-content-location:|from: <saved by|x-maf-)", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(rb"^(?:to|cc|received|delivered-to|message-id):", re.IGNORECASE | re.MULTILINE)
_PLACED = re.compile(rb"^content-location:", re.IGNORECASE | re.MULTILINE)
_END_OF_TOP = re.compile(rb"\r?\n\r?\n")
_SUFFIXES = (".mht", ".mhtml")
_FAILURES = {
    "deep": ("too_large", "depth"), "parts": ("too_large", "parts"), "headers": ("too_large", "headers"),
    "truncated": ("truncated", "parts"), "empty": ("damaged", "parts"),
    "headless": ("damaged", "headers"),
}  # fmt: skip


def warm() -> None:
    """Loads the character sets, which are looked up by name when first used."""
    charset.load()


class Mhtml:
    """One saved page; a part's locator is its number."""

    name: ClassVar[str] = "mhtml"
    version: ClassVar[str] = "2"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._file = handed.file
        self._beat = handed.beat
        self._facts: dict[str, object] = {}
        self._failures: dict[tuple[str, str], None] = {}

    @staticmethod
    def claim(head: Head) -> Claim:
        """A multipart/related that a browser saved, or that nobody sent and whose parts have addresses."""
        start = head.start[:_LONGEST_TOP].lstrip()
        if not _FIELD.match(start):  # most files are told from a letter by their first byte
            return Claim.NONE
        top = _END_OF_TOP.split(start, 1)[0]
        if not _RELATED.search(top):
            return Claim.NONE
        if _SAVED.search(top) or head.suffix in _SUFFIXES:
            return Claim.INSIDE
        return Claim.INSIDE if not _SENT.search(top) and _PLACED.search(head.start) else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """The parts in their order, the page itself first."""
        walk = self._walk()
        for part, role in walk.parts():
            if role is Role.LETTER:
                self._facts = _facts(part)
            else:
                yield _member(part)
        self._failures.update(dict.fromkeys(_FAILURES[code] for code in walk.failures if code in _FAILURES))

    def open(self, member: Member) -> BinaryIO:
        """The bytes of a part, its transfer encoding undone; what is wrongly encoded gives what there is."""
        if not isinstance(member.held, Part):
            raise Unreadable("missing_member")
        return body(self._file, member.held, self._flawed)

    def at(self, locator: str) -> Member:
        """The part with this number."""
        for part, role in self._walk().parts():
            if str(part.number) == locator and role is not Role.LETTER:
                return _member(part)
        raise Unreadable("missing_member")

    def about(self) -> About:
        """Which page was saved and when, and what was wrong with the file."""
        return About(facts=self._facts, failures=tuple(self._failures))

    def close(self) -> None:
        """Nothing was opened."""

    def _walk(self) -> MailWalk:
        return MailWalk(self._file, Bounds(PARTS, sealed=True), self._beat)

    def _flawed(self) -> None:
        self._failures["damaged", "encoding"] = None


def _facts(root: Part) -> dict[str, object]:
    said = {
        "address": header(root, "snapshot-content-location"), "title": header(root, "subject"),
        "saved": utc(header(root, "date")), "saved_by": header(root, "from"),
    }  # fmt: skip
    return {name: " ".join(text.split())[:_LONGEST_FACT] for name, text in said.items() if text}


def _member(part: Part) -> Member:
    size = part.end - part.start if plain(part.packing) else None
    return Member(_path(part) or f"part-{part.number}".encode(), str(part.number), size, held=part)


def _path(part: Part) -> bytes:
    """The address a part was fetched from, or what else it is called."""
    label = header(part, "content-id").strip(" <>")
    address = "".join(header(part, "content-location").split()) or part.name or (f"cid:{label}" if label else "")
    return address[:_LONGEST_ADDRESS].encode("utf-8", "replace")

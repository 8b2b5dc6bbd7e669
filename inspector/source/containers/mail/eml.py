"""One mail (RFC 5322, MIME; Apple's .emlx too): what is attached are its members, what is written in it its text.

A mail attached to a mail is a member as it lies there, byte for byte. A part that claims to be text and is not, and an
HTML text with pictures inside (data:), are members too, so that nothing seen by who reads the mail stays unlooked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import BinaryIO, ClassVar

from inspector.analyse import charset
from inspector.analyse.mailcoding import plain, strange
from inspector.analyse.mailpart import FAULTS, Part
from inspector.analyse.mailtext import body, header, instant, line, utc, words
from inspector.analyse.mailwalk import Bounds, MailWalk, Role
from inspector.analyse.unreadable import Unreadable
from inspector.analyse.window import exchanged, window
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.member import Member

PARTS = 100_000
TEXT_LIMIT = 1 << 20
"""Characters of text kept of one mail."""
_FACT = 1000
_PARAGRAPH = 8 * TEXT_LIMIT
_BLOCK = 1 << 20
_APPLE = re.compile(rb"[ \t]*(\d{1,12})[ \t]*\n")
_HEADER_LINE = re.compile(rb"(?:\xef\xbb\xbf)?[!-9;-~]{1,76}:")
_SHOWN = ("subject", "from", "to", "cc", "date")
_FAILURES = {
    "deep": ("too_large", "depth"), "parts": ("too_large", "parts"), "headers": ("too_large", "headers"),
    "truncated": ("truncated", "parts"), "empty": ("damaged", "parts"),
    "headless": ("damaged", "headers"),
}  # fmt: skip
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SUFFIX = re.compile(r"[a-z0-9]{1,5}")


charset.load()  # while files can still be opened


class Eml:
    """One mail; a part's locator is its number in the mail."""

    name: ClassVar[str] = "eml"
    version: ClassVar[str] = "2"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._file = _letter(handed)
        self._beat = handed.beat
        self._facts: dict[str, object] = {}
        self._text: list[str] = []
        self._room = TEXT_LIMIT
        self._failures: dict[tuple[str, str], None] = {}

    @staticmethod
    def claim(head: Head) -> Claim:
        """By its headers, or by its name where the first line may be one."""
        if head.mime == "message/rfc822":
            return Claim.BYTES
        marks = {".eml": _HEADER_LINE, ".emlx": _APPLE}
        mark = marks.get(head.suffix)
        return Claim.NAME if mark is not None and mark.match(head.start) else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """What is attached, in the order in which it lies there; the text is gathered on the way."""
        count = 0
        walk = MailWalk(self._file, Bounds(PARTS, sealed=True), self._beat)
        for part, role in walk.parts():
            if role is Role.LETTER:
                self._tell(part)
                continue
            hides = role is not Role.ATTACHED and self._hides(part)
            if role is Role.ATTACHED or hides:
                count += 1
                yield self._member(part)
            if role is Role.TEXT and (part.get_content_subtype() == "html" or not hides):
                self._write(words(self._file, part, _PARAGRAPH)[0])
        self._facts["attachments"] = count
        self._failures.update(dict.fromkeys(_FAILURES[code] for code in walk.failures if code in _FAILURES))

    def open(self, member: Member) -> BinaryIO:
        """The attachment as its sender meant it; what is wrongly encoded gives what there is."""
        assert isinstance(member.held, Part)
        if strange(member.held.packing):
            self._failures["no_decoder", "encoding"] = None
        return body(self._file, member.held, self._flawed)

    def at(self, locator: str) -> Member:
        """The part with this number."""
        walk = MailWalk(self._file, Bounds(PARTS, sealed=True), self._beat)
        for part, role in walk.parts():
            if str(part.number) == locator and role is not Role.LETTER:
                return self._member(part)
        raise Unreadable("missing_member")

    def about(self) -> About:
        """Its headers of interest, and what a person reads."""
        return About(self._facts, "\n\n".join(self._text), tuple(self._failures))

    def close(self) -> None:
        """Nothing was opened."""

    def _member(self, part: Part) -> Member:
        mime = "message/rfc822" if part.is_letter else part.get_content_type()
        return Member(
            path=(part.name or _unnamed(part, mime)).encode(),
            locator=str(part.number),
            size=part.end - part.start if plain(part.packing) else None,
            modified_ns=_moment(part, "modification-date"),
            created_ns=_moment(part, "creation-date"),
            mime="message/rfc822" if part.is_letter else "",
            held=part,
        )

    def _tell(self, letter: Part) -> None:
        lines = {name: line(header(letter, name), _FACT) for name in (*_SHOWN, "message-id")}
        self._facts = {name: lines[name] for name in _SHOWN[:-1]}
        self._facts |= {"date_utc": utc(lines["date"]), "message_id": lines["message-id"]}
        self._write("\n".join(f"{name.title()}: {lines[name]}" for name in _SHOWN if lines[name]))

    def _hides(self, part: Part) -> bool:
        """Whether a text holds what is no text."""
        text = body(self._file, part)
        if part.get_content_subtype() != "html":
            return not charset.is_text(text.read(_BLOCK))
        last = b""
        while block := text.read(_BLOCK):
            if b"data:image" in last + block:
                return True
            last = block[-16:]
        return False

    def _write(self, text: str) -> None:
        if len(text) > self._room:
            self._failures["too_large", "text"] = None
        if kept := text[: self._room].strip("\n"):
            self._text.append(kept)
            self._room = max(0, self._room - len(kept) - 2)  # 2: the blank line between texts

    def _flawed(self) -> None:
        self._failures["damaged", "encoding"] = None


def _letter(handed: Handed) -> BinaryIO:
    """The mail in the file: Apple writes its length before it and a property list behind; old lines end in CR alone."""
    found = _APPLE.match(handed.head.start)
    if found:
        return window(handed.file, found.end(), found.end() + int(found[1]))
    old = b"\r" in handed.head.start and b"\n" not in handed.head.start
    return exchanged(handed.file, b"\r", b"\n") if old else handed.file


def _unnamed(part: Part, mime: str) -> str:
    subtype = mime.partition("/")[2]
    suffix = "eml" if mime == "message/rfc822" else subtype if _SUFFIX.fullmatch(subtype) else "bin"
    return f"part-{part.number}.{suffix}"


def _moment(part: Part, parameter: str) -> int | None:
    """A time of the attachment as its sender's machine told it (RFC 2183), in nanoseconds since 1970."""
    try:
        found = instant(str(part.get_param(parameter, "", "content-disposition")))
    except FAULTS:
        return None
    return None if found is None else (found - _EPOCH) // timedelta(microseconds=1) * 1000

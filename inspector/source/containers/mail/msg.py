"""A message saved by Outlook (.msg, MS-OXMSG): what hangs on it are its members, what is written in it its text.

A message attached to it is no file of its own but a folder inside the OLE file; it is given as a mail written anew out
of what is stored (`mailwriting`), the same bytes every time. An OLE object in the text gives its streams.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from typing import BinaryIO, ClassVar

from inspector.analyse.unreadable import Unreadable
from inspector.analyse.window import poured
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.mail import mapi, olestorage
from inspector.source.containers.mail.letter import TEXT_LIMIT, Attachment, Letter
from inspector.source.containers.mail.mailwriting import written
from inspector.source.containers.mail.mapi import Properties
from inspector.source.containers.mail.olestorage import Storage
from inspector.source.member import Member

_MARK = "__properties_version1.0".encode("utf-16-le")
_PROPERTIES = "__properties_version1.0"
_TOP, _EMBEDDED, _OTHER = 32, 24, 8  # bytes before the table of properties of fixed length
_FIXED = frozenset({0x02, 0x03, 0x0B, 0x14, 0x40})
_ENTRY = struct.Struct("<HHI8s")
_SUBSTANCE = re.compile(r"__substg1\.0_([0-9A-F]{4})(?:001E|001F|0102)")


class Msg:
    """One saved message; the locator of what hangs on it is its number, of a text with pictures in it its form."""

    name: ClassVar[str] = "msg"
    version: ClassVar[str] = f"1 ({olestorage.VERSION})"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._beat = handed.beat
        self._failures: dict[tuple[str, str], None] = {}
        storage = olestorage.root(handed.file)
        if storage.size(_PROPERTIES) is None:
            raise Unreadable("damaged", "no properties")
        self._letter = _letter(storage, _TOP, self._flawed)
        self._count = 0

    @staticmethod
    def claim(head: Head) -> Claim:
        """An OLE file with the table of properties in sight, or of that type, or by that name."""
        if not head.start.startswith(olestorage.MAGIC):
            return Claim.NONE
        if _MARK in head.start:
            return Claim.INSIDE
        if head.mime == "application/vnd.ms-outlook":
            return Claim.BYTES
        return Claim.NAME if head.suffix in (".msg", ".oft") else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """What hangs on it, and its text where that holds pictures."""
        for member in self._members():
            self._beat()
            self._count += 1
            yield member

    def open(self, member: Member) -> BinaryIO:
        """The bytes of an attachment, or a message in this one as a mail."""
        held = member.held
        if isinstance(held, bytes):
            return BytesIO(held)
        assert isinstance(held, Attachment)
        if held.letter is not None:
            return poured(written(held.letter(), self._flawed))
        assert held.blocks is not None
        return BytesIO(b"".join(held.blocks()))

    def at(self, locator: str) -> Member:
        """The member with this number or form."""
        for member in self._members():
            if member.locator == locator:
                return member
        raise Unreadable("missing_member")

    def about(self) -> About:
        """Who wrote what to whom."""
        text = self._letter.words()
        if len(text) > TEXT_LIMIT:
            self._failures["too_large", "text"] = None
        return About({**self._letter.facts(), "attachments": self._count}, text[:TEXT_LIMIT], tuple(self._failures))

    def close(self) -> None:
        """Nothing was opened."""

    def _members(self) -> Iterator[Member]:
        for number, attachment in enumerate(self._letter.attachments(), 1):
            yield _member(number, attachment)
        for form, text in self._letter.pictured():
            yield Member(f"body.{form}".encode(), form, len(text), held=text)

    def _flawed(self, code: str = "damaged") -> None:
        self._failures[code, "property"] = None


def _member(number: int, attachment: Attachment) -> Member:
    mail = attachment.mime == "message/rfc822"
    name = attachment.name or (attachment.letter().subject() if attachment.letter is not None else "")
    if mail and not name.lower().endswith(".eml"):
        name = f"{name or f'part-{number}'}.eml"
    return Member(
        path=(name or f"part-{number}.bin").encode("utf-8", "replace"),
        locator=str(number),
        size=attachment.size,
        modified_ns=attachment.properties.time_ns(mapi.MODIFIED),
        created_ns=attachment.properties.time_ns(mapi.CREATED),
        mime="message/rfc822" if mail else "",
        failure="" if attachment.blocks is not None or attachment.letter is not None else "missing_member",
        held=attachment,
    )


def _letter(storage: Storage, before: int, flawed: Callable[[str], None], page: str = "") -> Letter:
    """The message in a storage; its table of properties begins behind `before` bytes."""
    properties = _properties(storage, before, flawed, page)

    def receivers() -> Iterator[Properties]:
        for name in storage.storages("__recip_version1.0_#"):
            if (inner := storage.storage(name)) is not None:
                yield _properties(inner, _OTHER, flawed, properties.page)

    return Letter(properties, receivers, partial(_attachments, storage, flawed, properties.page))


def _attachments(storage: Storage, flawed: Callable[[str], None], page: str) -> Iterator[Attachment]:
    for name in storage.storages("__attach_version1.0_#"):
        inner = storage.storage(name)
        if inner is None:
            continue
        properties = _properties(inner, _OTHER, flawed, page)
        below = inner.storage("__substg1.0_3701000D")
        if below is None:
            yield _stored(inner, "__substg1.0_37010102", properties)
        elif below.size(_PROPERTIES) is not None:
            yield Attachment(properties, letter=partial(_letter, below, _EMBEDDED, flawed, page))
        else:
            for stream in below.names():
                yield _stored(below, stream, properties, called=f"{name[-8:]}/{stream}")


def _stored(storage: Storage, stream: str, properties: Properties, called: str = "") -> Attachment:
    size = storage.size(stream)
    if size is None:
        return Attachment(properties, called=called)
    return Attachment(properties, size, lambda: iter([storage.stream(stream) or b""]), called=called)


def _properties(storage: Storage, before: int, flawed: Callable[[str], None], page: str) -> Properties:
    fixed: dict[int, tuple[int, bytes]] = {}

    def find(number: int) -> tuple[int, bytes] | None:
        if number in fixed:
            return fixed[number]
        for kind in (mapi.STRING, mapi.STRING8, mapi.BINARY):
            if (data := storage.stream(f"__substg1.0_{number:04X}{kind:04X}")) is not None:
                return kind, data
        return None

    try:
        table = storage.stream(_PROPERTIES) or b""
    except Unreadable as unreadable:
        flawed(unreadable.code)
        table = b""
    for place in range(before, len(table) - _ENTRY.size + 1, _ENTRY.size):
        kind, number, _, value = _ENTRY.unpack_from(table, place)
        if kind in _FIXED:
            fixed[number] = kind, value
    numbers = [int(found[1], 16) for name in storage.names() if (found := _SUBSTANCE.fullmatch(name))]
    return Properties(find, numbers, flawed, page)

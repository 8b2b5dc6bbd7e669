"""A message as Outlook and Exchange wrap it for the way (winmail.dat, TNEF, MS-OXTNEF): its attachments, and its text.

A message attached to it is a stream of the same form and comes out as one (.tnef), an object of another program as the
OLE file it is. Who wrote what to whom stands in properties, as in a saved message, or in attributes of older programs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, ClassVar

from inspector.analyse import charset
from inspector.analyse.unreadable import Unreadable
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.mail import mapi, oldtnef, tnefproperties
from inspector.source.containers.mail import tnefattributes as tnef
from inspector.source.containers.mail.letter import TEXT_LIMIT, Attachment, Letter
from inspector.source.containers.mail.mapi import Properties
from inspector.source.containers.mail.tnefattributes import Attribute, Stretch
from inspector.source.containers.mail.tnefproperties import OBJECT, Stored, Table
from inspector.source.containers.stream import as_file, fetched
from inspector.source.member import Member

_INTERFACE = 16  # bytes in front of an object that tell what it is
_Parts = dict[int, Attribute]

charset.load()  # while files can still be opened


@dataclass(frozen=True, slots=True)
class _Content:
    """The bytes of an attachment: so many at `place`, in `attribute`; `suffix` belongs to its name."""

    attribute: Attribute
    place: int
    size: int
    suffix: str = ""


class Tnef:
    """One wrapped message; the locator of what hangs on it is its number, of a text with pictures in it its form."""

    name: ClassVar[str] = "tnef"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._file = handed.file
        self._beat = handed.beat
        self._failures: dict[tuple[str, str], None] = {}
        self._message: _Parts = {}
        self._count = 0
        if fetched(self._file, 0, len(tnef.SIGNATURE)) != tnef.SIGNATURE:
            raise Unreadable("damaged", "signature")

    @staticmethod
    def claim(head: Head) -> Claim:
        """By its signature."""
        return Claim.BYTES if head.start.startswith(tnef.SIGNATURE) else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """What hangs on it, and its text where that holds pictures."""
        for member in self._members():
            self._count += 1
            yield member

    def open(self, member: Member) -> BinaryIO:
        """The bytes of an attachment where they lie, or those of a text."""
        held = member.held
        if isinstance(held, bytes):
            return BytesIO(held)
        assert isinstance(held, _Content)
        return as_file(Stretch(self._file, held.attribute, held.place, held.size))

    def at(self, locator: str) -> Member:
        """The member with this number or form."""
        for member in self._members():
            if member.locator == locator:
                return member
        raise Unreadable("missing_member")

    def about(self) -> About:
        """Who wrote what to whom."""
        self._check(self._message)
        letter = self._letter()
        text = letter.words()
        if len(text) > TEXT_LIMIT:
            self._failures["too_large", "text"] = None
        return About({**letter.facts(), "attachments": self._count}, text[:TEXT_LIMIT], tuple(self._failures))

    def close(self) -> None:
        """Nothing was opened."""

    def _members(self) -> Iterator[Member]:
        for number, parts in enumerate(self._attached(), 1):
            yield from self._told(number, parts)
        for form, text in self._letter().pictured():
            yield Member(f"body.{form}".encode(), form, len(text), held=text)

    def _attached(self) -> Iterator[_Parts]:
        """The attributes of each attachment; those of the message are kept on the way.

        An attachment begins with how it is drawn in the text, or where an attribute comes a second time.
        """
        self._message, parts = {}, _Parts()
        try:
            for attribute in tnef.attributes(self._file):
                self._beat()
                if not attribute.of_attachment:
                    self._message.setdefault(attribute.number, attribute)
                    continue
                if parts and (attribute.number == tnef.RENDERING or attribute.number in parts):
                    yield parts
                    parts = {}
                parts[attribute.number] = attribute
        except Unreadable as error:
            self._failures[error.code, error.detail] = None
        if parts:
            yield parts

    def _told(self, number: int, parts: _Parts) -> Iterator[Member]:
        """An attachment; one that has more contents, such as a picture of an object, gives them as well."""
        table = self._table(parts.get(tnef.ATTACHMENT))
        attachment = Attachment(self._properties(table, parts))
        contents = list(self._contents(attachment, table, parts))
        inside = {content.attribute.number for content in contents}
        self._check({number: part for number, part in parts.items() if number not in inside})
        for further, content in enumerate(contents or [None]):
            yield _member(f"{number}.{further}" if further else str(number), attachment, content)

    def _contents(self, attachment: Attachment, table: Table, parts: _Parts) -> Iterator[_Content]:
        stored = table.get(mapi.ATTACHED)
        for place, size in stored.values if stored is not None else ():
            if stored is not None and stored.kind == OBJECT:
                inner = fetched(self._file, place + _INTERFACE, len(tnef.SIGNATURE)) == tnef.SIGNATURE
                yield _Content(
                    parts[tnef.ATTACHMENT], place + _INTERFACE, max(0, size - _INTERFACE), ".tnef" if inner else ""
                )
            else:
                yield _Content(parts[tnef.ATTACHMENT], place, size)
        data, drawn = parts.get(tnef.DATA), parts.get(tnef.METAFILE)
        if data is not None and (data.size or stored is None):
            yield _Content(data, data.place, data.size)
        if drawn is not None and attachment.properties.number(mapi.ATTACHED_HOW) == mapi.OLE:
            yield _Content(drawn, drawn.place, drawn.size, ".wmf")

    def _letter(self) -> Letter:
        rows = self._message.get(tnef.RECEIVERS)

        def receivers() -> Iterator[Properties]:
            if rows is not None:
                for row in tnefproperties.tables(self._file, rows.place, rows.size, self._flawed):
                    yield self._properties(row, {})

        table = self._table(self._message.get(tnef.MESSAGE_PROPERTIES))
        return Letter(self._properties(table, self._message), receivers, lambda: iter(()))

    def _table(self, attribute: Attribute | None) -> Table:
        if attribute is None:
            return {}
        return tnefproperties.table(self._file, attribute.place, attribute.size, self._flawed)

    def _properties(self, table: Table, parts: _Parts) -> Properties:
        stored = Stored(self._file, table, oldtnef.beside(self._file, parts), self._page())
        return stored.properties(self._flawed)

    def _page(self) -> str:
        told = self._message.get(tnef.PAGES)
        page = int.from_bytes(fetched(self._file, told.place, min(told.size, 4)), "little") if told else 0
        return mapi.codec(page) if page else ""

    def _check(self, parts: _Parts) -> None:
        if not all(part.sound(self._file) for part in parts.values()):
            self._failures["damaged", "sum"] = None

    def _flawed(self, code: str = "damaged") -> None:
        self._failures[code, "property"] = None


def _member(locator: str, attachment: Attachment, content: _Content | None) -> Member:
    name = attachment.name.partition("\0")[0] or f"part-{locator}.bin"
    mail = attachment.mime == "message/rfc822" and content is not None and not content.suffix
    suffix = ".eml" if mail else content.suffix if content is not None else ""
    if not name.lower().endswith(suffix):
        name += suffix
    return Member(
        path=name.encode("utf-8", "replace"),
        locator=locator,
        size=content.size if content is not None and content.attribute.total is not None else None,
        modified_ns=attachment.properties.time_ns(mapi.MODIFIED),
        created_ns=attachment.properties.time_ns(mapi.CREATED),
        mime="message/rfc822" if mail else "",
        failure="" if content is not None else "missing_member",
        held=content,
    )

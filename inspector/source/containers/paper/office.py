"""Office documents of XML in a ZIP: OOXML (ISO/IEC 29500; DOCX, XLSX, PPTX) and OpenDocument (ISO/IEC 26300).

Members are all files in the package but the markup the document is made of; what that says is one more member. Markup
that lies where no office program puts any, and what calls itself markup but is none, are members like the rest.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import BinaryIO, ClassVar

from inspector.analyse import charset
from inspector.analyse.unreadable import Unreadable, reason
from inspector.domain.place_class import PlaceClass
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.archive.zip_archive import Zip
from inspector.source.containers.archive.zip_record import LOCAL_MARK, Record
from inspector.source.containers.paper.markup import Allowance, Listener, listen, looks_like_markup
from inspector.source.containers.paper.officewords import Facts, Locked, Strings, reader_of, reading_order
from inspector.source.containers.paper.wording import TEXT, Wording, text_member
from inspector.source.member import Member

_MIMES = ("application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.")
_SUFFIXES = frozenset({
    ".docx", ".docm", ".dotx", ".dotm", ".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".pptx", ".pptm", ".ppsx", ".ppsm",
    ".potx", ".potm", ".odt", ".ods", ".odp", ".odg", ".ott", ".ots", ".otp", ".otg",
})  # fmt: skip
_CONTENT_TYPES = re.compile(rb"PK\x03\x04.{22}\x13\0..\[Content_Types\]\.xml", re.DOTALL)
_OPEN = re.compile(rb"PK\x03\x04.{22}\x08\0..mimetype.{0,64}?application/vnd\.oasis\.opendocument\.", re.DOTALL)
_MARKUP = re.compile(
    r"(?:\[Content_Types\]\.xml|mimetype|"
    r"(?:(?:_rels|_xmlsignatures|docProps|docMetadata|word|xl|ppt|theme|customXml|META-INF|Configurations2)/.*|"
    r"(?:[^/]*/)?(?:content|styles|meta|settings|manifest))\.(?:xml|rels|vml|rdf))",
    re.IGNORECASE | re.DOTALL,
)
_THUMBNAIL = re.compile(r"(?:docProps|Thumbnails)/thumbnail\.[a-z]{3,4}", re.IGNORECASE)
_MANIFEST = "META-INF/manifest.xml"
_MOST_PARTS = 100_000
_NO_TIME = 315_619_200 * 10**9  # the first day of 1980, where the clock of a ZIP archive begins
_LONGEST_MIMETYPE = 200
_FACTS = ("docProps/core.xml", "docProps/app.xml", "meta.xml")


def warm() -> None:
    """Loads the character sets, which are looked up by name when first used."""
    charset.load()


class Office:
    """One document. What a ZIP archive has behind its locks or without its directory, it has as well."""

    name: ClassVar[str] = "office"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._beat = handed.beat
        self._zip = Zip(handed)
        self._failures: dict[tuple[str, str], None] = {}
        self._facts: dict[str, object] = {}
        self._allowance = Allowance()

    @staticmethod
    def claim(head: Head) -> Claim:
        """By the first entries, which tell what the package is, or by the name."""
        if not head.start.startswith(LOCAL_MARK):
            return Claim.NAME if head.promised in _SUFFIXES else Claim.NONE
        marked = _OPEN.match(head.start) or _CONTENT_TYPES.search(head.start) or head.mime.startswith(_MIMES)
        return Claim.INSIDE if marked or head.suffix in _SUFFIXES else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """The files of the package in the order of its directory, then the text."""
        nothing = True
        for locator, record, refused in self._zip.records():
            nothing = False
            if refused or not self._is_markup(record):
                yield self._member(self._zip.member(locator, record, refused=refused))
        if nothing:
            raise Unreadable("damaged", "directory")
        for name in _FACTS:
            if name in self._parts:
                self._hear(name, Facts(self._facts))
        if text := self._text():
            yield text_member(text)

    def open(self, member: Member) -> BinaryIO:
        """A file of the package, or the text."""
        return io.BytesIO(member.held) if isinstance(member.held, bytes) else self._zip.open(member)

    def at(self, locator: str) -> Member:
        """The file whose record is at this place, or the text."""
        if locator == TEXT and (text := self._text()):
            return text_member(text)
        return self._member(self._zip.at(locator))

    def about(self) -> About:
        """Who wrote it and when, and which of its parts could not be read."""
        self._failures.update(dict.fromkeys(self._zip.about().failures))
        return About(facts=self._facts, failures=tuple(self._failures))

    def close(self) -> None:
        """Nothing was opened."""

    @cached_property
    def _parts(self) -> dict[str, Record]:
        """What by its place is markup of the document, by its name; the last of a name counts."""
        named = ((_name(record.path), record) for _, record, _ in self._zip.records())
        return dict(islice(((name, record) for name, record in named if _MARKUP.fullmatch(name)), _MOST_PARTS))

    @cached_property
    def _locked(self) -> set[str]:
        """The paths that an OpenDocument package says are encrypted."""
        locked = Locked()
        if _MANIFEST in self._parts:
            self._read(self._parts[_MANIFEST], locked)
        return locked.paths

    def _member(self, member: Member) -> Member:
        name = _name(member.path)
        return replace(
            member,
            modified_ns=member.modified_ns if (member.modified_ns or 0) > _NO_TIME else None,
            place=PlaceClass.THUMBNAIL if _THUMBNAIL.fullmatch(name) else None,
            failure="encrypted" if name in self._locked else member.failure,
        )

    def _is_markup(self, record: Record) -> bool:
        """Whether an entry is part of what the document is made of, by its place and by its first bytes."""
        name = _name(record.path)
        if not _MARKUP.fullmatch(name):
            return False
        if name in self._locked or not record.size:
            return True
        if name == "mimetype":
            return record.size <= _LONGEST_MIMETYPE
        try:
            with self._zip.opened(record) as file:
                return looks_like_markup(file.read(64))
        except Exception as error:  # noqa: BLE001 - whatever hostile bytes make a library raise
            self._failures[reason(error)] = None
            return True

    def _text(self) -> str:
        """What the parts say, in reading order; a broken part costs only itself."""
        wording, strings = Wording(), Strings()
        names = list(self._parts)
        for name in names:
            if name.lower() == "xl/sharedstrings.xml":
                self._hear(name, strings)
        for place, kind in reading_order(names):
            self._hear(names[place], reader_of(kind, wording, strings.known))
            wording.add("\n")
        if wording.cut or strings.full:
            self._failures["too_large", "text"] = None
        return wording.text()

    def _hear(self, name: str, listener: Listener) -> None:
        if name in self._locked:
            self._failures["encrypted", "text"] = None
        else:
            self._read(self._parts[name], listener)

    def _read(self, record: Record, listener: Listener) -> None:
        try:
            with self._zip.opened(record) as file:
                listen(file, listener, self._allowance, self._beat)
        except Exception as error:  # noqa: BLE001 - as above
            self._failures[reason(error)] = None


def _name(path: bytes) -> str:
    """Where an entry lies, as a part of a document: some programs write the separators of Windows."""
    return path.decode("utf-8", "surrogateescape").replace("\\", "/")

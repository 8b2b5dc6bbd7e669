"""Office documents of XML in a ZIP: OOXML (ISO/IEC 29500; DOCX, XLSX, PPTX) and OpenDocument (ISO/IEC 26300).

Members are all files in the package but the markup the document is made of; what that says is one more member. Markup
that lies where no office program puts any, and what calls itself markup but is none, are members like the rest.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, ClassVar

from inspector.analyse import charset
from inspector.analyse.unreadable import Unreadable, reason
from inspector.domain.place_class import PlaceClass
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.markup import Allowance, Listener, listen, looks_like_markup
from inspector.source.containers.officewords import Facts, Locked, Strings, reader_of, reading_order
from inspector.source.containers.wording import TEXT, Wording, text_member
from inspector.source.member import Member

_MIMES = ("application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.")
_SUFFIXES = frozenset({
    ".docx", ".docm", ".dotx", ".dotm", ".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".pptx", ".pptm", ".ppsx", ".ppsm",
    ".potx", ".potm", ".odt", ".ods", ".odp", ".odg", ".ott", ".ots", ".otp", ".otg",
})  # fmt: skip
_ENTRY = b"PK\x03\x04"
_CONTENT_TYPES = re.compile(rb"PK\x03\x04.{22}\x13\0..\[Content_Types\]\.xml", re.DOTALL)
_OPEN = re.compile(rb"PK\x03\x04.{22}\x08\0..mimetype.{0,64}?application/vnd\.oasis\.opendocument\.", re.DOTALL)
_MARKUP = re.compile(
    r"(?:\[Content_Types\]\.xml|mimetype|"
    r"(?:(?:_rels|_xmlsignatures|docProps|docMetadata|word|xl|ppt|theme|customXml|META-INF|Configurations2)/.*|"
    r"(?:[^/]*/)?(?:content|styles|meta|settings|manifest))\.(?:xml|rels|vml|rdf))",
    re.IGNORECASE | re.DOTALL,
)
_THUMBNAIL = re.compile(r"(?:docProps|Thumbnails)/thumbnail\.[a-z]{3,4}", re.IGNORECASE)
_LARGEST_DIRECTORY = 32 << 20
_LONGEST_MIMETYPE = 200
_FACTS = ("docProps/core.xml", "docProps/app.xml", "meta.xml")


def warm() -> None:
    """Loads the character sets, which are looked up by name when first used."""
    charset.load()


class Office:
    """One document."""

    name: ClassVar[str] = "office"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._beat = handed.beat
        self._failures: dict[tuple[str, str], None] = {}
        self._facts: dict[str, object] = {}
        try:
            self._package = zipfile.ZipFile(_Guarded(handed.file))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise Unreadable("damaged", type(error).__name__) from error
        self._entries = self._package.infolist()
        self._allowance = Allowance()
        self._locked: set[str] = set()
        self._locked = self._encrypted_paths()

    @staticmethod
    def claim(head: Head) -> Claim:
        """By the first entries, which tell what the package is, or by the name."""
        if not head.start.startswith(_ENTRY):
            return Claim.NONE
        marked = _OPEN.match(head.start) or _CONTENT_TYPES.search(head.start) or head.mime.startswith(_MIMES)
        return Claim.INSIDE if marked or head.suffix in _SUFFIXES else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """The files of the package in the order of its directory, then the text."""
        for place, entry in enumerate(self._entries):
            if not entry.is_dir() and not self._is_markup(entry):
                yield self._member(place, entry)
        for name in _FACTS:
            for entry in self._entries:
                if entry.filename == name:
                    self._hear(entry, Facts(self._facts))
        if text := self._text():
            yield text_member(text)

    def open(self, member: Member) -> BinaryIO:
        """A file of the package, or the text."""
        if isinstance(member.held, bytes):
            return io.BytesIO(member.held)
        if not isinstance(member.held, zipfile.ZipInfo):
            raise Unreadable("missing_member")
        return self._opened(member.held)

    def at(self, locator: str) -> Member:
        """The file at this place of the directory, or the text."""
        if locator == TEXT and (text := self._text()):
            return text_member(text)
        place = int(locator) if locator.isascii() and locator.isdigit() and len(locator) < 10 else -1
        if not 0 <= place < len(self._entries):
            raise Unreadable("missing_member")
        return self._member(place, self._entries[place])

    def about(self) -> About:
        """Who wrote it and when, and which of its parts could not be read."""
        return About(facts=self._facts, failures=tuple(self._failures))

    def close(self) -> None:
        """Lets the package go."""
        self._package.close()

    def _member(self, place: int, entry: zipfile.ZipInfo) -> Member:
        thumbnail = PlaceClass.THUMBNAIL if _THUMBNAIL.fullmatch(_name(entry)) else None
        failure = "encrypted" if self._is_locked(entry) else ""
        path = entry.filename.encode("utf-8", "surrogateescape")
        return Member(path, str(place), entry.file_size, place=thumbnail, failure=failure, held=entry)

    def _is_locked(self, entry: zipfile.ZipInfo) -> bool:
        return bool(entry.flag_bits & 1) or entry.filename in self._locked

    def _is_markup(self, entry: zipfile.ZipInfo) -> bool:
        """Whether an entry is part of what the document is made of, by its place and by its first bytes."""
        if not _MARKUP.fullmatch(_name(entry)):
            return False
        if self._is_locked(entry) or not entry.file_size:
            return True
        if entry.filename == "mimetype":
            return entry.file_size <= _LONGEST_MIMETYPE
        try:
            with self._opened(entry) as file:
                return looks_like_markup(file.read(64))
        except Exception as error:  # noqa: BLE001 - whatever zlib, lzma and zipfile raise on hostile bytes
            self._failures[reason(error)] = None
            return True

    def _encrypted_paths(self) -> set[str]:
        locked = Locked()
        for entry in self._entries:
            if entry.filename == "META-INF/manifest.xml":
                self._hear(entry, locked)
        return locked.paths

    def _text(self) -> str:
        """What the parts say, in reading order; a broken part costs only itself."""
        wording, strings = Wording(), Strings()
        for entry in self._entries:
            if _name(entry).lower() == "xl/sharedstrings.xml":
                self._hear(entry, strings)
        for place, kind in reading_order([_name(entry) for entry in self._entries]):
            self._hear(self._entries[place], reader_of(kind, wording, strings.known))
            wording.add("\n")
        if wording.cut or strings.full:
            self._failures["too_large", "text"] = None
        return wording.text()

    def _hear(self, entry: zipfile.ZipInfo, listener: Listener) -> None:
        if entry.filename in self._locked:
            self._failures["encrypted", "text"] = None
            return
        try:
            with self._opened(entry) as file:
                listen(file, listener, self._allowance, self._beat)
        except Exception as error:  # noqa: BLE001 - as above
            self._failures[reason(error)] = None

    def _opened(self, entry: zipfile.ZipInfo) -> BinaryIO:
        if entry.flag_bits & 1:
            raise Unreadable("encrypted")
        return self._package.open(entry)  # type: ignore[return-value]  # an IO[bytes] that is one


def _name(entry: zipfile.ZipInfo) -> str:
    """Where an entry lies, as a part of a document: some programs write the separators of Windows."""
    return entry.filename.replace("\\", "/")


class _Guarded:
    """The file of a package, which gives out no more at a time than a sane directory is long."""

    def __init__(self, file: BinaryIO) -> None:
        self.seek = file.seek
        self.tell = file.tell
        self.seekable = file.seekable
        self._read = file.read

    def read(self, count: int = -1) -> bytes:
        """Up to `count` bytes; raises Unreadable "too_large"."""
        if count > _LARGEST_DIRECTORY:
            raise Unreadable("too_large", "directory")
        return self._read(count)

"""PDF: the pictures it shows or hides, the files embedded in it, and its text; no page is painted, no script runs.

qpdf finds the objects (what its repair finds in broken files too), PDFium decodes pictures and reads the text.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from itertools import islice
from typing import BinaryIO, ClassVar

import pikepdf
from pikepdf import Stream
from PIL import Image

from inspector.analyse import charset
from inspector.analyse.bounds import LONGEST_TEXT
from inspector.analyse.pdffile import read_pdf
from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.flow import BLOCK, flowing, inflated
from inspector.source.containers.paper.pdfinline import Inline, inline_bytes, inline_pictures, on_page
from inspector.source.containers.paper.pdfmend import mended
from inspector.source.containers.paper.pdfobjects import FAULTS, MOST_PICTURES, Failures, Found, Number, find
from inspector.source.containers.paper.pdfpicture import PDFIUM, PILLOW, filters, picture_bytes, suffix
from inspector.source.containers.paper.wording import TEXT, text_member
from inspector.source.member import Member

_LOCATOR = re.compile(r"(picture|file|inline) (\d{1,10}) (\d{1,10})", re.ASCII)
_OBJECT = re.compile(rb"\d \d{1,5} obj\b")
_SAID = ("author", "creator", "producer", "created", "modified", "pages", "scripts")
_LONGEST_FACT = 200
_FAILURES = {
    "tip_pdf_locked": ("encrypted", "text"), "tip_pdf_broken": ("damaged", "text"), "tip_pdf_page": ("damaged", "text"),
    "tip_pdf_pages": ("too_large", "pages"), "tip_text_cut": ("too_large", "text"),
}  # fmt: skip


def warm() -> None:
    """Loads what is looked up when first used: character sets, picture formats, and qpdf's source of random numbers."""
    charset.load()
    Image.preinit()
    file, word = BytesIO(), "warm"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(file, encryption=pikepdf.Encryption(user=word, owner=word))
    pikepdf.open(file, password=word).close()


class Pdf:
    """One PDF document."""

    name: ClassVar[str] = "pdf"
    version: ClassVar[str] = f"1 (qpdf {pikepdf.__libqpdf_version__}, PDFium {PDFIUM}, Pillow {PILLOW})"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._handed = handed
        self._document, self._file, self._password = _opened(handed)
        self._facts: dict[str, object] = {}
        self._failures: Failures = {}
        if self._file is not handed.file:
            self._failures["damaged", "document"] = None

    @staticmethod
    def claim(head: Head) -> Claim:
        """By libmagic's word, or the mark near the beginning under the right name, or by that and any object."""
        marked = b"%PDF-" in head.start[:1024] and head.suffix == ".pdf"
        if marked or head.mime == "application/pdf":
            return Claim.BYTES
        named = head.promised == ".pdf" or (b"%PDF-" in head.start and head.suffix == ".pdf")
        return Claim.NAME if named and _OBJECT.search(head.start) else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """Pictures by the number of their object, those in the contents of pages, files, and the text."""
        found = self._found
        self._failures.update(found.failures)
        for number in found.pictures:
            self._handed.beat()
            yield self._picture(number)
        room = MOST_PICTURES - len(found.pictures)
        for each in islice(inline_pictures(self._document, self._failures, self._handed.beat), room):
            yield _inline(each)
        for number in found.files:
            yield self._attached(number)
        text = self._text()
        if text:
            yield text_member(text)

    def open(self, member: Member) -> BinaryIO:
        """A picture as a file, an embedded file, or the text."""
        if isinstance(member.held, bytes):
            return BytesIO(member.held)
        kind, number = member.held if isinstance(member.held, tuple) else ("", (0, 0))
        if kind == "inline":
            return BytesIO(inline_bytes(self._document, number))
        stream = self._document.get_object(number)
        if not isinstance(stream, Stream):
            raise Unreadable("damaged", "object")
        return BytesIO(picture_bytes(stream)) if kind == "picture" else _embedded(stream)

    def at(self, locator: str) -> Member:
        """The picture, file or text with this locator."""
        if locator == TEXT and (text := self._text()):
            return text_member(text)
        match = _LOCATOR.fullmatch(locator)
        member = self._numbered(match[1], (int(match[2]), int(match[3]))) if match else None
        if member is None:
            raise Unreadable("missing_member")
        return member

    def about(self) -> About:
        """Who wrote it with what, and what could not be read."""
        return About(facts=self._facts, failures=tuple(self._failures))

    def close(self) -> None:
        """Lets the document go."""
        self._document.close()

    @cached_property
    def _found(self) -> Found:
        return find(self._document, self._handed.beat)

    def _numbered(self, kind: str, number: Number) -> Member | None:
        if kind == "picture" and number in self._found.pictures:
            return self._picture(number)
        if kind == "file" and number in self._found.files:
            return self._attached(number)
        if kind != "inline" or number[0] < 1:
            return None
        try:
            return next((_inline(each) for each in on_page(self._document, number[0]) if each[0] == number), None)
        except FAULTS:
            return None

    def _picture(self, number: Number) -> Member:
        stream = self._document.get_object(number)
        name = self._found.shown.get(number, f"object-{number[0]:05d}") + suffix(stream)
        place = PlaceClass.THUMBNAIL if number in self._found.thumbnails else None
        locator = f"picture {number[0]} {number[1]}"
        return Member(name.encode(), locator, place=place, held=("picture", number))

    def _attached(self, number: Number) -> Member:
        name = self._found.files[number] or f"file-{number[0]:05d}".encode()
        return Member(name, f"file {number[0]} {number[1]}", held=("file", number))

    def _text(self) -> str:
        """All pages' text; what goes wrong with it is kept for `about`."""
        self._file.seek(0)
        parts = read_pdf(self._file, self._handed.beat, self._password or None)
        self._failures.update({_FAILURES[code]: None for code in parts.failures if code in _FAILURES})
        if len(parts.text.encode()) > LONGEST_TEXT:
            self._failures["too_large", "text"] = None
        said = {key: parts.fields[key][:_LONGEST_FACT] for key in _SAID if parts.fields.get(key)}
        self._facts = {"title": parts.title[:_LONGEST_FACT], **said} if parts.title else dict(said)
        return parts.text


def _opened(handed: Handed) -> tuple[pikepdf.Pdf, BinaryIO, str]:
    """The document, the file it is read from and the password that opened it; raises Unreadable."""
    for password in ("", *handed.passwords):
        try:
            return _open(handed.file, password), handed.file, password
        except pikepdf.PasswordError:
            continue
        except pikepdf.PdfError:
            return *_mended(handed), ""
    raise Unreadable("encrypted")


def _mended(handed: Handed) -> tuple[pikepdf.Pdf, BinaryIO]:
    try:
        return mended(handed.file, lambda file: _open(file, ""))
    except (pikepdf.PikepdfError, RuntimeError, ValueError) as error:
        raise Unreadable("damaged", type(error).__name__) from error


def _inline(found: Inline) -> Member:
    (page, number), ending = found
    path = f"page-{page:03d}-inline-{number:02d}{ending}"
    return Member(path.encode(), f"inline {page} {number}", held=("inline", (page, number)))


def _open(file: BinaryIO, password: str) -> pikepdf.Pdf:
    """The document as it lies there: nothing is pushed down its page tree, which may be broken."""
    file.seek(0)
    return pikepdf.open(file, password=password, inherit_page_attributes=False, access_mode=pikepdf.AccessMode.stream)


def _embedded(stream: Stream) -> BinaryIO:
    """The bytes of an embedded file; the one usual filter is undone as it is read, others at once."""
    names = filters(stream)
    raw = memoryview(stream.get_raw_stream_buffer())
    blocks = (bytes(raw[start : start + BLOCK]) for start in range(0, len(raw), BLOCK))
    if not names:
        return flowing(blocks)
    if names in (["/FlateDecode"], ["/Fl"]) and "/DecodeParms" not in stream:
        return flowing(inflated(blocks, zlib.MAX_WBITS))
    try:
        return BytesIO(stream.read_bytes())
    except pikepdf.DataDecodingError as error:
        raise Unreadable("damaged", "filter") from error
    except pikepdf.PikepdfError as error:
        raise Unreadable("no_decoder", "filter") from error

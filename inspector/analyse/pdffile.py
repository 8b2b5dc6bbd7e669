"""A PDF as text, information and embedded files; runs on hostile bytes, inside a worker.

PDFium only reads here: no form environment is made, so no script of the document can run, no action is followed and no
page is painted. This build of PDFium has neither a script engine nor XFA.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from inspector.analyse.charset import clean, decoded
from inspector.analyse.tipparts import (
    ATTACHMENT_LIMIT,
    ATTACHMENTS,
    FIELD_LIMIT,
    LINE_LIMIT,
    TEXT_LIMIT,
    Parts,
    Piece,
)

PAGES = 5000
_LINK_LIMIT = 2048
_LINKS_PER_PAGE = 1000

_INFORMATION = {"author": "Author", "creator": "Creator", "producer": "Producer"}
_TIMES = {"created": "CreationDate", "modified": "ModDate"}
# ISO 32000-1, 7.9.4: D:YYYYMMDDHHmmSSOHH'mm'
_TIME = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?)", re.ASCII)


def read_pdf(data: bytes | BinaryIO, beat: Callable[[], None], password: str | None = None) -> Parts:
    """Everything a PDF says, given as bytes or as a file that can be sought in.

    Broken and locked ones come back with a failure instead of text.
    """
    parts = Parts("pdf")
    try:
        document = pdfium.PdfDocument(data, password)
    except pdfium.PdfiumError as error:
        locked = error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
        parts.fail("tip_pdf_locked" if locked else "tip_pdf_broken")
        return parts
    _read_information(parts, document)
    _Pages(parts, beat).read(document)
    parts.attachments = _embedded(document, parts)
    return parts


def _read_information(parts: Parts, document: pdfium.PdfDocument) -> None:
    parts.title = " ".join(clean(document.get_metadata_value("Title")).split())[:LINE_LIMIT]
    for name, key in _INFORMATION.items():
        parts.fields[name] = " ".join(clean(document.get_metadata_value(key)).split())[:FIELD_LIMIT]
    for name, key in _TIMES.items():
        parts.fields[name] = utc(clean(document.get_metadata_value(key)))
    parts.fields["pages"] = str(len(document))
    scripts = pdfium_c.FPDFDoc_GetJavaScriptActionCount(document)
    parts.fields["scripts"] = str(scripts) if scripts > 0 else ""
    parts.fields = {name: value for name, value in parts.fields.items() if value}


class _Pages:
    """Reads text and link targets page by page, within bounds."""

    def __init__(self, parts: Parts, beat: Callable[[], None]) -> None:
        self._parts = parts
        self._beat = beat
        self._text: list[str] = []
        self._room = TEXT_LIMIT

    def read(self, document: pdfium.PdfDocument) -> None:
        """Fill text and links; a broken page costs only itself."""
        if len(document) > PAGES:
            self._parts.fail("tip_pdf_pages")
        for number in range(min(len(document), PAGES)):
            self._beat()
            try:
                with closing(document[number]) as page:
                    self._read_text(page)
                    self._read_links(document, page)
            except pdfium.PdfiumError:
                self._parts.fail("tip_pdf_page")
        self._parts.text = "\n\n".join(self._text)

    def _read_text(self, page: pdfium.PdfPage) -> None:
        with closing(page.get_textpage()) as textpage:
            count = textpage.count_chars()
            if count > self._room:
                self._parts.fail("tip_text_cut")
            text = clean(textpage.get_text_range(0, min(count, self._room))) if count and self._room else ""
        text = text.replace("\r\n", "\n").replace("\ufffe", "")[: self._room].strip("\n")  # U+FFFE: a soft line break
        if text:
            self._text.append(text)
            self._room = max(0, self._room - len(text) - 2)

    def _read_links(self, document: pdfium.PdfDocument, page: pdfium.PdfPage) -> None:
        start, link = ctypes.c_int(0), pdfium_c.FPDF_LINK()
        for _ in range(_LINKS_PER_PAGE):
            if not pdfium_c.FPDFLink_Enumerate(page, start, link):
                return
            action = pdfium_c.FPDFLink_GetAction(link)
            if target := _target(document, action) if action else "":
                self._parts.link([target])


def _target(document: pdfium.PdfDocument, action: object) -> str:
    """Where an action leads, if it leads to an address; it is not followed."""
    size = pdfium_c.FPDFAction_GetURIPath(document, action, None, 0)
    if size <= 1:
        return ""
    target = ctypes.create_string_buffer(size)
    pdfium_c.FPDFAction_GetURIPath(document, action, target, size)
    return decoded(target.value)[:_LINK_LIMIT]


def _embedded(document: pdfium.PdfDocument, parts: Parts) -> Iterator[Piece]:
    """The files embedded in the document, one at a time."""
    with closing(document):
        count = document.count_attachments()
        if count > ATTACHMENTS:
            parts.fail("tip_attachments_many")
        for index in range(min(count, ATTACHMENTS)):
            try:
                yield _piece(document.get_attachment(index))
            except pdfium.PdfiumError:
                yield Piece("", "", None, "tip_attachment_broken")


def _piece(attachment: pdfium.PdfAttachment) -> Piece:
    name = clean(attachment.get_name())[:LINE_LIMIT]
    mime = clean(attachment.get_subtype())[:LINE_LIMIT]
    size = ctypes.c_ulong()
    if not pdfium_c.FPDFAttachment_GetFile(attachment, None, 0, size):
        return Piece(name, mime, None, "tip_attachment_broken")
    if size.value > ATTACHMENT_LIMIT:
        return Piece(name, mime, None, "tip_attachment_large")
    return Piece(name, mime, bytes(attachment.get_data()) if size.value else b"")


def utc(written: str) -> str:
    """A PDF date as UTC, ISO 8601; an empty string when it is none or does not tell its zone."""
    match = _TIME.match(written)
    if match is None:
        return ""
    numbers = [int(each) for each in match.groups()[:6]]
    away = timedelta(hours=int(match[8] or 0), minutes=int(match[9] or 0))
    try:
        moment = datetime(*numbers, tzinfo=UTC) - (-away if match[7] == "-" else away)  # type: ignore[arg-type,misc]
    except (ValueError, OverflowError):
        return ""
    return moment.replace(tzinfo=None).isoformat() + "Z"

"""Pictures written into the contents of a page itself (ISO 32000-1, 8.9.7) rather than being objects of the document.

Small ones are left out: fonts and hatchings are often made of thousands of them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import closing

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, Dictionary, PdfInlineImage, Stream

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.paper.pdfobjects import FAULTS, PAGES, Failures, Number
from inspector.source.containers.paper.pdfpicture import MOST_PIXELS, decoded, taken

LEAST_SIDE = 32
"""Pixels of the shorter side of a picture that comes out."""
_DATA = re.compile(rb"(?<![^\s\]/>)])ID\s")
_OPERATORS = "BI ID EI INLINE IMAGE"

Inline = tuple[Number, str]
"""Number of the page from 1 and of the picture in it, and the suffix its bytes call for."""


def inline_pictures(document: pikepdf.Pdf, failures: Failures, beat: Callable[[], None]) -> Iterator[Inline]:
    """The pictures in the contents of all pages; broken contents cost only their page."""
    try:
        count = min(len(document.pages), PAGES)
    except FAULTS:
        return
    for page in range(1, count + 1):
        beat()
        try:
            yield from on_page(document, page)
        except FAULTS:
            failures["damaged", "pages"] = None


def on_page(document: pikepdf.Pdf, page: int) -> Iterator[Inline]:
    """The pictures in the contents of one page; raises what is in FAULTS."""
    for number, picture in _pictures(document.pages[page - 1]):
        as_it_is = [str(name) for name in picture.filters][-1:] == ["/DCTDecode"]
        yield (page, number), ".jpg" if as_it_is else ".png"


def inline_bytes(document: pikepdf.Pdf, wanted: Number) -> bytes:
    """One of them as a file, JPEG as it was put in or PNG; raises Unreadable."""
    try:
        page = document.pages[wanted[0] - 1]
        picture = next((each for number, each in _pictures(page) if number == wanted[1]), None)
        if picture is None:
            raise Unreadable("missing_member")
        if picture.width * picture.height > MOST_PIXELS:
            raise Unreadable("too_large", "pixels")
        return decoded(_alone(page, picture.unparse()))
    except FAULTS as error:
        raise Unreadable("damaged", type(error).__name__) from error


def _pictures(page: pikepdf.Page) -> Iterator[tuple[int, PdfInlineImage]]:
    if not _may_have_any(page):
        return
    for number, each in enumerate(pikepdf.parse_content_stream(page, _OPERATORS), 1):
        if isinstance(each, ContentStreamInlineImage):
            picture = each.iimage
            if min(picture.width, picture.height) >= LEAST_SIDE:
                yield number, picture


def _may_have_any(page: pikepdf.Page) -> bool:
    """A search for the one word they need; taking contents apart costs ten times as much."""
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return any(_DATA.search(stream.read_bytes()) for stream in streams if isinstance(stream, Stream))


def _alone(page: pikepdf.Page, written: bytes) -> bytes:
    """A document with one page that shows this picture and nothing else, in the colours of its page."""
    with closing(pikepdf.new()) as shell:
        shown = shell.add_blank_page(page_size=(100, 100))
        colours = page.resources.get("/ColorSpace")
        if isinstance(colours, Dictionary):
            shown.Resources = Dictionary(ColorSpace=taken(shell, colours))
        shown.Contents = shell.make_stream(b"100 0 0 100 0 0 cm\n" + written)
        file = io.BytesIO()
        shell.save(file, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return file.getvalue()

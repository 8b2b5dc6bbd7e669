"""The revision a signature adds: the drawn stamp in its field, and nothing else. Imported late: pyHanko is slow."""

from __future__ import annotations

import io

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

_NAME = "/InspectorStamp"


class DrawnStamp(PdfContent):
    """The first page of a PDF held in memory."""

    def __init__(self, pdf: bytes, size: tuple[float, float]) -> None:
        super().__init__(box=BoxConstraints(width=size[0], height=size[1]))
        self._pdf = pdf

    def render(self) -> bytes:
        """Bring the page over as a form and draw it."""
        reader = PdfFileReader(io.BytesIO(self._pdf))
        self.resources.xobject[_NAME] = self._ensure_writer.import_page_as_xobject(reader)
        return f"{_NAME} Do".encode("ascii")


def stamp_style(pdf: bytes, size: tuple[float, float]) -> StaticStampStyle:
    """A style that shows the drawn page, without pyHanko's border."""
    return StaticStampStyle(background=DrawnStamp(pdf, size), border_width=0)


class SigningRevision(IncrementalPdfFileWriter):
    """A revision that leaves what the file says of itself as it is; pyHanko would put its own name and dates there."""

    def _update_meta(self) -> None:
        """Change no metadata."""

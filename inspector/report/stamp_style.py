"""How pyHanko puts a drawn stamp into a signature field. Imported late: pyHanko is slow to import."""

from __future__ import annotations

import io

from pyhanko.pdf_utils.content import PdfContent
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

"""A document on paper: pages, page numbers and watermark, as a PDF that says nothing of when or where it was made."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from inspector.report import paper
from inspector.report.flow import Flow
from inspector.report.fonts import BOLD, REGULAR, register
from inspector.report.parts import Annex, Document, Paragraph, Run
from inspector.report.signing_block import Places

_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
_WATERMARK_GREY = 0.9


class Pages(PageTemplate):
    """The pages of the document or of one annex: numbered from 1, the number shown from page 2 on."""

    def __init__(self, name: str, sheet: paper.Sheet, watermark: str) -> None:
        frame = Frame(paper.LEFT, paper.BOTTOM, sheet.inner_width, sheet.inner_height, 0, 0, 0, 0, id=name)
        super().__init__(id=name, frames=[frame], pagesize=(sheet.width, sheet.height))
        self._sheet = sheet
        self._watermark = watermark
        self._count = 0

    def beforeDrawPage(self, canv: Canvas, doc: BaseDocTemplate) -> None:  # noqa: N802 (reportlab's name)
        """Draw what stands behind and above the text."""
        del doc
        self._count += 1
        if self._watermark:
            self._draw_watermark(canv)
        if self._count > 1:
            canv.setFont(REGULAR, paper.PAGE_NUMBER_SIZE)
            middle = self._sheet.height - paper.TOP / 2 - paper.PAGE_NUMBER_SIZE / 3
            canv.drawCentredString(self._sheet.width / 2, middle, str(self._count))

    def _draw_watermark(self, canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillGray(_WATERMARK_GREY)
        canvas.setFont(BOLD, 150)
        canvas.translate(self._sheet.width / 2, self._sheet.height / 2)
        canvas.rotate(45)
        canvas.drawCentredString(0, -50, self._watermark)
        canvas.restoreState()


def print_document(document: Document) -> tuple[bytes, Places]:
    """The PDF of `document` as reportlab writes it, and where its signature fields belong."""
    register()
    places: Places = {}
    templates = [Pages("document", paper.PORTRAIT, document.watermark)]
    flow = Flow(paper.PORTRAIT, places).set(document.parts)
    for number, annex in enumerate(document.annexes):
        sheet = paper.LANDSCAPE if annex.landscape else paper.PORTRAIT
        templates.append(Pages(f"annex{number}", sheet, document.watermark))
        flow += [NextPageTemplate(f"annex{number}"), PageBreak(), *_annex(annex, sheet, places)]
    return _written(document, templates, flow), places


def _annex(annex: Annex, sheet: paper.Sheet, places: Places) -> list[Flowable]:
    head = [
        Paragraph((Run(annex.label, bold=True),), centred=True),
        Paragraph((Run(annex.title, bold=True),), centred=True),
        Paragraph((Run(annex.note, italic=True),), centred=True),
    ]
    return Flow(sheet, places).set([*head, *annex.parts])


def _written(document: Document, templates: Sequence[PageTemplate], flow: list[Flowable]) -> bytes:
    output = io.BytesIO()
    template = BaseDocTemplate(
        output,
        pageTemplates=list(templates),
        title=document.title,
        author=document.author,
        lang=_LANGUAGES[document.language],
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
    )
    template.build(flow)
    return output.getvalue()

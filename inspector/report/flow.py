"""From the parts of a document to what reportlab sets on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer
from reportlab.platypus import Paragraph as SetParagraph

from inspector.report import paper
from inspector.report.fonts import BOLD, MONO, REGULAR, drawable
from inspector.report.masthead import MastheadBlock
from inspector.report.parts import (
    Addressees,
    Digest,
    Dots,
    Heading,
    Masthead,
    Paragraph,
    Part,
    Run,
    Signing,
    Table,
    Title,
)
from inspector.report.ruled_table import Plan, RuledTable
from inspector.report.ruling import DottedLines, Rule
from inspector.report.signing_block import Places, signing_block

BODY = ParagraphStyle(
    "body",
    fontName=REGULAR,
    fontSize=paper.BODY_SIZE,
    leading=paper.BODY_LEADING,
    alignment=TA_JUSTIFY,
    firstLineIndent=paper.INDENT,
    spaceBefore=paper.PARAGRAPH_GAP,
    splitLongWords=1,
    allowWidows=0,
    allowOrphans=0,
)
CENTRED = ParagraphStyle("centred", parent=BODY, alignment=TA_CENTER, firstLineIndent=0)
NOTE = ParagraphStyle("note", parent=BODY, fontSize=11, leading=14, firstLineIndent=0, spaceAfter=4)
HEADING = ParagraphStyle("heading", parent=BODY, fontName=BOLD, alignment=TA_LEFT)
TITLE = ParagraphStyle("title", parent=CENTRED, fontName=BOLD, fontSize=paper.TITLE_SIZE, spaceBefore=0)
ADDRESSEE = ParagraphStyle("addressee", parent=BODY, firstLineIndent=0, leftIndent=40 * paper.MM, alignment=TA_LEFT)
DIGEST = ParagraphStyle("digest", parent=BODY, fontName=MONO, fontSize=10, firstLineIndent=0, alignment=TA_CENTER)


class Flow:
    """Sets parts on a sheet of one size. `places` learns where the signature fields are to stand."""

    def __init__(self, sheet: paper.Sheet, places: Places) -> None:
        self._sheet = sheet
        self._places = places
        self._setters: dict[type, Callable[..., list[Flowable]]] = {
            Paragraph: self._paragraph,
            Heading: self._heading,
            Dots: self._dots,
            Digest: self._digest,
            Table: self._table,
            Masthead: self._masthead,
            Title: self._title,
            Addressees: self._addressees,
            Signing: self._signing,
        }

    def set(self, parts: Sequence[Part]) -> list[Flowable]:
        """What reportlab sets for `parts`, in order."""
        return [flowable for part in parts for flowable in self._setters[type(part)](part)]

    def _paragraph(self, part: Paragraph) -> list[Flowable]:
        style = NOTE if part.small else CENTRED if part.centred else BODY
        return [SetParagraph(markup(part.runs), style)]

    def _heading(self, part: Heading) -> list[Flowable]:
        room = CondPageBreak(6 * paper.BODY_LEADING)
        return [room, SetParagraph(markup([Run(part.text)]), HEADING)]

    def _dots(self, part: Dots) -> list[Flowable]:
        return [DottedLines(part.lines, self._sheet.inner_width)]

    def _digest(self, part: Digest) -> list[Flowable]:
        return [SetParagraph(markup([Run(part.text)]), DIGEST)]

    def _table(self, part: Table) -> list[Flowable]:
        return [RuledTable(Plan(part, self._sheet.inner_width, self._sheet.inner_height))]

    def _masthead(self, part: Masthead) -> list[Flowable]:
        return [MastheadBlock(part, self._sheet.inner_width), Spacer(1, 14)]

    def _title(self, part: Title) -> list[Flowable]:
        subject = [SetParagraph(markup([Run(line)]), TITLE) for line in part.subject.split("\n")]
        rule = Rule(self._sheet.inner_width, self._sheet.inner_width / 4)
        return [SetParagraph(markup([Run(part.kind)]), TITLE), *subject, rule, Spacer(1, 6)]

    def _addressees(self, part: Addressees) -> list[Flowable]:
        if len(part.names) == 1:
            return [SetParagraph(markup([Run(f"{part.label} {part.names[0]}")]), CENTRED), Spacer(1, 6)]
        lines = [f"- {name}{'.' if name == part.names[-1] else ';'}" for name in part.names]
        return [SetParagraph(markup([Run(line)]), ADDRESSEE) for line in (part.label, *lines)] + [Spacer(1, 6)]

    def _signing(self, part: Signing) -> list[Flowable]:
        block = signing_block(part, self._sheet.inner_width, self._places)
        return [KeepTogether([*self.set(part.closing), Spacer(1, 12), *block])]


def markup(runs: Sequence[Run]) -> str:
    """Runs as reportlab's markup: their texts are escaped, so nothing in them can be markup."""
    return "".join(_tagged(run) for run in runs)


def _tagged(run: Run) -> str:
    content = escape(drawable(run.text)).replace("\n", "<br/>")
    content = f"<i>{content}</i>" if run.italic else content
    return f"<b>{content}</b>" if run.bold else content

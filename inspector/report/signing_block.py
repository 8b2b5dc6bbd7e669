"""The end of a document: who signs, room for the signatures, and who receives it."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Spacer
from reportlab.platypus import Table as Grid

from inspector.report import paper
from inspector.report.fonts import BOLD, BOLD_ITALIC, REGULAR, drawable
from inspector.report.parts import Signer, Signing

_POSITION = ParagraphStyle(
    "position", fontName=BOLD, fontSize=paper.SIGNER_SIZE, leading=paper.SIGNER_SIZE * 1.2, alignment=TA_CENTER
)
_LABEL = ParagraphStyle(
    "recipients",
    fontName=BOLD_ITALIC,
    fontSize=paper.RECIPIENTS_SIZE,
    leading=paper.SIGNER_SIZE * 1.2,
    alignment=TA_LEFT,
)
_RECIPIENT = ParagraphStyle(
    "recipient", fontName=REGULAR, fontSize=paper.RECIPIENT_SIZE, leading=paper.RECIPIENT_SIZE * 1.2, alignment=TA_LEFT
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a signature field stands: page (from 0) and box in points from the page's lower left corner."""

    page: int
    box: tuple[float, float, float, float]


Places = dict[str, Place]
"""Signature fields by role, in the order they were set."""


class SignatureRoom(Flowable):
    """Empty room for one signature; when it is drawn it says where it came to stand."""

    def __init__(self, role: str, width: float, places: Places) -> None:
        super().__init__()
        self.width, self.height = width, paper.SIGNATURE_ROOM[1]
        self._role = role
        self._places = places

    def draw(self) -> None:
        """Note the place."""
        room, high = paper.SIGNATURE_ROOM
        left, bottom = self.canv.absolutePosition((self.width - room) / 2, 0)
        box = (round(left, 2), round(bottom, 2), round(left + room, 2), round(bottom + high, 2))
        self._places[self._role] = Place(self.canv.getPageNumber() - 1, box)


def signing_block(part: Signing, width: float, places: Places) -> list[Flowable]:
    """Examiner and reviewer side by side; below them Nơi nhận at the margin and the approver."""
    recipients = [_line(part.recipients_label, _LABEL), *(_line(each, _RECIPIENT) for each in part.recipients)]
    return [
        _pair(_signer(part.examiner, width / 2, places), _signer(part.reviewer, width / 2, places), width),
        Spacer(1, 14),
        _pair(recipients, _signer(part.approver, width / 2, places), width),
    ]


def _pair(left: list[Flowable], right: list[Flowable], width: float) -> Flowable:
    whole = ((0, 0), (-1, -1))
    style = [
        ("FONTNAME", *whole, REGULAR),
        ("VALIGN", *whole, "TOP"),
        ("LEFTPADDING", *whole, 0),
        ("RIGHTPADDING", *whole, 0),
    ]
    return Grid([[left, right]], colWidths=[width / 2] * 2, style=style)


def _signer(signer: Signer, width: float, places: Places) -> list[Flowable]:
    positions = [_line(line.upper(), _POSITION) for line in signer.position]
    return [*positions, SignatureRoom(signer.role, width, places), _line(signer.name, _POSITION)]


def _line(text: str, style: ParagraphStyle) -> Flowable:
    return Paragraph(escape(drawable(text)), style)

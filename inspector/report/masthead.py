"""The head of an official document: agency and number on the left, nation, place and date on the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.platypus import Flowable

from inspector.report import paper
from inspector.report.fonts import BOLD, ITALIC, REGULAR, drawable
from inspector.report.parts import Masthead
from inspector.report.wrap import Wrapper

_LEADING = 1.25
_GAP = 6.0


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    face: str
    size: float
    rule: float = 0.0  # share of the line's length that a rule below it has
    gap: float = 0.0  # room above

    @property
    def height(self) -> float:
        return self.size * _LEADING + self.gap + (_GAP if self.rule else 0.0)


class MastheadBlock(Flowable):
    """Two columns of centred lines; number and place stand on one height below the longer column."""

    def __init__(self, part: Masthead, width: float) -> None:
        super().__init__()
        self.width = width
        self._left_width = width * paper.HEAD_LEFT
        left, right = list(_agency(part, self._left_width - _GAP)), list(_nation(part))
        self._upper = (left, right)
        self._upper_height = max(sum(line.height for line in side) for side in self._upper)
        self._lower = (
            list(_number(part, self._left_width - _GAP)),
            list(_lines(part.place_and_date, ITALIC, paper.PLACE_SIZE, width - self._left_width)),
        )
        self.height = self._upper_height + max(sum(line.height for line in side) for side in self._lower)

    def draw(self) -> None:
        """Draw both columns from the top."""
        middles = (self._left_width / 2, self._left_width + (self.width - self._left_width) / 2)
        for side, middle in zip(self._upper, middles, strict=True):
            self._draw(side, middle, self.height)
        for side, middle in zip(self._lower, middles, strict=True):
            self._draw(side, middle, self.height - self._upper_height)

    def _draw(self, lines: list[_Line], middle: float, top: float) -> None:
        for line in lines:
            baseline = top - line.gap - line.size
            self.canv.setFont(line.face, line.size)
            self.canv.drawCentredString(middle, baseline, line.text)
            self._draw_rule(line, middle, baseline)
            top -= line.height

    def _draw_rule(self, line: _Line, middle: float, baseline: float) -> None:
        if line.rule:
            half = self.canv.stringWidth(line.text, line.face, line.size) * line.rule / 2
            self.canv.setLineWidth(paper.RULE)
            self.canv.line(middle - half, baseline - _GAP + 1, middle + half, baseline - _GAP + 1)


def _agency(part: Masthead, width: float) -> Iterator[_Line]:
    if part.parent_agency:
        yield from _lines(part.parent_agency.upper(), REGULAR, paper.AGENCY_SIZE, width, gap=0)
    *upper, last = _lines(part.agency.upper(), BOLD, paper.AGENCY_SIZE, width, gap=0)
    yield from upper
    yield _Line(last.text, last.face, last.size, rule=paper.AGENCY_RULE)


def _nation(part: Masthead) -> Iterator[_Line]:
    yield _Line(part.nation, BOLD, paper.NATION_SIZE)
    yield _Line(part.motto, BOLD, paper.MOTTO_SIZE, rule=1.0)


def _number(part: Masthead, width: float) -> Iterator[_Line]:
    yield from _lines(part.number, REGULAR, paper.NUMBER_SIZE, width)
    if part.secrecy:
        yield from _lines(part.secrecy, BOLD, paper.NUMBER_SIZE, width)


def _lines(text: str, face: str, size: float, width: float, gap: float = _GAP) -> Iterator[_Line]:
    """The text in as many lines as it needs, room above the first."""
    for place, line in enumerate(Wrapper(face, size, width).lines(drawable(text))):
        yield _Line(line, face, size, gap=0.0 if place else gap)

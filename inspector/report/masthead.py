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
        self._lower = (list(_number(part)), [_Line(drawable(part.place_and_date), ITALIC, paper.PLACE_SIZE, gap=_GAP)])
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
        for text in Wrapper(REGULAR, paper.AGENCY_SIZE, width).lines(drawable(part.parent_agency).upper()):
            yield _Line(text, REGULAR, paper.AGENCY_SIZE)
    texts = Wrapper(BOLD, paper.AGENCY_SIZE, width).lines(drawable(part.agency).upper())
    for text in texts[:-1]:
        yield _Line(text, BOLD, paper.AGENCY_SIZE)
    yield _Line(texts[-1], BOLD, paper.AGENCY_SIZE, rule=paper.AGENCY_RULE)


def _nation(part: Masthead) -> Iterator[_Line]:
    yield _Line(part.nation, BOLD, paper.NATION_SIZE)
    yield _Line(part.motto, BOLD, paper.MOTTO_SIZE, rule=1.0)


def _number(part: Masthead) -> Iterator[_Line]:
    yield _Line(drawable(part.number), REGULAR, paper.NUMBER_SIZE, gap=_GAP)
    if part.secrecy:
        yield _Line(drawable(part.secrecy), BOLD, paper.NUMBER_SIZE, gap=_GAP)

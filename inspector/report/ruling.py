"""Rules and dotted lines."""

from __future__ import annotations

from reportlab.platypus import Flowable

from inspector.report import paper
from inspector.report.fonts import REGULAR


class Rule(Flowable):
    """A solid rule of `length` points, centred in `width`."""

    def __init__(self, width: float, length: float) -> None:
        super().__init__()
        self.width = width
        self.height = 5.0
        self._length = length

    def draw(self) -> None:
        """Draw the rule a little below the line above it."""
        start = (self.width - self._length) / 2
        self.canv.setLineWidth(paper.RULE)
        self.canv.line(start, 2, start + self._length, 2)


class DottedLines(Flowable):
    """Lines of dots across the whole width, to write on."""

    def __init__(self, lines: int, width: float) -> None:
        super().__init__()
        self.width = width
        self.height = lines * paper.BODY_LEADING
        self.spaceBefore = paper.PARAGRAPH_GAP
        self._lines = lines

    def draw(self) -> None:
        """Draw the dots on the base lines."""
        dots = "." * int(self.width / self.canv.stringWidth(".", REGULAR, paper.BODY_SIZE))
        self.canv.setFont(REGULAR, paper.BODY_SIZE)
        for number in range(self._lines):
            self.canv.drawString(0, self.height - (number + 1) * paper.BODY_LEADING + 4, dots)

"""A ruled table of any length: broken into lines page by page, its head repeated, its rows shared by all its pieces.

reportlab's own Table copies what is left at every page break, which grows with the square of the length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from inspector.report.fonts import BOLD, MONO, REGULAR, drawable
from inspector.report.parts import Column, Table
from inspector.report.wrap import Wrapper

_PAD = 2.5
_RULE = 0.4
_LEADING = 1.18
_MONO_SIZE = 7.0
_FEWEST_LINES = 4

Lines = list[list[str]]
"""One row as drawn: for each cell its lines."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row, or the part of a high row that stands on one page."""

    lines: Lines
    bold: bool


@dataclass(frozen=True, slots=True)
class Fill:
    """What one page takes: its rows, their height with the head, and the row and line where the next page goes on."""

    rows: Sequence[Row]
    height: float
    row: int
    line: int


class Plan:
    """What all pieces of one table share: the width of every column and how its cells are broken."""

    def __init__(self, table: Table, width: float, page_height: float) -> None:
        self.table = table
        self.width = width
        self.page_height = page_height
        self.leading = table.size * _LEADING
        scale = width / sum(column.width for column in table.columns)
        self.widths = [column.width * scale for column in table.columns]
        inner = [column_width - 2 * _PAD for column_width in self.widths]
        self._bold = [Wrapper(BOLD, table.size, each) for each in inner]
        self._plain = [
            Wrapper(cell_face(column), cell_size(column, table.size), each)
            for column, each in zip(table.columns, inner, strict=True)
        ]
        self.head = Row(self._broken(self._bold, [column.title for column in table.columns]), bold=True)

    def fill(self, row: int, line: int, available: float) -> Fill:
        """The rows from `row` (its first `line` lines done) that fit `available` points below the head."""
        rows: list[Row] = []
        height = self.high(self.head)
        while row < len(self.table.rows):
            whole = self._row(row, line)
            if height + self.high(whole) <= available:
                rows.append(whole)
                height, row, line = height + self.high(whole), row + 1, 0
                continue
            count = int((available - height - 2 * _PAD) / self.leading)
            if self.high(whole) > self.page_height / 2 and count >= _FEWEST_LINES:
                rows.append(Row([cell[:count] for cell in whole.lines], whole.bold))
                height, line = height + self.high(rows[-1]), line + count
            break
        return Fill(rows, height, row, line)

    def high(self, row: Row) -> float:
        """The height of a row, in points."""
        return max(len(cell) for cell in row.lines) * self.leading + 2 * _PAD

    def _row(self, number: int, line: int) -> Row:
        bold = number >= len(self.table.rows) - self.table.emphasis
        lines = self._broken(self._bold if bold else self._plain, self.table.rows[number])
        return Row([cell[line:] for cell in lines], bold)

    @staticmethod
    def _broken(wrappers: Sequence[Wrapper], cells: Sequence[str]) -> Lines:
        return [wrapper.lines(drawable(cell)) for wrapper, cell in zip(wrappers, cells, strict=True)]


class RuledTable(Flowable):
    """The rows of a plan from one row and line on."""

    def __init__(self, plan: Plan, row: int = 0, line: int = 0, fill: Fill | None = None) -> None:
        super().__init__()
        self._plan = plan
        self._from = (row, line)
        self._fill = fill
        self._available = 0.0
        self.spaceBefore = 4
        self.spaceAfter = 8

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's names)
        """The size of what is left of the table; more than `aH` when it does not fit."""
        del aW
        fill = self._filled(aH)
        more = fill.row < len(self._plan.table.rows)
        return self._plan.width, aH + 1 if more and self._fill is None else fill.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        """This page's rows and the table after them; nothing when not one row fits."""
        del aW
        fill = self._filled(aH)
        if not fill.rows:
            return []
        return [RuledTable(self._plan, fill=fill), RuledTable(self._plan, fill.row, fill.line)]

    def draw(self) -> None:
        """Draw the rows of this piece below the head."""
        draw_rows(self.canv, self._plan, self._fill or self._filled(self._available))

    def _filled(self, available: float) -> Fill:
        self._available = available
        return self._fill or self._plan.fill(*self._from, available)


def cell_face(column: Column) -> str:
    """The face of a column's cells."""
    return MONO if column.mono else REGULAR


def cell_size(column: Column, size: float) -> float:
    """The size of a column's cells: digests are set smaller."""
    return min(size, _MONO_SIZE) if column.mono else size


def draw_rows(canvas: Canvas, plan: Plan, fill: Fill) -> None:
    """Draw head, rows and rules with the lower left corner at the canvas' origin."""
    top = fill.height
    canvas.setLineWidth(_RULE)
    for row in (plan.head, *fill.rows):
        high = plan.high(row)
        canvas.line(0, top, plan.width, top)
        _draw_row(canvas, plan, row, top - _PAD)
        top -= high
    canvas.line(0, 0, plan.width, 0)
    edge = 0.0
    for width in (0.0, *plan.widths):
        edge += width
        canvas.line(edge, 0, edge, fill.height)


def _draw_row(canvas: Canvas, plan: Plan, row: Row, top: float) -> None:
    edge = 0.0
    for column, width, lines in zip(plan.table.columns, plan.widths, row.lines, strict=True):
        size = plan.table.size if row.bold else cell_size(column, plan.table.size)
        canvas.setFont(BOLD if row.bold else cell_face(column), size)
        align = "centre" if row is plan.head else column.align
        for number, line in enumerate(lines, 1):
            _draw_line(canvas, line, align, (edge, width), top - number * plan.leading + plan.leading - size)
        edge += width


def _draw_line(canvas: Canvas, line: str, align: str, place: tuple[float, float], baseline: float) -> None:
    edge, width = place
    if align == "right":
        canvas.drawRightString(edge + width - _PAD, baseline, line)
    elif align == "centre":
        canvas.drawCentredString(edge + width / 2, baseline, line)
    else:
        canvas.drawString(edge + _PAD, baseline, line)

"""One line of a filter: a name, perhaps a colour and a key, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QToolButton, QWidget

from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.widgets.build import column

_CHIP = 18
_BOX = 15
_KEY = 14
_MOST_LINES = 2
_ROOM_FOR_COUNT = 56


@dataclass(frozen=True, slots=True)
class Facet:
    """One choice of a filter; `value` is what the filter holds, `key` the digit that sets it in the gallery."""

    value: str | None
    name: str
    colour: str = ""
    letter: str = ""
    key: str = ""
    more: str = ""


class FacetRow(QAbstractButton):
    """A facet as a row one can choose by mouse, Tab and arrows."""

    def __init__(self, look: Look, facet: Facet) -> None:
        super().__init__()
        self._look, self.facet = look, facet
        self._count: int | None = None
        self.setText(facet.name)
        self.setToolTip(f"{facet.name}\n\n{facet.more}" if facet.more else facet.name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def count(self) -> int | None:
        """How many tiles it would show; None while that is not known."""
        return self._count

    def set_count(self, count: int | None) -> None:
        """Shows how many tiles it would show."""
        self._count = count
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """One row high."""
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """A long name takes two lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """The height at that width: one line or two, never more."""
        measure = self.fontMetrics()
        needed = measure.horizontalAdvance(self.text())
        lines = 1 if needed <= width - self._left - _ROOM_FOR_COUNT else _MOST_LINES
        return max(measures.ROW, measure.lineSpacing() * lines + 10)

    @property
    def _left(self) -> int:
        key = _KEY if self.facet.key else 0
        return measures.NARROW + key + (_CHIP + measures.NARROW if self.facet.letter else 0)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Shows that it can be chosen."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Paints the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        if self.facet.key:
            painter.setPen(QColor(self._look.tones.quiet))
            where = QRectF(measures.NARROW, 0, _KEY, self.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.facet.key)
        if self.facet.letter:
            self._chip(painter, self._left - _CHIP - measures.NARROW)
        right = self._number(painter)
        self._name(painter, self.rect().adjusted(self._left, 0, -right, 0))

    def _name(self, painter: QPainter, where: QRect) -> None:
        painter.setPen(QColor(self._look.tones.text))
        lines = wrapped(self.text(), painter.fontMetrics(), where.width())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(where, flags, "\n".join(lines))

    def _ground(self, painter: QPainter) -> None:
        tones = self._look.tones
        colour = tones.chosen if self.isChecked() else tones.hover if self.underMouse() else ""
        painter.setPen(QPen(QColor(tones.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour) if colour else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), measures.CORNER, measures.CORNER)

    def _chip(self, painter: QPainter, left: int) -> None:
        tones = self._look.tones
        place = QRectF(left, (self.height() - _CHIP) / 2, _CHIP, _CHIP)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.facet.colour or tones.line))
        painter.drawRoundedRect(place, 3, 3)
        painter.setPen(QColor(tones.on_accent if self.facet.colour else tones.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.facet.letter)

    def _number(self, painter: QPainter) -> int:
        """Paints the count at the right; gives the room it takes."""
        if self._count is None:
            return measures.NARROW
        words = self._look.words.number(self._count)
        painter.setPen(QColor(self._look.tones.quiet))
        where = self.rect().adjusted(0, 0, -measures.NARROW, 0)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        return painter.fontMetrics().horizontalAdvance(words) + 2 * measures.NARROW


def wrapped(text: str, measure: QFontMetrics, width: int) -> list[str]:
    """`text` on at most two lines of `width` pixels, broken between words; what does not fit ends in an ellipsis."""
    words, first = text.split(" "), ""
    while words and measure.horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    if not words:
        return [first]
    second = measure.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width)
    return [first, second] if first else [second]


class ToggleRow(FacetRow):
    """A facet that is on or off by itself."""

    def _ground(self, painter: QPainter) -> None:
        tones = self._look.tones
        painter.setPen(QPen(QColor(tones.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tones.hover) if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), measures.CORNER, measures.CORNER)

    def _chip(self, painter: QPainter, left: int) -> None:
        tones = self._look.tones
        place = QRectF(left + 1, (self.height() - _BOX) / 2, _BOX, _BOX)
        painter.setPen(QPen(QColor(tones.accent if self.isChecked() else tones.line_strong), 1))
        painter.setBrush(QColor(tones.accent if self.isChecked() else tones.raised))
        painter.drawRoundedRect(place, 3, 3)
        if self.isChecked():
            self._look.icons.paint(painter, "check", place.adjusted(1, 1, -1, -1), tones.on_accent)


class FacetGroup(QWidget):
    """Facets under a heading that folds them; exactly one is chosen."""

    chosen = Signal()
    folded = Signal(bool)

    def __init__(self, look: Look, title: str, facets: Sequence[Facet] = (), *, closed: bool = False) -> None:
        super().__init__()
        self._look = look
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda _: self.chosen.emit())
        self._head = self._heading(title)
        self._body = QWidget()
        self._inner = column(space=0)
        self._body.setLayout(self._inner)
        self.rows: list[FacetRow] = []
        self.setLayout(column(self._head, self._body, space=0))
        self.offer(facets)
        self._fold(closed=closed)

    @property
    def value(self) -> str | None:
        """The value of the chosen facet."""
        found = self._group.checkedButton()
        return found.facet.value if isinstance(found, FacetRow) else None

    def choose(self, value: str | None) -> None:
        """Chooses the facet with that value, or the first."""
        for line in self.rows:
            if line.facet.value == value:
                line.setChecked(True)
                return
        if self.rows:
            self.rows[0].setChecked(True)

    def offer(self, facets: Sequence[Facet]) -> None:
        """Shows these facets instead of the former, the first one chosen."""
        for line in self.rows:
            self._group.removeButton(line)
            self._inner.removeWidget(line)
            line.deleteLater()
        self.rows = [FacetRow(self._look, facet) for facet in facets]
        for line in self.rows:
            self._group.addButton(line)
            self._inner.addWidget(line)
        self.choose(None)

    def _heading(self, title: str) -> QToolButton:
        head = QToolButton()
        head.setProperty("role", "fold")
        head.setText(title)
        head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        head.clicked.connect(lambda: self._fold(closed=self._body.isVisibleTo(self)))
        return head

    def _fold(self, *, closed: bool) -> None:
        self._body.setVisible(not closed)
        self._head.setIcon(self._look.icon("chevron-right" if closed else "chevron-down", self._look.tones.quiet))
        self.folded.emit(closed)

"""A card with what a certificate says of itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from inspector.ui import measures
from inspector.ui.sections import Line
from inspector.ui.widgets.build import column, label
from inspector.ui.widgets.wrapped import Wrapped

_LINES = 5


class PaperCard(QFrame):
    """Shows up to five lines, or `nothing` while there are none; the last is a digest."""

    def __init__(self, nothing: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._nothing, self._facts = label(nothing, "quiet", wrap=True), QWidget()
        self._rows: list[tuple[QLabel, Wrapped]] = []
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(measures.MEDIUM)
        grid.setVerticalSpacing(measures.NARROW)
        grid.setColumnStretch(1, 1)
        for number in range(_LINES):
            name, value = label("", "quiet"), Wrapped("", digest=number == _LINES - 1)
            grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, number, 1)
            self._rows.append((name, value))
        self._facts.setLayout(grid)
        self.setLayout(column(self._nothing, self._facts, margin=measures.MEDIUM))
        self.show_lines([])

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows them, in the order they come; a digest is put last."""
        plain = [line for line in lines if not line.digest]
        last = [line for line in lines if line.digest]
        places = [*plain, *[None] * (_LINES - len(plain) - len(last)), *last]
        for (name, value), line in zip(self._rows, places, strict=True):
            name.setText(line.name if line else "")
            value.setText(line.value if line else "")
            value.setProperty("role", line.tone if line else "")
            value.style().polish(value)
            name.setVisible(line is not None)
            value.setVisible(line is not None)
        self._nothing.setVisible(not lines)
        self._facts.setVisible(bool(lines))

"""Buttons side by side, and one below the other where the place is too narrow for that."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui import measures


class Flow(QWidget):
    """Never wider than its place: what does not fit into a line begins the next one."""

    def __init__(self, parts: Sequence[QWidget]) -> None:
        super().__init__()
        self._parts = parts
        for part in parts:
            part.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as the width it has asks for."""
        return QSize(40, self._places(max(self.width(), 40))[1])

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As `sizeHint`."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Puts every part in its place."""
        super().resizeEvent(event)
        places, height = self._places(self.width())
        for part, place in zip(self._parts, places, strict=True):
            part.move(place)
            part.resize(part.sizeHint().boundedTo(QSize(self.width(), height)))
        self.setMinimumHeight(height)
        self.updateGeometry()

    def _places(self, width: int) -> tuple[list[QPoint], int]:
        """Where each part begins at that width, and the height of all."""
        places, left, top, high = [], 0, 0, 0
        for part in self._parts:
            size = part.sizeHint()
            if left and left + size.width() > width:
                left, top, high = 0, top + high, 0
            places.append(QPoint(left, top))
            left, high = left + size.width() + measures.TIGHT, max(high, size.height())
        return places, top + high

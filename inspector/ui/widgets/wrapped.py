"""Plain text that breaks anywhere when it must: long paths, chains of containers and digests."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from inspector.ui.paths import SIGN
from inspector.ui.theme import digest_font

_LINE = "\u2028"


class Wrapped(QLabel):
    """A label whose words never make it wider than its place. `role` and `digest` choose its look.

    With `parts` the text is a chain; where it does not fit into one line, each part begins a line of its own.
    """

    def __init__(
        self, text: str, *, role: str = "", digest: bool = False, parts: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._parts = parts
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if digest:
            self.setFont(digest_font())
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """The height its lines take at that width."""
        layout, height = self._lines(width)
        del layout
        return max(height, self.fontMetrics().height() + 2)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as the width it has asks for."""
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """One line."""
        return QSize(40, self.fontMetrics().height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Takes the height the new width asks for."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Paints the lines in the colour the style sheet gives."""
        painter = QPainter(self)
        painter.setPen(QColor(self.palette().color(self.foregroundRole())))
        self._lines(self.width())[0].draw(painter, QPointF(0, 1))

    def _lines(self, width: int) -> tuple[QTextLayout, int]:
        layout = QTextLayout(self._broken(width), QFont(self.font()))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, height))
            height += line.height() * 1.1
        layout.endLayout()
        return layout, int(height) + 3

    def _broken(self, width: int) -> str:
        text = self.text()
        fits = len(self._parts) < 2 or self.fontMetrics().horizontalAdvance(text) <= width
        return text if fits else f"{_LINE}{SIGN} ".join(self._parts)

"""A card that tells how something went; it stays until it is put away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.widgets.build import button, column, label, row
from inspector.ui.widgets.wrapped import Wrapped

_LINE = "\u2028"


class Told(QFrame):
    """Hidden until it is told something; `more` are buttons beside the one that puts it away."""

    copied = Signal(str)

    def __init__(self, look: Look, more: Sequence[QPushButton] = ()) -> None:
        super().__init__()
        self._look = look
        self.setProperty("role", "card")
        self._title, self._warnings = label("", "title", wrap=True), label("", "warning", wrap=True)
        self._lines = Wrapped("")
        self._digest = ""
        self._copy = button(look.say("told-copy"), self._copy_digest, icon=look.lead("copy"))
        self.put_away = button(look.say("close"), self.hide)
        self.setLayout(self._lay_out([*more, self._copy, self.put_away]))
        self.hide()

    @property
    def text(self) -> str:
        """All that it says."""
        parts = [self._title.text(), self._lines.text().replace(_LINE, "\n"), self._warnings.text()]
        return "\n".join(part for part in parts if part)

    def tell(self, title: str, lines: Sequence[str], warnings: Sequence[str] = (), digest: str = "") -> None:
        """Shows it; `digest` can be copied."""
        self._title.setText(title)
        self._lines.setText(_LINE.join(lines))
        self._warnings.setText("\n".join(warnings))
        self._warnings.setVisible(bool(warnings))
        self._digest = digest
        self._copy.setVisible(bool(digest))
        self.show()

    def _copy_digest(self) -> None:
        QGuiApplication.clipboard().setText(self._digest)
        self.copied.emit(self._digest)

    def _lay_out(self, buttons: Sequence[QPushButton]) -> QVBoxLayout:
        icon = QLabel()
        icon.setPixmap(self._look.icon("info", self._look.tones.accent).pixmap(measures.ICON, measures.ICON))
        icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        says = column(self._title, self._lines, self._warnings, space=measures.TIGHT)
        line = row(icon, says, *buttons, space=measures.MEDIUM)
        line.setStretch(1, 1)
        for part in buttons:
            line.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        return column(line, margin=measures.MEDIUM)

"""A blank page that hides everything at once; it says nothing about what lies under it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame

from inspector.ui.look import Look
from inspector.ui.widgets.build import column, label, row


class Cover(QFrame):
    """Goes away on Enter, never by itself."""

    lifted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "blank")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayout(column(None, row(None, label(look.say("covered"), "quiet"), None), margin=24))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter shows the window again."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.lifted.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click does nothing: it may have been meant for something else."""
        event.accept()

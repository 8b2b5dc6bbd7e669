"""Says that only what lies inside one container is shown, and takes that away again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel

from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.widgets.build import button, label, row
from inspector.ui.widgets.elided import Elided


class InsideBar(QFrame):
    """Hidden while nothing is asked for; `container` is the item inside which everything shown lies."""

    removed = Signal()
    container_wished = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.container: int | None = None
        self.group: int | None = None
        self.setProperty("role", "card")
        icon = QLabel()
        icon.setPixmap(look.icon("archive", look.tones.accent).pixmap(measures.BUTTON_ICON, measures.BUTTON_ICON))
        self._name = Elided("", "title")
        go = button(look.say("act-go"), self._go, "plain")
        remove = button(look.say("inside-remove"), self.removed.emit, icon=look.lead("x"))
        line = row(icon, label(look.say("inside-only"), "quiet"), self._name, go, remove)
        line.setStretch(2, 1)
        line.setContentsMargins(measures.NARROW, measures.TIGHT, measures.TIGHT, measures.TIGHT)
        self.setLayout(line)
        self.hide()

    def look_inside(self, container: int | None, name: str = "") -> None:
        """Shows that only what lies in `container`, called `name`, is asked for; with None nothing is."""
        self.container = container
        self._name.setText(name)
        self.setVisible(container is not None)

    def _go(self) -> None:
        if self.container is not None:
            self.container_wished.emit(self.container)

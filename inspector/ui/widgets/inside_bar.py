"""Says that only what lies inside one container, or is in one group, is shown, and takes that away again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel

from inspector.domain.group import GroupKind
from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.widgets.build import button, label, row
from inspector.ui.widgets.elided import Elided


class InsideBar(QFrame):
    """Hidden while nothing is asked for.

    `container` is the item inside which everything shown lies, `group` one in whose group of the kind `by` everything
    is; never both.
    """

    removed = Signal()
    container_wished = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.container: int | None = None
        self.group: int | None = None
        self.by = GroupKind.NEAR
        self.setProperty("role", "card")
        self._icon = QLabel()
        self._says = label("", "quiet")
        self._name = Elided("", "title")
        self._go_there = button(look.say("act-go"), self._go, "plain")
        self._remove = button("", self.removed.emit, icon=look.lead("x"))
        line = row(self._icon, self._says, self._name, self._go_there, self._remove)
        line.setStretch(2, 1)
        line.setContentsMargins(measures.NARROW, measures.TIGHT, measures.TIGHT, measures.TIGHT)
        self.setLayout(line)
        self.hide()

    @property
    def name(self) -> str:
        """What the container or the tile of the group is called."""
        return self._name.text()

    def look_inside(self, container: int | None, name: str = "") -> None:
        """Shows that only what lies in `container`, called `name`, is asked for; with None nothing is."""
        self.container, self.group = container, None
        self._show(name, "archive", self._look.say("inside-only"), self._look.say("inside-remove"))

    def look_into_group(self, item: int, name: str, by: GroupKind) -> None:
        """Shows that only the group of a kind of `item`, called `name`, is asked for."""
        self.container, self.group, self.by = None, item, by
        icon = "layers" if by is GroupKind.NEAR else "images"
        self._show(name, icon, self._look.say("group-only", kind=by.value), self._look.say("group-back"))

    def _show(self, name: str, icon: str, says: str, remove: str) -> None:
        shown = self._look.icon(icon, self._look.tones.accent)
        self._icon.setPixmap(shown.pixmap(measures.BUTTON_ICON, measures.BUTTON_ICON))
        self._says.setText(says)
        self._name.setText(name)
        self._remove.setText(remove)
        self._go_there.setVisible(self.container is not None)
        self.setVisible(self.container is not None or self.group is not None)

    def _go(self) -> None:
        if self.container is not None:
            self.container_wished.emit(self.container)

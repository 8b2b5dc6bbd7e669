"""The rail of pages at the left: an icon and a word each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QWidget

from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.widgets.build import column


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the rail: its name (`window-page-<name>` is its word) and its icon."""

    name: str
    icon: str


class Rail(QWidget):
    """Chooses the page; Ctrl+1 and so on do the same."""

    chosen = Signal(str)

    def __init__(self, look: Look, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._group = QButtonGroup(self)
        self._buttons = {entry.name: self._button(look, entry, place) for place, entry in enumerate(entries, 1)}
        self.setLayout(column(*self._buttons.values(), None, space=0))
        self._widen()

    def show_chosen(self, name: str) -> None:
        """Marks the page that is in sight."""
        self._buttons[name].setChecked(True)

    def _widen(self) -> None:
        """As wide as the longest word needs, in the bold that the chosen page has."""
        bold = QFont(self.font())
        bold.setBold(True)
        words = max(QFontMetrics(bold).horizontalAdvance(button.text()) for button in self._buttons.values())
        width = max(measures.RAIL, words + 2 * measures.NARROW)
        self.setFixedWidth(width)
        for button in self._buttons.values():
            button.setFixedWidth(width)

    def _button(self, look: Look, entry: Entry, place: int) -> QToolButton:
        made = QToolButton()
        made.setProperty("role", "rail")
        made.setCheckable(True)
        made.setIcon(look.icon(entry.icon))
        made.setIconSize(QSize(measures.ICON, measures.ICON))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setText(look.say(f"page-{entry.name}"))
        made.setToolTip(f"{look.say(f'page-{entry.name}')} (Ctrl+{place})")
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        made.clicked.connect(lambda: self.chosen.emit(entry.name))
        self._group.addButton(made)
        QShortcut(QKeySequence(f"Ctrl+{place}"), self, lambda: self.chosen.emit(entry.name))
        return made

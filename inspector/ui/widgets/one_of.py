"""A few ways side by side, of which one is taken, each with a quiet line that says what it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from inspector.ui import measures
from inspector.ui.widgets.build import column, label, row

_INDENT = 26


@dataclass(frozen=True, slots=True)
class Way:
    """One of them: `value` is what it stands for, `more` explains it."""

    value: str
    name: str
    more: str


class OneOf(QWidget):
    """Exactly one way is taken; arrows and mouse choose."""

    def __init__(self, ways: Sequence[Way], value: str) -> None:
        super().__init__()
        self._buttons = {way.value: self._button(way) for way in ways}
        self._buttons[value].setChecked(True)
        beside = row(*[self._with_more(way) for way in ways], space=measures.WIDE)
        for place in range(len(ways)):
            beside.setStretch(place, 1)
        self.setLayout(beside)
        self.setFocusProxy(self._buttons[value])

    @property
    def value(self) -> str:
        """What the way taken stands for."""
        return next(value for value, button in self._buttons.items() if button.isChecked())

    def choose(self, value: str) -> None:
        """Takes that way."""
        self._buttons[value].setChecked(True)

    def _button(self, way: Way) -> QRadioButton:
        made = QRadioButton(way.name)
        made.setAccessibleDescription(way.more)
        return made

    def _with_more(self, way: Way) -> QVBoxLayout:
        more = column(label(way.more, "quiet", wrap=True))
        more.setContentsMargins(_INDENT, 0, 0, 0)
        return column(self._buttons[way.value], more, None, space=0)

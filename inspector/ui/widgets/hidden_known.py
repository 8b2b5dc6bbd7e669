"""Says how many tiles are hidden because they are known and harmless, and shows them or hides them again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.widgets.build import label, row, small_button


class HiddenKnown(QWidget):
    """Hidden while there is nothing to tell; `wished` carries whether the tiles are to be shown."""

    wished = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._shown = look, False
        self._says = label("", "quiet")
        self._turn = small_button("", self._wish, look.lead("eye"))
        self.setLayout(row(self._says, self._turn, space=measures.TIGHT))
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._says.text()

    def show_count(self, count: int, *, shown: bool) -> None:
        """Tells that `count` tiles are known and harmless, and whether they are `shown` among the others."""
        look, self._shown = self._look, shown
        told = look.words.number(count)
        self._says.setText(look.say("known-shown" if shown else "known-hidden", count=count, shown=told))
        self._turn.setText(look.say("known-hide" if shown else "known-show"))
        self._turn.setIcon(look.lead("eye-off" if shown else "eye"))
        self._turn.setAccessibleDescription(self._says.text())
        self.setVisible(count > 0)

    def _wish(self) -> None:
        self.wished.emit(not self._shown)

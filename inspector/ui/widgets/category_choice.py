"""A scheme and one of its categories, as two boxes that belong together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox

from inspector.ui.categories import Choices

_SHORTEST = 24


class CategoryChoice(QObject):
    """`changed` is sent once, whichever of the two changed."""

    changed = Signal()

    def __init__(self, schemes: Sequence[Choices], scheme: str) -> None:
        super().__init__()
        self._schemes = {choices.scheme: choices for choices in schemes}
        self.scheme, self.category = narrow_box(), narrow_box()
        for choices in schemes:
            self.scheme.addItem(choices.title, choices.scheme)
        self.scheme.setCurrentIndex(max(self.scheme.findData(scheme), 0))
        self._offer()
        self.scheme.currentIndexChanged.connect(self._scheme_chosen)
        self.category.currentIndexChanged.connect(self.changed)

    @property
    def chosen(self) -> tuple[str, str]:
        """The scheme and the code of the category."""
        return str(self.scheme.currentData()), str(self.category.currentData())

    def _scheme_chosen(self) -> None:
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        with QSignalBlocker(self.category):
            self.category.clear()
            for choice in self._schemes[str(self.scheme.currentData())].choices:
                self.category.addItem(choice.title, choice.code)


def narrow_box() -> QComboBox:
    """A box of choices as wide as its place, whatever its longest entry."""
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(_SHORTEST)
    return made

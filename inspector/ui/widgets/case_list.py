"""Several cases to be chosen among all: a list with a box to tick before each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from inspector.domain.case import Case
from inspector.domain.names import display

_NUMBER = Qt.ItemDataRole.UserRole
_LONGEST = 80


class CaseList(QListWidget):
    """Space ticks; `changed` tells that something was."""

    changed = Signal()

    def __init__(self, cases: Sequence[Case], chosen: Case | None) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        for case in cases:
            line = QListWidgetItem(f"{display(case.number)} · {display(case.title)[:_LONGEST]}")
            line.setData(_NUMBER, case.number)
            ticked = chosen is not None and case.id == chosen.id
            line.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.addItem(line)
            if ticked:
                self.setCurrentItem(line)
        self.itemChanged.connect(lambda _: self.changed.emit())

    @property
    def numbers(self) -> list[str]:
        """The numbers of the cases that are ticked."""
        lines = [self.item(place) for place in range(self.count())]
        return [line.data(_NUMBER) for line in lines if line.checkState() == Qt.CheckState.Checked]

"""Several cases to be chosen among all: a list with a box to tick before each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from inspector.domain.case import Case
from inspector.domain.names import display
from inspector.ui import measures

_NUMBER = Qt.ItemDataRole.UserRole
_LONGEST = 80


class CaseList(QListWidget):
    """Those in `chosen` are ticked and stand first. Space ticks; `changed` tells that something was."""

    changed = Signal()

    def __init__(self, cases: Sequence[Case], chosen: Case | None) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        first = [case for case in cases if chosen is not None and case.id == chosen.id]
        for case in [*first, *(case for case in cases if case not in first)]:
            line = QListWidgetItem(f"{display(case.number)} · {display(case.title)[:_LONGEST]}")
            line.setData(_NUMBER, case.number)
            line.setSizeHint(QSize(0, measures.ROW))
            line.setCheckState(Qt.CheckState.Checked if case in first else Qt.CheckState.Unchecked)
            self.addItem(line)
        self.setCurrentRow(0)
        self.itemChanged.connect(lambda _: self.changed.emit())

    @property
    def numbers(self) -> list[str]:
        """The numbers of the cases that are ticked."""
        lines = [self.item(place) for place in range(self.count())]
        return [line.data(_NUMBER) for line in lines if line.checkState() == Qt.CheckState.Checked]

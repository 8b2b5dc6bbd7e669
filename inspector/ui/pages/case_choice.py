"""Chooses one of the cases, or none."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from inspector.app import cases
from inspector.domain.names import display
from inspector.ui.desk import Desk

_LONGEST = 60


class CaseChoice(QComboBox):
    """`currentData` is the number of the case; the case one is in is proposed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.addItem(desk.look.say("tip-case-none"), None)
        for case, _ in desk.act(lambda: cases.listed(desk.session)) or []:
            self.addItem(f"{display(case.number)} · {display(case.title)[:_LONGEST]}", case.number)
        if desk.case is not None:
            self.setCurrentIndex(max(self.findData(desk.case.number), 0))

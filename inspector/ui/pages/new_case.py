"""Asks for a new case."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from inspector.app import cases
from inspector.domain.case import Case, CaseKind
from inspector.ui.desk import Desk
from inspector.ui.widgets.form_dialog import FormDialog


class NewCase(FormDialog):
    """After it was accepted, `case` is the new case."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        say = desk.look.say
        super().__init__(desk.look, say("case-new"), say("case-create"), self._create, parent)
        self._desk = desk
        self.case: Case | None = None
        self.number, self.name, self.kind = QLineEdit(), QLineEdit(), QComboBox()
        for kind in CaseKind:
            self.kind.addItem(say(f"case-kind-{kind.value}"), kind.value)
        self.ask(say("case-number"), self.number, say("case-number-more"))
        self.ask(say("case-title"), self.name)
        self.ask(say("case-kind"), self.kind)

    def _create(self) -> None:
        kind = CaseKind(self.kind.currentData())
        self.case = cases.add(self._desk.session, self.number.text(), self.name.text().strip(), kind)

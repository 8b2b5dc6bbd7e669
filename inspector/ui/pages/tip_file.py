"""Asks for a tip that came as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from inspector.domain.fault import UsageFault
from inspector.ui.desk import Desk
from inspector.ui.pages.case_choice import CaseChoice
from inspector.ui.widgets.chooser import Wanted
from inspector.ui.widgets.form_dialog import FormDialog
from inspector.ui.widgets.path_field import PathField


class TipFile(FormDialog):
    """After it was accepted, `path` and `case_number` say what to take in."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        say = desk.look.say
        super().__init__(desk.look, say("tip-add"), say("tip-save"), self._check, parent)
        self.path: Path | None = None
        self.file = PathField(desk.look, desk.jobs, Wanted(say("tip-file"), ()))
        self.channel = QLineEdit()
        self.case = CaseChoice(desk)
        self.ask(say("tip-file"), self.file, say("tip-file-more"))
        self.ask(say("tip-channel"), self.channel, say("tip-channel-more"))
        self.ask(say("tip-case"), self.case)

    @property
    def case_number(self) -> str | None:
        """The case its files become items of."""
        number: str | None = self.case.currentData()
        return number

    def _check(self) -> None:
        if self.file.path is None:
            raise UsageFault("window_no_file")
        self.path = self.file.path

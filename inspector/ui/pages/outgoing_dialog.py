"""What both dialogs of lists that leave have in common: a category, a file, and what would be in it, counted first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from inspector.app.outside import refuse_in_evidence
from inspector.domain.fault import EnvironmentFault, Fault, UsageFault
from inspector.ui.desk import Desk
from inspector.ui.jobs import Ticket
from inspector.ui.schemes import schemes
from inspector.ui.widgets.build import label
from inspector.ui.widgets.category_choice import CategoryChoice
from inspector.ui.widgets.chooser import Wanted
from inspector.ui.widgets.form_dialog import FormDialog
from inspector.ui.widgets.path_field import PathField

_WIDTH = 720
_PAUSE_MS = 250


@dataclass(frozen=True, slots=True)
class Counted:
    """What would be in the file: the sentences that say it, and whether there is anything to write."""

    lines: Sequence[str]
    anything: bool


class OutgoingDialog(FormDialog):
    """Counts anew after every change, a short pause behind; can be accepted once there is something to write."""

    def __init__(self, desk: Desk, title: str, act: str, parent: QWidget) -> None:
        super().__init__(desk.look, title, act, self._check, parent, "hashsets-out")
        self._desk, self._counting, self._proposed = desk, Ticket(wanted=False), ""
        self.category = CategoryChoice(schemes(desk.look), desk.preferences.scheme)
        self.out = PathField(desk.look, desk.jobs, Wanted(desk.look.say("outgoing-out"), ()))
        self.told = label("", wrap=True)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._count)
        self.category.changed.connect(self.count_soon)
        self.setMinimumWidth(_WIDTH)

    def done(self, result: int) -> None:
        """Wants no answer any more."""
        self._soon.stop()
        self._counting.drop()
        super().done(result)

    def count_soon(self) -> None:
        """Counts anew after a short pause."""
        self._counting.drop()
        self._problem.hide()
        self._accept.setEnabled(False)
        self.told.setText(self._look.say("outgoing-counting"))
        self._soon.start()

    def _question(self) -> Callable[[], Any] | None:
        """What finds out what would be in the file; None while too little is said."""
        raise NotImplementedError

    def _counted(self, answer: Any) -> Counted:  # noqa: ANN401  each dialog knows what it asked
        raise NotImplementedError

    def _check(self) -> None:
        raise NotImplementedError

    def _count(self) -> None:
        try:
            question = self._question()
        except Fault as fault:
            self._fail(fault)
            return
        if question is None:
            self.told.setText(self._look.say("outgoing-unsaid"))
        else:
            self._counting = self._desk.count(question, self._show, self._fail)

    def _show(self, answer: object) -> None:
        counted = self._counted(answer)
        self.told.setText("\n".join(counted.lines))
        self._accept.setEnabled(counted.anything)
        self._accept.setDefault(True)  # Qt gave that to another while it could not be pressed
        self._take_room()

    def _fail(self, fault: Fault) -> None:
        self.told.setText("")
        self.show_problem(fault)

    def _propose(self, name: str) -> None:
        """Proposes where to write, unless the person said where."""
        if self.out.field.text() == self._proposed:
            self._proposed = str(Path.home() / name)
            self.out.field.setText(self._proposed)

    def _place(self) -> Path:
        """Where to write; raises a fault for a place that cannot be."""
        if self.out.path is None:
            raise UsageFault("window_no_place")
        refuse_in_evidence(self._desk.session, self.out.path)
        if self.out.path.exists():
            raise EnvironmentFault("file_exists")
        return self.out.path

"""Asks for a tip that came without a file: over the telephone, on paper, in person."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from inspector.app import tips
from inspector.domain.tip import Tip
from inspector.report.answers import check_answers
from inspector.report.form import load_form
from inspector.ui.desk import Desk
from inspector.ui.pages.case_choice import CaseChoice
from inspector.ui.widgets.answer_form import AnswerForm
from inspector.ui.widgets.form_dialog import FormDialog

_SIZE = (720, 600)


class NewTip(FormDialog):
    """After it was accepted, `tip` is the tip as registered."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        look = desk.look
        super().__init__(look, look.say("tip-new"), look.say("tip-save"), self._record, parent)
        self._desk = desk
        self.tip: Tip | None = None
        self._form = load_form(tips.FORM)
        self.channel = QLineEdit()
        self.case = CaseChoice(desk)
        self.answers = AnswerForm(look, self._form, {})
        if all(field.id != "channel" for field in self._form.fields):
            self.ask(look.say("tip-channel"), self.channel, look.say("tip-channel-more"))
        self.ask(look.say("tip-case"), self.case)
        self.fields.addWidget(self.answers, 1)
        self.resize(*_SIZE)

    def _record(self) -> None:
        given = check_answers(self._form, self.answers.values())
        channel = self.channel.text().strip()
        self.tip = tips.type_in(self._desk.session, given, channel, self.case.currentData())

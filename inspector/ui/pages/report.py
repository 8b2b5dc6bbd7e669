"""The report of a case: a form to fill in, a certificate to sign with, a file to write."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from inspector.app import Session, reports
from inspector.app.reports import Made, Order, Signing
from inspector.domain.fault import Fault, UsageFault
from inspector.domain.names import display, stem
from inspector.domain.progress import Progress
from inspector.place import forms
from inspector.report.answers import check_answers
from inspector.report.form import load_form
from inspector.report.sign import SignerRole
from inspector.ui import measures
from inspector.ui.desk import Desk, Work
from inspector.ui.jobs import Steps
from inspector.ui.pages.page import Page
from inspector.ui.widgets.answer_form import AnswerForm
from inspector.ui.widgets.build import asked, button, column, frame, label, row
from inspector.ui.widgets.chooser import Wanted
from inspector.ui.widgets.empty import Empty
from inspector.ui.widgets.key_fields import KeyFields
from inspector.ui.widgets.path_field import PathField
from inspector.ui.work_lines import report_made, report_told
from inspector.words import LANGUAGES, Words

_WIDTH = 336
_FORM_WIDTH = 720
_LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


class ReportPage(Page):
    """What was filled in stays while one goes elsewhere, for every case by itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        say = self.look.say
        self.form_name = QComboBox()
        self.language, self.role = QComboBox(), QComboBox()
        self.key = KeyFields(self.look, desk.jobs, narrow=True, more=say("report-key-more"))
        self.out = PathField(self.look, desk.jobs, Wanted(say("report-out"), (".pdf",), say("report-file")))
        self.make = button(say("report-make"), self.start, "act")
        self.answers: AnswerForm | None = None
        self._result = label("", wrap=True)
        self._case: int | None = None
        self._form_place = QStackedWidget()
        self._stack = QStackedWidget()
        self._build()
        desk.case_changed.connect(self._case_changed)

    def appear(self) -> None:
        """Shows the form of the case one is in."""
        self._case_changed()

    def leave(self) -> None:
        """Keeps what was filled in."""
        self._keep()

    def shut(self) -> None:
        """Keeps what was filled in, forgets password and PIN."""
        self._keep()
        self.key.forget()

    def start(self) -> None:
        """Checks the answers and makes the report, as a work that goes on while the window is locked."""
        wanted = self.desk.act(lambda: (self._order(), self._signing()))
        if wanted is None:
            return
        (order, signing), words, session = wanted, Words(self.language.currentData()), self.desk.session
        self.key.forget()
        self.make.setEnabled(False)
        self._say(self.look.say("report-making"), "quiet")
        name = self.look.say("report-name", case=display(order.case))
        work = Work(name, partial(_steps, session, order, words, signing), report_told())
        self.desk.run(work, self._made, self._failed).cancelled.connect(self._stopped)

    def _order(self) -> Order:
        if self.answers is None or self.desk.case is None:
            raise UsageFault("window_no_case")
        if self.out.path is None:
            raise UsageFault("window_no_out")
        form = load_form(self.form_name.currentData())
        given = check_answers(form, self.answers.values())
        return Order(self.desk.case.number, form.id, self.out.path, given)

    def _signing(self) -> Signing | None:
        key = self.key.chosen()
        return None if key is None else Signing(key[0], SignerRole(self.role.currentData()), key[1])

    def _made(self, made: Made) -> None:
        self.make.setEnabled(True)
        words, say = self.look.words, self.look.say
        lines = [report_made(self.look, made)]
        lines.append(say("report-signed", signer=display(made.signer)) if made.signer else say("report-unsigned"))
        lines += [words.say(f"warning-{caution.code.replace('_', '-')}", **caution.facts) for caution in made.warnings]
        self._say("\n\n".join(lines), "")

    def _failed(self, fault: Fault) -> None:
        self.make.setEnabled(True)
        self._result.hide()
        self.desk.faulted.emit(fault)

    def _stopped(self) -> None:
        self.make.setEnabled(True)
        self._result.hide()

    def _say(self, sentence: str, role: str) -> None:
        self._result.setText(sentence)
        self._result.setProperty("role", role)
        self._result.style().polish(self._result)
        self._result.show()

    def _case_changed(self) -> None:
        case = self.desk.case
        self._stack.setCurrentIndex(0 if case is None else 1)
        if case is not None and case.id != self._case:
            self._keep()
            self._case = case.id
            self._result.hide()
            self._show_form()
            self._propose_out(case.number)

    def _propose_out(self, number: str) -> None:
        self.out.field.setText(str(Path.home() / f"{self.look.say('report-stem')}-{stem(number)}.pdf"))

    def _show_form(self) -> None:
        form = load_form(self.form_name.currentData())
        if self.answers is not None:
            self._form_place.removeWidget(self.answers)
            self.answers.deleteLater()
        filled = {} if self._case is None else self.desk.drafts.get((self._case, form.id), {})
        self.answers = AnswerForm(self.look, form, filled)
        self._form_place.addWidget(self.answers)
        self._form_place.setCurrentWidget(self.answers)

    def _form_chosen(self) -> None:
        self._keep()
        if self._case is not None:
            self._show_form()

    def _keep(self) -> None:
        if self.answers is not None and self._case is not None:
            self.desk.drafts[self._case, self.answers.form_id] = self.answers.values()

    def _build(self) -> None:
        say = self.look.say
        for form in map(load_form, forms()):
            if form.words:  # a form without words around its answers is filled in elsewhere and never printed
                self.form_name.addItem(form.title.say(self.look.words.language), form.id)
        for name in LANGUAGES:
            self.language.addItem(_LANGUAGES[name], name)
        for role in SignerRole:
            self.role.addItem(say(f"role-{role.value}"), role.value)
        self.form_name.currentIndexChanged.connect(self._form_chosen)
        self._stack.addWidget(
            Empty(self.look, "report", "file-text", "go-to-cases", lambda: self.desk.page_wished.emit("cases"))
        )
        whole = QWidget()
        whole.setLayout(self._lay_out())
        self._stack.addWidget(whole)
        self.setLayout(column(self._stack))

    def _lay_out(self) -> QHBoxLayout:
        self.form_name.setMaximumWidth(_FORM_WIDTH)
        title = label(self.look.say("page-report"), "heading")
        left = column(title, self.form_name, self._form_place, space=measures.MEDIUM)
        line = row(left, self._scrolled(self._side()), margin=measures.WIDE, space=measures.WIDE)
        line.setStretch(0, 1)
        return line

    def _scrolled(self, side: QFrame) -> QScrollArea:
        """What signs may ask for more than a low window shows."""
        body = frame("clear")
        body.setLayout(column(side, None))
        made = QScrollArea()
        made.setWidgetResizable(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setWidget(body)
        made.setFixedWidth(_WIDTH)
        return made

    def _side(self) -> QFrame:
        say = self.look.say
        language, role = asked(say("report-language"), self.language), asked(say("report-role"), self.role)
        parts = (language, self.key, role, asked(say("report-out"), self.out))
        side = frame("card")
        self._result.hide()
        required = label(say("report-required"), "quiet", wrap=True)
        title = label(say("report-sign-title"), "title")
        side.setLayout(
            column(title, *parts, self.make, required, self._result, margin=measures.WIDE, space=measures.MEDIUM)
        )
        return side


def _steps(session: Session, order: Order, words: Words, signing: Signing | None) -> Steps[Made]:
    yield Progress("making")
    return reports.make(session, order, words, signing)

"""Signing in: the folder of the workspace, the account and its passphrase; or a new workspace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from inspector.app import Session
from inspector.app.session import users
from inspector.domain.fault import Fault, UsageFault
from inspector.ui import measures
from inspector.ui.jobs import Jobs
from inspector.ui.look import Look
from inspector.ui.widgets.build import button, column, frame, label, row
from inspector.ui.widgets.chooser import Wanted
from inspector.ui.widgets.fault_panel import FaultPanel
from inspector.ui.widgets.path_field import PathField
from inspector.words import LANGUAGES

_WIDTH = 440
_FAULT_WIDTH = 640
_LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


class SignIn(QWidget):
    """Emits the open session; the key is derived off the GUI thread, because that takes its time on purpose."""

    opened = Signal(object)
    language_wished = Signal(str)

    def __init__(self, look: Look, jobs: Jobs, folder: Path | None, user: str = "", note: str = "") -> None:
        super().__init__()
        self._look, self._jobs = look, jobs
        say = look.say
        self._creating = False
        self.folder = PathField(look, jobs, Wanted(say("sign-in-folder")))
        self.user = QComboBox()
        self.user.setEditable(True)
        self.full_name, self.passphrase, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        for field in (self.passphrase, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.act = button(say("sign-in"), self.go, "act")
        self._turn = button(say("sign-in-new"), self._turn_round, "plain")
        self.fault = FaultPanel(look)
        self._note = label(note, "notice", wrap=True)
        self._asked: dict[QWidget, QWidget] = {}
        self.folder.changed.connect(self._offer_users)
        self.setLayout(self._lay_out())
        if folder is not None:
            self.folder.field.setText(str(folder))
        if user:
            self.user.setEditText(user)
        self._show_fields()
        if not note:
            self._note.hide()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Starts where something is still to be typed."""
        super().showEvent(event)
        (self.folder if self.folder.path is None else self.passphrase).setFocus()

    def go(self) -> None:
        """Tries to sign in, or to make the workspace."""
        self.fault.hide()
        try:
            work = self._work()
        except Fault as fault:
            self.fault.show_fault(fault)
            return
        self.setEnabled(False)
        self.act.setText(self._look.say("sign-in-working"))
        self._jobs.queries.ask(work, self._opened, self._failed)

    def _work(self) -> Callable[[], Session]:
        folder, user = self.folder.path, self.user.currentText().strip()
        passphrase = self.passphrase.text()
        if folder is None:
            raise UsageFault("window_no_folder")
        if not self._creating:
            return lambda: Session.open(folder, user or None, passphrase)
        if passphrase != self.again.text():
            raise UsageFault("window_passphrases_differ")
        full_name = self.full_name.text().strip()
        return lambda: Session.create(folder, user, full_name, passphrase)

    def _opened(self, session: Session) -> None:
        self._forget()
        self.opened.emit(session)

    def _failed(self, fault: Fault) -> None:
        self._forget()
        self.fault.show_fault(fault)
        self.passphrase.setFocus()

    def _forget(self) -> None:
        self.passphrase.clear()
        self.again.clear()
        self.setEnabled(True)
        self._show_fields()

    def _turn_round(self) -> None:
        self._creating = not self._creating
        self.fault.hide()
        self._show_fields()

    def _show_fields(self) -> None:
        for field in (self.full_name, self.again):
            self._asked[field].setVisible(self._creating)
        self.act.setText(self._look.say("sign-in-create" if self._creating else "sign-in"))
        self._turn.setText(self._look.say("sign-in-open" if self._creating else "sign-in-new"))

    def _offer_users(self) -> None:
        typed, folder = self.user.currentText(), self.folder.path
        self.user.clear()
        try:
            self.user.addItems(users(folder) if folder else [])
        except (Fault, OSError):
            self.user.setEditText(typed)
        if typed:
            self.user.setEditText(typed)

    def _lay_out(self) -> QVBoxLayout:
        card = frame("card")
        card.setMinimumWidth(_WIDTH)
        say = self._look.say
        asked = (("sign-in-folder", self.folder), ("sign-in-user", self.user), ("sign-in-full-name", self.full_name),
                 ("sign-in-passphrase", self.passphrase), ("sign-in-again", self.again))  # fmt: skip
        fields = [self._field(say(name), field) for name, field in asked]
        head = column(
            label("Inspector", "heading"), label(say("sign-in-more"), "quiet", wrap=True), space=measures.TIGHT
        )
        ends = row(self._turn, None, self.act)
        card.setLayout(
            column(head, self._note, *fields, measures.TIGHT, ends, margin=measures.BROAD, space=measures.MEDIUM)
        )
        middle = column(None, row(None, card, None), self._fault_line(), None, space=measures.WIDE)
        return column(self._languages(), middle, margin=measures.WIDE)

    def _fault_line(self) -> QHBoxLayout:
        self.fault.setFixedWidth(_FAULT_WIDTH)
        return row(None, self.fault, None)

    def _field(self, words: str, field: QWidget) -> QFrame:
        name = label(words)
        name.setBuddy(field)
        field.setAccessibleName(words)
        holder = QFrame()
        holder.setLayout(column(name, field, space=measures.TIGHT))
        self._asked[field] = holder
        return holder

    def _languages(self) -> QHBoxLayout:
        group = QButtonGroup(self)
        made = [self._language(name, group) for name in LANGUAGES]
        return row(None, *made, space=measures.TIGHT)

    def _language(self, name: str, group: QButtonGroup) -> QPushButton:
        made = button(_LANGUAGES[name], lambda: self.language_wished.emit(name), "plain")
        made.setAutoDefault(False)
        made.setCheckable(True)
        made.setChecked(name == self._look.words.language)
        group.addButton(made)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter signs in from every field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go()
            return
        super().keyPressEvent(event)

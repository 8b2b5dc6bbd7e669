"""Asks whether a certificate is an office's: shows what it says of itself before the person agrees."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from inspector.app import office_trust
from inspector.app.office_trust import Paper
from inspector.domain.fault import Fault, UsageFault
from inspector.ui import measures
from inspector.ui.desk import Desk
from inspector.ui.jobs import Ticket
from inspector.ui.paper_lines import paper_lines, warnings
from inspector.ui.widgets.build import column, label
from inspector.ui.widgets.chooser import Wanted
from inspector.ui.widgets.form_dialog import FormDialog
from inspector.ui.widgets.paper_card import PaperCard
from inspector.ui.widgets.path_field import PathField

_WIDTH = 640
_ENDINGS = (".pem", ".crt", ".cer", ".der")


class TrustOffice(FormDialog):
    """After it was accepted, `office` and `paper` are what the person agreed to: the very one that was shown."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        say = desk.look.say
        super().__init__(desk.look, say("trust-title"), say("trust-act"), self._check, parent, "hashsets-out")
        self._desk, self._ticket, self._papers = desk, Ticket(wanted=False), list[Paper]()
        self.office = ""
        self.paper: Paper | None = None
        self.name = QLineEdit()
        self.file = PathField(desk.look, desk.jobs, Wanted(say("trust-file"), _ENDINGS))
        self.which = QComboBox()
        self.compared = QCheckBox(say("trust-compared"))
        self._card = PaperCard(say("trust-none"))
        self._warned = label("", "warning", wrap=True)
        self.setMinimumWidth(_WIDTH)
        self._ask()
        self.file.changed.connect(self._another_file)
        self.which.currentIndexChanged.connect(self._show_paper)
        self._show_papers([])

    def done(self, result: int) -> None:
        """Wants no answer any more."""
        self._ticket.drop()
        super().done(result)

    def _ask(self) -> None:
        say = self._look.say
        self.ask(say("trust-office"), self.name, say("trust-office-more"))
        self.ask(say("trust-file"), self.file)
        self._which_place = QWidget()
        self._which_place.setLayout(self.asked(say("trust-which"), self.which))
        for part in (self._which_place, self._card, self._warned):
            self.fields.addWidget(part)
        more = label(say("trust-compared-more"), "quiet", wrap=True)
        self.fields.addLayout(column(self.compared, more, space=measures.TIGHT))
        self.fields.addWidget(label(say("trust-more"), "quiet", wrap=True))

    def _another_file(self) -> None:
        self._ticket.drop()
        self._show_papers([])
        path = self.file.path
        if path is not None:
            self._ticket = self._desk.ask(
                lambda: office_trust.papers(path) if path.is_file() else [], self._show_papers, self._unread
            )

    def _unread(self, fault: Fault) -> None:
        self.show_problem(fault)

    def _show_papers(self, found: list[Paper]) -> None:
        self._papers = found
        self._problem.hide()
        with QSignalBlocker(self.which):
            self.which.clear()
            for paper in found:
                self.which.addItem(f"{paper.holder} · {paper.fingerprint[:16]}")
        self._which_place.setVisible(len(found) > 1)
        self._show_paper()

    def _show_paper(self) -> None:
        """Another certificate has to be compared anew."""
        place = self.which.currentIndex()
        paper = self._papers[place] if place >= 0 else None
        self.compared.setChecked(False)
        self._card.show_lines(paper_lines(self._look, paper) if paper else [])
        told = warnings(self._look, paper) if paper else []
        self._warned.setText("\n".join(told))
        self._warned.setVisible(bool(told))
        if self.isVisible():
            self._take_room()

    def _check(self) -> None:
        place, name = self.which.currentIndex(), self.name.text().strip()
        office_trust.check_name(name)
        if place < 0:
            raise UsageFault("window_no_certificate")
        if not self.compared.isChecked():
            raise UsageFault("window_not_compared")
        self.office, self.paper = name, self._papers[place]

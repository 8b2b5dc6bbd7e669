"""The certificates by which lists of offices are believed: who, how long, since when; trusts one more, or one less."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from inspector.app import office_trust
from inspector.app.office_trust import Kept
from inspector.domain.account import Right
from inspector.domain.names import display
from inspector.ui import measures
from inspector.ui.desk import Desk
from inspector.ui.models.records import Column
from inspector.ui.pages.trust_office import TrustOffice
from inspector.ui.paper_lines import day, holds, in_groups
from inspector.ui.widgets.build import button, column, label, row
from inspector.ui.widgets.help_page import help_button
from inspector.ui.widgets.record_table import RecordTable
from inspector.ui.widgets.sure import sure
from inspector.ui.widgets.wrapped import Wrapped

_SIZE = (900, 420)
_DAY = 10


class OfficeCertificates(QDialog):
    """Shows them all, and the whole fingerprint of the chosen one."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._look = desk, desk.look
        say = desk.look.say
        self.setWindowTitle(say("papers-title"))
        self.resize(*_SIZE)
        self.table: RecordTable[Kept] = RecordTable(self._columns(), stretch=1, name=say("papers-title"))
        self._whole = Wrapped("", digest=True)
        self._nothing = label(say("papers-none"), "quiet", wrap=True)
        self.trust_it = button(say("papers-trust"), self.trust, icon=desk.look.lead("plus"))
        self.distrust_it = button(say("papers-distrust"), self.distrust)
        self._close = button(say("close"), self.accept, "act")
        for act in (self.trust_it, self.distrust_it):
            desk.reserve(act, Right.LIBRARY)
        helps = help_button(desk.look, "hashsets-out", self)
        acts = row(self.trust_it, self.distrust_it, None, helps, self._close)
        parts = (label(say("papers-more"), "quiet", wrap=True), self.table, self._nothing, self._whole, acts)
        self.setLayout(column(*parts, margin=measures.WIDE, space=measures.MEDIUM))
        self.table.chosen.connect(self._chosen)
        self._list()

    def trust(self) -> None:
        """Asks for a certificate and believes it."""
        dialog = TrustOffice(self._desk, self)
        session, said = self._desk.session, self._look.say
        if dialog.exec() and (paper := dialog.paper) is not None:
            told = self._desk.act(lambda: office_trust.agree(session, dialog.office, [paper]))
            if told is not None:
                self._desk.said.emit(said("trust-done", office=display(dialog.office), holder=paper.holder))
            self._list()
        dialog.deleteLater()

    def distrust(self) -> None:
        """Believes the chosen one no longer, after asking."""
        kept, session = self.table.current, self._desk.session
        if kept is None or not self._sure(kept):
            return
        told = self._desk.act(lambda: office_trust.withdraw(session, kept.office, kept.paper))
        if told is not None:
            said = self._look.say("distrust-done", office=display(told.office), holder=told.holder)
            self._desk.said.emit(said)
        self._list()

    def _list(self) -> None:
        found = self._desk.act(lambda: office_trust.kept(self._desk.session)) or []
        self.table.show_rows(found)
        self.table.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._chosen(self.table.current)
        (self.table if found else self.trust_it if self._desk.may(Right.LIBRARY) else self._close).setFocus()

    def _chosen(self, kept: Kept | None) -> None:
        self._whole.setText(f"SHA-256  {in_groups(kept.paper.fingerprint)}" if kept else "")
        self.distrust_it.setEnabled(kept is not None)

    def _columns(self) -> list[Column[Kept]]:
        say, look = self._look.say, self._look

        def until(kept: Kept) -> str:
            told = day(kept.paper.until)
            return told if holds(kept.paper) else say("paper-until-not-now", until=told)

        return [
            Column(say("paper-office"), lambda kept: display(kept.office)),
            Column(say("paper-holder"), lambda kept: kept.paper.holder),
            Column(say("paper-until"), until),
            Column(say("paper-added"), lambda kept: look.words.when(kept.added)[:_DAY]),
            Column(say("paper-by"), lambda kept: display(kept.added_by)),
        ]

    def _sure(self, kept: Kept) -> bool:
        say = self._look.say
        question = say("distrust-sure", office=display(kept.office), holder=kept.paper.holder)
        return sure(self, question, say("distrust-act"), say("cancel"))

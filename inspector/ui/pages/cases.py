"""The cases of the workspace with their counts; opens a case, makes one, takes evidence in."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from inspector.app import cases, evidence
from inspector.domain.account import Right
from inspector.domain.case import Case
from inspector.domain.names import display
from inspector.store.cases import Counts
from inspector.ui import measures
from inspector.ui.desk import Desk, Work
from inspector.ui.jobs import Ticket
from inspector.ui.models.records import Column
from inspector.ui.pace import Pace
from inspector.ui.pages.ingest_dialog import IngestDialog
from inspector.ui.pages.new_case import NewCase
from inspector.ui.pages.page import Page
from inspector.ui.widgets.build import button, column, label, row
from inspector.ui.widgets.empty import Empty
from inspector.ui.widgets.record_table import RecordTable
from inspector.ui.work_lines import taken_into

Row = tuple[Case, Counts]
_PACE_S = 2.0


class CasesPage(Page):
    """Enter opens the chosen case in review, for those who may see what is in it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        say = self.look.say
        self.table: RecordTable[Row] = RecordTable(self._columns(), stretch=1, name=say("page-cases"))
        if desk.may(Right.CONTENT):
            self.table.opened.connect(self._open)
        self._ingest = button(say("ingest-start"), self.start_ingest, icon=self.look.lead("hard-drive"))
        self._quick = button(say("look-quick"), partial(self.start_ingest, "quick"), icon=self.look.lead("search"))
        self._quick.setToolTip(say("look-quick-more"))
        self._ticket = Ticket(wanted=False)
        self._pace = Pace(_PACE_S)
        self._review = button(say("case-open"), lambda: self._open(self.table.current))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing())
        self._stack.addWidget(self._listing())
        self.setLayout(column(self._stack))
        desk.case_growing.connect(self._grow)
        desk.case_grew.connect(self._list)
        desk.case_changed.connect(self._choose_open)

    def appear(self) -> None:
        """Lists the cases as they stand now."""
        self.table.setFocus()
        self._list()

    def _list(self) -> None:
        self.desk.ask(lambda: cases.listed(self.desk.session), self._show)

    def new_case(self) -> None:
        """Asks for a new case and opens it."""
        dialog = NewCase(self.desk, self)
        if dialog.exec() and dialog.case is not None:
            self.desk.open_case(dialog.case)
            self._list()
        dialog.deleteLater()

    def start_ingest(self, look: str = "full") -> None:
        """Asks for a folder or a file and takes it into the chosen case; the status bar shows how it goes."""
        chosen = self.table.current
        if chosen is None:
            return
        dialog = IngestDialog(self.desk, chosen[0], self, look)
        if dialog.exec() and dialog.source is not None:
            self._run(chosen[0], str(dialog.source), dialog.exhibit, dialog.look, dialog.passwords)
        dialog.deleteLater()

    def _run(
        self, case: Case, source: str, exhibit: str | None, look: str = "full", passwords: tuple[str, ...] = ()
    ) -> None:
        session = self.desk.session
        name = self.look.say("ingest-name", case=display(case.number))
        self.desk.open_case(case)
        steps = partial(evidence.ingest, session, case.number, source, exhibit, look, passwords=passwords)
        self.desk.run(Work(name, steps, taken_into(display(case.number)), case))

    def _grow(self) -> None:
        """Shows how the cases stand while evidence comes in; the row chosen stays so."""
        if self.isVisible() and self._pace.due and not self._ticket.wanted:
            self._pace.asked()
            self._ticket = self.desk.count(lambda: cases.listed(self.desk.session), self._grown)

    def _grown(self, rows: list[Row]) -> None:
        self._pace.answered()
        if not self.table.records.refresh(rows):
            self._show(rows)

    def _show(self, rows: list[Row]) -> None:
        self.table.show_rows(rows)
        self._stack.setCurrentIndex(1 if rows else 0)
        self._choose_open()

    def _choose_open(self) -> None:
        numbers = [case.id for case, _ in self.table.records.rows]
        if self.desk.case is not None and self.desk.case.id in numbers:
            self.table.choose(numbers.index(self.desk.case.id))

    def _open(self, chosen: Row | None) -> None:
        if chosen is not None:
            self.desk.open_case(chosen[0])
            self.desk.page_wished.emit("review")

    def _nothing(self) -> Empty:
        if self.desk.may(Right.CASES):
            return Empty(self.look, "cases", "briefcase", "case-new", self.new_case)
        return Empty(self.look, "cases-others", "briefcase")

    def _listing(self) -> QWidget:
        say = self.look.say
        made = QWidget()
        new = button(say("case-new"), self.new_case, icon=self.look.lead("plus"))
        self._review.setProperty("role", "act")
        acts = {new: Right.CASES, self._quick: Right.INGEST, self._ingest: Right.INGEST, self._review: Right.CONTENT}
        for act, right in acts.items():
            self.desk.reserve(act, right)
        head = row(label(say("page-cases"), "heading"), None, *acts)
        counts_only = label(say("cases-counts-only"), "quiet", wrap=True)
        if self.desk.may(Right.CONTENT):
            counts_only.hide()
        made.setLayout(column(head, counts_only, self.table, margin=measures.WIDE, space=measures.MEDIUM))
        return made

    def _columns(self) -> list[Column[Row]]:
        words, say = self.look.words, self.look.say
        return [
            Column(say("case-number"), lambda one: display(one[0].number)),
            Column(say("case-title"), lambda one: display(one[0].title)),
            Column(say("case-kind"), lambda one: say(f"case-kind-{one[0].kind.value}")),
            Column(say("case-items"), lambda one: words.number(one[1].items), number=True),
            Column(say("case-contents"), lambda one: words.number(one[1].contents), number=True),
            Column(
                say("case-matches"),
                lambda one: f"{words.number(one[1].exact)} · {words.number(one[1].near)}",
                number=True,
            ),
            Column(say("case-decided"), lambda one: words.number(one[1].decided), number=True),
            Column(say("case-failed"), lambda one: words.number(one[1].failed), number=True),
            Column(say("case-waiting"), lambda one: words.number(one[1].waiting), number=True),
        ]

"""The cases of the workspace with their counts; opens a case, makes one, takes evidence in."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from inspector.app import cases, evidence
from inspector.app.evidence import Taken
from inspector.domain.case import Case
from inspector.domain.names import display
from inspector.store.cases import Counts
from inspector.ui import measures
from inspector.ui.desk import Desk
from inspector.ui.models.records import Column
from inspector.ui.pages.ingest_dialog import IngestDialog
from inspector.ui.pages.new_case import NewCase
from inspector.ui.pages.page import Page
from inspector.ui.widgets.build import button, column, label, row
from inspector.ui.widgets.empty import Empty
from inspector.ui.widgets.record_table import RecordTable

Row = tuple[Case, Counts]


class CasesPage(Page):
    """Enter opens the chosen case in review."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        say = self.look.say
        self.table: RecordTable[Row] = RecordTable(self._columns(), stretch=1, name=say("page-cases"))
        self.table.opened.connect(self._open)
        self._ingest = button(say("ingest-start"), self.start_ingest, icon=self.look.lead("hard-drive"))
        self._review = button(say("case-open"), lambda: self._open(self.table.current))
        self._stack = QStackedWidget()
        self._stack.addWidget(Empty(self.look, "cases", "briefcase", "case-new", self.new_case))
        self._stack.addWidget(self._listing())
        self.setLayout(column(self._stack))
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

    def start_ingest(self) -> None:
        """Asks for a folder and takes it into the chosen case; the status bar shows how it goes."""
        chosen = self.table.current
        if chosen is None:
            return
        dialog = IngestDialog(self.desk, chosen[0], self)
        if dialog.exec() and dialog.source is not None:
            self._run(chosen[0], str(dialog.source), dialog.exhibit)
        dialog.deleteLater()

    def _run(self, case: Case, source: str, exhibit: str | None) -> None:
        session = self.desk.session
        name = self.look.say("ingest-name", case=display(case.number))
        self.desk.open_case(case)
        job = self.desk.run(name, lambda: evidence.ingest(session, case.number, source, exhibit), self._taken)
        job.ended.connect(self.desk.case_grew)

    def _taken(self, taken: Taken) -> None:
        words = self.look.words
        tally = taken.tally
        self.desk.said.emit(self.look.say("ingest-done", entries=words.number(tally.entries), failures=tally.failures))

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

    def _listing(self) -> QWidget:
        say = self.look.say
        made = QWidget()
        new = button(say("case-new"), self.new_case, icon=self.look.lead("plus"))
        self._review.setProperty("role", "act")
        head = row(label(say("page-cases"), "heading"), None, new, self._ingest, self._review)
        made.setLayout(column(head, self.table, margin=measures.WIDE, space=measures.MEDIUM))
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

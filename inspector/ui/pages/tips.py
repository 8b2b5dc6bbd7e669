"""The register of tips: what came in, what it names; a tip can be written down or added as a file."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QWidget

from inspector.app import tips
from inspector.app.tips import Full
from inspector.domain.names import display
from inspector.domain.tip import Tip
from inspector.ui import measures
from inspector.ui.desk import Desk, Work
from inspector.ui.jobs import Ticket
from inspector.ui.models.records import Column
from inspector.ui.pages.new_tip import NewTip
from inspector.ui.pages.page import Page
from inspector.ui.pages.tip_file import TipFile
from inspector.ui.telling import telling
from inspector.ui.tip_lines import moment, tip_sections
from inspector.ui.widgets.build import button, column, label, row
from inspector.ui.widgets.empty import Empty
from inspector.ui.widgets.record_table import RecordTable
from inspector.ui.widgets.section_pane import SectionPane
from inspector.ui.work_lines import tip_saved


class TipsPage(Page):
    """The list at the left, the chosen tip at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        say = self.look.say
        self.table: RecordTable[Tip] = RecordTable(self._columns(), stretch=3, name=say("page-tips"))
        self.table.chosen.connect(self._chosen)
        self.words = QLineEdit()
        self.words.setPlaceholderText(say("tip-find"))
        self.words.setAccessibleName(say("tip-find"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(lambda _text: self._list())
        self.pane = SectionPane(self.look, say("tip-none"))
        self._ticket: Ticket | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(Empty(self.look, "tips", "inbox", "tip-new", self.write_down))
        self._stack.addWidget(self._listing())
        self.setLayout(column(self._stack))

    def appear(self) -> None:
        """Lists the tips as they stand now."""
        self.table.setFocus()
        self._list()

    def _list(self) -> None:
        text, session = self.words.text(), self.desk.session
        self.desk.ask(lambda: tips.listed(session, text), self._show)

    def write_down(self) -> None:
        """Asks for a tip that came without a file, and records it."""
        dialog = NewTip(self.desk, self)
        if dialog.exec() and dialog.tip is not None:
            self.desk.said.emit(self.look.say("tip-saved", number=dialog.tip.number))
            self._list()
        dialog.deleteLater()

    def add_file(self) -> None:
        """Asks for a tip file and takes it in."""
        dialog = TipFile(self.desk, self)
        if dialog.exec() and dialog.path is not None:
            path, channel, case, session = (
                dialog.path,
                dialog.channel.text().strip(),
                dialog.case_number,
                self.desk.session,
            )
            steps = partial(tips.hand_in, session, path, channel, case)
            self.desk.run(Work(self.look.say("tip-adding"), steps, telling(tip_saved)), self._added)
        dialog.deleteLater()

    def _added(self, _: Full) -> None:
        self._list()
        self.desk.case_grew.emit()

    def _show(self, rows: list[Tip]) -> None:
        self._stack.setCurrentIndex(1 if rows or self.words.text() else 0)
        self.table.show_rows(rows)
        if not rows:
            self.pane.show_sections("", [])

    def _chosen(self, tip: Tip | None) -> None:
        if self._ticket is not None:
            self._ticket.drop()
        if tip is not None:
            named, session = str(tip.id), self.desk.session
            self._ticket = self.desk.ask(lambda: tips.full(session, named), self._full)

    def _full(self, found: Full) -> None:
        self.pane.show_sections(display(found.tip.title) or found.tip.number, tip_sections(self.look, found))

    def _listing(self) -> QWidget:
        say = self.look.say
        add = button(say("tip-add"), self.add_file)
        new = button(say("tip-new"), self.write_down, "act", self.look.lead("pen-line", self.look.tones.on_accent))
        head = row(label(say("page-tips"), "heading"), None, self.words, add, new)
        head.setStretch(2, 1)
        left = QWidget()
        left.setLayout(column(head, self.table, margin=measures.WIDE, space=measures.MEDIUM))
        made = QSplitter()
        made.addWidget(left)
        made.addWidget(self.pane)
        made.setHandleWidth(1)
        made.setStretchFactor(0, 1)
        made.setSizes([800, 360])
        made.setChildrenCollapsible(False)
        return made

    def _columns(self) -> list[Column[Tip]]:
        say = self.look.say
        return [
            Column(say("tip-number"), lambda tip: display(tip.number)),
            Column(say("tip-received"), lambda tip: moment(self.look, tip.received)),
            Column(say("tip-channel"), lambda tip: display(tip.channel) or "–"),
            Column(say("tip-title"), lambda tip: display(tip.title)),
            Column(say("tip-state"), lambda tip: self._state(tip.state)),
        ]

    def _state(self, state: str) -> str:
        message = f"window-tip-state-{state}"
        return self.look.words.say(message) if self.look.words.has(message) else display(state)

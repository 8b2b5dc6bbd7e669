"""The hash sets of the library: what is known of each; adds, updates, switches off and on, removes, shares."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from inspector.app import library, office_trust
from inspector.app.library import Added
from inspector.domain.account import Right
from inspector.domain.fault import Fault
from inspector.domain.names import display
from inspector.store import hashsets
from inspector.store.hashsets import HashSet
from inspector.store.office_lists import FORMAT as OFFICES
from inspector.ui import measures
from inspector.ui.desk import Desk, Work
from inspector.ui.hashset_lines import set_sections
from inspector.ui.imports import Imports, Wanted
from inspector.ui.jobs import Ticket
from inspector.ui.office_lines import office_sections
from inspector.ui.pages.add_hashset import AddHashSet, UpdateHashSet
from inspector.ui.pages.broken_lines import BrokenLines
from inspector.ui.pages.hashset_columns import LESS_NEEDED, WIDEST, set_columns
from inspector.ui.pages.page import Page
from inspector.ui.pages.sharing import Sharing
from inspector.ui.pages.zero_question import ZeroQuestion
from inspector.ui.sections import Section
from inspector.ui.widgets.build import button, column, label, row
from inspector.ui.widgets.empty import Empty
from inspector.ui.widgets.import_told import ImportTold
from inspector.ui.widgets.record_table import RecordTable
from inspector.ui.widgets.section_pane import WideSectionPane
from inspector.ui.widgets.sure import sure
from inspector.ui.work_lines import switched_on

_HEIGHTS = (380, 320)
_NARROW = 1_150


class HashSetsPage(Page):
    """A set that comes into use is held against everything stored, without reading evidence again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        say = self.look.say
        self.table: RecordTable[HashSet] = RecordTable(set_columns(self.look), stretch=0, name=say("page-hashsets"))
        self.table.horizontalHeader().setMaximumSectionSize(WIDEST)
        self.pane = WideSectionPane(self.look, say("hashset-none"), columns=3)
        self.told = ImportTold(self.look)
        self.imports = Imports(desk)
        self.notice = label(say("no-illegal-list"), "notice", wrap=True)
        self._question: tuple[Wanted, Fault] | None = None
        self._ticket = Ticket(wanted=False)
        self.update_it = button(say("hashset-act-update"), self.update_set)
        self.turn = button(say("hashset-act-off"), self.turn_off_or_on)
        self.remove_it = button(say("hashset-act-remove"), self.remove)
        self.sharing = Sharing(desk)
        for act in (self.update_it, self.turn, self.remove_it):
            desk.reserve(act, Right.LIBRARY)
        self._stack = QStackedWidget()
        add = self.add if desk.may(Right.LIBRARY) else None
        self._stack.addWidget(Empty(self.look, "hashsets", "hash", "hashset-add", add))
        self._stack.addWidget(self._listing())
        self.setLayout(column(self._head(), self._stack, space=0))
        self._wire()
        self._offer()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """In a narrow window the pane tells what the table leaves out."""
        super().resizeEvent(event)
        for place in LESS_NEEDED:
            self.table.setColumnHidden(place, self.width() < _NARROW)

    def appear(self) -> None:
        """Lists the sets as they stand now; a question that came meanwhile is asked."""
        self.table.setFocus()
        self._list()
        if self._question is not None:
            QTimer.singleShot(0, self, self._ask)

    def add(self, known: HashSet | None = None) -> None:
        """Asks for a list and takes it in; an office's statements make the set `known` grow."""
        dialog = AddHashSet(self.desk, self, known)
        if dialog.exec() and dialog.given is not None:
            self.imports.start(Wanted(dialog.given))
        dialog.deleteLater()

    def update_set(self) -> None:
        """Asks for a newer list of the chosen set and takes it in."""
        chosen = self.table.current
        if chosen is None:
            return
        if chosen.format == OFFICES:
            self.add(chosen)
            return
        dialog = UpdateHashSet(self.desk, chosen, self)
        if dialog.exec() and dialog.given is not None:
            self.imports.start(Wanted(dialog.given, chosen.name))
        dialog.deleteLater()

    def turn_off_or_on(self) -> None:
        """Switches the chosen set off, or on again, which holds everything stored against it."""
        chosen, session = self.table.current, self.desk.session
        if chosen is None:
            return
        if chosen.off is None:
            if self.desk.act(lambda: library.switch_off(session, chosen.name)) is not None:
                self._changed("hashset-switched-off", chosen)
            return
        name = self.look.say("hashset-switching-on", name=display(chosen.name))
        steps, tells = partial(library.switch_on, session, chosen.name), switched_on(display(chosen.name))
        self.desk.run(Work(name, steps, tells), lambda _: self._grew())

    def remove(self) -> None:
        """Takes the chosen set out of the library after asking."""
        chosen = self.table.current
        if chosen is None or not self._sure(chosen):
            return
        if self.desk.act(lambda: library.remove(self.desk.session, chosen.name)) is not None:
            self._changed("hashset-removed", chosen)

    def _list(self) -> None:
        session = self.desk.session
        self.desk.ask(lambda: library.listed(session), self._show)
        self.desk.ask(lambda: hashsets.illegal_loaded(session.workspace.reader()), self._show_notice)

    def _show(self, sets: list[HashSet]) -> None:
        chosen = self.table.current
        self.table.show_rows(sets)
        names = [known.name for known in sets]
        if chosen is not None and chosen.name in names:
            self.table.choose(names.index(chosen.name))
        self._stack.setCurrentIndex(1 if sets else 0)
        self._offer()

    def _show_notice(self, loaded: bool) -> None:  # noqa: FBT001  an answer, not an option
        self.notice.setVisible(not loaded)

    def _chosen(self, known: HashSet | None) -> None:
        self._offer()
        self._ticket.drop()
        if known is None:
            self.pane.show_sections("", [])
            return
        self._ticket = self.desk.ask(partial(self._sections, known), partial(self._show_known, known))

    def _sections(self, known: HashSet) -> list[Section]:
        session = self.desk.session
        made = set_sections(self.look, known, library.former(session, known))
        offices = library.shown(session, known.name)[1] if known.format == OFFICES else None
        if offices is None:
            return made
        return [*made[:1], *office_sections(self.look, offices, office_trust.kept(session)), *made[1:]]

    def _show_known(self, known: HashSet, sections: list[Section]) -> None:
        self.pane.show_sections(display(known.name), sections)

    def _offer(self) -> None:
        """What can be done with the chosen set."""
        chosen = self.table.current
        for act in (self.update_it, self.turn, self.remove_it):
            act.setEnabled(chosen is not None)
        self.turn.setText(self.look.say("hashset-act-on" if chosen and chosen.off else "hashset-act-off"))

    def _changed(self, message: str, known: HashSet) -> None:
        self.desk.said.emit(self.look.say(message, name=display(known.name)))
        self._grew()

    def _grew(self) -> None:
        self._list()
        self.desk.case_grew.emit()

    def _added(self, added: Added) -> None:
        self.told.show_added(added)
        self._grew()

    def _unsaid(self, wanted: Wanted, fault: Fault) -> None:
        """Asks as soon as the person is here: a question must not come between somebody and what is graded."""
        self._question = (wanted, fault)
        self.desk.said.emit(self.look.say("zero-waiting", name=wanted.name))
        if self.isVisible():
            QTimer.singleShot(0, self, self._ask)

    def _ask(self) -> None:
        if self._question is None:
            return
        (wanted, fault), self._question = self._question, None
        dialog = ZeroQuestion(self.look, wanted.name, fault, self)
        if dialog.exec():
            self.imports.start(wanted.answered(dialog.answer))
        else:
            self.desk.said.emit(self.look.say("zero-left", name=wanted.name))
        dialog.deleteLater()

    def _show_broken(self) -> None:
        added = self.told.added
        if added is not None:
            dialog = BrokenLines(self.look, display(added.hashset.name), added.summary.tally, self)
            dialog.exec()
            dialog.deleteLater()

    def _sure(self, chosen: HashSet) -> bool:
        say = self.look.say
        return sure(self, say("hashset-remove-sure", name=display(chosen.name)), say("hashset-remove"), say("cancel"))

    def _wire(self) -> None:
        self.table.chosen.connect(self._chosen)
        self.told.broken_wished.connect(self._show_broken)
        self.imports.finished.connect(self._added)
        self.imports.unsaid.connect(self._unsaid)
        self.pane.copied.connect(lambda _: self.desk.said.emit(self.look.say("copied")))
        self.sharing.trusted.connect(lambda: self._chosen(self.table.current))

    def _head(self) -> QWidget:
        say = self.look.say
        add = button(say("hashset-act-add"), self.add, "act", self.look.lead("plus", self.look.tones.on_accent))
        self.desk.reserve(add, Right.LIBRARY)
        acts = (self.remove_it, self.turn, self.update_it, add)
        head = row(label(say("page-hashsets"), "heading"), None, *acts)
        made = QWidget()
        made.setLayout(column(head, self.sharing, margin=measures.WIDE, space=measures.MEDIUM))
        return made

    def _listing(self) -> QWidget:
        above = QWidget()
        listing = column(self.notice, self.told, self.table, space=measures.MEDIUM)
        listing.setContentsMargins(measures.WIDE, 0, measures.WIDE, measures.WIDE)
        above.setLayout(listing)
        made = QSplitter(Qt.Orientation.Vertical)
        made.addWidget(above)
        made.addWidget(self.pane)
        made.setHandleWidth(1)
        made.setStretchFactor(0, 1)
        made.setSizes(_HEIGHTS)
        made.setChildrenCollapsible(False)
        self.notice.hide()
        return made

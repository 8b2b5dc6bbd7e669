"""The hash sets in use; takes a list in, takes a set out of use."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLineEdit, QMessageBox, QStackedWidget, QWidget

from inspector.app import library
from inspector.app.library import Added, ListFile
from inspector.domain.fault import UsageFault
from inspector.domain.match import Listing
from inspector.domain.names import display
from inspector.library.formats.zero import MEANINGS
from inspector.library.reading import Asked
from inspector.store.hashsets import HashSet
from inspector.ui import measures
from inspector.ui.desk import Desk
from inspector.ui.models.records import Column
from inspector.ui.pages.page import Page
from inspector.ui.widgets.build import button, column, label, row
from inspector.ui.widgets.chooser import Wanted
from inspector.ui.widgets.empty import Empty
from inspector.ui.widgets.form_dialog import FormDialog
from inspector.ui.widgets.path_field import PathField
from inspector.ui.widgets.record_table import RecordTable


class HashSetsPage(Page):
    """A set added is held against everything stored, without reading evidence again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        say = self.look.say
        self.table: RecordTable[HashSet] = RecordTable(self._columns(), stretch=0, name=say("page-hashsets"))
        self._stack = QStackedWidget()
        self._stack.addWidget(Empty(self.look, "hashsets", "hash", "hashset-add", self.add))
        self._stack.addWidget(self._listing())
        self.setLayout(column(self._stack))

    def appear(self) -> None:
        """Lists the sets in use."""
        self.table.setFocus()
        self._list()

    def _list(self) -> None:
        self.desk.ask(lambda: library.listed(self.desk.session), self._show)

    def add(self) -> None:
        """Asks for a list and takes it in."""
        dialog = AddHashSet(self.desk, self)
        if dialog.exec() and dialog.given is not None:
            given, session = dialog.given, self.desk.session
            self.desk.run(self.look.say("hashset-adding"), lambda: library.add(session, given), self._added)
        dialog.deleteLater()

    def remove(self) -> None:
        """Takes the chosen set out of use after asking."""
        chosen = self.table.current
        if chosen is None or not self._sure(chosen):
            return
        if self.desk.act(lambda: library.remove(self.desk.session, chosen.name)) is not None:
            self.desk.said.emit(self.look.say("hashset-removed", name=display(chosen.name)))
            self._list()
            self.desk.case_grew.emit()

    def _sure(self, chosen: HashSet) -> bool:
        box = QMessageBox(self)
        box.setWindowTitle(self.look.say("hashset-remove"))
        box.setText(self.look.say("hashset-remove-sure", name=display(chosen.name)))
        remove = box.addButton(self.look.say("hashset-remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(self.look.say("cancel"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        sure = box.clickedButton() is remove
        box.deleteLater()
        return sure

    def _added(self, added: Added) -> None:
        words, summary = self.look.words, added.summary
        sentence = self.look.say(
            "hashset-added",
            name=display(added.hashset.name),
            count=words.number(added.hashset.entries),
            broken=summary.tally.broken,
            matched=added.matched,
        )
        self.desk.said.emit(sentence)
        self._list()
        self.desk.case_grew.emit()

    def _show(self, sets: list[HashSet]) -> None:
        self.table.show_rows(sets)
        self._stack.setCurrentIndex(1 if sets else 0)

    def _listing(self) -> QWidget:
        say = self.look.say
        made = QWidget()
        add = button(say("hashset-add"), self.add, "act", self.look.lead("plus", self.look.tones.on_accent))
        remove = button(say("hashset-remove"), self.remove)
        head = row(label(say("page-hashsets"), "heading"), None, remove, add)
        made.setLayout(column(head, self.table, margin=measures.WIDE, space=measures.MEDIUM))
        return made

    def _columns(self) -> list[Column[HashSet]]:
        words, say = self.look.words, self.look.say
        return [
            Column(say("hashset-name"), lambda one: display(one.name)),
            Column(say("hashset-listing"), lambda one: say(f"listing-{one.listing.value}")),
            Column(say("hashset-signals"), lambda one: ", ".join(sorted(signal.upper() for signal in one.signals))),
            Column(say("hashset-entries"), lambda one: words.number(one.entries), number=True),
            Column(say("hashset-broken"), lambda one: words.number(one.broken), number=True),
            Column(say("hashset-version"), lambda one: display(one.version) or "–"),
            Column(say("hashset-when"), lambda one: words.when(one.added)),
            Column("SHA-256", lambda one: one.digest[:16], digest=True),
        ]


class AddHashSet(FormDialog):
    """After it was accepted, `given` says what to take in."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        say = desk.look.say
        super().__init__(desk.look, say("hashset-add"), say("hashset-add"), self._check, parent)
        self.given: ListFile | None = None
        self.file = PathField(desk.look, desk.jobs, Wanted(say("hashset-file"), ()))
        self.listing = QComboBox()
        for listing in Listing:
            self.listing.addItem(say(f"listing-{listing.value}"), listing.value)
        self.name = QLineEdit()
        self.version = QLineEdit()
        self.zero = QComboBox()
        self.zero.addItem(say("hashset-zero-told"), "")
        for meaning in MEANINGS:
            self.zero.addItem(say(f"hashset-zero-{meaning}"), meaning)
        self.ask(say("hashset-file"), self.file, say("hashset-file-more"))
        self.ask(say("hashset-listing"), self.listing)
        self.ask(say("hashset-name"), self.name, say("hashset-name-more"))
        self.ask(say("hashset-version"), self.version)
        self.ask(say("hashset-zero"), self.zero, say("hashset-zero-more"))

    def _check(self) -> None:
        path: Path | None = self.file.path
        if path is None:
            raise UsageFault("window_no_file")
        listing = Listing(self.listing.currentData())
        name, version = self.name.text().strip(), self.version.text().strip()
        self.given = ListFile(path, listing, name, version=version, asked=Asked(zero=self.zero.currentData()))

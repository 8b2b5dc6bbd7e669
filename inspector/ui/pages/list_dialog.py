"""What both dialogs ask of a list: its file, format and columns, where it comes from, what its categories stand for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from inspector.app import list_preview
from inspector.app.list_preview import Seen
from inspector.app.lists import ListFile
from inspector.domain.fault import Fault, InputFault, UsageFault
from inspector.domain.match import Listing
from inspector.library.formats import FORMATS, NSRL, table
from inspector.library.reading import AUTO, Asked
from inspector.store.office_lists import FORMAT as OFFICES
from inspector.ui import measures
from inspector.ui.desk import Desk
from inspector.ui.hashset_lines import column_names, format_name
from inspector.ui.jobs import Ticket
from inspector.ui.pages.column_dialog import ColumnDialog
from inspector.ui.widgets.build import button, column, label, row
from inspector.ui.widgets.chooser import Wanted
from inspector.ui.widgets.form_dialog import FormDialog
from inspector.ui.widgets.meanings_table import MeaningsTable
from inspector.ui.widgets.path_field import PathField

_WIDTH = 680


class ListDialog(FormDialog):
    """After it was accepted, `given` says what to take in."""

    def __init__(self, desk: Desk, title: str, act: str, parent: QWidget, meanings: Mapping[str, str]) -> None:
        super().__init__(desk.look, title, act, self._check, parent, "hashsets")
        self._desk, self._ticket, self._columns = desk, Ticket(wanted=False), ""
        self.given: ListFile | None = None
        self.file = PathField(desk.look, desk.jobs, Wanted(desk.look.say("hashset-file"), ()))
        self.provider, self.version, self.dated = QLineEdit(), QLineEdit(), QLineEdit()
        self.format = self._formats()
        self.meanings = MeaningsTable(desk.look, meanings)
        self._seen = label(desk.look.say("hashset-file-more"), "quiet", wrap=True)
        self._chosen = label(desk.look.say("hashset-columns-auto"), "quiet", wrap=True)
        self._choose = button(desk.look.say("hashset-choose-columns"), self.choose_columns)
        self._choose.setAutoDefault(False)
        self.file.changed.connect(self._another_file)
        self.format.currentIndexChanged.connect(self._another_format)
        self.setMinimumWidth(_WIDTH)

    def done(self, result: int) -> None:
        """Wants no answer any more."""
        self._ticket.drop()
        super().done(result)

    def choose_columns(self) -> None:
        """Shows the first rows and asks what their columns hold."""
        try:
            dialog = ColumnDialog(self._look, list_preview.first_rows(self._path()), self)
        except Fault as fault:
            self.show_problem(fault)
            return
        if dialog.exec():
            self._take_columns(dialog.columns)
        dialog.deleteLater()

    def _ask_file(self) -> None:
        file = self.asked(self._look.say("hashset-file"), self.file)
        self.fields.addLayout(column(file, self._seen, space=measures.TIGHT))

    def _ask_rest(self) -> None:
        """Where the list comes from, how it is read, what its categories stand for."""
        say = self._look.say
        source = row(
            self.asked(say("hashset-provider"), self.provider),
            self.asked(say("hashset-version"), self.version),
            self.asked(say("hashset-dated"), self.dated, say("hashset-dated-more")),
            space=measures.WIDE,
        )
        reading = row(
            self.asked(say("hashset-format"), self.format),
            self.asked(say("hashset-columns"), self._choose),
            space=measures.WIDE,
        )
        for beside, shares in ((source, (3, 2, 2)), (reading, (3, 2))):
            for place, share in enumerate(shares):
                beside.setStretch(place, share)
        self.fields.addLayout(source)
        self.fields.addLayout(column(reading, self._chosen, space=measures.TIGHT))
        self.ask(say("hashset-meanings"), self.meanings, say("hashset-meanings-more"))
        self.file.setFocus()

    def _formats(self) -> QComboBox:
        made = QComboBox()
        for name in (AUTO, *(known.NAME for known in FORMATS), NSRL, OFFICES):
            made.addItem(format_name(self._look, name), name)
        return made

    def _path(self) -> Path:
        if self.file.path is None:
            raise UsageFault("window_no_file")
        return self.file.path

    def _another_file(self) -> None:
        self._take_columns("")

    def _another_format(self) -> None:
        tables = self.format.currentData() in {AUTO, table.NAME}
        self._choose.setEnabled(tables)
        self._take_columns(self._columns if tables else "")

    def _take_columns(self, columns: str) -> None:
        self._columns, look = columns, self._look
        told = look.say("hashset-columns-chosen", columns=column_names(look, columns)) if columns else ""
        self._chosen.setText(told or look.say("hashset-columns-auto"))
        self._look_at_list()

    def _look_at_list(self) -> None:
        """Says of the list which format it has, as soon as a file is chosen."""
        self._ticket.drop()
        path, given = self.file.path, self._list(Listing.ALERT)
        if given is None:
            self._seen.setText(self._look.say("hashset-file-more"))
        else:
            self._ticket = self._desk.ask(
                lambda: list_preview.seen(given) if path and path.is_file() else None, self._saw, self._not_seen
            )

    def _saw(self, found: Seen | None) -> None:
        say = self._look.say
        told = say("hashset-format-seen", format=format_name(self._look, found.format)) if found else ""
        self._seen.setText(told or say("hashset-file-more"))

    def _not_seen(self, fault: Fault) -> None:
        unseen = fault.code == "library-list-unknown"
        self._seen.setText(self._look.say("hashset-format-unseen") if unseen else self._look.words.fault(fault))

    def _list(self, listing: Listing, name: str = "") -> ListFile | None:
        """The list as it is described so far; None without a file."""
        if self.file.path is None:
            return None
        return ListFile(
            path=self.file.path,
            listing=listing,
            name=name,
            format=str(self.format.currentData()),
            provider=self.provider.text().strip(),
            version=self.version.text().strip(),
            dated=self.dated.text().strip(),
            meanings=self.meanings.meanings,
            asked=Asked(self._columns),
        )

    def _described(self, listing: Listing, name: str = "") -> tuple[ListFile, Seen]:
        """The list as it is described, and what is found in it; raises a fault when it cannot be taken in so."""
        given = self._list(listing, name)
        if given is None:
            raise UsageFault("window_no_file")
        given.check()
        try:
            return given, list_preview.seen(given)
        except Fault as fault:
            raise InputFault("window_list_unknown") if fault.code == "library-list-unknown" else fault from None

    def _check(self) -> None:
        raise NotImplementedError

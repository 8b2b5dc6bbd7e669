"""Chooses a folder or a file without a trace: Qt's own dialogs write the history of folders to the disk in clear."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from inspector.domain.fault import Fault, InputFault
from inspector.domain.names import display
from inspector.ui import measures
from inspector.ui.jobs import Jobs, Ticket
from inspector.ui.look import Look
from inspector.ui.models import folder as folders
from inspector.ui.widgets.build import button, column, label, row
from inspector.ui.widgets.wrapped import Wrapped

_PATH = Qt.ItemDataRole.UserRole
_IS_FOLDER = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be chosen: with `suffixes` None a folder, else a file that ends so (any when empty).

    `saving` proposes the name of a file that need not exist yet; `either` takes a folder as well as a file.
    """

    title: str
    suffixes: tuple[str, ...] | None = None
    saving: str = ""
    either: bool = False


class Chooser(QDialog):
    """The choice is `path`. Hidden files are not listed; they can be typed."""

    def __init__(self, look: Look, jobs: Jobs, wanted: Wanted, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._jobs = look, jobs
        self._suffixes, self._saving, self._either = wanted.suffixes, wanted.saving, wanted.either
        self._here = Path.home()
        self._ticket: Ticket | None = None
        self.path: Path | None = None
        self.setWindowTitle(wanted.title)
        self.resize(720, 480)
        self._where = QLineEdit()
        self._where.setAccessibleName(look.say("chooser-path"))
        self._where.returnPressed.connect(self._typed)
        self._places = QListWidget()
        self._places.setFixedWidth(160)
        self._list = QListWidget()
        self._name = QLineEdit(wanted.saving)
        self._note = label("", "danger", wrap=True)
        self._takes = Wrapped("", role="quiet")
        self._choose = button(look.say("chooser-choose"), self._accept, "act")
        self._choose.setAutoDefault(False)  # Enter in the path goes there, it does not choose
        self._wire()
        self._lay_out()
        self._go(self._here)

    def _wire(self) -> None:
        for place in folders.places():
            self._places.addItem(self._line(place, display(place.name or str(place)), is_folder=True))
        self._places.itemActivated.connect(self._activated)
        self._places.itemClicked.connect(self._activated)
        self._list.itemActivated.connect(self._activated)
        self._list.currentItemChanged.connect(lambda *_: self._standing())
        self._name.textChanged.connect(lambda *_: self._standing())

    def _lay_out(self) -> None:
        up = button(self._look.say("chooser-up"), self._up, icon=self._look.lead("arrow-up"))
        up.setAutoDefault(False)
        cancel = button(self._look.say("cancel"), self.reject)
        cancel.setAutoDefault(False)
        ends = row(self._takes, cancel, self._choose)
        ends.setStretch(0, 1)
        middle = row(self._places, self._list)
        parts: list[QWidget | QHBoxLayout] = [
            row(up, self._where),
            middle,
            self._note,
            *([self._name_row()] if self._saving else []),
            ends,
        ]
        self.setLayout(column(*parts, margin=measures.WIDE))
        self._note.hide()
        self._list.setFocus()

    def _name_row(self) -> QHBoxLayout:
        return row(label(self._look.say("chooser-name"), "quiet"), self._name)

    def _go(self, path: Path) -> None:
        if self._ticket:
            self._ticket.drop()
        self._ticket = self._jobs.queries.ask(lambda: folders.read(path, self._suffixes), self._show, self._fail)

    def _show(self, found: folders.Folder) -> None:
        self._here = found.path
        self._where.setText(display(str(found.path)))
        self._list.clear()
        for entry in found.entries:
            self._list.addItem(self._line(entry.path, entry.shown, is_folder=entry.folder))
        self._tell(self._look.say("chooser-more", count=found.more) if found.more else "")
        self._standing()

    def _fail(self, fault: Fault) -> None:
        known = fault if isinstance(fault, InputFault) else InputFault("folder_unreadable", path=self._where.text())
        self._tell(self._look.words.fault(known))

    def _tell(self, sentence: str) -> None:
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))

    def _line(self, path: Path, shown: str, *, is_folder: bool) -> QListWidgetItem:
        line = QListWidgetItem(self._look.icon("folder" if is_folder else "file", self._look.tones.quiet), shown)
        line.setData(_PATH, path)
        line.setData(_IS_FOLDER, is_folder)
        return line

    def _activated(self, line: QListWidgetItem) -> None:
        path: Path = line.data(_PATH)
        if line.data(_IS_FOLDER):
            self._go(path)
        elif self._saving:
            self._name.setText(path.name)
        else:
            self._finish(path)

    def _typed(self) -> None:
        typed = Path(self._where.text()).expanduser()
        if typed.is_dir():
            self._go(typed)
        elif self._suffixes is not None and (typed.is_file() or self._saving):
            self._finish(typed)
        else:
            self._fail(InputFault("folder_unreadable", path=self._where.text()))

    def _up(self) -> None:
        self._go(self._here.parent)

    def _picked(self) -> Path | None:
        line = self._list.currentItem()
        if self._saving:
            return self._here / self._name.text().strip() if self._name.text().strip() else None
        if self._suffixes is None or self._either:
            return line.data(_PATH) if line else self._here
        return line.data(_PATH) if line and not line.data(_IS_FOLDER) else None

    def _standing(self) -> None:
        picked = self._picked()
        self._choose.setEnabled(picked is not None)
        self._takes.setText(self._look.say("chooser-takes", path=display(str(picked))) if picked else "")

    def done(self, result: int) -> None:
        """Wants no answer any more."""
        if self._ticket:
            self._ticket.drop()
        super().done(result)

    def _accept(self) -> None:
        picked = self._picked()
        if picked is not None:
            self._finish(picked)

    def _finish(self, path: Path) -> None:
        self.path = path
        self.accept()

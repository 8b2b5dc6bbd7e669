"""A path one can type or choose."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from inspector.ui.jobs import Jobs
from inspector.ui.look import Look
from inspector.ui.widgets.build import button, row
from inspector.ui.widgets.chooser import Chooser


class PathField(QWidget):
    """`suffixes` None asks for a folder, else for a file that ends so; `saving` proposes the name of a new file."""

    changed = Signal()

    def __init__(self, look: Look, jobs: Jobs, title: str, *, suffixes: tuple[str, ...] | None = None, saving: str = "") -> None:
        super().__init__()
        self._look, self._jobs, self._title = look, jobs, title
        self._suffixes, self._saving = suffixes, saving
        self.field = QLineEdit()
        self.field.textChanged.connect(self.changed)
        choose = button(look.say("choose"), self._choose, icon=look.icon("folder-open"))
        choose.setAutoDefault(False)
        self.setLayout(row(self.field, choose))
        self.setFocusProxy(self.field)

    @property
    def path(self) -> Path | None:
        """The path, or None while the field is empty."""
        text = self.field.text().strip()
        return Path(text).expanduser() if text else None

    def _choose(self) -> None:
        chooser = Chooser(self._look, self._jobs, self._title, self, suffixes=self._suffixes, saving=self._saving)
        if chooser.exec() and chooser.path is not None:
            self.field.setText(str(chooser.path))
        chooser.deleteLater()

"""A path one can type or choose."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from inspector.ui.jobs import Jobs
from inspector.ui.look import Look
from inspector.ui.widgets.build import button, row
from inspector.ui.widgets.chooser import Chooser, Wanted


class PathField(QWidget):
    """What is typed is taken as it stands; the button opens the chooser."""

    changed = Signal()

    def __init__(self, look: Look, jobs: Jobs, wanted: Wanted) -> None:
        super().__init__()
        self._look, self._jobs, self._wanted = look, jobs, wanted
        self.field = QLineEdit()
        self.field.textChanged.connect(self.changed)
        choose = button(look.say("choose"), self._choose, icon=look.lead("folder-open"))
        choose.setAutoDefault(False)
        self.setLayout(row(self.field, choose))
        self.setFocusProxy(self.field)

    @property
    def path(self) -> Path | None:
        """The path, or None while the field is empty."""
        text = self.field.text().strip()
        return Path(text).expanduser() if text else None

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        """The line that takes the focus bears the name."""
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)

    def _choose(self) -> None:
        chooser = Chooser(self._look, self._jobs, self._wanted, self)
        if chooser.exec() and chooser.path is not None:
            self.field.setText(str(chooser.path))
        chooser.deleteLater()

"""Asks what to take into a case."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from inspector.domain.case import Case
from inspector.domain.fault import UsageFault
from inspector.domain.names import display
from inspector.ui.desk import Desk
from inspector.ui.widgets.build import label
from inspector.ui.widgets.chooser import Wanted
from inspector.ui.widgets.form_dialog import FormDialog
from inspector.ui.widgets.path_field import PathField


class IngestDialog(FormDialog):
    """After it was accepted, `source` and `exhibit` say what to take in; no exhibit: the next free label."""

    def __init__(self, desk: Desk, case: Case, parent: QWidget) -> None:
        say = desk.look.say
        title = say("ingest-title", case=display(case.number))
        super().__init__(desk.look, title, say("ingest-start"), self._check, parent)
        self.source: Path | None = None
        self.exhibit: str | None = None
        self.folder = PathField(desk.look, desk.jobs, Wanted(say("ingest-folder")))
        self.label = QLineEdit()
        self.ask(say("ingest-folder"), self.folder, say("ingest-folder-more"))
        self.ask(say("ingest-exhibit"), self.label, say("ingest-exhibit-more"))
        self.fields.addWidget(label(say("ingest-promise"), "quiet", wrap=True))

    def _check(self) -> None:
        if self.folder.path is None:
            raise UsageFault("window_no_folder")
        self.source = self.folder.path
        self.exhibit = self.label.text().strip() or None

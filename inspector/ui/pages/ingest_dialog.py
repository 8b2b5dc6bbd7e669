"""Asks what to take into a case, and how to look at it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from inspector.app import evidence, passwords
from inspector.domain.case import Case
from inspector.domain.fault import UsageFault
from inspector.domain.names import display
from inspector.store import hashsets
from inspector.ui import measures
from inspector.ui.desk import Desk
from inspector.ui.widgets.build import label, row
from inspector.ui.widgets.chooser import Wanted
from inspector.ui.widgets.form_dialog import FormDialog
from inspector.ui.widgets.one_of import OneOf, Way
from inspector.ui.widgets.path_field import PathField

_WIDTH = 640


class IngestDialog(FormDialog):
    """After it was accepted, `source`, `exhibit`, `look` and `passwords` say what to take in and how.

    No exhibit: the next free label. The passwords are only ever in memory.
    """

    def __init__(self, desk: Desk, case: Case, parent: QWidget, look: str = "full") -> None:
        say = desk.look.say
        title = say("ingest-title", case=display(case.number))
        super().__init__(desk.look, title, say("ingest-start"), self._check, parent, "sources")
        self._desk, self._case = desk, case
        self.source: Path | None = None
        self.exhibit: str | None = None
        self.look = look
        self.passwords: tuple[str, ...] = ()
        self.path = PathField(desk.look, desk.jobs, Wanted(say("ingest-source"), (), either=True))
        self.label = QLineEdit()
        self.looks = OneOf([Way(name, say(f"look-{name}"), say(f"look-{name}-more")) for name in evidence.LOOKS], look)
        self.archive_passwords = PathField(desk.look, desk.jobs, Wanted(say("ingest-passwords"), ()))
        self._notice = label(say("ingest-no-list"), "notice", wrap=True)
        self.setMinimumWidth(_WIDTH)
        self._ask()

    def _ask(self) -> None:
        say = self._look.say
        self.ask(say("ingest-source"), self.path, say("ingest-source-more"))
        self.ask(say("ingest-look"), self.looks)
        beside = row(
            self.asked(say("ingest-exhibit"), self.label, say("ingest-exhibit-more")),
            self.asked(say("ingest-passwords"), self.archive_passwords, say("ingest-passwords-more")),
            space=measures.WIDE,
        )
        beside.setStretch(0, 2)
        beside.setStretch(1, 3)
        self.fields.addLayout(beside)
        self.fields.addWidget(label(say("ingest-promise"), "quiet", wrap=True))
        self.fields.addWidget(self._notice)
        loaded = self._desk.act(lambda: hashsets.illegal_loaded(self._desk.session.workspace.reader()))
        self._notice.setVisible(not loaded)

    def _check(self) -> None:
        if self.path.path is None:
            raise UsageFault("window_no_source")
        evidence.check(self._desk.session, self._case.number, [str(self.path.path)])
        self.passwords = passwords.read(self.archive_passwords.path)
        self.source = self.path.path
        self.exhibit = self.label.text().strip() or None
        self.look = self.looks.value

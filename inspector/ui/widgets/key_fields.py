"""Which key signs: a P12 file and its password, or a key on a token with its PIN."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLayout, QLineEdit, QWidget

from inspector.domain.fault import UsageFault
from inspector.report.key import ON_TOKEN, Secrets
from inspector.ui import measures
from inspector.ui.jobs import Jobs
from inspector.ui.look import Look
from inspector.ui.widgets.build import asked, column, row
from inspector.ui.widgets.chooser import Wanted
from inspector.ui.widgets.path_field import PathField

_DRIVERS = (".so", ".dll", ".dylib")
_FILE, _TOKEN = "file", "token"


class KeyFields(QWidget):
    """Secrets are only ever in these fields, until `forget`. `resized` tells that other fields are asked now."""

    resized = Signal()

    def __init__(self, look: Look, jobs: Jobs, *, narrow: bool = False, more: str = "") -> None:
        super().__init__()
        self._look, self._narrow = look, narrow
        self.kind = QComboBox()
        for kind in (_FILE, _TOKEN):
            self.kind.addItem(look.say(f"key-{kind}"), kind)
        self.file = PathField(look, jobs, Wanted(look.say("report-key"), (".p12", ".pfx")))
        self.driver = PathField(look, jobs, Wanted(look.say("key-driver"), _DRIVERS))
        self.driver.field.setText(os.environ.get("INSPECTOR_PKCS11", ""))
        self.token, self.name, self.password, self.pin = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        for secret in (self.password, self.pin):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._of_file, self._of_token = QWidget(), QWidget()
        self._lay_out(more)
        self.kind.currentIndexChanged.connect(self._another_kind)
        self.setFocusProxy(self.kind)

    def chosen(self) -> tuple[str, Secrets] | None:
        """Where the key is, as `open_key` takes it, and what opens it; None where nothing is filled in.

        Raises UsageFault for a token that is said in part only.
        """
        if self.kind.currentData() == _FILE:
            path = self.file.path
            return None if path is None else (str(path), Secrets(p12_password=self.password.text()))
        token, name = self.token.text().strip(), self.name.text().strip()
        if not token and not name:
            return None
        if not token or not name or "/" in token:
            raise UsageFault("window_no_token")
        if self.driver.path is None:
            raise UsageFault("window_no_driver")
        return f"{ON_TOKEN}{token}/{name}", Secrets(pin=self.pin.text(), driver=Path(self.driver.path))

    def forget(self) -> None:
        """Empties what opens the key."""
        self.password.clear()
        self.pin.clear()

    def _another_kind(self) -> None:
        on_token = self.kind.currentData() == _TOKEN
        self._of_file.setVisible(not on_token)
        self._of_token.setVisible(on_token)
        self.resized.emit()

    def _lay_out(self, more: str) -> None:
        say = self._look.say
        kind = asked(say("key-kind"), self.kind, more)
        self._of_file.setLayout(
            self._beside(asked(say("report-key"), self.file), asked(say("report-password"), self.password))
        )
        driver = asked(say("key-driver"), self.driver)
        held = self._beside(
            asked(say("key-token-name"), self.token), asked(say("key-name"), self.name),
            asked(say("key-pin"), self.pin, say("key-pin-more")),
        )  # fmt: skip
        self._of_token.setLayout(column(driver, held, space=measures.MEDIUM))
        self._of_token.hide()
        self.setLayout(column(kind, self._of_file, self._of_token, space=measures.MEDIUM))

    def _beside(self, *parts: QLayout) -> QLayout:
        if self._narrow:
            return column(*parts, space=measures.MEDIUM)
        beside = row(*parts, space=measures.WIDE)
        for place in range(len(parts)):
            beside.setStretch(place, 1)
        return beside

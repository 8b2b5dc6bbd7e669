"""The door of the window: what `inspector` without a command opens."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication

from inspector.ui.main_window import Start, Window
from inspector.words import LANGUAGES


def main() -> int:
    """Runs the window until it is closed; gives the exit code.

    `INSPECTOR_WORKSPACE`, `INSPECTOR_USER` and `INSPECTOR_LANG` say who is expected to sign in where.
    """
    application = QApplication(sys.argv[:1])
    application.setApplicationName("inspector")
    application.setDesktopFileName("inspector")
    window = Window(application, _start())
    window.show()
    return application.exec()


def _start() -> Start:
    workspace, language = os.environ.get("INSPECTOR_WORKSPACE", ""), os.environ.get("INSPECTOR_LANG", "")
    return Start(
        _configuration(),
        Path(workspace) if workspace else None,
        os.environ.get("INSPECTOR_USER", ""),
        language if language in LANGUAGES else "",
    )


def _configuration() -> Path:
    location = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(location)) / "inspector"

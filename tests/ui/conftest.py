"""Windows without a screen, a drawn case to work on, and the look of both languages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot

from inspector.app import cases
from inspector.ui.look import Look
from inspector.ui.main_window import Start, Window
from inspector.ui.widgets.gallery import Gallery
from inspector.words import Words
from tests.ui import practice
from tests.ui.synthetic import Synthetic, choices

PATIENCE_MS = 20_000


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """Qt ends the process that draws a letter before there is an application: each test here has one, in any order."""
    return qapp


@pytest.fixture
def look() -> Look:
    """Vietnamese, light."""
    return Look.of(Words("vi"), "light")


@pytest.fixture
def gallery(qtbot: QtBot, look: Look) -> Iterator[Any]:
    """A gallery of 500 tiles made by arithmetic, in sight and with the focus."""
    source = Synthetic(500)
    made = Gallery(look, source, choices(7), 144)
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.show_ids(source.ids())
    made.view.setFocus()
    qtbot.waitUntil(made.view.hasFocus, timeout=PATIENCE_MS)
    yield made
    made.close_pictures()


@pytest.fixture(scope="session")
def finished_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with drawn evidence taken in; to be copied, not used. The evidence lies beside it."""
    folder = tmp_path_factory.mktemp("case")
    practice.make(folder / "ws", folder / "evidence", 12)
    return folder


@pytest.fixture
def workspace_folder(finished_case: Path, tmp_path: Path) -> Path:
    """The folder of a workspace of the test's own."""
    shutil.copytree(finished_case / "ws", tmp_path / "ws")
    return tmp_path / "ws"


class Strays(QObject):
    """Notes widgets that open as windows of their own: a part shown before it has its place flashes on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        proper = (QMainWindow, QDialog, QMenu)
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen += [] if isinstance(watched, proper) else [type(watched).__name__]
        return False


@pytest.fixture
def no_strays(qapp: QApplication) -> Iterator[None]:
    """Fails a test in which a part of the window opened as a window of its own."""
    strays = Strays()
    qapp.installEventFilter(strays)
    yield
    qapp.removeEventFilter(strays)
    assert strays.seen == []


@pytest.fixture
def window(
    no_strays: None, qtbot: QtBot, qapp: QApplication, workspace_folder: Path, tmp_path: Path
) -> Iterator[Window]:
    """The window, signed in, with the first case open on the cases page."""
    made = Window(qapp, Start(tmp_path / "settings", workspace_folder, practice.USER, "vi"))
    try:
        with qtbot.waitExposed(made):
            made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow, timeout=PATIENCE_MS)
        sign_in(qtbot, made)
        shell = made.shell
        assert shell is not None
        assert made.session is not None
        shell.desk.open_case(cases.find(made.session, "12/2026"))
        yield made
    finally:
        made.shut()
        made.close()
        made.deleteLater()


@pytest.fixture
def hashsets_page(qtbot: QtBot, window: Window) -> Any:
    """The page of hash sets, with the one set of the case listed."""
    assert window.shell is not None
    window.shell.show_page("hashsets")
    made: Any = window.shell.pages["hashsets"]
    qtbot.waitUntil(lambda: len(made.table.records.rows) == 1, timeout=PATIENCE_MS)
    return made


def sign_in(qtbot: QtBot, window: Window) -> None:
    """Types the passphrase and waits for the shell."""
    assert window.sign_in is not None
    window.sign_in.passphrase.setText(practice.PASSPHRASE)
    window.sign_in.go()
    qtbot.waitUntil(lambda: window.shell is not None, timeout=PATIENCE_MS)


def at(monkeypatch: Any, kind: type[QDialog], does: Callable[[Any], object]) -> None:
    """Whenever a dialog of `kind` opens, `does` is done with it, as by a person in front of it."""

    def exec_(dialog: QDialog) -> int:
        dialog.show()
        does(dialog)
        return int(dialog.result())

    monkeypatch.setattr(kind, "exec", exec_)

"""What tests do at the review page: reads the tiles, goes to one, reads the details, presses, answers the dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from inspector.app import cases
from inspector.ui.main_window import Window
from inspector.ui.widgets.group_decision import GroupDecision
from inspector.ui.widgets.wrapped import Wrapped
from tests.ui.conftest import PATIENCE_MS


def opened(qtbot: QtBot, window: Window, case: str, wanted: list[str]) -> Any:
    """The review page of a case with its detail pane, once these tiles are shown."""
    shell: Any = window.shell
    assert window.session is not None
    shell.desk.open_case(cases.find(window.session, case))
    shell.show_page("review")
    made = shell.pages["review"]
    made.detail.show()
    shown(qtbot, made, wanted)
    return made


def names(page: Any) -> list[str]:
    model = page.gallery.model
    return [tile.name for place in range(len(model.ids)) if (tile := model.tile_at(place)) is not None]


def shown(qtbot: QtBot, page: Any, wanted: list[str]) -> None:
    """Waits until exactly these tiles are shown."""
    qtbot.waitUntil(lambda: names(page) == wanted, timeout=PATIENCE_MS)


def go(qtbot: QtBot, page: Any, name: str) -> None:
    """Makes a tile current and waits for its detail."""
    page.gallery.view.go_to(names(page).index(name))
    page.gallery.view.setFocus()
    qtbot.waitUntil(lambda: page.detail.title.text() == name, timeout=PATIENCE_MS)


def said(page: Any) -> list[str]:
    return [line.text() for line in page.detail.findChildren(Wrapped) if line.isVisible()]


def headings(page: Any) -> list[str]:
    return [line.text() for line in page.detail.findChildren(QLabel) if line.isVisible()]


def waits_for(qtbot: QtBot, told: Callable[[], list[str]], words: str) -> None:
    qtbot.waitUntil(lambda: words in told(), timeout=PATIENCE_MS)


def press(page: Any, words: str) -> None:
    (found,) = [made for made in page.findChildren(QAbstractButton) if made.text() == words and made.isVisible()]
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def decided(window: Window) -> set[str]:
    """The items that have a category, by name."""
    session: Any = window.session
    rows = session.workspace.reader().execute("SELECT path FROM item JOIN standing ON standing.item = item.id")
    return {path.decode() for (path,) in rows}


def dialogs(monkeypatch: pytest.MonkeyPatch, act: Callable[[Any], int]) -> None:
    """Answers the dialog as `act` does; it must be there, and its plan told, before that."""
    monkeypatch.setattr(GroupDecision, "exec", act)


def planned(qtbot: QtBot, dialog: Any) -> list[str]:
    """What the dialog says it will do, once it knows."""
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=PATIENCE_MS)
    said: list[str] = dialog.told.text().splitlines()
    return said

"""Every page has its help in both languages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from inspector.domain.account import Account, Role
from inspector.domain.budget import Budget
from inspector.place import resource
from inspector.ui.look import Look
from inspector.ui.main_window import Window
from inspector.ui.pages.ingest_dialog import IngestDialog
from inspector.ui.rail_entries import entries
from inspector.ui.widgets.help_page import HelpPage
from inspector.words import LANGUAGES, Words
from tests.ui.conftest import PATIENCE_MS

EVERYONE = Account(1, "an", "An", frozenset(Role))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [entry.name for entry in entries(EVERYONE)])
def test_every_page_has_help(qtbot: QtBot, language: str, page: str) -> None:
    look = Look.of(Words(language), "light")
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = HelpPage(look, page, parent)
    browser = dialog.findChild(QTextBrowser)
    assert browser is not None
    text = browser.toPlainText()
    assert text.splitlines()[0] == look.say(f"page-{page}")
    assert len(text) > 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_on_sources_tells_the_bounds_that_are_in_force(language: str) -> None:
    words, budget = Words(language), Budget()
    text = resource(f"help/{language}/sources.md").read_text(encoding="utf-8")
    numbers = (budget.ratio, budget.entries, budget.depth, budget.source_entries // 1_000_000)
    assert all(f" {words.number(number)} " in text.replace("|", " ") for number in numbers)
    assert f"{budget.ratio_from >> 20} MiB" in text
    assert f"{budget.unfolded >> 40} TiB" in text
    for sentence in ("act-go", "act-inside", "inside-remove", "filter-failed"):
        assert f"**{words.say(f'window-{sentence}')}**" in text


def test_the_dialog_of_taking_in_opens_the_help_on_sources(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(HelpPage, "exec", lambda self: shown.append(self.findChild(QTextBrowser).toPlainText()))
    assert window.shell is not None
    desk = window.shell.desk
    assert desk.case is not None
    dialog = IngestDialog(desk, desk.case, window)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog, timeout=PATIENCE_MS)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    assert shown
    assert shown[0].splitlines()[0] == "Nguồn dữ liệu và tệp chứa"
    dialog.close()


def test_the_rail_shows_only_what_a_person_may_use() -> None:
    auditor = Account(2, "bình", "Bình", frozenset({Role.AUDITOR}))
    assert [entry.name for entry in entries(auditor)] == ["cases", "audit", "settings"]

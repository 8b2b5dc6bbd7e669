"""Every page has its help in both languages."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from inspector.domain.account import Account, Role
from inspector.ui.look import Look
from inspector.ui.rail_entries import entries
from inspector.ui.widgets.help_page import HelpPage
from inspector.words import LANGUAGES, Words

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


def test_the_rail_shows_only_what_a_person_may_use() -> None:
    auditor = Account(2, "bình", "Bình", frozenset({Role.AUDITOR}))
    assert [entry.name for entry in entries(auditor)] == ["cases", "audit", "settings"]

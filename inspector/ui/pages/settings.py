"""Language, theme, and the account that is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel

from inspector.domain.names import display
from inspector.ui import measures
from inspector.ui.desk import Desk
from inspector.ui.pages.page import Page
from inspector.ui.theme import THEMES
from inspector.ui.widgets.build import button, column, frame, label, row
from inspector.words import LANGUAGES

_NAMES = {"vi": "Tiếng Việt", "en": "English"}
_WIDTH = 720


class SettingsPage(Page):
    """Every change is in force at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        say, kept = self.look.say, desk.preferences
        self.language = self._choice([(name, _NAMES[name]) for name in LANGUAGES], kept.language)
        self.theme = self._choice([(name, say(f"theme-{name}")) for name in THEMES], kept.theme)
        self.language.currentIndexChanged.connect(
            lambda: self.desk.keep(replace(self.desk.preferences, language=self.language.currentData()))
        )
        self.theme.currentIndexChanged.connect(
            lambda: self.desk.keep(replace(self.desk.preferences, theme=self.theme.currentData()))
        )
        form = self._card([("settings-language", self.language), ("settings-theme", self.theme)])
        account = self._card(self._account())
        lock = button(say("lock"), desk.lock_wished.emit, icon=self.look.lead("lock"))
        heads = (
            label(say("page-settings"), "heading"),
            label(say("settings-look"), "title"),
            label(say("settings-account"), "title"),
        )
        whole = column(
            heads[0], heads[1], form, measures.NARROW, heads[2], account, row(lock, None), None, space=measures.NARROW
        )
        holder = frame("blank")
        holder.setMaximumWidth(_WIDTH)
        holder.setLayout(whole)
        line = row(holder, None, margin=measures.WIDE)
        line.setStretch(0, 4)
        self.setLayout(line)

    def _account(self) -> list[tuple[str, QLabel]]:
        account, say = self.desk.session.account, self.look.say
        roles = ", ".join(say(f"role-{role.value}") for role in sorted(account.roles))
        return [
            ("settings-name", label(display(account.full_name))),
            ("settings-login", label(display(account.name))),
            ("settings-roles", label(roles, wrap=True)),
            ("settings-folder", label(display(str(self.desk.session.workspace.folder)), wrap=True)),
        ]

    def _card(self, lines: Sequence[tuple[str, QComboBox | QLabel]]) -> QFrame:
        card = frame("card")
        grid = QGridLayout()
        grid.setContentsMargins(measures.WIDE, measures.MEDIUM, measures.WIDE, measures.MEDIUM)
        grid.setHorizontalSpacing(measures.BROAD)
        grid.setVerticalSpacing(measures.NARROW)
        grid.setColumnMinimumWidth(0, 160)
        grid.setColumnStretch(1, 1)
        for number, (name, widget) in enumerate(lines):
            grid.addWidget(label(self.look.say(name), "quiet"), number, 0)
            grid.addWidget(widget, number, 1)
            widget.setAccessibleName(self.look.say(name))
        card.setLayout(grid)
        return card

    def _choice(self, values: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
        box = QComboBox()
        for value, words in values:
            box.addItem(words, value)
        box.setCurrentIndex(box.findData(chosen))
        return box

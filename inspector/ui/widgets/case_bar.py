"""The bar at the top: which case and exhibits one is in, who is signed in, and the lock."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QMenu, QToolButton

from inspector.domain.case import Case
from inspector.domain.names import display
from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.widgets.build import label, plain_button, row

_LONGEST = 64


class CaseBar(QFrame):
    """`choice` names the case; its menu changes to another one."""

    case_wished = Signal(object)
    theme_wished = Signal()
    keys_wished = Signal()
    lock_wished = Signal()

    def __init__(self, look: Look, who: str) -> None:
        super().__init__()
        self._look = look
        self.setProperty("role", "bar")
        self.setFixedHeight(measures.CASE_BAR)
        self.choice = self._case_button()
        self._exhibits = label("", "quiet")
        theme = plain_button("", self.theme_wished.emit, look.lead("sun" if look.tones.dark else "moon"))
        theme.setText(look.say("theme-light" if look.tones.dark else "theme-dark"))
        keys = plain_button(look.say("keys-short"), self.keys_wished.emit, look.lead("keyboard"))
        lock = plain_button(look.say("lock"), self.lock_wished.emit, look.lead("lock"))
        lock.setToolTip(f"{look.say('lock')} (Ctrl+L)")
        person = label(who)
        line = row(self.choice, self._exhibits, None, keys, theme, lock, person, space=measures.NARROW)
        line.setContentsMargins(measures.NARROW, 0, measures.MEDIUM, 0)
        self.setLayout(line)
        self.show_case(None, [])

    def show_case(self, case: Case | None, exhibits: Sequence[str]) -> None:
        """Names the case one is in."""
        if case is None:
            self.choice.setText(self._look.say("case-none"))
            self._exhibits.setText("")
            return
        title = display(case.title)
        short = title if len(title) <= _LONGEST else title[: _LONGEST - 1] + "…"
        self.choice.setText(f"{display(case.number)} · {short}")
        self.choice.setToolTip(title)
        self._exhibits.setText(" · ".join(map(display, exhibits[:4])) + (" …" if len(exhibits) > 4 else ""))

    def offer(self, cases: Sequence[Case]) -> None:
        """Puts the cases into the menu."""
        menu = self.choice.menu()
        menu.clear()
        for case in cases[:30]:
            words = f"{display(case.number)} · {display(case.title)[:_LONGEST]}".replace("&", "&&")
            menu.addAction(words, partial(self.case_wished.emit, case))

    def _case_button(self) -> QToolButton:
        made = plain_button("", lambda: None, self._look.lead("briefcase"))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setMenu(QMenu(made))
        made.setShortcut(QKeySequence("Alt+V"))
        made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        return made

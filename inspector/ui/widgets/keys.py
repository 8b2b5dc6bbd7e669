"""The list of keys, shown on `?`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from inspector.domain.account import Right
from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.widgets.build import button, column, label, row

GROUPS = {
    "review": (
        "space", "digits", "zero", "undo", "arrows", "select", "size", "detail", "group", "back", "whole", "filter",
        "refresh",
    ),
    "everywhere": ("pages", "lock", "hide", "keys", "help", "theme", "quit"),
}  # fmt: skip
CAPS = {
    "space": "Space", "digits": "1 – 9", "zero": "0", "undo": "Z", "arrows": "← ↑ → ↓", "select": "Shift · Ctrl",
    "size": "- · +", "detail": "D", "group": "G", "back": "Esc", "whole": "Ctrl+G", "filter": "Ctrl+F",
    "refresh": "F5", "pages": "Ctrl+1 … 7", "lock": "Ctrl+L", "hide": "Esc Esc", "keys": "?", "help": "F1",
    "theme": "Ctrl+T", "quit": "Ctrl+Q",
}  # fmt: skip

_DECIDE = {"digits", "zero", "undo", "whole"}


def may_use(key: str, group: str, may: Callable[[Right], bool]) -> bool:
    """Whether a key does anything for this person."""
    return group != "review" or may(Right.DECIDE if key in _DECIDE else Right.CONTENT)


class Keys(QDialog):
    """Every key that does something for whoever `may` do it, and what it does."""

    def __init__(self, look: Look, parent: QWidget, may: Callable[[Right], bool]) -> None:
        super().__init__(parent)
        self.setWindowTitle(look.say("keys"))
        of_use = {name: [key for key in keys if may_use(key, name, may)] for name, keys in GROUPS.items()}
        groups = [self._group(look, name, keys) for name, keys in of_use.items() if keys]
        close = button(look.say("close"), self.accept, "act")
        self.setLayout(
            column(row(*groups, space=measures.BROAD * 2), measures.NARROW, row(None, close), margin=measures.BROAD)
        )

    def _group(self, look: Look, name: str, keys: Sequence[str]) -> QVBoxLayout:
        lines = QGridLayout()
        lines.setHorizontalSpacing(measures.WIDE)
        lines.setVerticalSpacing(measures.NARROW)
        for number, key in enumerate(keys):
            lines.addWidget(label(CAPS[key], "keycap"), number, 0, Qt.AlignmentFlag.AlignLeft)
            lines.addWidget(label(look.say(f"key-{key}")), number, 1)
        lines.setColumnStretch(1, 1)
        return column(label(look.say(f"keys-{name}"), "title"), measures.TIGHT, lines, None)

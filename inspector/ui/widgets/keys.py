"""The list of keys, shown on `?`."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

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


class Keys(QDialog):
    """Every key and what it does."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(look.say("keys"))
        groups = [self._group(look, name, keys) for name, keys in GROUPS.items()]
        close = button(look.say("close"), self.accept, "act")
        self.setLayout(
            column(row(*groups, space=measures.BROAD * 2), measures.NARROW, row(None, close), margin=measures.BROAD)
        )

    def _group(self, look: Look, name: str, keys: tuple[str, ...]) -> QVBoxLayout:
        lines = QGridLayout()
        lines.setHorizontalSpacing(measures.WIDE)
        lines.setVerticalSpacing(measures.NARROW)
        for number, key in enumerate(keys):
            lines.addWidget(label(CAPS[key], "keycap"), number, 0, Qt.AlignmentFlag.AlignLeft)
            lines.addWidget(label(look.say(f"key-{key}")), number, 1)
        lines.setColumnStretch(1, 1)
        return column(label(look.say(f"keys-{name}"), "title"), measures.TIGHT, lines, None)

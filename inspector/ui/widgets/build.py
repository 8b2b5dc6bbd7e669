"""Small pieces every page is built from: labels, buttons, rows and columns on the ladder of spaces."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from inspector.ui import measures

_ICON = QSize(measures.BUTTON_ICON + measures.ICON_GAP, measures.BUTTON_ICON)


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Plain text; nothing is ever read as rich text. `role` names its look in the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def button(text: str, clicked: Callable[[], object], role: str = "", icon: QIcon | None = None) -> QPushButton:
    """A button with a word on it."""
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAutoDefault(True)
    if icon is not None:
        made.setIcon(icon)
        made.setIconSize(_ICON)
    made.clicked.connect(lambda _checked: clicked())
    return made


def plain_button(text: str, clicked: Callable[[], object], icon: QIcon | None = None) -> QToolButton:
    """A quiet button for bars: words and perhaps an icon, no frame until it is pointed at."""
    made = QToolButton()
    made.setProperty("role", "plain")
    made.setText(text)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if icon is not None:
        made.setIcon(icon)
        made.setIconSize(_ICON)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.clicked.connect(lambda _checked: clicked())
    return made


def small_button(text: str, clicked: Callable[[], object], icon: QIcon) -> QToolButton:
    """A quiet button that fits into a line of text."""
    made = plain_button(text, clicked, icon)
    made.setProperty("role", "small")
    return made


def frame(role: str) -> QFrame:
    """A surface; `role` names its look in the style sheet."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def rule() -> QFrame:
    """A thin line across."""
    made = frame("rule")
    made.setFixedHeight(1)
    return made


def column(*parts: QWidget | QLayout | int | None, margin: int = 0, space: int = measures.NARROW) -> QVBoxLayout:
    """Parts one below the other; a number is a space of its own, None the room that is left over."""
    made = QVBoxLayout()
    _fill(made, parts, margin, space)
    return made


def row(*parts: QWidget | QLayout | int | None, margin: int = 0, space: int = measures.NARROW) -> QHBoxLayout:
    """Parts side by side; a number is a space of its own, None the room that is left over."""
    made = QHBoxLayout()
    _fill(made, parts, margin, space)
    return made


def asked(words: str, field: QWidget, more: str = "") -> QVBoxLayout:
    """A field below its label, with a quiet line of explanation."""
    name = label(words)
    name.setBuddy(field)
    field.setAccessibleName(words)
    explained = [label(more, "quiet", wrap=True)] if more else []
    return column(name, field, *explained, None, space=measures.TIGHT)


def _fill(
    layout: QVBoxLayout | QHBoxLayout, parts: tuple[QWidget | QLayout | int | None, ...], margin: int, space: int
) -> None:
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(space)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)

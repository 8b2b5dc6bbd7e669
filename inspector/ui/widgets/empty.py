"""An empty page: says what belongs there and offers the one act that fills it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.widgets.build import button, column, label, row

_WIDTH = 420
_ICON = 40


class Empty(QWidget):
    """`name` picks the sentences `window-empty-<name>` and `window-empty-<name>-more` of the catalogue."""

    def __init__(
        self, look: Look, name: str, icon: str, act: str = "", clicked: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        picture = QLabel()
        picture.setPixmap(look.icons.icon(icon, look.tones.faint, _ICON).pixmap(_ICON, _ICON))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = label(look.say(f"empty-{name}"), "title")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        more = label(look.say(f"empty-{name}-more"), "quiet", wrap=True)
        more.setAlignment(Qt.AlignmentFlag.AlignCenter)
        more.setFixedWidth(_WIDTH)
        middle = column(picture, title, more, space=measures.NARROW)
        middle.setAlignment(more, Qt.AlignmentFlag.AlignHCenter)
        if clicked is not None:
            middle.addSpacing(measures.NARROW)
            middle.addLayout(row(None, button(look.say(act), clicked, "act"), None))
        self.setLayout(column(None, row(None, middle, None), None, margin=measures.BROAD))

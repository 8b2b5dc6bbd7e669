"""Room around a part that comes and goes: it comes and goes with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui import measures
from inspector.ui.widgets.build import column

_COMES_AND_GOES = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class RoomAround(QWidget):
    """Takes no more height than `part` needs, and none while that is hidden."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        self.setLayout(column(part, margin=measures.NARROW))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        part.installEventFilter(self)
        if part.isHidden():
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Follows the part."""
        if event.type() in _COMES_AND_GOES and isinstance(watched, QWidget):
            self.setVisible(not watched.isHidden())
        return False

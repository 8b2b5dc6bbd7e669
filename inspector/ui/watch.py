"""Watches for two things everywhere in the program: Esc pressed twice, and nobody there for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

_TWICE_MS = 600
_SIGNS_OF_LIFE = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel)


class Watch(QObject):
    """`hide_wished` on Esc Esc; `left_alone` after `idle_ms` without a key or the mouse."""

    hide_wished = Signal()
    left_alone = Signal()

    def __init__(self, application: QApplication, idle_ms: int) -> None:
        super().__init__()
        self._application = application
        self._escaped = QTimer(self, singleShot=True, interval=_TWICE_MS)
        self._idle = QTimer(self, singleShot=True, interval=idle_ms)
        self._idle.timeout.connect(self.left_alone)
        application.installEventFilter(self)
        self._idle.start()

    def stop(self) -> None:
        """Watches no longer."""
        self._application.removeEventFilter(self)
        self._idle.stop()
        self._escaped.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Sees every event of the program and keeps none of them."""
        kind = event.type()
        if kind in _SIGNS_OF_LIFE:
            self._idle.start()
        if kind == QEvent.Type.KeyPress and watched.isWindowType() and isinstance(event, QKeyEvent):
            self._pressed(event)
        return False

    def _pressed(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or event.isAutoRepeat():
            self._escaped.stop()
        elif self._escaped.isActive():
            self._escaped.stop()
            self.hide_wished.emit()
        else:
            self._escaped.start()

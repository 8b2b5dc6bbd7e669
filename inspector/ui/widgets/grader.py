"""The keys of the gallery: digits decide, 0 asks for details, Z takes back, G shows a group, held Space reveals."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from inspector.ui.widgets.gallery_view import GalleryView

# A key held down repeats, and X tells each repetition as a release and a press at the same moment, not always marked as
# a repetition: a release counts once no press has followed it for this long.
_REPEAT_MS = 25
_SIZES = {Qt.Key.Key_Minus: -1, Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1}


class Grader(QObject):
    """Turns keys pressed in the gallery into acts, and sees to it that a reveal never outlives its key."""

    digit = Signal(int)
    undone = Signal()
    sized = Signal(int)
    detailed = Signal()
    grouped = Signal()
    reveal_began = Signal()
    reveal_ended = Signal()

    def __init__(self, view: GalleryView) -> None:
        super().__init__(view)
        self._held = False
        self._let_go = QTimer(self)
        self._let_go.setSingleShot(True)
        self._let_go.setInterval(_REPEAT_MS)
        self._let_go.timeout.connect(self.end)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802
        """Takes the gallery's keys; anything that takes the focus away ends the reveal."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            return self._released(event)
        if kind in (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.WindowDeactivate):
            self.end()
        return False

    def end(self) -> None:
        """Blurs again, at once."""
        self._let_go.stop()
        if self._held:
            self._held = False
            self.reveal_ended.emit()

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Space:
            self._let_go.stop()
            if not event.isAutoRepeat() and not self._held:
                self._held = True
                self.reveal_began.emit()
            return True
        self.end()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        return plain and self._act(event)

    def _act(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self.digit.emit(key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_Z:
            self.undone.emit()
        elif key == Qt.Key.Key_D:
            self.detailed.emit()
        elif key == Qt.Key.Key_G:
            self.grouped.emit()
        elif key in _SIZES:
            self.sized.emit(_SIZES[key])
        else:
            return False
        return True

    def _released(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Space:
            return False
        if not event.isAutoRepeat():
            self._let_go.start()
        return True

"""Shows one picture clearly for as long as a key is held: fades in, ends with the key, leaves nothing behind."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from inspector.ui import measures
from inspector.ui.look import Look

_FRAME = 4


class Reveal(QWidget):
    """Lies over the grid above the tile it belongs to; `hide_picture` blurs at once."""

    def __init__(self, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self._look, self._over = look, over
        self._picture: QImage | None = None
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(measures.REVEAL_MS)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.valueChanged.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def showing(self) -> bool:
        """Whether a picture can be seen clearly now."""
        return self._picture is not None

    def show_picture(self, picture: QImage, tile: QRect) -> None:
        """Fades `picture` in over `tile`, as large as it is or as the grid allows."""
        self._picture = picture
        self.setGeometry(self._place(picture.size(), tile))
        self.show()
        self._fade.start()

    def hide_picture(self) -> None:
        """Takes the picture away and forgets it."""
        self._fade.stop()
        self._picture = None
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Paints the picture as far as it has faded in."""
        if self._picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(float(self._fade.currentValue() or 0.0))
        painter.fillRect(self.rect(), QColor(self._look.tones.raised))
        painter.drawImage(self.rect().adjusted(_FRAME, _FRAME, -_FRAME, -_FRAME), self._picture)
        painter.setPen(QPen(QColor(self._look.tones.accent), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _place(self, size: QSize, tile: QRect) -> QRect:
        room = self._over.rect().adjusted(4, 4, -4, -4)
        frame = QSize(2 * _FRAME, 2 * _FRAME)
        fitting = size if size.width() <= room.width() and size.height() <= room.height() else size.scaled(
            room.size() - frame, Qt.AspectRatioMode.KeepAspectRatio)  # fmt: skip
        place = QRect(QPoint(), fitting + frame)
        place.moveCenter(tile.center())
        place.moveLeft(min(max(place.left(), room.left()), room.right() - place.width()))
        place.moveTop(min(max(place.top(), room.top()), room.bottom() - place.height()))
        return place

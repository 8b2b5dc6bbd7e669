"""Pictures for buttons and tiles, drawn from one open family (resources/icons) in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from inspector.place import resource
from inspector.ui import measures
from inspector.ui.tones import Tones

_SCALES = (1, 2, 3)


class Icons:
    """The icons in one theme; each is drawn once."""

    def __init__(self, tones: Tones) -> None:
        self._tones = tones
        self._renderers: dict[tuple[str, str], QSvgRenderer] = {}
        self._drawn: dict[tuple[str, str, int, int], QIcon] = {}

    def icon(self, name: str, colour: str = "", size: int = measures.ICON, gap: int = 0) -> QIcon:
        """The icon `name` in `colour` (`#rrggbb`; the theme's text when empty), sharp at 100, 200 and 300 %.

        `gap` leaves room at its right: the style puts too little between the icon and the word of a button.
        """
        key = (name, colour or self._tones.text, size, gap)
        if key not in self._drawn:
            picture = QIcon()
            for scale in _SCALES:
                drawn = self._pixmap(*key, scale)
                for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # a chosen row would wash its colour out
                    picture.addPixmap(drawn, mode)
            self._drawn[key] = picture
        return self._drawn[key]

    def paint(self, painter: QPainter, name: str, where: QRectF, colour: str) -> None:
        """Draws the icon `name` into `where`."""
        self._renderer(name, colour).render(painter, where)

    def _pixmap(self, name: str, colour: str, size: int, gap: int, scale: int) -> QPixmap:
        pixmap = QPixmap(QSize(size + gap, size) * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        pixmap.setDevicePixelRatio(scale)
        painter = QPainter(pixmap)
        self._renderer(name, colour).render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap

    def _renderer(self, name: str, colour: str) -> QSvgRenderer:
        if (name, colour) not in self._renderers:
            drawing = resource(f"icons/{name}.svg").read_text(encoding="ascii")
            thin = drawing.replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="1.75"')
            self._renderers[name, colour] = QSvgRenderer(QByteArray(thin.encode("ascii")))
        return self._renderers[name, colour]

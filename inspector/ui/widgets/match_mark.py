"""The mark of a match: its list by shape and colour, exact or near by filling; on tiles and in the table of sets."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from inspector.domain.match import Listing
from inspector.ui import measures
from inspector.ui.look import Look

_SCALES = (1, 2, 3)


def paint_mark(look: Look, painter: QPainter, place: QRectF, listing: Listing, *, exact: bool) -> None:
    """Paints a disc for a list of illegal material, a diamond for an alert, a tick for what is known and harmless.

    `place` is a square; the mark of a match that is only near is hollow.
    """
    if listing is Listing.KNOWN_GOOD:
        look.icons.paint(painter, "check", place.adjusted(1, 1, -1, -1), look.tones.quiet)
        return
    colour = QColor(look.tones.danger if listing is Listing.ILLEGAL else look.tones.warning)
    painter.setPen(Qt.PenStyle.NoPen if exact else QPen(colour, 2))
    painter.setBrush(colour if exact else Qt.BrushStyle.NoBrush)
    margin = place.width() * (0.19 if exact else 0.25)
    where = place.adjusted(margin, margin, -margin, -margin)
    if listing is Listing.ILLEGAL:
        painter.drawEllipse(where)
    else:
        painter.drawPolygon(_diamond(where.adjusted(-1, -1, 1, 1)))


def mark_icon(look: Look, listing: Listing) -> QIcon:
    """The mark of an exact match as an icon beside the name of its list."""
    made = QIcon()
    for scale in _SCALES:
        picture = QPixmap(QSize(measures.BUTTON_ICON, measures.BUTTON_ICON) * scale)
        picture.fill(Qt.GlobalColor.transparent)
        picture.setDevicePixelRatio(scale)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(look, painter, QRectF(0, 0, measures.BUTTON_ICON, measures.BUTTON_ICON), listing, exact=True)
        painter.end()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # a chosen row would wash its colour out
            made.addPixmap(picture, mode)
    return made


def _diamond(where: QRectF) -> QPolygonF:
    middle = where.center()
    top, bottom = QPointF(middle.x(), where.top()), QPointF(middle.x(), where.bottom())
    left, right = QPointF(where.left(), middle.y()), QPointF(where.right(), middle.y())
    return QPolygonF([top, right, bottom, left])

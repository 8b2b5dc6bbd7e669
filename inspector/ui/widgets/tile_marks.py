"""The marks on a tile: what is known of it, each at its own place, in a colour and a shape or letter."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from inspector.store.gallery import Tile
from inspector.ui.categories import Choice
from inspector.ui.look import Look
from inspector.ui.widgets.match_mark import paint_mark

_BAND = 4
_MARK = 16
_EDGE = 4
_STEP = 2.5


class TileMarks:
    """Paints the marks of one tile into its picture.

    A band and a letter below say the category, a mark at the top left a match (hollow when it is only near), a number
    at the top right how many identical copies there are, below it one on a stack of sheets how many like contents are
    folded into the tile, and how many of these are decided once any is; a triangle that the content could not be read.
    """

    def __init__(self, look: Look, painter: QPainter, where: QRectF) -> None:
        self._look, self._painter, self._where = look, painter, where

    def paint(self, tile: Tile, choice: Choice | None) -> None:
        """Paints what `tile` is known by; `choice` is its category."""
        where, words = self._where, self._look.words
        if tile.signal:
            self._match(tile)
        if tile.count > 1:
            self._chip(where.topRight() + QPointF(-_EDGE, _EDGE), f"×{words.number(tile.count)}")
        if tile.alike > 1:
            self._stack(where.topRight() + QPointF(-_EDGE, _EDGE + (_MARK + _EDGE if tile.count > 1 else 0)), tile)
        if tile.duration_ms:
            length = words.duration(tile.duration_ms / 1000)
            self._chip(where.bottomRight() + QPointF(-_EDGE, -2 * _EDGE - _MARK), length)
        if tile.failed:
            self._failed(2 * _EDGE + _MARK if tile.signal else _EDGE)
        if choice:
            self._category(choice)

    def _match(self, tile: Tile) -> None:
        if tile.listing:
            paint_mark(self._look, self._painter, self._disc(_EDGE), tile.listing, exact=tile.signal == "exact")

    def _failed(self, left: float) -> None:
        place = self._disc(left).adjusted(2.5, 2, -2.5, -3)
        self._look.icons.paint(self._painter, "triangle-alert", place, self._look.tones.danger)

    def _disc(self, left: float) -> QRectF:
        """The quiet ground a round mark stands on, so that it can be told on any picture."""
        place = QRectF(self._where.left() + left, self._where.top() + _EDGE, _MARK, _MARK)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(self._look.tones.raised))
        self._painter.drawEllipse(place)
        return place

    def _category(self, choice: Choice) -> None:
        where, colour = self._where, QColor(choice.colour(self._look.tones))
        self._painter.fillRect(QRectF(where.left(), where.bottom() - _BAND, where.width(), _BAND), colour)
        place = QRectF(where.left() + _EDGE, where.bottom() - 2 * _EDGE - _MARK, _MARK, _MARK)
        self._plate(place, choice.letter, colour, self._look.tones.on_accent)

    def _stack(self, right_corner: QPointF, tile: Tile) -> None:
        """A number on a stack of sheets: two more look out to the left and below. Amber waits for the rest."""
        words, tones = folded_words(self._look, tile), self._look.tones
        partly = 0 < tile.decided < tile.alike
        place = self._room(right_corner, words)
        self._painter.setPen(QPen(QColor(tones.warning if partly else tones.line_strong), 1))
        self._painter.setBrush(QColor(tones.warning_ground if partly else tones.raised))
        for step in (_STEP * 2, _STEP, 0):
            self._painter.drawRoundedRect(place.translated(-step, step), 3, 3)
        self._painter.setPen(QColor(tones.warning if partly else tones.text))
        self._painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _room(self, right_corner: QPointF, words: str) -> QRectF:
        """The room a number takes at the right."""
        self._painter.setFont(small(self._painter.font()))
        width = max(_MARK, self._painter.fontMetrics().horizontalAdvance(words) + 8)
        return QRectF(right_corner.x() - width, right_corner.y(), width, _MARK)

    def _chip(self, right_corner: QPointF, words: str) -> None:
        place = self._room(right_corner, words)
        self._plate(place, words, QColor(self._look.tones.raised), self._look.tones.text)

    def _plate(self, place: QRectF, words: str, ground: QColor, text: str) -> None:
        self._painter.setFont(small(self._painter.font()))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(ground)
        self._painter.drawRoundedRect(place, 3, 3)
        self._painter.setPen(QColor(text))
        self._painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


def folded_words(look: Look, tile: Tile) -> str:
    """How many like contents are folded into a tile, as `3/7` once any of them is decided."""
    number = look.words.number
    return f"{number(tile.decided)}/{number(tile.alike)}" if tile.decided else number(tile.alike)


def small(font: QFont) -> QFont:
    """One step smaller than the system's font."""
    made = QFont(font)
    made.setPointSizeF(max(7.5, QFont().pointSizeF() - 1))
    return made

"""Paints one tile: a blurred picture, and what is known of it by colour and letter and place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from inspector.domain.content import Kind
from inspector.domain.match import Listing
from inspector.ui import measures
from inspector.ui.categories import Choice, Choices
from inspector.ui.look import Look
from inspector.ui.models.blurred import Blurred
from inspector.ui.models.gallery import Role
from inspector.store.gallery import Tile
from inspector.ui.widgets.chosen import Chosen
from inspector.ui.widgets.tile_face import TileFace

KIND_ICONS = {
    Kind.IMAGE: "image",
    Kind.VIDEO: "film",
    Kind.AUDIO: "music",
    Kind.DOCUMENT: "file-text",
    Kind.ARCHIVE: "archive",
    Kind.MAIL: "mail",
    Kind.CHAT: "message-square",
    Kind.OTHER: "file",
}
_BAND = 4
_CHIP = 16


class TilePainter(QStyledItemDelegate):
    """The face of a tile.

    A band and a letter below say the category, a disc (exact) or a ring (near) at the top left a match, a number at
    the top right how many identical copies there are, a triangle that the content could not be read.
    """

    def __init__(self, look: Look, blurred: Blurred, choices: Choices, chosen: Chosen) -> None:
        super().__init__()
        self._look, self._blurred, self._chosen = look, blurred, chosen
        self.choices = choices
        self.face = TileFace(measures.TILES[1])
        self.current = -1
        self.focused = True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paints the cell."""
        tile: Tile | None = index.data(Role.TILE)
        if tile is None:
            return
        position = index.data(Role.POSITION)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._ground(painter, option, position)
        self._picture(painter, self.face.picture(option.rect), tile)
        self._marks(painter, self.face.picture(option.rect), tile)
        if self.face.has_caption:
            self._caption(painter, self.face.caption(option.rect), tile, option.font)
        self._outline(painter, option, position)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, position: int) -> None:
        tones = self._look.tones
        colour = tones.chosen if position in self._chosen or position == self.current else tones.panel
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(self.face.tile(option.rect), measures.CORNER, measures.CORNER)

    def _outline(self, painter: QPainter, option: QStyleOptionViewItem, position: int) -> None:
        tones = self._look.tones
        if position == self.current:
            painter.setPen(QPen(QColor(tones.accent if self.focused else tones.line_strong), 3))
        elif position in self._chosen:
            painter.setPen(QPen(QColor(tones.accent), 1))
        else:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.face.tile(option.rect), measures.CORNER, measures.CORNER)

    def _picture(self, painter: QPainter, where: QRectF, tile: Tile) -> None:
        path = QPainterPath()
        path.addRoundedRect(where, measures.CORNER, measures.CORNER)
        painter.fillPath(path, QColor(self._look.tones.tile))
        picture = None if tile.content is None else self._blurred.get(tile.content)
        if picture is None:
            self._kind(painter, where, tile)
            return
        painter.save()
        painter.setClipPath(path)
        painter.setOpacity(0.82)
        painter.drawImage(where, picture, _covering(picture, where))
        painter.restore()

    def _kind(self, painter: QPainter, where: QRectF, tile: Tile) -> None:
        side = min(32.0, where.height() / 3)
        centre = QRectF(0, 0, side, side)
        centre.moveCenter(where.center())
        name = KIND_ICONS[tile.kind] if tile.kind else "file-question-mark"
        self._look.icons.paint(painter, name, centre, self._look.tones.faint)

    def _marks(self, painter: QPainter, where: QRectF, tile: Tile) -> None:
        if tile.signal:
            self._match(painter, where, tile)
        if tile.count > 1:
            self._chip(painter, where.topRight() + QPointF(-4, 4), f"×{self._look.words.number(tile.count)}", right=True)
        if tile.duration_ms:
            length = self._look.words.duration(tile.duration_ms / 1000)
            self._chip(painter, where.bottomRight() + QPointF(-4, -8 - _CHIP), length, right=True)
        if tile.failed:
            self._failed(painter, where, beside=tile.signal is not None)
        choice = self.choices.by_code(tile.category) if tile.category else None
        if choice:
            self._category(painter, where, choice)

    def _match(self, painter: QPainter, where: QRectF, tile: Tile) -> None:
        tones = self._look.tones
        colours = {Listing.ILLEGAL: tones.danger, Listing.ALERT: tones.warning}
        colour = QColor(colours.get(tile.listing, tones.quiet) if tile.listing else tones.quiet)
        place = QRectF(where.left() + 4, where.top() + 4, _CHIP, _CHIP)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tones.raised))
        painter.drawEllipse(place)
        inner = place.adjusted(4, 4, -4, -4)
        if tile.signal == "exact":
            painter.setBrush(colour)
            painter.drawEllipse(inner.adjusted(-1, -1, 1, 1))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 2))
            painter.drawEllipse(inner)

    def _failed(self, painter: QPainter, where: QRectF, *, beside: bool) -> None:
        tones = self._look.tones
        place = QRectF(where.left() + (8 + _CHIP if beside else 4), where.top() + 4, _CHIP, _CHIP)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tones.raised))
        painter.drawEllipse(place)
        self._look.icons.paint(painter, "triangle-alert", place.adjusted(2.5, 2, -2.5, -3), tones.danger)

    def _category(self, painter: QPainter, where: QRectF, choice: Choice) -> None:
        tones = self._look.tones
        colour = QColor(choice.colour(tones))
        painter.fillRect(QRectF(where.left(), where.bottom() - _BAND, where.width(), _BAND), colour)
        corner = where.bottomLeft() + QPointF(4, -8 - _CHIP)
        self._chip(painter, corner, choice.code, ground=colour, text=QColor(tones.raised if not tones.dark else tones.on_accent))

    def _chip(self, painter: QPainter, at: QPointF, words: str, *, right: bool = False,
              ground: QColor | None = None, text: QColor | None = None) -> None:  # fmt: skip
        painter.setFont(_small(painter.font()))
        width = max(_CHIP, painter.fontMetrics().horizontalAdvance(words) + 8)
        place = QRectF(at.x() - (width if right else 0), at.y(), width, _CHIP)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground or QColor(self._look.tones.raised))
        painter.drawRoundedRect(place, 3, 3)
        painter.setPen(text or QColor(self._look.tones.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _caption(self, painter: QPainter, where: QRectF, tile: Tile, font: QFont) -> None:
        painter.setFont(_small(font))
        painter.setPen(QColor(self._look.tones.quiet))
        words = painter.fontMetrics().elidedText(tile.name, Qt.TextElideMode.ElideMiddle, int(where.width()))
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(max(7.5, QFont().pointSizeF() - 1))
    small.setBold(False)
    return small


def _covering(picture: QImage, where: QRectF) -> QRectF:
    """The part of `picture` that fills `where` without distortion."""
    scale = min(picture.width() / where.width(), picture.height() / where.height())
    part = QRectF(0, 0, where.width() * scale, where.height() * scale)
    part.moveCenter(QPointF(picture.width() / 2, picture.height() / 2))
    return part

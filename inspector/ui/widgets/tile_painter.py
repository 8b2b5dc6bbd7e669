"""Paints one tile: a blurred picture, and what is known of it by colour and letter and place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from inspector.domain.content import Kind
from inspector.store.gallery import Tile
from inspector.ui import measures
from inspector.ui.categories import Choices
from inspector.ui.look import Look
from inspector.ui.models.blurred import Blurred
from inspector.ui.models.gallery import Role
from inspector.ui.widgets.chosen import Chosen
from inspector.ui.widgets.tile_face import TileFace
from inspector.ui.widgets.tile_marks import TileMarks, small

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
# Blurred pictures stand back behind the marks; more so in the dark, where a white one would dazzle.
_FAINT, _FAINT_DARK = 0.8, 0.6


class TilePainter(QStyledItemDelegate):
    """The face of a tile: its blurred picture, its marks and its name."""

    def __init__(self, look: Look, blurred: Blurred, choices: Choices, chosen: Chosen) -> None:
        super().__init__()
        self._look, self._blurred, self._chosen = look, blurred, chosen
        self.choices = choices
        self.face = TileFace(measures.TILES[1])
        self.current = -1
        self.focused = True

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paints the cell."""
        tile: Tile | None = index.data(Role.TILE)
        if tile is None:
            return
        position = index.data(Role.POSITION)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._ground(painter, option, position)
        self._picture(painter, self.face.picture(option.rect), tile)
        choice = self.choices.by_code(tile.category) if tile.category else None
        TileMarks(self._look, painter, self.face.picture(option.rect)).paint(tile, choice)
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
        painter.setOpacity(_FAINT_DARK if self._look.tones.dark else _FAINT)
        painter.drawImage(where, picture, _covering(picture, where))
        painter.restore()

    def _kind(self, painter: QPainter, where: QRectF, tile: Tile) -> None:
        side = min(32.0, where.height() / 3)
        centre = QRectF(0, 0, side, side)
        centre.moveCenter(where.center())
        name = KIND_ICONS[tile.kind] if tile.kind else "file-question-mark"
        self._look.icons.paint(painter, name, centre, self._look.tones.faint)

    def _caption(self, painter: QPainter, where: QRectF, tile: Tile, font: QFont) -> None:
        painter.setFont(small(font))
        painter.setPen(QColor(self._look.tones.quiet))
        words = painter.fontMetrics().elidedText(tile.name, Qt.TextElideMode.ElideMiddle, int(where.width()))
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _covering(picture: QImage, where: QRectF) -> QRectF:
    """The part of `picture` that fills `where` without distortion."""
    scale = min(picture.width() / where.width(), picture.height() / where.height())
    part = QRectF(0, 0, where.width() * scale, where.height() * scale)
    part.moveCenter(QPointF(picture.width() / 2, picture.height() / 2))
    return part

"""Where the parts of a tile lie, for each of the three sizes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF

from inspector.ui import measures

_CAPTION = 22
# The smallest tiles carry no name: it could not be read.
_CAPTION_FROM = 144


@dataclass(frozen=True, slots=True)
class TileFace:
    """The measures of one size of tile, in device-independent pixels; `side` is the width of the picture."""

    side: int

    @property
    def picture_height(self) -> int:
        """Three quarters of the width."""
        return self.side * 3 // 4

    @property
    def has_caption(self) -> bool:
        """Whether the name stands below the picture."""
        return self.side >= _CAPTION_FROM

    @property
    def cell_width(self) -> int:
        """The width of a cell of the grid, the space between tiles included."""
        return self.side + measures.NARROW

    @property
    def cell_height(self) -> int:
        """The height of a cell of the grid, the space between tiles included."""
        return self.picture_height + (_CAPTION if self.has_caption else 0) + measures.NARROW

    def tile(self, cell: QRect) -> QRectF:
        """The whole tile in its cell."""
        return QRectF(cell).adjusted(4, 4, -4, -4)

    def picture(self, cell: QRect) -> QRectF:
        """Where the picture lies."""
        tile = self.tile(cell)
        return QRectF(tile.left(), tile.top(), tile.width(), self.picture_height)

    def caption(self, cell: QRect) -> QRectF:
        """Where the name lies."""
        tile = self.tile(cell)
        return QRectF(tile.left() + 4, tile.top() + self.picture_height, tile.width() - 8, _CAPTION)

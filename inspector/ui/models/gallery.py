"""The grid of a case as a Qt model: a list of ids, and a few pages of tiles fetched when they are looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from inspector.store.gallery import Tile
from inspector.ui.models.source import TileSource

Index = QModelIndex | QPersistentModelIndex
PAGE = 128
_PAGES_KEPT = 48


class Role(IntEnum):
    """What the painter asks of a cell beside its text."""

    TILE = Qt.ItemDataRole.UserRole + 1
    POSITION = Qt.ItemDataRole.UserRole + 2


class GalleryModel(QAbstractTableModel):
    """`ids` laid out in rows of `columns` cells; holds ids for all and tiles for a few pages.

    A million ids cost 8 MB. The last row may have cells without a tile: they are empty and cannot be chosen.
    """

    def __init__(self, source: TileSource, columns: int = 1) -> None:
        super().__init__()
        self._source = source
        self._ids: array[int] = array("q")
        self._columns = columns
        self._pages: OrderedDict[int, dict[int, Tile]] = OrderedDict()

    @property
    def ids(self) -> array[int]:
        """The ids in order."""
        return self._ids

    @property
    def columns(self) -> int:
        """How many tiles stand in a row."""
        return self._columns

    def set_ids(self, ids: array[int]) -> None:
        """Shows `ids` instead of what was shown."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def take_in(self, ids: array[int]) -> None:
        """Shows `ids` without a reset: the cells stay, and every tile is fetched again when it is looked at."""
        before, after = self.rowCount(), -(-len(ids) // self._columns)
        if after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
        elif after < before:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
        self._ids = ids
        self._pages.clear()
        if after > before:
            self.endInsertRows()
        elif after < before:
            self.endRemoveRows()
        self.changed(range(len(ids)))

    def set_columns(self, columns: int) -> None:
        """Lays the tiles out anew; tiles already fetched are kept."""
        if columns != self._columns:
            self.beginResetModel()
            self._columns = columns
            self.endResetModel()

    def refresh(self, items: Iterable[int]) -> None:
        """Fetches the tiles of `items` again where they are kept, because something about them has changed."""
        wanted = set(items)
        for page, tiles in list(self._pages.items()):
            if not wanted.isdisjoint(tiles):
                del self._pages[page]
                self.changed(range(page * PAGE, min((page + 1) * PAGE, len(self._ids))))

    def changed(self, positions: range) -> None:
        """Has the rows around `positions` painted again."""
        if positions:
            top, bottom = positions[0] // self._columns, positions[-1] // self._columns
            self.dataChanged.emit(self.index(top, 0), self.index(bottom, self._columns - 1))

    def position(self, index: Index) -> int | None:
        """The place of a cell in the order of review, or None for a cell without a tile."""
        position = index.row() * self._columns + index.column()
        return position if index.isValid() and position < len(self._ids) else None

    def index_at(self, position: int) -> QModelIndex:
        """The cell of the tile at `position`."""
        return self.index(*divmod(position, self._columns)) if 0 <= position < len(self._ids) else QModelIndex()

    def tile_at(self, position: int) -> Tile | None:
        """The tile at `position`; None when its item is gone."""
        return self._page(position // PAGE).get(self._ids[position])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008  Qt's name and default
        """The rows, the last one perhaps half empty."""
        return 0 if parent.isValid() else -(-len(self._ids) // self._columns)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """The tiles in a row."""
        return 0 if parent.isValid() else self._columns

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells with a tile can be chosen; nothing can be dragged."""
        if self.position(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name for screen readers and tests, the tile and its position for the painter."""
        position = self.position(index)
        if position is None:
            return None
        if role == Role.POSITION:
            return position
        if role not in (Role.TILE, Qt.ItemDataRole.DisplayRole):
            return None
        tile = self.tile_at(position)
        return tile if role == Role.TILE or tile is None else tile.name

    def _page(self, page: int) -> dict[int, Tile]:
        if page in self._pages:
            self._pages.move_to_end(page)
        else:
            ids = self._ids[page * PAGE : (page + 1) * PAGE]
            self._pages[page] = {tile.item: tile for tile in self._source.tiles(ids)}
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        return self._pages[page]

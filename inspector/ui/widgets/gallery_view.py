"""The grid of tiles: a table view used as a grid, which lays out a million cells in milliseconds."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from inspector.ui import measures
from inspector.ui.models.gallery import GalleryModel
from inspector.ui.widgets.chosen import Chosen
from inspector.ui.widgets.tile_face import TileFace
from inspector.ui.widgets.tile_painter import TilePainter

_Action = QAbstractItemView.CursorAction
_STEPS = {_Action.MoveLeft: -1, _Action.MovePrevious: -1, _Action.MoveRight: 1, _Action.MoveNext: 1}


class GalleryView(QTableView):
    """Tiles in reading order; arrows run on from one row into the next, Shift chooses a run of tiles."""

    moved = Signal(int)
    resized = Signal()

    def __init__(
        self, model: GalleryModel, painter: TilePainter, chosen: Chosen, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._grid, self._painter, self.chosen = model, painter, chosen
        self.setProperty("role", "gallery")
        self.setItemDelegate(painter)
        self.setModel(model)
        self._plain()
        self.set_side(measures.TILES[1])

    @property
    def position(self) -> int:
        """The place of the current tile, or -1."""
        found = self._grid.position(self.currentIndex())
        return -1 if found is None else found

    def go_to(self, position: int) -> None:
        """Makes the tile at `position` current and brings it into sight."""
        last = len(self._grid.ids) - 1
        if last >= 0:
            self._choose(min(max(position, 0), last), Qt.KeyboardModifier.NoModifier)

    def set_side(self, side: int) -> None:
        """Shows tiles `side` pixels wide."""
        self._painter.face = TileFace(side)
        self.verticalHeader().setDefaultSectionSize(self._painter.face.cell_height)
        self.lay_out()

    def lay_out(self) -> None:
        """Fits as many columns as the width holds; the current tile stays current and in sight."""
        width = self.viewport().width()
        columns = max(1, width // self._painter.face.cell_width)
        # What is left over is shared out, so that the grid ends where the window does.
        self.horizontalHeader().setDefaultSectionSize(max(width // columns, self._painter.face.cell_width))
        if columns != self._grid.columns:
            kept = self.position
            self._grid.set_columns(columns)
            if kept >= 0:
                self._show_current(kept)

    def shown_ids(self) -> list[int]:
        """The item ids of the tiles in sight, in order."""
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        columns = self._grid.columns
        last = (bottom + 1) * columns if bottom >= 0 else len(self._grid.ids)
        return list(self._grid.ids[max(top, 0) * columns : last])

    @property
    def last_shown(self) -> int:
        """The place of the last tile in sight; -1 when there is none."""
        bottom = self.rowAt(self.viewport().height() - 1)
        rows = self._grid.rowCount() if bottom < 0 else bottom + 1
        return min(rows * self._grid.columns, len(self._grid.ids)) - 1

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: ARG002, N802
        """Where a key leads: along the order of review, not along the table."""
        return self._grid.index_at(self._target(action))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Moves and chooses."""
        before = self.position
        super().keyPressEvent(event)
        if self.position != before:
            self._choose(self.position, event.modifiers())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Chooses the tile clicked; Shift a run, Ctrl one more."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        position = self._grid.position(self.indexAt(event.position().toPoint()))
        if position is not None:
            self._choose(position, event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Nothing is dragged, neither a choice nor a picture."""
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lays the columns out anew."""
        super().resizeEvent(event)
        self.lay_out()
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paints the tiles in sight."""
        self._painter.current, self._painter.focused = self.position, self.hasFocus()
        super().paintEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Shows where the focus is; the first tile becomes current when there was none."""
        super().focusInEvent(event)
        if self.position < 0:
            self.go_to(0)
        self.viewport().update()

    def selectionCommand(  # noqa: N802
        self,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
        event: object = None,  # noqa: ARG002
    ) -> QItemSelectionModel.SelectionFlag:
        """The view's own selection is rectangular and stays unused; `chosen` follows the order of review."""
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def _choose(self, position: int, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.chosen.up_to(position)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self.chosen.flip(position)
        else:
            self.chosen.only(position)
        self._show_current(position)
        self.moved.emit(position)

    def _show_current(self, position: int) -> None:
        index = self._grid.index_at(position)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)
        self.viewport().update()

    def _target(self, action: QAbstractItemView.CursorAction) -> int:
        columns, last, here = self._grid.columns, len(self._grid.ids) - 1, max(self.position, 0)
        page = columns * max(1, self.viewport().height() // self._painter.face.cell_height)
        steps = _STEPS | {
            _Action.MoveUp: -columns,
            _Action.MoveDown: columns,
            _Action.MovePageUp: -page,
            _Action.MovePageDown: page,
        }
        if action in steps:
            return self._within(here, here + steps[action], last)
        return 0 if action == _Action.MoveHome else last

    def _within(self, here: int, target: int, last: int) -> int:
        """From the first row up and from the last row down one stays, elsewhere one stops at the ends."""
        columns = self._grid.columns
        if target < 0:
            return 0 if here >= columns or target == here - 1 else here
        if target > last:
            return last if here // columns < last // columns or target == here + 1 else here
        return target

    def _plain(self) -> None:
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
            header.hide()
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setDragEnabled(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that the columns do not jump when the list grows past the window.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

"""A calm table of records: whole rows, one chosen, Enter or a double click opens it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QTableView

from inspector.ui import measures
from inspector.ui.models.records import Column, Records
from inspector.ui.theme import digest_font

T = TypeVar("T")


class RecordTable(QTableView, Generic[T]):
    """Shows records; `opened` and `chosen` carry the record."""

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, columns: Sequence[Column[T]], stretch: int, name: str) -> None:
        super().__init__()
        self.records: Records[T] = Records(columns)
        self.setAccessibleName(name)
        self.setModel(self.records)
        self._plain()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place in range(len(columns)):
            fit = QHeaderView.ResizeMode.Stretch if place == stretch else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(place, fit)
        self._digests = _Digest(self)
        for place, column in enumerate(columns):
            if column.digest:
                self.setItemDelegateForColumn(place, self._digests)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.records.rows[index.row()]))
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit(self.current))

    @property
    def current(self) -> T | None:
        """The chosen record."""
        row = self.currentIndex().row()
        return self.records.rows[row] if 0 <= row < len(self.records.rows) else None

    def show_rows(self, rows: Sequence[T]) -> None:
        """Shows `rows`; the row that was chosen stays chosen when there are as many."""
        row = max(self.currentIndex().row(), 0)
        self.records.show_rows(rows)
        if rows:
            self.choose(min(row, len(rows) - 1))

    def choose(self, row: int) -> None:
        """Chooses a row."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.records.index(row, 0), flags)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens the chosen record."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current)
            return
        super().keyPressEvent(event)

    def _plain(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(max(measures.ROW, self.fontMetrics().height() + 8))


class _Digest(QStyledItemDelegate):
    """Cells in the monospaced font."""

    def initStyleOption(self, option, index) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001, N802
        """Sets the font."""
        super().initStyleOption(option, index)
        option.font = digest_font()

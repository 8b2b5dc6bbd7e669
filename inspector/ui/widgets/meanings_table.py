"""A small table in which a person says what the categories of a list stand for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from inspector.ui import measures
from inspector.ui.look import Look

_SHOWN = 3
_CODE_WIDTH = 130


class MeaningsTable(QTableWidget):
    """Two columns, the category and its meaning; there is always an empty row to write into."""

    def __init__(self, look: Look, meanings: Mapping[str, str]) -> None:
        super().__init__(0, 2)
        self.setHorizontalHeaderLabels([look.say("hashset-category"), look.say("hashset-meaning")])
        self._plain()
        for pair in (*meanings.items(), ("", "")):
            self._add(*pair)
        self.cellChanged.connect(lambda *_: self._keep_room())

    @property
    def meanings(self) -> dict[str, str]:
        """What was written; rows without a category or a meaning say nothing."""
        rows = [(self._text(row, 0), self._text(row, 1)) for row in range(self.rowCount())]
        return {code: meaning for code, meaning in rows if code and meaning}

    def write(self, row: int, code: str, meaning: str) -> None:
        """Fills a row."""
        self.setItem(row, 0, QTableWidgetItem(code))
        self.setItem(row, 1, QTableWidgetItem(meaning))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter writes into the cell and does not accept the dialog; Delete empties it."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if item and self.state() != QTableWidget.State.EditingState:  # the editor passes its own Enter on
                self.editItem(item)
        elif event.key() == Qt.Key.Key_Delete and item:
            item.setText("")
        else:
            super().keyPressEvent(event)

    def _add(self, code: str, meaning: str) -> None:
        self.insertRow(self.rowCount())
        self.write(self.rowCount() - 1, code, meaning)

    def _keep_room(self) -> None:
        last = self.rowCount() - 1
        if self._text(last, 0) or self._text(last, 1):
            self._add("", "")

    def _text(self, row: int, place: int) -> str:
        item = self.item(row, place)
        return item.text().strip() if item else ""

    def _plain(self) -> None:
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(measures.ROW, self.fontMetrics().height() + 8))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.resizeSection(0, _CODE_WIDTH)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        rows = _SHOWN * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(rows + header.sizeHint().height() + 2)

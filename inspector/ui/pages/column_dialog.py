"""Asks what the columns of a table hold: its first rows, and a choice above each column."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableWidget, QTableWidgetItem, QWidget

from inspector.domain.fault import UsageFault
from inspector.domain.names import display
from inspector.library.formats.columns import FIELDS
from inspector.library.formats.headings import HASHES
from inspector.library.preview import Preview, written
from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.widgets.build import label
from inspector.ui.widgets.form_dialog import FormDialog

_ORDER = ("", "hash", "sha256", "sha1", "md5", "pdq", "quality", "phash", "dhash", "size", "category")
_CELL = 48  # characters shown of a cell
_LEAST, _MOST = 150, 220
_WIDTH = 840


class ColumnDialog(FormDialog):
    """After it was accepted, `columns` says what is read, as `Asked.columns` has it."""

    def __init__(self, look: Look, found: Preview, parent: QWidget) -> None:
        super().__init__(look, look.say("columns-title"), look.say("columns-act"), self._check, parent)
        self.columns = ""
        self.choices = [self._choice(number, field) for number, field in enumerate(found.fields, 1)]
        self.table = QTableWidget(len(found.rows) + 1, len(found.fields))
        self.setMinimumWidth(_WIDTH)
        self._fill(found)
        self.fields.addWidget(label(look.say("columns-more"), "quiet", wrap=True))
        self.fields.addWidget(self.table)
        self.fields.addStretch(1)
        if self.choices:
            self.choices[0].setFocus()

    def _choice(self, number: int, field: str) -> QComboBox:
        made = QComboBox()
        for name in _ORDER:
            made.addItem(self._look.say(f"column-{name or 'none'}"), name)
        made.setCurrentIndex(_ORDER.index(field))
        made.setAccessibleName(self._look.say("columns-one", number=number))
        return made

    def _fill(self, found: Preview) -> None:
        table, high = self.table, max(measures.ROW, self.fontMetrics().height() + 8)
        table.setHorizontalHeaderLabels(
            [self._look.say("columns-one", number=number) for number in range(1, len(found.fields) + 1)]
        )
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(high)
        table.setRowHeight(0, measures.CONTROL + 2)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setWordWrap(False)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.horizontalHeader().setStretchLastSection(True)
        for place, choice in enumerate(self.choices):
            table.setCellWidget(0, place, choice)
        for number, row in enumerate(found.rows, 1):
            for place, cell in enumerate(row):
                table.setItem(number, place, QTableWidgetItem(display(cell.strip())[:_CELL]))
        table.resizeColumnsToContents()
        for place in range(len(found.fields)):
            table.setColumnWidth(place, min(max(table.columnWidth(place), _LEAST), _MOST))
        table.setFixedHeight(high * (len(found.rows) + 2) + measures.CONTROL)

    def _check(self) -> None:
        chosen = [str(choice.currentData()) for choice in self.choices]
        for field in FIELDS:
            if chosen.count(field) > 1:
                raise UsageFault("window_column_twice", field=self._look.say(f"column-{field}"))
        if HASHES.isdisjoint(chosen):
            raise UsageFault("window_no_hash_column")
        self.columns = written(chosen)

"""The broken lines of a list that was taken in: where, why, and whether the rest of the line is used."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from inspector.library.building.tally import Tally
from inspector.library.entry import Broken
from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.models.records import Column
from inspector.ui.widgets.build import button, column, label, row
from inspector.ui.widgets.record_table import RecordTable

_SIZE = (900, 460)


class BrokenLines(QDialog):
    """Shows the first of them; all that is shown can be copied."""

    def __init__(self, look: Look, name: str, tally: Tally, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        say, number = look.say, look.words.number
        title = say("broken-title", name=name)
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        columns = [
            Column(say("broken-place"), self._place),
            Column(say("broken-reason"), self._reason),
            Column(say("broken-kept"), self._kept),
        ]
        self.table: RecordTable[Broken] = RecordTable(columns, stretch=1, name=title)
        self.table.show_rows(tally.shown)
        total = sum(tally.codes.values())
        some = label(say("broken-some", shown=number(len(tally.shown)), total=number(total)), "quiet")
        copy = button(say("broken-copy"), self.copy, icon=look.lead("copy"))
        close = button(say("close"), self.accept, "act")
        self.setLayout(column(self.table, some, row(copy, None, close), margin=measures.WIDE, space=measures.MEDIUM))

    def copy(self) -> None:
        """Puts all that is shown on the clipboard, a line each, with tabs between."""
        parts = [column.text for column in self.table.records.columns]
        lines = ["\t".join(part(broken) for part in parts) for broken in self.table.records.rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _place(self, broken: Broken) -> str:
        words = self._look.words
        line = words.number(broken.line)
        if broken.record:
            return words.say("library-place-record", record=words.number(broken.record), line=line)
        return words.say("library-place-line", line=line)

    def _reason(self, broken: Broken) -> str:
        return self._look.words.say(f"library-broken-{broken.code.replace('_', '-')}")

    def _kept(self, broken: Broken) -> str:
        return self._look.say("broken-used" if broken.entry else "broken-lost")

"""A panel of sections: a title, and lines under headings; texts are plain, digests and paths can be copied."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.sections import Line, Section
from inspector.ui.widgets.build import column, label, row, rule, small_button
from inspector.ui.widgets.flow import Flow
from inspector.ui.widgets.wrapped import Wrapped


class SectionPane(QFrame):
    """Shows sections, or `nothing` while there are none; scrolls only down. `wished` tells which `Act` was chosen."""

    copied = Signal(str)
    wished = Signal(object)

    def __init__(self, look: Look, nothing: str) -> None:
        super().__init__()
        self._look, self._nothing = look, nothing
        self.setProperty("role", "panel")
        self.title = Wrapped("", role="title")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(self.title, self._scroll, margin=measures.MEDIUM))
        self.show_sections("", [])

    def show_sections(self, title: str, sections: Sequence[Section]) -> None:
        """Shows `sections` under `title`; the place scrolled to stays."""
        place = self._scroll.verticalScrollBar().value()
        body = QWidget()
        body.setProperty("role", "clear")
        self.title.setText(title or self._nothing)
        layout = self._laid_out(sections)
        layout.setContentsMargins(0, 0, measures.NARROW, 0)
        body.setLayout(layout)
        self._scroll.setWidget(body)
        self._scroll.verticalScrollBar().setValue(place)

    def _laid_out(self, sections: Sequence[Section]) -> QLayout:
        """The sections in their places: one below the other."""
        return column(*[self._section(section) for section in sections], None, space=measures.WIDE)

    def _section(self, section: Section) -> QVBoxLayout:
        lines = QGridLayout()
        lines.setContentsMargins(0, measures.TIGHT, 0, 0)
        lines.setHorizontalSpacing(measures.MEDIUM)
        lines.setVerticalSpacing(measures.NARROW if section.wide else measures.TIGHT)
        lines.setColumnStretch(1, 1)
        for number, line in enumerate(section.lines):
            if section.wide:
                lines.addLayout(self._stacked(line), number, 0, 1, 2)
            else:
                lines.addWidget(label(line.name, "quiet"), number, 0, Qt.AlignmentFlag.AlignTop)
                lines.addLayout(column(_value(line), *self._acts(line), space=0), number, 1)
        return column(label(section.title, "title"), rule(), lines, space=measures.TIGHT)

    def _stacked(self, line: Line) -> QVBoxLayout:
        if not line.name:
            return column(_value(line), *self._acts(line), space=0)
        name = row(Wrapped(line.name, role="quiet"), *self._copying(line))
        name.setStretch(0, 1)
        return column(name, _value(line), *self._acts(line), space=0)

    def _copying(self, line: Line) -> list[QToolButton]:
        text = line.value if line.digest else line.copy
        return [small_button(self._look.say("copy"), lambda: self._copy(text), self._look.lead("copy"))] if text else []

    def _acts(self, line: Line) -> list[Flow]:
        made = [small_button(act.words, partial(self.wished.emit, act), self._look.lead(act.icon)) for act in line.acts]
        return [Flow(made)] if made else []

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(text)


class WideSectionPane(SectionPane):
    """The same for a pane that is wider than high: its sections stand in so many `columns`."""

    def __init__(self, look: Look, nothing: str, columns: int) -> None:
        self._columns = columns
        super().__init__(look, nothing)

    def _laid_out(self, sections: Sequence[Section]) -> QLayout:
        """Each section in the column that is the shortest yet."""
        stacks: list[list[Section]] = [[] for _ in range(self._columns)]
        for section in sections:
            min(stacks, key=_height).append(section)
        made = row(*map(super()._laid_out, stacks), space=measures.BROAD)
        for place in range(self._columns):
            made.setStretch(place, 1)
        return made


def _height(stack: Sequence[Section]) -> int:
    """About how many lines high."""
    return sum(2 + len(section.lines) * (2 if section.wide else 1) for section in stack)


def _value(line: Line) -> Wrapped:
    return Wrapped(line.value, role=line.tone, digest=line.digest, parts=line.parts)

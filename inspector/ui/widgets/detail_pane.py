"""The panel at the right: everything known of the current tile."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from inspector.store.gallery import Detail
from inspector.ui import measures
from inspector.ui.categories import Choices
from inspector.ui.detail_lines import Line, Section, display_shown, sections
from inspector.ui.look import Look
from inspector.ui.widgets.build import column, label, plain_button, row, rule
from inspector.ui.widgets.wrapped import Wrapped


class DetailPane(QFrame):
    """Shows one `Detail`; texts are plain, digests are monospaced and can be copied."""

    copied = Signal(str)

    def __init__(self, look: Look, schemes: Mapping[str, Choices]) -> None:
        super().__init__()
        self._look, self._schemes = look, schemes
        self.setProperty("role", "panel")
        self._title = Wrapped("", role="title")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(label(look.say("detail"), "quiet"), self._title, self._scroll, margin=measures.MEDIUM))
        self.show_detail(None)

    def show_detail(self, detail: Detail | None) -> None:
        """Shows `detail`, or that nothing is chosen."""
        place = self._scroll.verticalScrollBar().value()
        body = QWidget()
        body.setProperty("role", "clear")
        if detail is None:
            self._title.setText(self._look.say("detail-none"))
            body.setLayout(column(None))
        else:
            self._title.setText(display_shown(detail.item.shown.rsplit("/", 1)[-1]))
            parts = [self._section(section) for section in sections(self._look, detail, self._schemes)]
            layout = column(*parts, None, space=measures.WIDE)
            layout.setContentsMargins(0, 0, measures.NARROW, 0)
            body.setLayout(layout)
        self._scroll.setWidget(body)
        self._scroll.verticalScrollBar().setValue(place)

    def _section(self, section: Section) -> QVBoxLayout:
        lines = QGridLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(measures.MEDIUM)
        lines.setVerticalSpacing(measures.TIGHT)
        lines.setColumnStretch(1, 1)
        for number, line in enumerate(section.lines):
            if section.wide:
                lines.addLayout(self._stacked(line), number, 0, 1, 2)
            else:
                name = label(line.name, "quiet")
                lines.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
                lines.addWidget(_value(line), number, 1)
        return column(label(section.title, "title"), rule(), lines, space=measures.TIGHT)

    def _stacked(self, line: Line) -> QVBoxLayout:
        name = label(line.name, line.tone or "quiet", wrap=True)
        if not line.digest:
            return column(name, _value(line), space=0) if line.name else column(_value(line))
        copy = plain_button(self._look.say("copy"), lambda: self._copy(line.value), self._look.icon("copy"))
        return column(row(name, None, copy), _value(line), space=0)

    def _copy(self, digest: str) -> None:
        QGuiApplication.clipboard().setText(digest)
        self.copied.emit(digest)


def _value(line: Line) -> Wrapped:
    return Wrapped(line.value, role=line.tone, digest=line.digest)

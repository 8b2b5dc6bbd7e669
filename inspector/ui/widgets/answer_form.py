"""A whole form: its groups and fields one below the other."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from inspector.report.form import Form
from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.widgets.answer_fields import answer_field, titled
from inspector.ui.widgets.build import column, frame, label, row

_WIDTH = 720


class AnswerForm(QScrollArea):
    """`values` gives what was answered, by field id, as plain values the form can check."""

    def __init__(self, look: Look, form: Form, filled: Mapping[str, object]) -> None:
        super().__init__()
        self._look, self._form = look, form
        self._fields = {field.id: answer_field(look, field) for field in form.fields}
        for name, value in filled.items():
            if name in self._fields:
                self._fields[name].fill(value)
        body = QWidget()
        body.setProperty("role", "clear")
        holder = QWidget()
        holder.setMaximumWidth(_WIDTH)
        groups = [self._group(group.id, group.label.say(look.words.language)) for group in form.groups]
        holder.setLayout(column(*groups, None, space=measures.BROAD))
        line = row(holder, None)
        line.setStretch(0, 100)
        line.setContentsMargins(0, 0, measures.MEDIUM, 0)
        body.setLayout(line)
        self.setWidgetResizable(True)
        self.setWidget(body)

    @property
    def form_id(self) -> str:
        """Which form this is."""
        return self._form.id

    def values(self) -> dict[str, object]:
        """The answers; fields without one are left out."""
        answered = {name: field.value() for name, field in self._fields.items()}
        return {name: value for name, value in answered.items() if value is not None}

    def _group(self, group: str, title: str) -> QVBoxLayout:
        card = frame("card")
        fields = [
            titled(self._look, field, self._fields[field.id]) for field in self._form.fields if field.group == group
        ]
        card.setLayout(column(*fields, margin=measures.WIDE, space=measures.MEDIUM))
        return column(label(title, "title"), card)

"""A widget for every type of field a form may have; each gives the plain value that the form then checks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from inspector.report.form import Field, FieldType, Text
from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.widgets.build import button, column, frame, label, row

_LINES_HEIGHT = 76
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class AnswerField(Protocol):
    """The answer a person gives to one field."""

    @property
    def widget(self) -> QWidget:
        """What is shown."""

    def value(self) -> object:
        """The answer as a plain value; None while there is none."""

    def fill(self, value: object) -> None:
        """Puts an answer in."""


class _Line:
    """Text on one line."""

    def __init__(self, look: Look, field: Field) -> None:
        self.widget = self._line = QLineEdit()
        if field.max_length:
            self._line.setMaxLength(field.max_length)
        self.fill(_default(look, field))

    def value(self) -> object:
        return self._line.text().strip() or None

    def fill(self, value: object) -> None:
        self._line.setText(str(value or ""))
        self._line.setCursorPosition(0)


class _Number(_Line):
    """A whole number; what is none is handed on for the form to refuse."""

    def value(self) -> object:
        text = self._line.text().strip()
        return int(text) if re.fullmatch(r"-?\d{1,9}", text) else text or None


class _Date(_Line):
    """A day as dd/mm/yyyy; what is none is handed on for the form to refuse."""

    def __init__(self, look: Look, field: Field) -> None:
        super().__init__(look, field)
        self._line.setPlaceholderText(look.say("date-pattern"))

    def value(self) -> object:
        text = self._line.text().strip()
        found = _DATE.fullmatch(text)
        return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else text or None

    def fill(self, value: object) -> None:
        year, _, rest = str(value or "").partition("-")
        month, _, day = rest.partition("-")
        self._line.setText(f"{day}/{month}/{year}" if day else year)


class _Lines:
    """Text on several lines."""

    def __init__(self, look: Look, field: Field) -> None:
        self.widget = self._text = QPlainTextEdit()
        self._text.setFixedHeight(_LINES_HEIGHT)
        self._text.setTabChangesFocus(True)
        self.fill(_default(look, field))

    def value(self) -> object:
        return self._text.toPlainText().strip() or None

    def fill(self, value: object) -> None:
        self._text.setPlainText(str(value or ""))


class _List(_Lines):
    """One entry a line."""

    def value(self) -> object:
        lines = [line.strip() for line in self._text.toPlainText().splitlines()]
        return [line for line in lines if line] or None

    def fill(self, value: object) -> None:
        self._text.setPlainText("\n".join(map(str, value)) if isinstance(value, (list, tuple)) else "")


class _Choice:
    """One of several values, or none."""

    def __init__(self, look: Look, field: Field) -> None:
        self.widget = self._box = QComboBox()
        self._box.addItem(look.say("choice-none"), None)
        for choice in field.choices:
            self._box.addItem(choice.label.say(look.words.language), choice.value)
        self.fill(field.default)

    def value(self) -> object:
        return self._box.currentData()

    def fill(self, value: object) -> None:
        self._box.setCurrentIndex(max(self._box.findData(value), 0))


class _Tick:
    """Yes or no."""

    def __init__(self, look: Look, field: Field) -> None:
        self.widget = self._box = QCheckBox(field.label.say(look.words.language))
        self.fill(field.default)

    def value(self) -> object:
        return self._box.isChecked()

    def fill(self, value: object) -> None:
        self._box.setChecked(value is True)


class _Table:
    """Rows of fields, each row a card; rows can be added and taken away."""

    def __init__(self, look: Look, field: Field) -> None:
        self._look, self._field = look, field
        self._rows: list[tuple[QWidget, dict[str, AnswerField]]] = []
        self.widget = QWidget()
        self._body: QVBoxLayout = column()
        add = button(look.say("row-add"), lambda: self._add({}), icon=look.lead("plus"))
        self.widget.setLayout(column(self._body, row(add, None)))

    def value(self) -> object:
        rows = [{name: field.value() for name, field in fields.items()} for _, fields in self._rows]
        filled = [{name: value for name, value in one.items() if value is not None} for one in rows]
        return [one for one in filled if one] or None

    def fill(self, value: object) -> None:
        for card, _ in self._rows[:]:
            self._remove(card)
        for one in value if isinstance(value, (list, tuple)) else ():
            self._add(one if isinstance(one, Mapping) else {})

    def _add(self, values: Mapping[str, object]) -> None:
        if len(self._rows) >= self._field.max_items:
            return
        card = frame("card")
        fields = {one.id: answer_field(self._look, one) for one in self._field.columns}
        parts = [titled(self._look, one, fields[one.id]) for one in self._field.columns]
        remove = button(self._look.say("row-remove"), lambda: self._remove(card), "plain")
        card.setLayout(column(*parts, row(None, remove), margin=measures.MEDIUM))
        for name, value in values.items():
            if name in fields:
                fields[name].fill(value)
        self._rows.append((card, fields))
        self._body.addWidget(card)

    def _remove(self, card: QWidget) -> None:
        self._rows = [one for one in self._rows if one[0] is not card]
        self._body.removeWidget(card)
        card.deleteLater()


_WIDGETS: dict[FieldType, Callable[[Look, Field], AnswerField]] = {
    FieldType.TEXT: _Line,
    FieldType.MULTILINE: _Lines,
    FieldType.DATE: _Date,
    FieldType.CHOICE: _Choice,
    FieldType.BOOLEAN: _Tick,
    FieldType.INTEGER: _Number,
    FieldType.LIST: _List,
    FieldType.TABLE: _Table,
}


def answer_field(look: Look, field: Field) -> AnswerField:
    """The widget for `field`; raises KeyError for a type the window has none for."""
    return _WIDGETS[field.type](look, field)


def titled(look: Look, field: Field, answer: AnswerField) -> QVBoxLayout:
    """The widget below the field's name, with its help; required fields carry a mark."""
    language = look.words.language
    words = field.label.say(language)
    answer.widget.setAccessibleName(words)
    parts: list[QWidget] = [answer.widget]
    if field.type is not FieldType.BOOLEAN:
        name = label(f"{words} *" if field.required else words)
        name.setBuddy(answer.widget)
        parts.insert(0, name)
    if field.help.say(language):
        help_line = label(field.help.say(language), "quiet", wrap=True)
        help_line.setAlignment(Qt.AlignmentFlag.AlignTop)
        parts.append(help_line)
    return column(*parts, space=measures.TIGHT)


def _default(look: Look, field: Field) -> object:
    default = field.default
    if isinstance(default, Text):
        return default.say(look.words.language)
    if isinstance(default, tuple):
        return [line.say(look.words.language) for line in default]
    return default

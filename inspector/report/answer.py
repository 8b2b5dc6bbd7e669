"""One answer to one field: from a plain value to the field's type, or the reason why not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime

from inspector.report.field import Field, FieldType

Cell = str | int | bool | date
Row = Mapping[str, Cell]
Answer = Cell | tuple[str, ...] | tuple[Row, ...]


class AnswerProblem(ValueError):
    """Why a value is no answer to a field; `code` names the sentence `error-<code>`."""

    def __init__(self, code: str, field: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.detail = detail


def read_answer(fields: Mapping[str, Field], name: str, value: object) -> Answer:
    """The answer `value` to the field called `name`; raises AnswerProblem."""
    if name not in fields:
        raise AnswerProblem("report_answer_unknown", name)
    field = fields[name]
    if field.type is FieldType.LIST:
        return tuple(line for line in (_line(field, one) for one in _items(field, value)) if line)
    if field.type is FieldType.TABLE:
        return tuple(_row(field, number, row) for number, row in enumerate(_items(field, value), 1))
    return _cell(field, value)


def _items(field: Field, value: object) -> list[object]:
    if not isinstance(value, list):
        raise _wrong(field)
    if len(value) > field.max_items:
        raise AnswerProblem("report_answer_too_many", field.id, str(field.max_items))
    return value


def _row(field: Field, number: int, value: object) -> Row:
    if not isinstance(value, Mapping):
        raise _wrong(field)
    columns = {column.id: column for column in field.columns}
    row: dict[str, Cell] = {}
    for name, cell in value.items():
        if name not in columns:
            raise AnswerProblem("report_answer_unknown", f"{field.id}[{number}].{name}")
        try:
            answer = _cell(columns[name], cell)
        except AnswerProblem as problem:
            raise AnswerProblem(problem.code, f"{field.id}[{number}].{name}", problem.detail) from None
        if answer != "":
            row[name] = answer
    return row


def _cell(field: Field, value: object) -> Cell:
    return _READERS[field.type](field, value)


def _line(field: Field, value: object) -> str:
    if not isinstance(value, str):
        raise _wrong(field)
    return _checked(field, " ".join(value.split()))


def _multiline(field: Field, value: object) -> str:
    if not isinstance(value, str):
        raise _wrong(field)
    return _checked(field, "\n".join(" ".join(line.split()) for line in value.strip().splitlines()))


def _checked(field: Field, text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    if len(text) > field.max_length:
        raise AnswerProblem("report_answer_too_long", field.id, str(field.max_length))
    if any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in text.replace("\n", "")):
        raise AnswerProblem("report_answer_control", field.id)
    if text and field.pattern and not re.fullmatch(field.pattern, text):
        raise AnswerProblem("report_answer_pattern", field.id, field.pattern)
    return text


def _date(field: Field, value: object) -> Cell:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if value == "":
        return ""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _wrong(field)


def _choice(field: Field, value: object) -> Cell:
    values = [choice.value for choice in field.choices]
    if isinstance(value, str) and (value in values or not value):
        return value
    raise AnswerProblem("report_answer_choice", field.id, ", ".join(values))


def _boolean(field: Field, value: object) -> Cell:
    if isinstance(value, bool):
        return value
    raise _wrong(field)


def _integer(field: Field, value: object) -> Cell:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(field)
    low, high = field.minimum, field.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        raise AnswerProblem("report_answer_range", field.id, f"{low} … {high}")
    return value


def _wrong(field: Field) -> AnswerProblem:
    return AnswerProblem("report_answer_type", field.id, field.type.value)


_READERS: dict[FieldType, Callable[[Field, object], Cell]] = {
    FieldType.TEXT: _line,
    FieldType.MULTILINE: _multiline,
    FieldType.DATE: _date,
    FieldType.CHOICE: _choice,
    FieldType.BOOLEAN: _boolean,
    FieldType.INTEGER: _integer,
}

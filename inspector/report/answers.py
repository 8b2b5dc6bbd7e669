"""Answers to a form: typed, checked against the form, and kept with the form's version and digest."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from inspector.domain.canonical import Value as Record
from inspector.domain.canonical import canonical_json
from inspector.domain.fault import InputFault
from inspector.report.answer import Answer, AnswerProblem, Row, read_answer
from inspector.report.field import Field, FieldType, Form, Text

_LIMIT = 8 * 1024 * 1024
_ABOUT = ("form", "form_version", "form_digest")


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person answered to `form`; a field nobody answered has its default, or nothing."""

    form: Form
    given: Mapping[str, Answer]
    other_version: str = ""

    def text(self, field_id: str, language: str) -> str:
        """The answer to a text field, "" when there is none."""
        value = self._value(field_id, language)
        return value if isinstance(value, str) else ""

    def flag(self, field_id: str) -> bool:
        """The answer to a yes-or-no field."""
        return self._value(field_id, "vi") is True

    def date(self, field_id: str) -> date | None:
        """The answer to a date field."""
        value = self.given.get(field_id)
        return value if isinstance(value, date) else None

    def lines(self, field_id: str, language: str) -> Sequence[str]:
        """The answer to a list field."""
        value = self._value(field_id, language)
        return [line for line in value if isinstance(line, str)] if isinstance(value, tuple) else []

    def rows(self, field_id: str) -> Sequence[Row]:
        """The answer to a table field: one mapping a row, of column ids to answers."""
        value = self.given.get(field_id)
        return [row for row in value if isinstance(row, Mapping)] if isinstance(value, tuple) else []

    def missing(self) -> list[str]:
        """The required fields, and `field.column` of required cells, that have no answer."""
        return [name for field in self.form.fields for name in _missing(field, self.given.get(field.id))]

    def digest(self) -> bytes:
        """SHA-256 of the answers in canonical JSON, with the form's id, version and digest."""
        record = {"form": self.form.id, "version": self.form.version, "digest": self.form.digest.hex()}
        return hashlib.sha256(canonical_json({**record, "answers": _record(self.given)})).digest()

    def _value(self, field_id: str, language: str) -> Answer | None:
        if field_id in self.given:
            return self.given[field_id]
        default = self.form.field(field_id).default
        if isinstance(default, Text):
            return default.say(language)
        if isinstance(default, tuple):
            return tuple(line.say(language) for line in default)
        return default


def no_answers(form: Form) -> Answers:
    """The answers of a report nobody filled in."""
    return Answers(form, {})


def load_answers(form: Form, path: Path) -> Answers:
    """The answers in the TOML file `path`; raises InputFault when it cannot be read or does not fit the form."""
    try:
        with path.open("rb") as file:
            content = file.read(_LIMIT + 1)
    except OSError as unread:
        raise InputFault("report_answers_unreadable", detail=unread.strerror or "") from None
    if len(content) > _LIMIT:
        raise InputFault("report_answers_too_large")
    try:
        values = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as broken:
        raise InputFault("report_answers_broken", detail=str(broken)) from None
    return check_answers(form, values)


def check_answers(form: Form, values: Mapping[str, object]) -> Answers:
    """Typed answers out of plain values; raises InputFault naming the first misfit and how many more there are."""
    problems: list[AnswerProblem] = []
    if values.get("form", form.id) != form.id:
        raise InputFault("report_answers_other_form", form=str(values["form"]))
    given: dict[str, Answer] = {}
    fields = {field.id: field for field in form.fields}
    for name, value in values.items():
        if name in _ABOUT:
            continue
        try:
            answer = read_answer(fields, name, value)
        except AnswerProblem as problem:
            problems.append(problem)
            continue
        if answer not in ("", ()):
            given[name] = answer
    if problems:
        first = problems[0]
        raise InputFault(first.code, field=first.field, detail=first.detail, more=len(problems) - 1)
    version = str(values.get("form_version", form.version))
    return Answers(form, given, other_version=version if version != form.version else "")


def _missing(field: Field, answer: Answer | None) -> list[str]:
    if answer is None:
        return [field.id] if field.required and field.default is None else []
    if field.type is not FieldType.TABLE or not isinstance(answer, tuple):
        return []
    rows = [row for row in answer if isinstance(row, Mapping)]
    columns = [column.id for column in field.columns if column.required]
    return [f"{field.id}.{column}" for column in columns if any(column not in row for row in rows)]


def _record(value: object) -> Record:
    if isinstance(value, Mapping):
        return {str(key): _record(member) for key, member in value.items()}
    if isinstance(value, tuple):
        return [_record(member) for member in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, (str, int, bool)):
        return value
    raise TypeError(type(value).__name__)

"""Reading a form from its TOML file: everything is checked, and what nobody asked for is a mistake."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from inspector.domain.fault import Fault, InputFault, UsageFault
from inspector.place import form as form_path
from inspector.report.field import Choice, Field, FieldType, Form, Group, Text
from inspector.report.form_table import FormTable

__all__ = ["Choice", "Field", "FieldType", "Form", "Group", "Text", "load_form", "read_form"]


def load_form(name: str) -> Form:
    """The form `forms/<name>.toml`; raises UsageFault when there is none, InputFault when it is broken."""
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise UsageFault("report_form_unknown", form=name)
    try:
        path = form_path(name)
    except FileNotFoundError:
        raise UsageFault("report_form_unknown", form=name) from None
    return read_form(path)


def read_form(path: Path) -> Form:
    """The form in the file `path`; raises InputFault with the place of the first thing that is wrong."""
    content = path.read_bytes()
    try:
        table = FormTable(tomllib.loads(content.decode("utf-8")), path.name)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as broken:
        raise InputFault("report_form_broken", place=path.name, detail=str(broken)) from None
    form = Form(
        id=table.text("id"),
        version=table.text("version"),
        title=_text(table, "title"),
        groups=tuple(_group(group) for group in table.tables("group")),
        fields=tuple(_field(field) for field in table.tables("field")),
        words=_words(table),
        digest=hashlib.sha256(content).digest(),
    )
    table.close()
    _refuse_doubles(form, path.name)
    return form


def _group(table: FormTable) -> Group:
    group = Group(table.text("id"), _text(table, "label"))
    table.close()
    return group


def _field(table: FormTable, *, inside: bool = False) -> Field:
    field_id = table.text("id", pattern="[a-z][a-z0-9_]*")
    table.place = f"{table.place} {field_id}"
    kind = _type(table, inside=inside)
    field = Field(
        id=field_id,
        type=kind,
        label=_text(table, "label"),
        help=_text(table, "help", needed=False),
        group="" if inside else table.text("group"),
        required=table.flag("required"),
        default=_default(table, kind),
        choices=tuple(_choice(choice) for choice in table.tables("enum")),
        columns=tuple(_field(column, inside=True) for column in table.tables("column")),
        examples=tuple(_pair(example) for example in table.tables("examples")),
        max_length=table.number("maxLength", 4000) or 0,
        max_items=table.number("maxItems", 200) or 0,
        minimum=table.number("minimum", None),
        maximum=table.number("maximum", None),
        pattern=table.text("pattern", needed=False),
    )
    table.close()
    _refuse_misfits(field, table)
    return field


def _type(table: FormTable, *, inside: bool) -> FieldType:
    name = table.text("type")
    try:
        kind = FieldType(name)
    except ValueError:
        raise table.fault(f"type {name}") from None
    if inside and kind in {FieldType.TABLE, FieldType.LIST}:
        raise table.fault(f"type {name} in a column")
    return kind


def _choice(table: FormTable) -> Choice:
    choice = Choice(table.text("value", pattern="[a-z][a-z0-9_]*"), _text(table, "label"))
    table.close()
    return choice


def _default(table: FormTable, kind: FieldType) -> Text | tuple[Text, ...] | str | bool | int | None:
    if not table.has("default"):
        return None
    if kind in {FieldType.TEXT, FieldType.MULTILINE}:
        return _text(table, "default")
    if kind is FieldType.LIST:
        return _lines(table.table("default"))
    if kind is FieldType.CHOICE:
        return table.text("default")
    if kind is FieldType.BOOLEAN:
        return table.flag("default")
    if kind is FieldType.INTEGER:
        return table.number("default", None)
    raise table.fault("default")


def _lines(table: FormTable) -> tuple[Text, ...]:
    vietnamese, english = table.texts("vi"), table.texts("en")
    table.close()
    if len(vietnamese) != len(english):
        raise table.fault("vi, en")
    return tuple(Text(vi, en) for vi, en in zip(vietnamese, english, strict=True))


def _words(table: FormTable) -> Mapping[str, Text]:
    words = table.table("words")
    texts = {word: _text(words, word) for word in list(words.keys())}
    for word, text in texts.items():
        vietnamese, english = text.places()
        if text.vi and vietnamese != english:
            raise words.fault(word)
    return texts


def _text(table: FormTable, key: str, *, needed: bool = True) -> Text:
    if not needed and not table.has(key):
        return Text("", "")
    return _pair(table.table(key))


def _pair(table: FormTable) -> Text:
    text = Text(table.text("vi", empty=True), table.text("en", empty=True))
    table.close()
    return text


def _refuse_misfits(field: Field, table: FormTable) -> None:
    if (field.type is FieldType.CHOICE) != bool(field.choices):
        raise table.fault("enum")
    if (field.type is FieldType.TABLE) != bool(field.columns):
        raise table.fault("column")
    chosen = {None, *(choice.value for choice in field.choices)}
    if field.type is FieldType.CHOICE and field.default not in chosen:
        raise table.fault("default")
    try:
        re.compile(field.pattern)
    except re.error:
        raise table.fault("pattern") from None


def _refuse_doubles(form: Form, place: str) -> None:
    groups = {group.id for group in form.groups}
    for ids in _id_lists(form):
        for one in ids:
            if ids.count(one) > 1:
                raise _broken(place, one)
    for field in form.fields:
        if field.group not in groups:
            raise _broken(place, f"{field.id} group")


def _id_lists(form: Form) -> Iterator[Sequence[str]]:
    yield [group.id for group in form.groups]
    yield [field.id for field in form.fields]
    for field in form.fields:
        yield [column.id for column in field.columns]
        yield [choice.value for choice in field.choices]


def _broken(place: str, detail: str) -> Fault:
    return InputFault("report_form_broken", place=place, detail=detail)

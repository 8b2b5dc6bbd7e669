"""Every form that came with the program can be filled in, and what was filled in is what the form understands."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from inspector.domain.fault import InputFault
from inspector.place import forms
from inspector.report.answers import check_answers
from inspector.report.form import Field, FieldType, Form, load_form
from inspector.ui.jobs import Jobs
from inspector.ui.look import Look
from inspector.ui.widgets.answer_fields import answer_field
from inspector.ui.widgets.answer_form import AnswerForm
from inspector.ui.widgets.chooser import Chooser, Wanted
from tests.ui.conftest import PATIENCE_MS

CANDIDATES = ("chữ", "12", "10:30", "BC-PA05", "0912345678")


def some_answer(field: Field) -> object:
    """An answer of the field's type."""
    if field.type is FieldType.TABLE:
        return [{column.id: some_answer(column) for column in field.columns}] * 2
    plain: dict[FieldType, object] = {
        FieldType.TEXT: next(text for text in CANDIDATES if re.fullmatch(field.pattern or ".*", text)),
        FieldType.MULTILINE: "hai\ndòng",
        FieldType.DATE: "2026-03-01",
        FieldType.CHOICE: field.choices[-1].value if field.choices else None,
        FieldType.BOOLEAN: True,
        FieldType.INTEGER: field.minimum or 1,
        FieldType.LIST: ["một", "hai"],
    }
    return plain[field.type]


@pytest.mark.parametrize("name", forms())
def test_every_field_has_a_widget_that_gives_back_what_was_put_in(qtbot: QtBot, look: Look, name: str) -> None:
    form = load_form(name)
    for field in form.fields:
        made = answer_field(look, field)
        qtbot.addWidget(made.widget)
        made.fill(some_answer(field))
        assert made.value() == some_answer(field), field.id


@pytest.mark.parametrize("name", forms())
def test_a_form_filled_in_passes_its_own_check(qtbot: QtBot, look: Look, name: str) -> None:
    form = load_form(name)
    whole = AnswerForm(look, form, {field.id: some_answer(field) for field in form.fields})
    qtbot.addWidget(whole)
    answers = check_answers(form, whole.values())
    assert answers.missing() == []


def first(form: Form, kind: FieldType) -> Field:
    return next(field for field in form.fields if field.type is kind)


def test_days_are_typed_as_they_are_written_here(qtbot: QtBot, look: Look) -> None:
    form = load_form("assessment")
    field = first(form, FieldType.DATE)
    made = answer_field(look, field)
    qtbot.addWidget(made.widget)
    made.fill("2026-03-01")
    assert made.widget.property("text") == "01/03/2026"
    made.widget.setProperty("text", "5/9/2026")
    assert check_answers(form, {field.id: made.value()}).date(field.id) == date(2026, 9, 5)
    made.widget.setProperty("text", "31/02/2026")
    with pytest.raises(InputFault):
        check_answers(form, {field.id: made.value()})


def test_rows_can_be_added_and_taken_away(qtbot: QtBot, look: Look) -> None:
    field = first(load_form("assessment"), FieldType.TABLE)
    made = answer_field(look, field)
    qtbot.addWidget(made.widget)
    made.fill(some_answer(field))
    made._remove(made._rows[0][0])  # type: ignore[attr-defined]
    assert len(made.value()) == 1  # type: ignore[arg-type]
    made.fill([])
    assert made.value() is None


def test_the_chooser_walks_and_chooses_and_leaves_no_trace(
    qtbot: QtBot, look: Look, tmp_path: Path, home: Path
) -> None:
    (tmp_path / "sâu").mkdir()
    (tmp_path / "sâu" / "khóa.p12").touch()
    jobs = Jobs()
    chooser = Chooser(look, jobs, Wanted("x", (".p12",)), None)  # type: ignore[arg-type]
    qtbot.addWidget(chooser)
    chooser._where.setText(str(tmp_path))
    chooser._typed()
    qtbot.waitUntil(lambda: chooser._here == tmp_path, timeout=PATIENCE_MS)
    chooser._activated(chooser._list.item(0))
    qtbot.waitUntil(lambda: chooser._here == tmp_path / "sâu", timeout=PATIENCE_MS)
    assert not chooser._choose.isEnabled()
    chooser._list.setCurrentRow(0)
    chooser._accept()
    assert chooser.path == tmp_path / "sâu" / "khóa.p12"
    jobs.close()
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_a_folder_that_cannot_be_read_is_told(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    jobs = Jobs()
    chooser = Chooser(look, jobs, Wanted("x"), None)  # type: ignore[arg-type]
    qtbot.addWidget(chooser)
    chooser._where.setText(str(tmp_path / "không có"))
    chooser._typed()
    assert str(tmp_path / "không có") in chooser._note.text()
    chooser.reject()
    jobs.close()

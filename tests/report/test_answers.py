"""Answers: typed by the form, mistakes told with their field, defaults and blanks."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.domain.fault import InputFault
from inspector.report.answers import check_answers, load_answers, no_answers
from inspector.report.form import Form, load_form

FORM = load_form("assessment")


def test_answers_come_typed(form: Form) -> None:
    answers = check_answers(
        form,
        {
            "agency": "  Sở   Thông tin ",
            "date": date(2026, 2, 5),
            "request_date": "2026-01-15",
            "recipients": ["Như trên", ""],
            "list_items": False,
            "case_summary": " một\n\n hai  ba ",
            "questions": [{"question": "Có hay không?", "conclusion": "right", "grounds": ""}],
        },
    )
    assert answers.text("agency", "vi") == "Sở Thông tin"
    assert answers.date("date") == date(2026, 2, 5)
    assert answers.date("request_date") == date(2026, 1, 15)
    assert answers.lines("recipients", "vi") == ["Như trên"]
    assert answers.flag("list_items") is False
    assert answers.text("case_summary", "vi") == "một\n\nhai ba"
    assert answers.rows("questions") == [{"question": "Có hay không?", "conclusion": "right"}]
    assert "questions.grounds" in answers.missing()


def test_letters_in_two_spellings_are_one(form: Form) -> None:
    composed, decomposed = "Nguyễn", unicodedata.normalize("NFD", "Nguyễn")
    assert composed != decomposed
    assert check_answers(form, {"agency": decomposed}).text("agency", "vi") == composed


def test_defaults_stand_in_the_language_of_the_report(form: Form) -> None:
    answers = no_answers(form)
    assert answers.text("examiner_position", "vi") == "Người kiểm tra"
    assert answers.text("examiner_position", "en") == "Examiner"
    assert answers.lines("recipients", "en") == ["The requesting body"]
    assert answers.flag("list_items") is True
    assert answers.date("date") is None
    assert set(answers.missing()) >= {"agency", "questions", "legal_bases", "examiner_name"}
    assert "examiner_position" not in answers.missing()


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("no_such_field", "x", "report_answer_unknown"),
        ("agency", 5, "report_answer_type"),
        ("agency", ["x"], "report_answer_type"),
        ("agency", "x" * 161, "report_answer_too_long"),
        ("agency", "x\u202ey", "report_answer_control"),
        ("agency", "x\x00y", "report_answer_control"),
        ("case_summary", 1, "report_answer_type"),
        ("date", "05/02/2026", "report_answer_type"),
        ("date", "2026-02-30", "report_answer_type"),
        ("date", datetime(2026, 1, 1), "report_answer_type"),  # noqa: DTZ001 (TOML has such values)
        ("number", "5/BC", "report_answer_pattern"),
        ("list_items", "yes", "report_answer_type"),
        ("list_items", 1, "report_answer_type"),
        ("secrecy", "hush", "report_answer_choice"),
        ("secrecy", 1, "report_answer_choice"),
        ("recipients", "Như trên", "report_answer_type"),
        ("recipients", [1], "report_answer_type"),
        ("addressees", ["x"] * 9, "report_answer_too_many"),
        ("questions", {"question": "?"}, "report_answer_type"),
        ("questions", ["?"], "report_answer_type"),
        ("questions", [{"answer": "?"}], "report_answer_unknown"),
        ("questions", [{"conclusion": "maybe"}], "report_answer_choice"),
    ],
)
def test_what_does_not_fit_is_told_with_its_field(field: str, value: Any, code: str, form: Form) -> None:
    with pytest.raises(InputFault, match=code) as told:
        check_answers(form, {field: value})
    assert str(told.value.facts["field"]).startswith(field)
    assert told.value.facts["more"] == 0


def test_the_place_in_a_table_is_told_and_the_rest_counted(form: Form) -> None:
    with pytest.raises(InputFault) as told:
        check_answers(form, {"questions": [{}, {"conclusion": "perhaps"}], "agency": 1, "date": 1})
    assert told.value.facts["field"] == "questions[2].conclusion"
    assert told.value.facts["more"] == 2


def test_answers_know_the_form_they_were_given_to(form: Form, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('form = "assessment"\nform_version = "0.9"\nagency = "Sở"\n', encoding="utf-8")
    assert load_answers(form, path).other_version == "0.9"
    path.write_text('form = "takedown"\n', encoding="utf-8")
    with pytest.raises(InputFault, match="report_answers_other_form"):
        load_answers(form, path)


def test_the_digest_of_answers_is_theirs(form: Form) -> None:
    one = check_answers(form, {"agency": "Sở", "place": "Huế"})
    same = check_answers(form, {"place": "Huế", "agency": " Sở "})
    other = check_answers(form, {"agency": "Sở", "place": "Huê"})
    assert one.digest() == same.digest() != other.digest()


@pytest.mark.parametrize("content", [b"agency = ", b"\xff\xfe", b"agency = 1\nagency = 2"])
def test_a_file_that_is_no_toml(content: bytes, form: Form, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    with pytest.raises(InputFault, match="report_answers_broken"):
        load_answers(form, path)
    with pytest.raises(InputFault, match="report_answers_unreadable"):
        load_answers(form, tmp_path)
    with pytest.raises(InputFault, match="report_answers_unreadable"):
        load_answers(form, tmp_path / "missing.toml")


def test_a_file_with_a_byte_order_mark_is_read(form: Form, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbf" + 'agency = "Sở"\n'.encode())
    assert load_answers(form, path).text("agency", "vi") == "Sở"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.binary(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([field.id for field in FORM.fields]), VALUES, max_size=6))
@settings(max_examples=150, deadline=None)
def test_any_values_are_taken_or_told(values: dict[str, Any]) -> None:
    try:
        answers = check_answers(FORM, values)
    except InputFault as told:
        assert told.code.startswith("report_answer_")  # noqa: PT017 (both ways are right)
    else:
        assert len(answers.digest()) == 32
        assert set(answers.given) <= set(values)

"""Forms: what a form file may hold, and that the forms that ship are whole."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from inspector.domain.fault import InputFault, UsageFault
from inspector.place import form as form_path
from inspector.report.form import FieldType, Form, load_form, read_form

SMALL = """
id = "x"
version = "1"
title = { vi = "Mẫu", en = "Form" }
[[group]]
id = "g"
label = { vi = "Nhóm", en = "Group" }
[[field]]
id = "a"
group = "g"
type = "text"
label = { vi = "Mục", en = "Field" }
[words]
hello = { vi = "Chào {name}", en = "Hello {name}" }
"""


def test_the_assessment_has_both_languages_everywhere(form: Form) -> None:
    for field in form.fields:
        for each in (field, *field.columns):
            assert each.label.vi
            assert each.label.en
            assert all(choice.label.vi and choice.label.en for choice in each.choices)
            assert bool(each.help.vi) == bool(each.help.en)
    assert "CSAM" not in "".join(text.vi for text in form.words.values())


def test_every_type_of_field_is_used_or_readable(form: Form) -> None:
    used = {each.type for field in form.fields for each in (field, *field.columns)}
    assert used >= set(FieldType) - {FieldType.INTEGER}


def test_the_three_conclusions_and_no_other(form: Form) -> None:
    columns = {column.id: column for column in form.field("questions").columns}
    assert [choice.label.vi for choice in columns["conclusion"].choices] == ["Đúng", "Không đúng", "Không đủ cơ sở"]


def test_a_small_form_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(SMALL, encoding="utf-8")
    form = read_form(path)
    assert form.words["hello"].say("vi", name="An") == "Chào An"
    assert form.words["hello"].say("en", name="An") == "Hello An"
    with pytest.raises(KeyError):
        form.words["hello"].say("vi")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('type = "text"', 'type = "picture"'),
        ('type = "text"', 'type = "choice"'),
        ('type = "text"', 'type = "table"'),
        ('type = "text"', 'type = "text"\nsurprise = 1'),
        ('type = "text"', 'type = "text"\nrequired = "yes"'),
        ('type = "text"', 'type = "text"\nmaxLength = true'),
        ('type = "text"', 'type = "text"\npattern = "("'),
        ('type = "text"', 'type = "text"\ndefault = "không hai thứ tiếng"'),
        ('type = "text"', 'type = "date"\ndefault = "2026-01-01"'),
        ('group = "g"', 'group = "nowhere"'),
        ('id = "a"', 'id = "Ô"'),
        ('label = { vi = "Mục", en = "Field" }', 'label = { vi = "Mục" }'),
        ('label = { vi = "Mục", en = "Field" }', 'label = "Mục"'),
        ('en = "Hello {name}"', 'en = "Hello {nobody}"'),
        ('version = "1"', "version = 1"),
        ('version = "1"', ""),
        ("[words]", '[[field]]\nid = "a"\ngroup = "g"\ntype = "text"\nlabel = { vi = "M", en = "F" }\n[words]'),
        ('id = "x"', 'id = "x'),
    ],
)
def test_a_broken_form_is_refused_with_its_place(old: str, new: str, tmp_path: Path) -> None:
    assert old in SMALL
    path = tmp_path / "x.toml"
    path.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputFault, match="report_form_broken") as broken:
        read_form(path)
    assert "x.toml" in str(broken.value.facts["place"])


@pytest.mark.parametrize("name", ["nothing", "../assessment", "ASSESSMENT", "", "a/b"])
def test_an_unknown_form_is_told(name: str) -> None:
    with pytest.raises(UsageFault, match="report_form_unknown"):
        load_form(name)


def test_no_word_of_the_form_is_left_over(form: Form) -> None:
    """Every word is said somewhere, so that an office editing the form edits what is printed."""
    room = Path(__file__).parents[2] / "inspector" / "report"
    source = "\n".join(path.read_text(encoding="utf-8") for path in room.rglob("*.py"))
    built = ("case_", "mount_", "look_", "kind_", "list_")
    words: dict[str, Any] = tomllib.loads(form_path("assessment").read_text(encoding="utf-8"))["words"]
    unsaid = [word for word in words if not re.search(f"""["']{word}["']""", source) and not word.startswith(built)]
    assert not unsaid

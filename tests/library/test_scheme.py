"""Category schemes and the mappings between them: as shipped, and when somebody edits them wrongly."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from inspector.domain.fault import Fault, InputFault, UsageFault
from inspector.library.scheme import COLOURS, Scheme, read_scheme, scheme, schemes
from inspector.library.scheme_mapping import Mapped, read_mapping, scheme_mapping
from inspector.place import resource
from inspector.words import LANGUAGES, Words


def codes(found: Scheme) -> list[str]:
    return [category.code for category in found.categories]


def test_three_schemes_the_vietnamese_one_first() -> None:
    assert schemes() == ["vn", "vics", "age"]
    assert scheme().id == "vn"


@pytest.mark.parametrize("name", ["vn", "vics", "age"])
def test_a_category_is_told_by_letter_key_and_colour_and_never_by_colour_alone(name: str) -> None:
    found = scheme(name)
    assert 1 <= len(found.categories) <= 9
    for part in ("letter", "key", "colour", "code"):
        values = [getattr(category, part) for category in found.categories]
        assert len(set(values)) == len(values)
    assert all(category.colour in COLOURS for category in found.categories)
    assert all(text.strip() for each in found.categories for text in (*each.label.values(), *each.description.values()))


def test_the_vietnamese_scheme_goes_by_article_and_records_age_and_context_beside() -> None:
    found = scheme("vn")
    assert codes(found) == ["D142", "D146", "D147", "D326", "TUOI", "AI", "RIENGTU", "DOICHIEU", "KLQ"]
    ages, context = found.details
    assert (ages.id, [value.code for value in ages.values]) == ("age", ["u13", "13-15", "16-17", "18", "unclear"])
    assert context.id == "context"
    assert any("Điều 147" in basis.article and basis.confirmed for basis in found.category("D147").basis)
    assert [each.code for each in found.categories if not each.relevant] == ["KLQ"]


@pytest.mark.parametrize("name", ["vn", "vics", "age"])
def test_the_word_csam_stands_in_no_vietnamese_text(name: str) -> None:
    found = scheme(name)
    texts = [text["vi"] for each in found.categories for text in (each.label, each.description)]
    assert not any(re.search(r"csam|nghi phạm", text, re.IGNORECASE) for text in texts)


def test_the_rating_of_lawful_content_is_a_scheme_of_its_own() -> None:
    assert codes(scheme("age")) == ["P", "K", "T13", "T16", "T18", "C"]
    for other in ("vn", "vics"):
        with pytest.raises(UsageFault) as raised:
            scheme_mapping("age", other)
        assert raised.value.code == "library_scheme_no_mapping"


@pytest.mark.parametrize(
    ("number", "candidates"),
    [(0, ("0", "")), (1, ("1",)), (4, ("4",)), (5, ("0", "")), (6, ()), (-1, ())],
)
def test_a_number_that_others_use_differently_is_never_read_as_one_thing(
    number: int, candidates: tuple[str, ...]
) -> None:
    assert scheme("vics").claimed(number) == candidates


def test_unknown_schemes_categories_and_details_are_said() -> None:
    with pytest.raises(UsageFault) as raised:
        scheme("../vn")
    assert (raised.value.code, raised.value.facts["known"]) == ("library_scheme_unknown", "vn, vics, age")
    with pytest.raises(UsageFault) as raised:
        scheme("vn").category("D999")
    assert raised.value.code == "library_scheme_no_category"
    scheme("vn").check_details({"age": "u13", "context": "self"})
    for details in ({"age": "12"}, {"size": "u13"}):
        with pytest.raises(UsageFault) as raised:
            scheme("vn").check_details(details)
        assert raised.value.code == "library_scheme_no_detail"


@pytest.mark.parametrize(
    ("way", "code", "details", "mapped"),
    [
        ("vn vics", "D142", {}, Mapped(("1",), ask=False, ask_details=())),
        ("vn vics", "D147", {"age": "13-15"}, Mapped(("1",), ask=False, ask_details=())),
        ("vn vics", "D326", {"age": "16-17"}, Mapped(("1",), ask=False, ask_details=())),
        ("vn vics", "D326", {"age": "18"}, Mapped(("0",), ask=False, ask_details=())),
        ("vn vics", "D326", {"age": "unclear"}, Mapped(("1", "2", "0"), ask=True, ask_details=("age",))),
        ("vn vics", "D326", {}, Mapped(("1", "2", "0"), ask=True, ask_details=("age",))),
        ("vn vics", "AI", {"context": "drawn"}, Mapped(("3",), ask=False, ask_details=())),
        ("vn vics", "AI", {"context": "composed"}, Mapped(("3", "1"), ask=True, ask_details=("context",))),
        ("vn vics", "KLQ", {}, Mapped(("0",), ask=False, ask_details=())),
        ("vics vn", "1", {}, Mapped(("D142", "D146", "D147", "D326"), ask=True, ask_details=("age",))),
        ("vics vn", "4", {}, Mapped(("DOICHIEU",), ask=False, ask_details=())),
        ("vics vn", "0", {}, Mapped(("KLQ", "D326", "RIENGTU"), ask=True, ask_details=())),
    ],
)
def test_what_a_mapping_loses_is_asked(way: str, code: str, details: dict[str, str], mapped: Mapped) -> None:
    source, target = way.split()
    assert scheme_mapping(source, target).map(code, details) == mapped


def test_every_category_with_every_detail_is_mapped_to_what_exists() -> None:
    for source, target in (("vn", "vics"), ("vics", "vn")):
        mapping, known = scheme_mapping(source, target), set(codes(scheme(target)))
        values = [[(detail.id, value.code) for value in detail.values] for detail in scheme(source).details]
        for category, beside in itertools.product(codes(scheme(source)), itertools.product(*values)):
            mapped = mapping.map(category, dict(beside))
            assert known.issuperset(mapped.candidates)
            assert mapped.ask == (len(mapped.candidates) > 1)
        with pytest.raises(KeyError):
            mapping.map("D999", {})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('id = "vn"', 'id = "khac"'),
        ('letter = "B"', 'letter = "A"'),
        ('letter = "B"', 'letter = "bê"'),
        ("key = 2", "key = 1"),
        ("key = 2", "key = 12"),
        ("key = 2", "key = true"),
        ('colour = "orange"', 'colour = "red"'),
        ('colour = "orange"', 'colour = "#ff0000"'),
        ('code = "D146"', 'code = "D142"'),
        ('code = "D146"', 'code = "Đ146"'),
        ("relevant = true", ""),
        ("relevant = true", "relevant = true\nscore = 3"),
        ('source = "luatsutran.vn"', 'source = ""'),
        ('checked = "2026-11-21"', 'checked = "hôm qua"'),
        ('code = "13-15"', 'code = "u13"'),
        ('id = "context"', 'id = "age"'),
        ('label = { vi = "Bối cảnh", en = "Context" }', 'label = { vi = "Bối cảnh" }'),
        ('label = { vi = "Bối cảnh", en = "Context" }', 'label = { vi = "Bối cảnh", en = " " }'),
        ("[[category]]", "[[category"),
        ("[[detail]]", "[[dimension]]"),
        ('version = "1.0"', 'version = "1.0"\nclaim = [{ number = 0, candidates = ["D999"] }]'),
        ('version = "1.0"', 'version = "1.0"\nclaim = [{ number = 0, candidates = [] }]'),
    ],
)
def test_a_scheme_edited_wrongly_is_refused_with_its_place(tmp_path: Path, old: str, new: str) -> None:
    content = resource("categories/vn.toml").read_text(encoding="utf-8")
    assert old in content
    path = tmp_path / "vn.toml"
    path.write_text(content.replace(old, new), encoding="utf-8")
    with pytest.raises(InputFault) as raised:
        read_scheme(path)
    assert raised.value.code == "library_scheme_broken"
    assert str(raised.value.facts["place"]).startswith("vn.toml")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ask = true\nask_details", "ask_details"),
        ('candidates = ["2"]', 'candidates = ["2"]\nask = true'),
        ('candidates = ["2"]', 'candidates = ["9"]'),
        ('candidates = ["2"]', "candidates = []"),
        ('code = "TUOI"', 'code = "D999"'),
        ('code = "KLQ"', 'code = "KLQ"\nwhen = { age = ["18"] }'),
        ('when = { age = ["18"] }', 'when = { age = ["99"] }'),
        ('ask_details = ["age"]', 'ask_details = ["size"]'),
        ('candidates = ["2"]', 'candidates = ["2"]\nguess = "1"'),
    ],
)
def test_a_mapping_edited_wrongly_is_refused(tmp_path: Path, old: str, new: str) -> None:
    content = resource("categories/mappings/vn-vics.toml").read_text(encoding="utf-8")
    assert old in content
    path = tmp_path / "vn-vics.toml"
    path.write_text(content.replace(old, new), encoding="utf-8")
    with pytest.raises(InputFault) as raised:
        read_mapping(path)
    assert raised.value.code == "library_scheme_broken"


def test_a_scheme_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vn.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputFault):
        read_scheme(path)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "fault",
    [
        UsageFault("library_scheme_unknown", scheme="x", known="vn"),
        InputFault("library_scheme_broken", place="vn.toml category 1", detail="key"),
        UsageFault("library_scheme_no_category", scheme="vn", category="x", known="D142"),
        UsageFault("library_scheme_no_detail", scheme="vn", detail="age=x"),
        UsageFault("library_scheme_no_mapping", source="age", target="vn"),
    ],
    ids=lambda fault: fault.code,
)
def test_every_fault_has_its_sentence(language: str, fault: Fault) -> None:
    assert Words(language).fault(fault)

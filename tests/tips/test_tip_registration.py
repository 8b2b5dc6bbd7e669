"""Numbers, channels and the form of tips, and their sentences in both languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.fault import InputFault
from inspector.domain.tip import AddressKind, SourceKind
from inspector.report.form import load_form
from inspector.tips.channels import channels
from inspector.tips.lists import read_lists
from inspector.tips.number import next_number
from inspector.tips.reading import CODES, FORMATS
from inspector.words import LANGUAGES, Words


@pytest.mark.parametrize(
    ("taken", "received", "number"),
    [
        ([], "2026-03-01T00:00:00Z", "T-2026-0001"),
        (["T-2026-0001", "T-2026-0007", "T-2025-0099"], "2026-03-01T00:00:00Z", "T-2026-0008"),
        (["T-2026-9999"], "2026-03-01T00:00:00+00:00", "T-2026-10000"),
        (["T-2026-10000", "T-2026-9999"], "2026-03-01", "T-2026-10001"),
        ([], "2026-12-31T17:00:00Z", "T-2027-0001"),  # New Year in Việt Nam
        ([], "2026-12-31T16:59:59", "T-2026-0001"),
        (["T-2026-00", "t-2026-0005", "T-2026-0005x", "T-2026-٠٠٠٥", "5"], "2026-03-01", "T-2026-0001"),
    ],
)
def test_the_next_number(taken: list[str], received: str, number: str) -> None:
    assert next_number(taken, received) == number


@given(st.lists(st.dates(date(2020, 1, 2), date(2030, 12, 30)), max_size=30))
def test_no_number_is_given_twice(days: list[date]) -> None:
    taken: list[str] = []
    for day in days:
        taken.append(next_number(taken, day.isoformat()))
    assert len(set(taken)) == len(days)


def test_the_channels_of_the_plans_are_proposed() -> None:
    proposed = {channel.id: channel for channel in channels()}
    assert {"111", "1022", "18001776", "vn-cop", "e-mail", "walk-in", "letter", "zalo-111", "app-111"} <= set(proposed)
    assert proposed["111"].speech
    assert all(channel.label["vi"] and channel.label["en"] for channel in proposed.values())


@pytest.mark.parametrize(
    "content",
    [
        "[[channel", "channel = 1", "[[channel]]\nid = 'a'",
        "[[channel]]\nid = ''\nlabel = {vi='a', en='b'}\nspeech = true",
        "[[channel]]\nid = 'a'\nlabel = {vi='a'}\nspeech = true", "[[channel]]\nid = 'a'\nlabel = 'a'\nspeech = true",
        "[[channel]]\nid = 'a'\nlabel = {vi='a', en='b'}\nspeech = true\n" * 2,
    ],
)  # fmt: skip
def test_a_broken_file_of_channels_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "tỉnh.toml").write_text(content, encoding="utf-8")
    with pytest.raises(InputFault) as raised:
        channels(tmp_path)
    assert (raised.value.code, raised.value.facts["file"]) == ("tip_channels_broken", "tỉnh.toml")


@pytest.mark.parametrize("content", ["x", "[domains]", "[domains]\nplain = [1]", "[domains]\nplain = 'com'"])
def test_a_broken_list_of_addresses_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "addresses.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputFault) as raised:
        read_lists(path)
    assert raised.value.code == "tip_lists_broken"


def test_the_form_asks_what_every_tip_must_have() -> None:
    form = load_form("tip")
    required = {field.id for field in form.fields if field.required}
    assert required >= {"source_kind", "channel", "received", "summary", "danger"}
    kinds = {choice.value for choice in form.field("source_kind").choices}
    assert kinds == {kind.value for kind in SourceKind}
    child = {column.id for column in form.field("children").columns}
    assert child >= {"pseudonym", "birth_or_age", "sex", "place", "condition"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_tips_has_its_sentence(language: str) -> None:
    words = Words(language)
    for code in (*CODES, "tip_addresses_many"):
        assert words.say(f"failure-{code.replace('_', '-')}")
    assert all(words.say(f"tips-address-{kind.value}") for kind in AddressKind)
    assert all(words.say(f"tips-format-{form}") for form in FORMATS)
    for code in ("tip_lists_broken", "tip_channels_broken"):
        assert "x.toml" in words.fault(InputFault(code, file="x.toml"))

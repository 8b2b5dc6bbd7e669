"""JSON text brought into a form that the parser bears: cut only where it must be, wherever the blocks end."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.source.containers.chat import json_text
from inspector.source.containers.chat.json_text import JsonText

TEXTS = st.lists(st.text('"\\u12aé\n nđ🙂\u0000', max_size=40), max_size=4)


def through(data: bytes, longest: int = 1 << 20) -> tuple[bytes, bool]:
    text = JsonText(io.BytesIO(data), longest)
    pieces = []
    while piece := text.read():
        pieces.append(piece)
    return b"".join(pieces), text.mended


@pytest.fixture(params=[1, 2, 3, 7, 16])
def block(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(json_text, "_BLOCK", request.param)
    return int(request.param)


@settings(max_examples=60)
@given(TEXTS, st.booleans(), st.integers(1, 20))
def test_what_is_right_stays_as_it_is(texts: list[str], ascii_only: bool, size: int) -> None:
    data = json.dumps(texts, ensure_ascii=ascii_only).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "_BLOCK", size)
        assert through(data) == (data, False)


@settings(max_examples=60)
@given(TEXTS, st.booleans(), st.integers(1, 20))
def test_long_strings_are_cut_and_the_rest_stays_json(texts: list[str], ascii_only: bool, size: int) -> None:
    data = json.dumps([*texts, 7], ensure_ascii=ascii_only).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "_BLOCK", size)
        *cut, last = json.loads(through(data, longest=8)[0])
    assert last == 7
    assert len(cut) == len(texts)
    assert all(text.startswith(short) for text, short in zip(texts, cut, strict=True))


@pytest.mark.parametrize("escape", [rb"\udfff", rb"\ud800", rb"\uD83D x", rb"\ud800\u0041", rb"\udc00\ud800"])
def test_half_a_surrogate_becomes_the_mark_of_what_cannot_be_read(block: int, escape: bytes) -> None:
    found = json.loads(through(b'["a' + escape + b'z"]')[0])[0]
    assert found.encode()
    assert "\ufffd" in found
    assert (found[0], found[-1]) == ("a", "z")


@pytest.mark.parametrize("text", [rb'["\ud83d\ude00"]', rb'["\\ud800"]', rb'["\\\\udfff\\"]'])
def test_whole_ones_and_words_that_look_like_one_stay(block: int, text: bytes) -> None:
    assert through(text) == (text, False)


def test_numbers_are_cut_across_blocks(block: int) -> None:
    kept, mended = through(b"[" + b"1" * 9000 + b",2]")
    assert mended
    assert kept == b"[" + b"1" * 4000 + b",2]"


def test_numbers_are_cut_within_a_block() -> None:
    assert through(b"[12," + b"1" * 9000 + b",-" + b"3" * 4000 + b"]")[0] == (
        b"[12," + b"1" * 4000 + b",-" + b"3" * 4000 + b"]"
    )


@given(st.binary(max_size=60), st.integers(1, 9))
def test_whatever_comes_in_utf_8_comes_out(data: bytes, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "_BLOCK", size)
        found, mended = through(data)
    assert found.decode() == data.decode("utf-8-sig", "replace") or mended
    try:
        data.decode()
    except UnicodeDecodeError:
        assert mended


def test_a_mark_of_what_could_not_be_read_before_is_no_new_damage(block: int) -> None:
    assert through('["\ufffd"]'.encode()) == ('["\ufffd"]'.encode(), False)

"""Texts in the letters people really write them in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.analyse.text import read
from tests.analyse.drawn import data_of, looked

SENTENCE = "Trẻ em được pháp luật bảo vệ khỏi mọi hành vi dâm ô."
# windows-1258 writes a tone behind its vowel; Python writes it so only from this decomposed spelling.
IN_1258 = (
    "Chu\u0301 y\u0301: no\u0323i dung na\u0300y la\u0300 ma\u0309 ho\u0301a cu\u0303, "
    "\u0111a\u0303 l\u00e2u r\u00f4\u0300i."
)
COMPOSED = "Chú ý: nọi dung này là mả hóa cũ, đã lâu rồi."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_in_every_dress(encoding: str) -> None:
    text = SENTENCE if encoding not in {"utf-16-le", "utf-16-be"} else "Mat khau la 12345, gap o cong truong.\n" * 3
    assert read(text.encode(encoding))[0] == text


def test_decomposed_text_is_composed() -> None:
    assert read("Nguye\u0302\u0303n".encode())[0] == "Nguyễn"


def test_windows_1258() -> None:
    assert read(IN_1258.encode("cp1258")) == (COMPOSED, "cp1258")


@pytest.mark.parametrize("words", ["Così è, se vi pare: perché no?", "L'été à la plage, où ça?", "Grüße aus Köln"])
def test_windows_1252(words: str) -> None:
    assert read(words.encode("cp1252")) == (words, "cp1252")


def test_the_text_of_a_file_is_told() -> None:
    _, told = looked(SENTENCE.encode("utf-16"), ".txt")
    assert told.text == SENTENCE
    assert data_of(told, "text") == {"encoding": "utf-16-le", "characters": len(SENTENCE)}


def test_a_text_of_more_than_four_mebibytes_is_not_read() -> None:
    _, told = looked(b"line\n" * (1 << 20), ".txt")
    assert told.text is None


@given(st.binary(max_size=400))
def test_any_bytes_are_some_text(data: bytes) -> None:
    words, _ = read(data)
    words.encode()
    assert len(words) <= max(1, len(data))


@given(st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=200))
def test_utf8_comes_back(words: str) -> None:
    import unicodedata  # noqa: PLC0415

    plain = words.removeprefix("\ufeff")
    if not plain.startswith("\ufeff"):
        assert read(plain.encode())[0] == unicodedata.normalize("NFC", plain)

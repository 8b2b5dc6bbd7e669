"""Plain texts, their character sets, and what is no text at all."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.analyse.charset import KNOWN, clean, decoded, load
from inspector.analyse.tipparts import TEXT_LIMIT
from inspector.tips.reading import TipReading

Read = Callable[..., TipReading]
TEXT = "Kính gửi: cơ quan công an\nTôi tố giác tài khoản @xấu"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-32"),
        TEXT.replace("\n", "\r\n").encode(),
        unicodedata.normalize("NFD", TEXT).encode(),
    ],
)
def test_a_text_in_every_encoding_it_comes_in(read: Read, data: bytes) -> None:
    reading = read(data, ".txt")
    assert reading.format == "text"
    assert reading.untrusted_text == TEXT
    assert reading.untrusted_title == "Kính gửi: cơ quan công an"


def test_windows_1258_is_read_without_being_told() -> None:
    assert decoded("Viê\u0323t Nam, đươ\u0300ng".encode("cp1258")) == "Việt Nam, đường"


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02\x03" * 50, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"PK\x03\x04\x14\x00\x00\x00"]
)
def test_what_is_no_text_is_not_read_as_one(read: Read, data: bytes) -> None:
    reading = read(data, ".txt")
    assert reading.format == "other"
    assert [failure.code for failure in reading.failures] == ["tip_format_unknown"]


def test_an_empty_file_is_an_empty_text(read: Read) -> None:
    reading = read(b"")
    assert (reading.format, reading.untrusted_text, reading.untrusted_title) == ("text", "", "")


def test_a_text_with_colons_is_not_taken_for_a_mail(read: Read) -> None:
    assert read("Người báo: A\nNội dung: nhóm kín\n".encode()).format == "text"


def test_a_mail_is_known_without_its_suffix_and_by_it(read: Read) -> None:
    assert read(b"From: a@b.vn\nSubject: x\n\ny").format == "mail"
    assert read(b"X-Odd: 1\n\ny", ".eml").format == "mail"


def test_a_long_text_is_cut_and_says_so(read: Read) -> None:
    reading = read("ơ".encode() * (TEXT_LIMIT + 1))
    assert len(reading.untrusted_text) == TEXT_LIMIT
    assert [failure.code for failure in reading.failures] == ["tip_text_cut"]


def test_letters_of_four_bytes_still_fit_one_frame(read: Read) -> None:
    reading = read("😀".encode() * TEXT_LIMIT)
    assert len(reading.untrusted_text.encode()) <= 8 * 1024 * 1024
    assert [failure.code for failure in reading.failures] == ["tip_text_cut"]


def test_every_known_character_set_exists() -> None:
    load()
    assert {codecs.lookup(name).name for name in KNOWN} == set(KNOWN)


@given(st.binary(max_size=300), st.sampled_from([*KNOWN, "", "zlib", "idna", "punycode", "x" * 99, "\u0111"]))
@settings(max_examples=200, deadline=None)
def test_decoding_never_fails_and_gives_text_that_can_be_stored(data: bytes, stated: str) -> None:
    decoded(data, stated).encode("utf-8", "surrogatepass")
    clean(decoded(data, stated)).encode("utf-8")


@given(st.text(st.characters(codec=None), max_size=100))
def test_cleaning_leaves_no_lone_surrogate(text: str) -> None:
    clean(text).encode("utf-8")


@given(st.text(max_size=100))
def test_utf8_smuggled_through_a_header_comes_back(text: str) -> None:
    smuggled = text.encode().decode("ascii", "surrogateescape")
    assert clean(smuggled) == unicodedata.normalize("NFC", text).removeprefix("\ufeff") or text.isascii()

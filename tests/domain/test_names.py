"""Names out of evidence as one line of visible text: nothing hides, and every byte can be told again."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.names import LONGEST_LABEL, display, is_label, label, stem


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"plain.jpg", "plain.jpg"),
        ("Ảnh gia đình.jpg".encode(), "Ảnh gia đình.jpg"),
        (unicodedata.normalize("NFD", "ấ").encode(), unicodedata.normalize("NFD", "ấ")),
        (b"ti\xeang", "ti\\xeang"),
        (b"\xff\xfe", "\\xff\\xfe"),
        (b"a\nb\tc", "a\\x0ab\\x09c"),
        (b"\x1b[31m", "\\x1b[31m"),
        (b"a\\b", "a\\\\b"),
        (b"a\\x0ab", "a\\\\x0ab"),
        ("phải\u202etrái".encode(), "phải\\u202etrái"),
        ("\u200bkhông\ufeff".encode(), "\\u200bkhông\\ufeff"),
        ("a\u2028b".encode(), "a\\u2028b"),
        ("\U000e0041".encode(), "\\U000e0041"),
        (b"\x85", "\\x85"),
        ("\x85".encode(), "\\u0085"),
        ("\xad".encode(), "\\u00ad"),
        (b"", ""),
    ],
)
def test_a_name_is_shown(name: bytes, shown: str) -> None:
    assert display(name) == shown


@given(st.binary(max_size=60))
def test_what_is_shown_is_one_visible_line(name: bytes) -> None:
    shown = display(name)
    assert not [character for character in shown if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]


ESCAPE = re.compile(r"\\(\\|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")


def told_again(shown: str) -> bytes:
    """The bytes behind what is shown: an `xNN` above 7f is a byte that is no UTF-8."""

    def one(match: re.Match[str]) -> str:
        what = match[1]
        if what == "\\":
            return "\\"
        return chr(int(what[1:], 16)) if what[0] != "x" or int(what[1:], 16) < 0x80 else f"\0{what[1:]}"

    parts = re.split(r"\0([0-9a-f]{2})", ESCAPE.sub(one, shown))
    return b"".join(part.encode() if place % 2 == 0 else bytes.fromhex(part) for place, part in enumerate(parts))


@given(
    st.lists(
        st.sampled_from(
            [b"a", b"\xea", b"\xff", b"\\", b"\n", b"x", b"\x85", "\x85\xad".encode(), "ấ".encode(), "\u202e".encode()]
        )
    )
)
def test_every_byte_can_be_told_again(parts: list[bytes]) -> None:
    name = b"".join(parts)
    assert told_again(display(name)) == name


ODD = st.text(st.sampled_from("a\\x85\x85\xad\udc85\u0085u00"), max_size=8)


@given(st.text(max_size=30) | ODD, st.text(max_size=30) | ODD)
def test_two_names_never_look_alike_by_trick(one: str, other: str) -> None:
    if one != other:
        assert display(one) != display(other)


@pytest.mark.parametrize("text", ["", "Danh mục\u00a02026", "C:\\a", "x" * LONGEST_LABEL])
def test_a_line_of_visible_text_is_a_label(text: str) -> None:
    assert is_label(text)
    assert label(text) == text


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a\0", "\u202eb", "a\u2028b", "\udcff", "x" * (LONGEST_LABEL + 1)])
def test_anything_else_is_made_one(text: str) -> None:
    assert not is_label(text)
    assert is_label(label(text))


@given(st.text(max_size=300))
def test_whatever_calls_itself_so_is_made_a_label(text: str) -> None:
    assert is_label(label(text))


@given(st.text(max_size=300))
def test_a_stem_is_a_name_that_any_file_may_have(text: str) -> None:
    made = stem(text)
    assert all(letter.isalnum() or letter == "-" for letter in made)
    assert len(made.encode("utf-8", "surrogatepass")) <= 200


def test_a_stem_keeps_letters_however_they_were_composed() -> None:
    assert stem(unicodedata.normalize("NFD", "Danh mục 12/2026")) == "Danh-mục-12-2026"

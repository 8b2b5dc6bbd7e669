"""Search as people type it in Vietnam: without marks everything is found, with marks only what is written so."""

from __future__ import annotations

import unicodedata

import pytest
import sqlcipher3
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.domain.content import Analysis, Kind
from inspector.domain.entry import Entry
from inspector.store import connection, ingests, listing, search
from inspector.store.listing import Asked
from tests import ready

NAMES = (
    "Ảnh gia đình/dâm ô.jpg", "dam o.txt", "đám ở.txt", "Đường về nhà.png", "duong ve nha.png",
    unicodedata.normalize("NFD", "kỳ nghỉ hè.jpg"), "ẢNH HOA SEN.JPG", "báo-cáo_quý 1 (bản 2).pdf", "a'b \"c\" $d.doc",
    "100%.txt", "日本語.txt", "straße.txt",
)  # fmt: skip


@pytest.fixture
def named(register: ready.Register) -> ready.Register:
    register.listed(*(name.encode() for name in NAMES))
    return register


def found(register: ready.Register, text: str) -> set[str]:
    asked = Asked(register.case.id, text=text)
    shown = listing.items(register.workspace.reader(), asked)
    return {unicodedata.normalize("NFC", item.shown) for item in shown}


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("dam o", {"Ảnh gia đình/dâm ô.jpg", "dam o.txt", "đám ở.txt"}),
        ("dâm ô", {"Ảnh gia đình/dâm ô.jpg"}),
        ("DÂM Ô", {"Ảnh gia đình/dâm ô.jpg"}),
        ("đám ở", {"đám ở.txt"}),
        ("duong", {"Đường về nhà.png", "duong ve nha.png"}),
        ("đường", {"Đường về nhà.png"}),
        ("đuong", set()),
        ("kỳ nghỉ", {"kỳ nghỉ hè.jpg"}),
        (unicodedata.normalize("NFD", "kỳ nghỉ"), {"kỳ nghỉ hè.jpg"}),
        ("ky nghi he", {"kỳ nghỉ hè.jpg"}),
        ("anh", {"Ảnh gia đình/dâm ô.jpg", "ẢNH HOA SEN.JPG"}),
        ("ảnh", {"Ảnh gia đình/dâm ô.jpg", "ẢNH HOA SEN.JPG"}),
        ("hoa se", {"ẢNH HOA SEN.JPG"}),
        ('"hoa se"', set()),
        ('"hoa sen"', {"ẢNH HOA SEN.JPG"}),
        ('"sen hoa"', set()),
        ("sen hoa", {"ẢNH HOA SEN.JPG"}),
        ("quy 1", {"báo-cáo_quý 1 (bản 2).pdf"}),
        ("báo cáo quý", {"báo-cáo_quý 1 (bản 2).pdf"}),
        ("bao_cao", {"báo-cáo_quý 1 (bản 2).pdf"}),
        ("a'b \"c\" $d", {"a'b \"c\" $d.doc"}),
        ("日本", {"日本語.txt"}),
        ("khong co", set()),
    ],
)  # fmt: skip
def test_what_is_typed_finds(named: ready.Register, typed: str, finds: set[str]) -> None:
    assert found(named, typed) == finds


@pytest.mark.parametrize("typed", ['"', "'", "*", "()", "%", "\0", "\\", "-", ":", "^", "{}", '""', "NEAR()", "- -"])
def test_what_cannot_be_searched_for_finds_nothing_and_breaks_nothing(named: ready.Register, typed: str) -> None:
    assert found(named, typed) == set()


@pytest.mark.parametrize("typed", ["", "   ", "\t"])
def test_an_empty_query_is_no_filter(named: ready.Register, typed: str) -> None:
    assert len(found(named, typed)) == len(NAMES)


@pytest.mark.parametrize("word", ["OR", "AND", "NOT", "near", "exact", "folded"])
def test_words_of_the_query_language_are_words(register: ready.Register, word: str) -> None:
    register.listed(f"x {word} y.txt".encode(), b"x.txt")
    assert found(register, word) == {f"x {word} y.txt"}


def test_texts_are_found_by_the_item_that_holds_them(register: ready.Register) -> None:
    told = Analysis(text="Ghi chú: bảo vệ trẻ em trên môi trường mạng")
    register.read(b"a.txt", b"1", kind=Kind.DOCUMENT, analysis=told)
    register.read(b"b.txt", b"2", kind=Kind.DOCUMENT)
    assert found(register, "tre em") == {"a.txt"}
    assert found(register, "trẻ em") == {"a.txt"}
    assert found(register, "trè em") == set()


ODD = st.text(st.characters(codec=None, exclude_categories=()), max_size=40) | st.text(
    st.sampled_from("\"'*()-:^{}+%_\\ \0đĐấ AND OR NOT NEAR"), max_size=30
)


@settings(max_examples=150)
@given(ODD)
def test_no_query_ever_breaks_the_search(text: str) -> None:
    database = fresh()
    expression = search.query(text)
    if expression:
        database.execute("SELECT rowid FROM s WHERE s MATCH ?", (expression,)).fetchall()
    database.close()


@settings(max_examples=100)
@given(st.text(st.characters(codec="utf-8", categories=("Ll", "Lu", "Nd")), min_size=1, max_size=12))
def test_every_word_finds_itself_with_and_without_marks(word: str) -> None:
    database = fresh()
    search._add(database, "s", 1, word)
    for typed in (word, word.lower(), unicodedata.normalize("NFD", word), search.folded(word)):
        expression = search.query(typed)
        rows = database.execute("SELECT rowid FROM s WHERE s MATCH ?", (expression,)).fetchall() if expression else []
        assert rows == [(1,)], (typed, expression)
    database.close()


def fresh() -> connection.Connection:
    """A search table like those of a workspace."""
    database: connection.Connection = sqlcipher3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE s USING fts5(exact, folded, content='', contentless_delete=1,"
        " tokenize='unicode61 remove_diacritics 0')"
    )
    return database


def test_a_name_that_is_not_utf_8_is_found_by_what_can_be_read_of_it(register: ready.Register) -> None:
    entry = Entry(b"ti\xeang vi\xeat cong van.txt", 1, 0, 0, 0, 1, 5, 1)
    register.workspace.change(ingests.add_entries(register.ingest, [entry]))
    assert found(register, "cong van") == {"ti\\xeang vi\\xeat cong van.txt"}


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("con\u200btrai.jpg", "contrai"), ("con\u200btrai.jpg", "con trai"), ("\u202egpj.exe", "gpj"),
        ("one\ntwo", "one two"), ("a\\b", "a b"), ("\\u1234x", "u1234x"),
    ],
)  # fmt: skip
def test_characters_that_hide_in_a_name_do_not_hide_it(register: ready.Register, name: str, typed: str) -> None:
    register.listed(name.encode())
    assert len(found(register, typed)) == 1

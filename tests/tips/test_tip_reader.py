"""Tip files read by real, locked-in workers, and the trusted side's distrust of what it is told."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.tip import DigestKind
from inspector.source.order import suffix as plain_suffix
from inspector.tips.addresses import find_in_reading
from inspector.tips.lists import AddressLists
from inspector.tips.reader import TASK, Gathering, read_tip_file
from inspector.tips.reading import ATTACHMENTS, CODES, LINE, TEXT, TipReading
from inspector.work import Pool

HEAD: dict[str, Any] = {
    "format": "text", "title": "t", "fields": {}, "headers": "", "text": "x", "links": "", "failures": [],
}  # fmt: skip
ATTACHMENT = {"name": "a", "mime": "image/png", "size": 3, "failure": ""}


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool([TASK], 1) as pool:
        yield pool


def opened(path: Path, data: bytes) -> Callable[[], int]:
    path.write_bytes(data)
    return lambda: os.open(path, os.O_RDONLY)


def mail(attachment: bytes) -> bytes:
    message = EmailMessage()
    message["From"] = "a@example.org"
    message["Subject"] = "Tố giác"
    message["X-Originating-IP"] = "203.0.113.9"
    message.set_content("gọi 0912 345 678, d41d8cd98f00b204e9800998ecf8427e")
    message.add_alternative('<a href="hxxp://xau.example.com/a">x</a><a href="http://bay.example.com">y</a>', "html")
    message.add_attachment(attachment, maintype="image", subtype="png", filename="ảnh.png")
    return message.as_bytes()


def test_a_mail_through_a_locked_worker(pool: Pool, tmp_path: Path, lists: AddressLists) -> None:
    picture = os.urandom(9 * 1024 * 1024)  # more than one piece
    reading = read_tip_file(pool, opened(tmp_path / "x", mail(picture)), "thư.EML")
    assert reading.untrusted_title == "Tố giác"
    assert [(each.untrusted_name, each.data) for each in reading.attachments] == [("ảnh.png", picture)]
    assert reading.failures == ()
    finds = find_in_reading(reading, lists)
    assert {each.value: each.place.part for each in finds.addresses} == {
        "a@example.org": "from",
        "203.0.113.9": "x-originating-ip",
        "+84912345678": "text",
        "http://bay.example.com": "link",
    }
    assert [(each.kind, each.value) for each in finds.digests] == [(DigestKind.MD5, "d41d8cd98f00b204e9800998ecf8427e")]


@pytest.mark.parametrize(
    ("data", "form", "code"),
    [
        ("chữ".encode("utf-16"), "text", None),
        ("Tiê\u0301ng".encode("cp1258"), "text", None),
        (b"%PDF-1.4 rac", "pdf", "tip_pdf_broken"),
        (b"\x00\x01" * 500, "other", "tip_format_unknown"),
        (b"From: a\nSubject: =?gb18030?b?1tA=?= =?x-la?q?a?=\nContent-Type: text/plain; charset=euc-kr\n\n\xb0\xa1",
         "mail", None),
    ],
)  # fmt: skip
def test_other_files_through_a_locked_worker(
    pool: Pool, tmp_path: Path, data: bytes, form: str, code: str | None
) -> None:
    reading = read_tip_file(pool, opened(tmp_path / "x", data), "x")
    assert reading.format == form
    assert [failure.code for failure in reading.failures] == ([code] if code else [])


def test_a_worker_that_runs_out_of_memory_costs_only_this_file(pool: Pool, tmp_path: Path) -> None:
    path = tmp_path / "x"
    with path.open("wb") as file:
        file.truncate(3 * 1024**3)  # a hole: all of it reads as zeros
    reading = read_tip_file(pool, lambda: os.open(path, os.O_RDONLY), "x.txt")
    assert reading.format == "other"
    assert reading.failures
    assert read_tip_file(pool, opened(tmp_path / "y", b"ngay sau"), "y.txt").untrusted_text == "ngay sau"


def test_what_opening_raises_is_raised(pool: Pool, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_tip_file(pool, lambda: os.open(tmp_path / "khong-co", os.O_RDONLY), "x")


@pytest.mark.parametrize(
    "lie",
    [
        {"format": "exe"}, {"format": None}, {"format": []}, {"title": "a\nb"}, {"title": "a" * (LINE + 1)},
        {"title": b"x"}, {"text": "a" * (TEXT + 1)}, {"text": "\ud800"}, {"text": 1},
        {"fields": {"password": "x"}},
        {"fields": {"from": 1}}, {"fields": []}, {"headers": "khong co dau hai cham"}, {"headers": "a/b: c"},
        {"links": None}, {"failures": ["khong-co"]}, {"failures": "x"}, {"failures": [["tip_pdf_page"]]},
        {"failures": ["tip_pdf_page"] * 1000}, {"more": 1},
    ],
)  # fmt: skip
def test_a_head_that_lies_is_refused(lie: dict[str, Any]) -> None:
    assert TipReading.from_values(HEAD).untrusted_text == "x"
    with pytest.raises(ValueError, match=r"\w"):
        TipReading.from_values({**HEAD, **lie})


@pytest.mark.parametrize(
    "parts",
    [
        [{}],
        [{"head": HEAD, "data": b""}],
        [{"attachment": ATTACHMENT}],
        [{"head": HEAD}, {"head": HEAD}],
        [{"head": HEAD}, {"data": b"x"}],
        [{"head": HEAD}, {"attachment": ATTACHMENT}, {"attachment": ATTACHMENT}],
        [{"head": HEAD}, {"attachment": ATTACHMENT}, {"data": b"1234"}],
        [{"head": HEAD}, {"attachment": ATTACHMENT}, {"data": b""}],
        [{"head": HEAD}, {"attachment": ATTACHMENT}, {"data": "123"}],
        [{"head": HEAD}, {"attachment": {**ATTACHMENT, "size": -1}}],
        [{"head": HEAD}, {"attachment": {**ATTACHMENT, "size": 1 << 40}}],
        [{"head": HEAD}, {"attachment": {**ATTACHMENT, "size": "3"}}],
        [{"head": HEAD}, {"attachment": {**ATTACHMENT, "name": None}}],
        [{"head": HEAD}, {"attachment": {**ATTACHMENT, "failure": "khong-co"}}],
        [{"head": HEAD}, *[{"attachment": {**ATTACHMENT, "size": 0}}] * (ATTACHMENTS + 1)],
        [{"head": "x"}],
    ],
)
def test_parts_out_of_order_or_measure_are_refused(parts: list[dict[str, Any]]) -> None:
    gathering = Gathering()
    assert all(gathering.take(part) for part in parts[:-1])
    with pytest.raises(ValueError, match=r"\w"):
        gathering.take(parts[-1])


def test_an_attachment_that_broke_off_is_named_without_bytes() -> None:
    gathering = Gathering()
    for part in ({"head": HEAD}, {"attachment": ATTACHMENT}, {"data": b"12"}):
        assert gathering.take(part)
    (attachment,) = gathering.reading().attachments
    assert attachment.data is None
    assert attachment.failure
    assert attachment.failure.code in CODES


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.EML", ".eml"), ("a", ""), (".pdf", ".pdf"), ("a.b/c d", ""), ("a." + "x" * 30, ""), ("a.ảnh", ""), ("", "")],
)
def test_only_a_plain_suffix_is_told_to_the_worker(name: str, suffix: str) -> None:
    assert plain_suffix(name.encode()) == suffix


@given(st.recursive(st.none() | st.integers() | st.text(max_size=5) | st.binary(max_size=5),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
                    max_leaves=8))  # fmt: skip
def test_any_told_value_is_taken_or_refused_as_a_lie(value: Any) -> None:
    for word in ("head", "attachment", "data"):
        with pytest.raises(ValueError, match=r"\w"):
            Gathering().take({word: value})

"""What the window says of a set and of a match, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from inspector.app.deltas import MISSED
from inspector.app.library import Added
from inspector.app.office_lists import LACKING, Shown
from inspector.app.office_trust import Kept, Paper
from inspector.app.products import UNCLEAR
from inspector.domain.match import Listing, Match, Signal, Variant
from inspector.library.building.tally import Tally
from inspector.library.entry import REASONS
from inspector.library.formats import FORMATS, NSRL
from inspector.library.formats.columns import FIELDS
from inspector.library.formats.zero import MEANINGS
from inspector.library.reading import AUTO
from inspector.library.sets import Summary
from inspector.store.hashsets import HashSet
from inspector.store.listing import Agreed
from inspector.store.office_lists import FORMAT as OFFICES
from inspector.ui.hashset_lines import column_names, format_name, set_sections
from inspector.ui.look import Look
from inspector.ui.match_lines import match_lines
from inspector.ui.office_lines import office_sections
from inspector.ui.widgets.import_told import counts, warnings
from inspector.ui.widgets.match_mark import paint_mark
from inspector.words import LANGUAGES, Words

SET = HashSet(
    name="Danh sách", listing=Listing.ILLEGAL, provider="", version="2", format="vics", file="f", entries=1200,
    broken=3, digest="ab" * 32, signals={"sha1": 1200}, dated="", added="2026-03-01T02:00:00", added_by="an", id=7,
    facts={"country": "UK", "zero": "uncategorised", "zero_by": "choice", "strange": "\u202ex"},
)  # fmt: skip


def told(look: Look, known: HashSet, former: HashSet | None = None) -> dict[str, str]:
    return {line.name: line.value for section in set_sections(look, known, former) for line in section.lines}


def said(
    look: Look, listing: Listing = Listing.ILLEGAL, meaning: str = "", confirmed: int | None = None, **match: object
) -> list[tuple[str, str]]:
    whole = {"hashset": 1, "signal": Signal.PDQ, "distance": 12, "entry": "0f" * 32, **match}
    agreed = Agreed("Danh sách", listing, Match(**whole), confirmed, meaning)  # type: ignore[arg-type]
    return [(line.name, line.value) for line in match_lines(look, agreed)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_the_library_has_words(language: str) -> None:
    words = Words(language)
    wanted = {
        *(f"window-format-{name}" for name in (*(known.NAME for known in FORMATS), NSRL, OFFICES, AUTO)),
        *(f"window-column-{field}" for field in FIELDS),
        *(f"window-signal-{signal.value}" for signal in Signal),
        *(f"window-zero-{meaning}" for meaning in MEANINGS),
        *(f"window-zero-{meaning}-more" for meaning in MEANINGS),
        *(f"window-hashset-zero-{meaning}" for meaning in MEANINGS),
        *(f"window-hashset-listing-{listing.value}-more" for listing in Listing),
        *(f"variant-{variant.value}" for variant in Variant),
        *(f"library-broken-{code}" for code in REASONS),
    }
    assert sorted(name for name in wanted if not words.has(name)) == []


def test_all_that_is_known_of_a_set_is_told(look: Look) -> None:
    found = told(look, SET)
    assert found["Quốc gia"] == "UK"
    assert (found["Loại 0"], found["Căn cứ"]) == ("chưa phân loại", "người nạp trả lời")
    assert found["SHA-256"] == SET.digest
    assert found["SHA-1"] == found["Giá trị khác nhau"] == "1.200"
    assert found["strange"] == "\\u202ex"  # a list may say anything of itself
    assert not {"Thay cho", "Tình trạng", "Chưa đầy đủ", "Nơi cung cấp"} & set(found)
    later = replace(SET, off="2026-04-01T00:00:00", incomplete="truncated", meanings={"1": "nghĩa"}, provider="A")
    found = told(look, later, replace(SET, version=""))
    assert "01/04/2026" in found["Tình trạng"]
    assert found["Thay cho"].startswith("Danh sách, phiên bản –, nạp 01/03/2026")
    assert "cụt" in found["Chưa đầy đủ"]
    assert (found["1"], found["Nơi cung cấp"]) == ("nghĩa", "A")


def test_what_category_nought_was_known_by_is_told_with_its_value(look: Look) -> None:
    known = replace(SET, facts={"zero": "non-pertinent", "zero_by": "application BFIP4GRIFFEYE"})
    assert told(look, known)["Căn cứ"] == "theo phần mềm xuất: BFIP4GRIFFEYE"
    assert told(look, replace(SET, facts={"zero_by": "đoán"}))["Căn cứ"] == "đoán"


def test_formats_and_columns_are_told_in_words(look: Look) -> None:
    assert format_name(look, "csv") == "Bảng CSV"
    assert format_name(look, "của riêng\n") == "của riêng\\x0a"
    assert column_names(look, "sha256=3,category=Loại") == "cột 3 là SHA-256; cột Loại là phân loại"


def test_a_match_says_set_distance_what_was_done_category_and_entry(look: Look) -> None:
    assert said(look, variant="turned+part", category="1", meaning="tài liệu xâm hại trẻ em") == [
        ("Danh sách · bất hợp pháp", "PDQ, cách 12 bit · bản đã xoay, chỉ một phần của ảnh khớp"),
        ("Phân loại theo nơi cung cấp", "1 – tài liệu xâm hại trẻ em"),
        ("Giá trị trong bộ băm", "0f" * 32),
    ]
    assert said(look, Listing.KNOWN_GOOD, signal=Signal.SHA256, distance=0)[0] == (
        "Danh sách · đã biết, vô hại",
        "Khớp chính xác SHA-256",
    )
    assert said(look, signal=Signal.VPDQ, distance=8)[0][1] == look.say("match-line-film", share=92)
    assert said(look, confirmed=2)[0][1] == "PDQ, cách 12 bit · (2 đơn vị xác nhận)"
    assert said(look, category="\u202eA")[1][1] == "\\u202eA"


def test_a_list_of_offices_says_what_is_known_lacking_and_confirmed(look: Look) -> None:
    spans = {"A05": [(1, 40), (60, 60)], "Hà Nội": [(1, 3)]}
    words = {"A05": (1_200, 3), "Hà Nội": (30, 0)}
    shown = Shown(spans, {"A05": [(41, 59)]}, {1: 30, 2: 1200}, {"A05": ["0f" * 32], "Hà Nội": []}, words)
    today = datetime.now(UTC).date()
    paper = Paper("\\u202eA05", "", "A05", today - timedelta(9), today - timedelta(1), "0f" * 32, False, b"")
    made = office_sections(look, shown, [Kept("A05", paper, "2026-03-01T02:00:00", "an")])
    assert [section.title for section in made] == ["Các đơn vị", "A05", "Hà Nội"]
    first, second, third = ([(line.name, line.value, line.tone) for line in section.lines] for section in made)
    assert first == [("1 đơn vị xác nhận", "30", ""), ("2 đơn vị xác nhận", "1.200", "")]
    assert second[:4] == [
        ("Đang xác nhận", "1.200", ""),
        ("Đã rút", "3", ""),
        ("Các dòng", "đã có 1-40, 60", ""),
        ("Thiếu", "CÒN THIẾU 41-59", "warning"),
    ]
    assert [(name, tone) for name, _, tone in second[4:]] == [("Chứng thư", "warning"), ("SHA-256", "")]
    assert third[-1] == ("Chứng thư", "không còn chứng thư nào được tin", "warning")
    assert "xin đơn vị" in told(look, replace(SET, incomplete=LACKING))["Chưa đầy đủ"]


def test_a_set_that_stays_off_is_told_first(look: Look) -> None:
    summary = Summary(1200, SET.digest, {}, 0, Tally(entries=1200))
    (told_so,) = warnings(look, Added(replace(SET, off="2026-04-01T00:00:00"), summary, 4))
    assert "vẫn tắt" in told_so


def test_a_release_that_was_passed_over_is_told_with_what_to_do(look: Look) -> None:
    missed = replace(SET, incomplete=MISSED)
    assert "bản phát hành đầy đủ" in told(look, missed)["Chưa đầy đủ"]
    warned = list(warnings(look, Added(missed, Summary(1200, SET.digest, {}, 0, Tally(entries=1), 9), 0)))
    assert [sentence.split()[0] for sentence in warned] == ["Có", "9"]


def test_what_was_not_judged_and_what_changed_is_told(look: Look) -> None:
    tally = Tally(entries=9, uncategorised=1500)
    summary = Summary(1200, SET.digest, {}, 0, tally, changed=2, taken_back=3, in_part=4)
    warned = list(warnings(look, Added(SET, summary, 0)))
    assert [sentence.split()[0] for sentence in warned] == ["Đã", "2", "3", "4"]
    assert "1.500" in warned[0]


def test_tools_that_were_left_out_are_told_with_their_kinds(look: Look) -> None:
    summary = Summary(1200, SET.digest, {}, 0, Tally(entries=1, tools=1500))
    known = replace(SET, facts={"tools": "Hacker Tool 3, Steganography 1", "tools_rows": "1500"})
    (told_so,) = warnings(look, Added(known, summary, 0))
    assert told_so.startswith("Đã bỏ 1.500 dòng")
    assert told_so.endswith("Hacker Tool 3, Steganography 1.")
    assert told(look, known)["Sản phẩm không nạp"] == "Hacker Tool 3, Steganography 1"
    (unknown,) = warnings(look, Added(replace(SET, facts={"tools": "unknown"}), replace(summary, tally=Tally()), 0))
    assert "bị ẩn khi rà soát" in unknown
    assert "không rõ" in told(look, replace(SET, facts={"tools": "unknown"}))["Sản phẩm không nạp"]
    assert "công cụ tấn công" in told(look, replace(SET, incomplete=UNCLEAR))["Chưa đầy đủ"]


def test_an_import_tells_what_was_left_out_and_whatever_makes_the_set_less_than_its_list(look: Look) -> None:
    sound = Added(SET, Summary(1200, SET.digest, {}, 0, Tally(entries=1200)), 4)
    assert list(counts(look, sound)) == [
        "1.200 giá trị khác nhau, từ 1.200 dòng đọc được; 0 dòng trùng.",
        "Không có dòng hỏng.",
        "Khớp 4 nội dung đã lưu trong không gian làm việc.",
    ]
    assert list(warnings(look, sound)) == []
    tally = Tally(entries=1300, broken=2, mended=1, gone=5, unnamed=2, left_out=2000)
    poor = Added(
        replace(SET, incomplete="truncated"), Summary(1200, SET.digest, {}, 100, tally, 5), 0, ("Giống", "Y hệt")
    )
    assert "2 dòng hỏng bị bỏ qua; 1 dòng hỏng một phần" in " ".join(counts(look, poor))
    assert "5 dòng báo bỏ giá trị." in counts(look, poor)
    cut, left, unnamed, missing, *same = warnings(look, poor)
    assert unnamed.startswith("Danh sách rút lại 2 mục")
    assert "bị cụt" in cut
    assert left.startswith("Đã bỏ 2.000 mục")
    assert missing.startswith("3 mục")
    assert same == [look.say("told-same", name=name) for name in ("Giống", "Y hệt")]


def test_marks_of_lists_differ_by_shape_and_of_near_matches_by_filling(look: Look) -> None:
    shapes = {_shape(look, listing, exact) for listing in (Listing.ILLEGAL, Listing.ALERT) for exact in (True, False)}
    shapes.add(_shape(look, Listing.KNOWN_GOOD, exact=True))
    assert len(shapes) == 5


def _shape(look: Look, listing: Listing, exact: bool) -> tuple[bool, ...]:
    """Where a mark is painted, whatever its colour."""
    picture = QImage(16, 16, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_mark(look, painter, QRectF(0, 0, 16, 16), listing, exact=exact)
    painter.end()
    return tuple(picture.pixelColor(x, y).alpha() > 127 for y in range(16) for x in range(16))

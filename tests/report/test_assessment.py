"""The assessment as people read it: text, layout, blanks, both languages, and what hostile names cannot do to it."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from inspector.domain.case import CaseKind
from inspector.domain.fault import UsageFault
from inspector.report.answers import Answers, check_answers, no_answers
from inspector.report.build import build
from inspector.report.facts import AnalyserFact, CaseFact, Facts, Tally
from inspector.report.form import Form, load_form
from inspector.words import Words

Read = Callable[..., str]


@pytest.fixture
def read(tmp_path: Path, at: datetime) -> Read:
    """The text of a report as pdftotext returns it, lines joined."""

    def text_of(facts: Facts, answers: Answers, language: str = "vi", *, layout: bool = False) -> str:
        path = tmp_path / "r.pdf"
        path.write_bytes(build(facts, answers, Words(language), at).pdf)
        command = ["pdftotext", "-layout" if layout else "-nopgbrk", str(path), "-"]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return unicodedata.normalize("NFC", told if layout else " ".join(told.split()))

    return text_of


def test_a_full_report_reads_as_an_official_document(facts: Facts, answers: Answers, read: Read) -> None:
    text = read(facts, answers)
    for part in (
        "CÔNG AN TỈNH MINH HỌA",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/BC-PA05",
        "Minh Họa, ngày 05 tháng 02 năm 2026",
        "BÁO CÁO Kết quả kiểm tra, phân loại dữ liệu điện tử trong vụ việc số 12/2026",
        "Kính gửi: Đồng chí Giám đốc Công an tỉnh",
        "Căn cứ Bộ luật Tố tụng hình sự ngày 27 tháng 11 năm 2015; Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016.",
        "Công văn số 118/CSĐT ngày 15 tháng 01 năm 2026",
        "Inspector, phiên bản 0.1.0",
        "Pillow 13.0.0",
        "Danh mục thử nghiệm 2026",
        "3,532 GB",
        "Kết luận: Đúng.",
        "Kết luận: Không đủ cơ sở.",
        "số 12/2026./.",
        "KT. TRƯỞNG PHÒNG PHÓ TRƯỞNG PHÒNG",
        "Thượng tá Lê Quốc Hưng",
        "Nơi nhận:",
        "- Lưu: VT, PA05 (Đ3).",
        "dòng số 318",
        "Phụ lục I DANH MỤC DỮ LIỆU LIÊN QUAN",
        "Ảnh gia đình/Tết 2025/con mèo.png",
        "20/11/2026 15:15:00",
        "Phụ lục II DANH MỤC DỮ LIỆU KHÔNG XỬ LÝ ĐƯỢC",
    ):
        assert part in text, part
    assert "CHƯA NẠP DANH MỤC" not in text
    assert "...." not in text


def test_every_digest_of_every_item_is_printed(facts: Facts, answers: Answers, read: Read) -> None:
    dense = read(facts, answers).replace(" ", "")
    for item in facts.relevant:
        assert item.digests.md5.hex() in dense
        assert item.digests.sha1.hex() in dense
        sha256 = item.digests.sha256.hex()
        assert sha256[:32] in dense
        assert sha256[32:] in dense
    assert facts.audit.hash.hex() in dense
    assert facts.hashsets[0].digest.hex() in dense


def test_without_answers_required_fields_are_dots(facts: Facts, form: Form, read: Read, at: datetime) -> None:
    text = read(facts, no_answers(form))
    assert "Số: ......../BC-........" in text
    assert re.search(r"ngày \.+ tháng \.+ năm 20\.\.\.\.", text)
    assert text.count("." * 100) >= 9
    built = build(facts, no_answers(form), Words("vi"), at)
    (blanks,) = [each for each in built.warnings if each.code == "report_blanks"]
    assert "examiner_name" in str(blanks.facts["fields"])
    assert blanks.facts["count"] == len(no_answers(form).missing())


def test_a_full_report_warns_of_nothing(facts: Facts, answers: Answers, vietnamese: Words, at: datetime) -> None:
    assert build(facts, answers, vietnamese, at).warnings == ()


def test_no_illegal_list_is_said_in_print_and_as_warning(
    facts_of: Any, answers: Answers, read: Read, vietnamese: Words, at: datetime
) -> None:
    facts = facts_of(illegal_list_loaded=False, hashsets=())
    assert read(facts, answers).count("CHƯA NẠP DANH MỤC NỘI DUNG BẤT HỢP PHÁP") == 2
    assert read(facts, answers, "en").count("NO ILLEGAL LIST LOADED: no hit means nothing.") == 2
    assert "report_no_illegal_list" in {each.code for each in build(facts, answers, vietnamese, at).warnings}


def test_an_exhibit_nobody_described_gets_its_line(
    facts_of: Any, answers: Answers, read: Read, vietnamese: Words, at: datetime
) -> None:
    facts = facts_of(exhibits=("A1", "B7"))
    assert re.search(r"2 B7 \.+ \.+", read(facts, answers))
    (told,) = build(facts, answers, vietnamese, at).warnings
    assert (told.code, told.facts) == ("report_exhibits_undescribed", {"exhibits": "B7"})


def test_the_english_version_says_the_same(facts: Facts, answers: Answers, read: Read) -> None:
    text = read(facts, answers, "en")
    for part in (
        "SOCIALIST REPUBLIC OF VIET NAM",
        "No.: 05/BC-PA05",
        "Conclusion: Right.",
        "Conclusion: Not enough ground.",
        "1,204",
        "RELEVANT ITEMS",
        "The Vietnamese",
    ):
        assert part.replace("The Vietnamese", "report in Vietnamese") in text, part
    assert "Kết luận" not in text


@pytest.mark.parametrize(
    ("kind", "word"),
    [(CaseKind.CRIMINAL, "vụ án số"), (CaseKind.INSPECTION, "cuộc kiểm tra số"), (CaseKind.TIP, "vụ việc số")],
)
def test_a_case_is_called_by_its_kind(kind: CaseKind, word: str, facts_of: Any, answers: Answers, read: Read) -> None:
    facts = facts_of(case=CaseFact("7/2026", "Tên", kind, "2026-11-18T01:00:00Z", "an"))
    assert f"{word} 7/2026" in read(facts, answers)


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        ("2026-02-05", "ngày 05 tháng 02 năm 2026"),
        ("2026-01-31", "ngày 31 tháng 01 năm 2026"),
        ("2026-03-09", "ngày 09 tháng 3 năm 2026"),
        ("2026-12-10", "ngày 10 tháng 12 năm 2026"),
    ],
)
def test_only_months_one_and_two_have_a_leading_zero(
    day: str, printed: str, facts_of: Any, full_answers: Any, read: Read
) -> None:
    assert printed in read(facts_of(), check_answers(load_form("assessment"), {**full_answers, "date": day}))


@pytest.mark.parametrize(("number", "printed"), [("5", "05"), ("12", "12"), ("7a", "7a"), ("05", "05")])
def test_numbers_below_ten_have_a_leading_zero(
    number: str, printed: str, facts_of: Any, full_answers: Any, read: Read
) -> None:
    answers = check_answers(load_form("assessment"), {**full_answers, "number": number})
    assert f"Số: {printed}/BC-PA05" in read(facts_of(), answers)


def test_page_numbers_begin_on_page_two_and_anew_in_each_annex(
    facts_of: Any, item_of: Any, answers: Answers, read: Read
) -> None:
    facts = facts_of([item_of(number, f"ảnh {number}.jpg".encode()) for number in range(40)])
    pages = read(facts, answers, layout=True).split("\f")[:-1]
    numbers = [re.match(r"\s*(\d+)\n", page) for page in pages]
    shown = [int(each.group(1)) if each else 1 for each in numbers]
    body = shown.index(1, 1)
    assert shown[:body] == list(range(1, body + 1))
    assert shown[body:-1] == list(range(1, len(shown) - body))
    assert shown[-1] == 1


def test_the_head_of_a_table_stands_on_every_page(facts_of: Any, item_of: Any, answers: Answers, read: Read) -> None:
    facts = facts_of([item_of(number, f"ảnh {number}.jpg".encode()) for number in range(40)])
    pages = [page for page in read(facts, answers, layout=True).split("\f") if "SHA-256 " in page and "MD5" in page]
    annex = [page for page in pages if "IMG" in page or "ảnh" in page]
    assert len(annex) > 3
    assert all("Đường dẫn trong dữ liệu" in page for page in annex[1:])


HOSTILE = [
    b"<b>bold</b><font size=40>&amp;</font>.jpg",
    "đảo\u202egpj.exe".encode(),
    b"line\nfeed\r\nand\ttab.png",
    b"\xff\xfe\x00 not text",
    b"a" * 4000 + b".jpg",
    ("dài " * 1000).encode(),
    "写真.jpg \U0001f431".encode(),
    b"{number} %s %(x)s \\n $1",
    b"</para><img src='x'/>",
    b"",
]


def test_hostile_names_are_only_names(facts_of: Any, item_of: Any, answers: Answers, read: Read) -> None:
    text = read(facts_of([item_of(number, name) for number, name in enumerate(HOSTILE)]), answers)
    dense = text.replace(" ", "")
    assert "<b>bold</b><fontsize=40>&amp;</font>.jpg" in dense
    assert "đảo\\u202egpj.exe" in dense
    assert "line\\x0afeed\\x0d\\x0aand\\x09tab.png" in dense
    assert "\\xff\\xfe\\x00nottext" in dense
    assert dense.count("a") > 4000
    assert "\\u5199\\u771f.jpg\\U0001f431" in dense
    assert "{number}%s%(x)s\\\\n$1" in dense
    assert "</para><imgsrc='x'/>" in dense
    assert "\u202e" not in text


def test_hostile_words_of_people_are_only_words(facts_of: Any, form: Form, full_answers: Any, read: Read) -> None:
    answers = check_answers(
        form,
        {
            **full_answers,
            "agency": "<b>Sở</b> & cộng sự",
            "case_summary": "<para> {case} & <i>x",
            "examiner_name": "<u>An</u>",
            "recipients": ["<b>Ai</b>"],
            "legal_bases": ["Căn cứ <b>luật</b>;"],
        },
    )
    title = CaseFact("<1>/2026", "<b>tên</b> & {agency}", CaseKind.TIP, "2026-11-18T01:00:00Z", "an")
    text = read(facts_of(case=title), answers)
    printed = ("<B>SỞ</B> & CỘNG SỰ", "<para> {case} & <i>x", "<u>An</u>", "<b>Ai</b>", "<b>luật</b>.", "<b>tên</b> &")
    for part in printed:
        assert part in text, part


def test_items_can_be_left_to_the_manifest(facts: Facts, form: Form, full_answers: Any, read: Read) -> None:
    text = read(facts, check_answers(form, {**full_answers, "list_items": False}))
    assert "DANH MỤC DỮ LIỆU LIÊN QUAN" not in text
    assert "manifest.json đính kèm; không in phụ lục" in text
    assert "Phụ lục I DANH MỤC DỮ LIỆU KHÔNG XỬ LÝ ĐƯỢC" in text


def test_counts_without_system_copies_are_shown_when_known(facts_of: Any, answers: Answers, read: Read) -> None:
    known = Tally(10, 1000, 8, 900, 6, 700)
    facts = facts_of(total=known, kinds={})
    text = read(facts, answers)
    assert "Số mục trừ bản sao hệ thống" in text
    assert "chưa tách được bản sao" not in text


def test_parameters_are_told_as_people_read_them(facts_of: Any, answers: Answers, read: Read) -> None:
    analysers = (AnalyserFact("a", "1", '{"head": 262144, "form": "NFC"}'), AnalyserFact("b", "1", "{}"))
    text = read(facts_of(analysers=analysers), answers)
    assert "form: NFC; head: 262144" in text
    assert "{" not in text


def test_an_empty_case_makes_a_report(facts_of: Any, answers: Answers, read: Read) -> None:
    nothing = Tally(0, 0, 0, 0)
    facts = facts_of(
        [],
        ingests=(),
        analysers=(),
        hashsets=(),
        illegal_list_loaded=False,
        total=nothing,
        kinds={},
        schemes=(),
        lists=(),
        failures=(),
        unseen=0,
        exhibits=(),
    )
    text = read(facts, answers)
    assert "Chưa có dữ liệu nào được đọc" in text
    assert "Không có lỗi xử lý nào" in text


def test_secrecy_is_marked_and_warned_of(facts: Facts, form: Form, full_answers: Any, read: Read, at: datetime) -> None:
    answers = check_answers(form, {**full_answers, "secrecy": "mat"})
    assert re.search(r"BC-PA05 MẬT|MẬT", read(facts, answers))
    assert "report_secrecy" in {each.code for each in build(facts, answers, Words("vi"), at).warnings}


def test_a_time_needs_its_zone(facts: Facts, answers: Answers, vietnamese: Words, at: datetime) -> None:
    with pytest.raises(UsageFault, match="report_time_without_zone"):
        build(facts, answers, vietnamese, at.replace(tzinfo=None))


def test_signatures_never_stand_alone_on_a_page(facts_of: Any, form: Form, full_answers: Any, read: Read) -> None:
    for lines in range(0, 24, 3):
        summary = "\n".join(f"Đoạn thứ {number}." for number in range(lines)) or "Một đoạn."
        text = read(facts_of(), check_answers(form, {**full_answers, "case_summary": summary}), layout=True)
        (signing,) = [page for page in text.split("\f") if "NGƯỜI KIỂM TRA LẠI" in page]
        assert "Trên đây là báo cáo" in signing
        assert "Lê Quốc Hưng" in signing

"""Example facts and answers: an invented case with harmless names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from inspector.domain.case import CaseKind
from inspector.domain.content import Digests, Kind
from inspector.domain.match import Listing, Signal
from inspector.report.answers import Answers, check_answers
from inspector.report.facts import (
    AnalyserFact,
    AuditHead,
    CaseFact,
    CategoryFact,
    DecisionFact,
    Facts,
    FailureFact,
    HashSetFact,
    IngestFact,
    ItemFact,
    ListFact,
    MatchFact,
    SchemeFact,
    Tally,
)
from inspector.report.form import Form, load_form
from inspector.words import Words

AT = datetime(2026, 11, 21, 3, 0, 0, tzinfo=UTC)


def digests(seed: str, size: int = 48_213) -> Digests:
    content = seed.encode()
    return Digests(
        hashlib.md5(content, usedforsecurity=False).digest(),
        hashlib.sha1(content, usedforsecurity=False).digest(),
        hashlib.sha256(content).digest(),
        size,
    )


def item(number: int, path: bytes) -> ItemFact:
    signal, distance = ((Signal.SHA256, 0), (Signal.PDQ, 18))[number % 2]
    return ItemFact(
        id=1000 + number,
        exhibit="A1",
        untrusted_path=path,
        place="",
        kind=Kind.IMAGE,
        digests=digests(f"item {number}", 48_213 + number),
        matches=(MatchFact("Danh mục thử nghiệm 2026", Listing.ILLEGAL, signal, distance),),
        decisions=(
            DecisionFact(
                "vn", "2", {"vi": "Có dấu hiệu, cần xác minh", "en": "Signs, to be checked"},
                "nguyen.an", "2026-11-20T08:15:00Z", "Xem lại cùng người kiểm tra thứ hai",
            ),
        ) if number % 3 else (),
    )


def make_facts(items: list[ItemFact] | None = None, **changes: Any) -> Facts:
    if items is None:
        names = ["DCIM/100MEDIA/IMG_0001.JPG", "Ảnh gia đình/Tết 2025/con mèo.png", "Zalo Received Files/tài liệu.webp"]
        items = [item(number, name.encode()) for number, name in enumerate(names)]
    one = Tally(1204, 3_532_118_204, 987, 2_981_223_001)
    parts: dict[str, Any] = {
        "case": CaseFact("12/2026", "Kiểm tra dữ liệu trên máy tính", CaseKind.TIP, "2026-11-18T01:00:00Z", "an"),
        "exhibits": ("A1",),
        "ingests": (
            IngestFact(
                "A1", b"/media/seized/A1", "2026-11-20T02:11:05Z", "2026-11-20T03:41:44Z", 1204, 7,
                3_532_118_204, "full", "read_only", ("seccomp", "landlock", "rlimits"), (),
                {"Pillow": "13.0.0", "libmagic": "5.44", "PyAV": "18.1.0"},
            ),
        ),
        "analysers": (
            AnalyserFact("digest", "1", "md5, sha1, sha256"),
            AnalyserFact("picture", "1", "thumbnail 320, PDQ, pHash 8×8, dHash 8×8"),
        ),
        "hashsets": (
            HashSetFact("Danh mục thử nghiệm 2026", Listing.ILLEGAL, "Đơn vị thử nghiệm", "2026.10", 12_403_221,
                        hashlib.sha256(b"set").digest(), "2026-11-19T00:00:00Z"),
        ),
        "illegal_list_loaded": True,
        "total": one,
        "kinds": {
            Kind.IMAGE: Tally(1104, 1_532_118_204, 890, 981_223_001),
            Kind.VIDEO: Tally(100, 2_000_000_000, 97, 2_000_000_000),
        },
        "schemes": (
            SchemeFact(
                "vn", {"vi": "Khung phân loại nghiệp vụ", "en": "Working scheme"}, "1",
                (
                    CategoryFact("1", {"vi": "Không liên quan", "en": "Not relevant"}, Tally(4, 1000, 3, 900)),
                    CategoryFact(
                        "2",
                        {"vi": "Có dấu hiệu, cần xác minh", "en": "Signs, to be checked"},
                        Tally(2, 96_000, 2, 96_000),
                    ),
                ),
                Tally(1198, 3_532_021_204, 982, 2_981_126_101),
            ),
        ),
        "lists": (ListFact(Listing.ILLEGAL, 2, 1), ListFact(Listing.ALERT, 0, 0)),
        "relevant": tuple(items),
        "failures": (FailureFact("crashed", "picture", 1100, "A1", "hỏng/ảnh lỗi.jpg".encode()),),
        "unprocessed": 0,
        "unseen": 982,
        "audit": AuditHead(318, hashlib.sha256(b"audit").digest()),
        "program": "0.1.0",
    }
    return Facts(**{**parts, **changes})


FULL_ANSWERS: dict[str, Any] = {
    "parent_agency": "Công an tỉnh Minh Họa",
    "agency": "Phòng An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao",
    "number": "5",
    "symbol": "BC-PA05",
    "place": "Minh Họa",
    "date": "2026-02-05",
    "addressees": ["Đồng chí Giám đốc Công an tỉnh"],
    "legal_bases": [
        "Căn cứ Bộ luật Tố tụng hình sự ngày 27 tháng 11 năm 2015",
        "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016",
    ],
    "requesting_body": "Cơ quan Cảnh sát điều tra Công an tỉnh Minh Họa",
    "request_document": "Công văn số 118/CSĐT",
    "request_date": "2026-01-15",
    "case_summary": "Ngày 10 tháng 01 năm 2026, cơ quan tiếp nhận phản ánh qua Tổng đài 111.\n"
    "Máy tính xách tay của người bị tố giác được tạm giữ, niêm phong theo quy định.",
    "received_on": "2026-01-16",
    "received_from": "Cơ quan Cảnh sát điều tra",
    "exhibits": [
        {
            "label": "A1",
            "description": "01 máy tính xách tay màu bạc, ổ đĩa 512 GB",
            "seal": "Niêm phong nguyên vẹn, có đủ chữ ký",
        },
    ],
    "questions": [
        {
            "question": "Trong dữ liệu của A1 có tệp trùng với danh mục do cơ quan yêu cầu cung cấp hay không?",
            "conclusion": "right",
            "grounds": "Hai tệp có giá trị băm SHA-256 trùng với danh mục; người kiểm tra đã mở và xác nhận.",
        },
        {
            "question": "Các tệp này có được gửi cho người khác hay không?",
            "conclusion": "not_enough_ground",
            "grounds": "Dữ liệu không có nhật ký gửi, nhận.",
        },
    ],
    "returned": "A1 được hoàn lại nguyên trạng, niêm phong lại có chữ ký của các bên.",
    "attachments": ["Biên bản mở niêm phong ngày 16 tháng 01 năm 2026", "01 đĩa chứa bản sao dữ liệu liên quan"],
    "examiner_rank": "Đại úy",
    "examiner_name": "Nguyễn Văn An",
    "reviewer_rank": "Thiếu tá",
    "reviewer_name": "Trần Thị Bích Ngọc",
    "approver_authority": "kt",
    "approver_authority_of": "Trưởng phòng",
    "approver_position": "Phó Trưởng phòng",
    "approver_rank": "Thượng tá",
    "approver_name": "Lê Quốc Hưng",
    "recipients": ["Như trên", "Cơ quan CSĐT Công an tỉnh (để biết)"],
    "archive": "VT, PA05 (Đ3)",
}


@pytest.fixture(scope="session")
def form() -> Form:
    return load_form("assessment")


@pytest.fixture(scope="session")
def answers(form: Form) -> Answers:
    return check_answers(form, FULL_ANSWERS)


@pytest.fixture(scope="session")
def facts() -> Facts:
    return make_facts()


@pytest.fixture(scope="session")
def facts_of() -> Callable[..., Facts]:
    return make_facts


@pytest.fixture(scope="session")
def item_of() -> Callable[[int, bytes], ItemFact]:
    return item


@pytest.fixture(scope="session")
def full_answers() -> dict[str, Any]:
    return FULL_ANSWERS


@pytest.fixture(scope="session")
def vietnamese() -> Words:
    return Words("vi")


@pytest.fixture(scope="session")
def english() -> Words:
    return Words("en")


@pytest.fixture(scope="session")
def at() -> datetime:
    return AT

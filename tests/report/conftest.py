"""Example facts and answers: an invented case with harmless names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from inspector.domain.case import CaseKind
from inspector.domain.content import Digests, Kind
from inspector.domain.match import Listing, Signal
from inspector.report.answers import Answers, check_answers
from inspector.report.build import build
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
from inspector.report.key import Secrets, open_key
from inspector.report.sign import SignerRole, sign
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
                "vn",
                "2",
                {"vi": "Có dấu hiệu, cần xác minh", "en": "Signs, to be checked"},
                "nguyen.an",
                "2026-11-20T08:15:00Z",
                "Xem lại cùng người kiểm tra thứ hai",
            ),
        )
        if number % 3
        else (),
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
                "A1",
                b"/media/seized/A1",
                "2026-11-20T02:11:05Z",
                "2026-11-20T03:41:44Z",
                1204,
                7,
                3_532_118_204,
                "full",
                "read_only",
                ("seccomp", "landlock", "rlimits"),
                (),
                {"Pillow": "13.0.0", "libmagic": "5.44", "PyAV": "18.1.0"},
            ),
        ),
        "analysers": (
            AnalyserFact("digest", "1", "md5, sha1, sha256"),
            AnalyserFact("picture", "1", "thumbnail 320, PDQ, pHash 8×8, dHash 8×8"),
        ),
        "hashsets": (
            HashSetFact(
                "Danh mục thử nghiệm 2026",
                Listing.ILLEGAL,
                "Đơn vị thử nghiệm",
                "2026.10",
                12_403_221,
                hashlib.sha256(b"set").digest(),
                "2026-11-19T00:00:00Z",
            ),
        ),
        "illegal_list_loaded": True,
        "total": one,
        "kinds": {
            Kind.IMAGE: Tally(1104, 1_532_118_204, 890, 981_223_001),
            Kind.VIDEO: Tally(100, 2_000_000_000, 97, 2_000_000_000),
        },
        "schemes": (
            SchemeFact(
                "vn",
                {"vi": "Khung phân loại nghiệp vụ", "en": "Working scheme"},
                "1",
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


@dataclass(frozen=True)
class Person:
    """A signer: the key file, its password, and the certificates above it."""

    p12: Path
    password: str
    certificate: x509.Certificate
    key: Any


@dataclass(frozen=True)
class Pki:
    """A root with an issuing authority, three people, and a way to make more."""

    folder: Path
    root: Path
    issue: Callable[..., Person]
    revoke: Callable[[Person], bytes]
    examiner: Person
    reviewer: Person
    approver: Person


PASSWORD = "mật khẩu thử"


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Đơn vị thử nghiệm"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(not ca, not ca, False, False, False, ca, ca, False, False)


def certificate(
    name: str,
    key: Any,
    issuer: tuple[x509.Name, Any] | None,
    *,
    ca: bool = False,
    days: tuple[int, int] = (-1, 365),
    usage: x509.KeyUsage | None = None,
) -> x509.Certificate:
    now = datetime.now(UTC).replace(microsecond=0)
    authority, signing = issuer or (_name(name), key)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(authority)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usage or _usage(ca=ca), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False)
        .sign(signing, hashes.SHA256())
    )


def rsa_key(bits: int = 2048) -> Any:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    folder = tmp_path_factory.mktemp("pki")
    root_key, issuing_key = rsa_key(), rsa_key()
    root = certificate("Gốc thử nghiệm", root_key, None, ca=True)
    issuing = certificate("Nơi cấp thử nghiệm", issuing_key, (root.subject, root_key), ca=True)
    root_file = folder / "root.pem"
    root_file.write_bytes(root.public_bytes(serialization.Encoding.PEM))

    def issue(name: str, key: Any = None, **changes: Any) -> Person:
        key = key or rsa_key()
        made = certificate(name, key, (issuing.subject, issuing_key), **changes)
        path = folder / f"{made.serial_number:x}.p12"
        locked = serialization.BestAvailableEncryption(PASSWORD.encode())
        path.write_bytes(pkcs12.serialize_key_and_certificates(b"key", key, made, [issuing], locked))
        return Person(path, PASSWORD, made, key)

    def revoke(person: Person) -> bytes:
        now = datetime.now(UTC).replace(microsecond=0)
        entry = (
            x509.RevokedCertificateBuilder()
            .serial_number(person.certificate.serial_number)
            .revocation_date(now - timedelta(hours=2))
            .build()
        )
        crl = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(issuing.subject)
            .last_update(now - timedelta(hours=1))
            .next_update(now + timedelta(days=30))
            .add_revoked_certificate(entry)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuing_key.public_key()), critical=False)
            .add_extension(x509.CRLNumber(1), critical=False)
            .sign(issuing_key, hashes.SHA256())
        )
        return crl.public_bytes(serialization.Encoding.DER)

    people = [issue(name) for name in ("Nguyễn Văn An", "Trần Thị Bích Ngọc", "Lê Quốc Hưng")]
    return Pki(folder, root_file, issue, revoke, *people)


@pytest.fixture(scope="session")
def report(facts: Facts, answers: Answers, vietnamese: Words) -> bytes:
    """An unsigned report."""
    return build(facts, answers, vietnamese, AT).pdf


@pytest.fixture(scope="session")
def sign_as(vietnamese: Words) -> Callable[[bytes, str, Person], bytes]:
    def signed(pdf: bytes, role: str, person: Person) -> bytes:
        with open_key(str(person.p12), Secrets(p12_password=person.password)) as key:
            return sign(pdf, SignerRole(role), key, vietnamese).pdf

    return signed


@pytest.fixture(scope="session")
def signed_once(report: bytes, pki: Pki, sign_as: Callable[[bytes, str, Person], bytes]) -> bytes:
    return sign_as(report, "examiner", pki.examiner)


@pytest.fixture(scope="session")
def signed_twice(signed_once: bytes, pki: Pki, sign_as: Callable[[bytes, str, Person], bytes]) -> bytes:
    return sign_as(signed_once, "reviewer", pki.reviewer)

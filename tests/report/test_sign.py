"""Signing: keys in files, who may sign what, and what becomes of the file."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from asn1crypto import pem
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import pkcs12
from PIL import Image

from inspector.domain.fault import CheckFault, EnvironmentFault, Fault, InputFault, RightFault, UsageFault
from inspector.report.answers import Answers
from inspector.report.build import build
from inspector.report.certificate import is_demo
from inspector.report.demo import demo_certificate
from inspector.report.facts import Facts
from inspector.report.key import Secrets, file_key, open_key
from inspector.report.page_text import page_text
from inspector.report.pdf_file import open_pdf
from inspector.report.roots import load_roots
from inspector.report.sign import SignerRole, sign, sign_file
from inspector.report.verify import verify, verify_content
from inspector.report.walk import pages
from inspector.words import Words

SignAs = Callable[[bytes, str, Any], bytes]


def test_three_people_sign_and_all_holds(signed_twice: bytes, pki: Any, sign_as: SignAs, tmp_path: Path) -> None:
    path = tmp_path / "báo cáo.pdf"
    path.write_bytes(sign_as(signed_twice, "approver", pki.approver))
    verdict = verify(path, [pki.root])
    assert verdict.ok, verdict.problems
    assert [each.signer for each in verdict.signatures] == ["Nguyễn Văn An", "Trần Thị Bích Ngọc", "Lê Quốc Hưng"]
    assert {each.issuer for each in verdict.signatures} == {"Nơi cấp thử nghiệm"}
    assert {each.time_source for each in verdict.signatures} == {"claimed"}
    assert {each.revocation for each in verdict.signatures} == {"unchecked"}
    assert "field_unsigned" not in {warning.code for warning in verdict.warnings}
    told = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout
    assert told.count("Signature is Valid") == 3
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)


def test_the_first_signature_certifies_and_uses_pss(signed_twice: bytes) -> None:
    examiner, reviewer = open_pdf(signed_twice).embedded_signatures
    assert examiner.docmdp_level.name == "FILL_FORMS"
    assert reviewer.sig_object.get("/Reference") is None
    for signature in (examiner, reviewer):
        assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
        assert signature.signer_info["signature_algorithm"].signature_algo == "rsassa_pss"
        assert signature.md_algorithm == "sha256"


def test_the_whole_chain_is_embedded(signed_once: bytes) -> None:
    (signature,) = open_pdf(signed_once).embedded_signatures
    others = {str(each.subject.native["common_name"]) for each in signature.other_embedded_certs}
    assert "Nơi cấp thử nghiệm" in others


def test_the_stamp_names_signer_and_vietnam_time(signed_once: bytes, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    path.write_bytes(signed_once)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "Ký bởi: Nguyễn Văn An" in text
    assert "+07:00" in text
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all(line.split("TrueType")[1].split()[1] == "yes" for line in fonts)


def test_a_picture_of_the_handwriting_stands_in_the_stamp(
    report: bytes, pki: Any, vietnamese: Words, tmp_path: Path
) -> None:
    drawn = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    for place in range(280):
        drawn.putpixel((10 + place, 50 + place % 20), (20, 40, 180, 255))
    picture = tmp_path / "chữ ký.png"
    drawn.save(picture)
    key = file_key(pki.examiner.p12, pki.examiner.password)
    signed = sign(report, SignerRole.EXAMINER, key, vietnamese, picture=picture)
    assert verify_content(signed.pdf, load_roots([pki.root])).ok
    path = tmp_path / "r.pdf"
    path.write_bytes(signed.pdf)
    images = subprocess.run(["pdfimages", "-list", path], capture_output=True, text=True, check=True).stdout
    assert " 300 " in images


def test_same_certificate_may_not_sign_twice(signed_once: bytes, pki: Any, sign_as: SignAs) -> None:
    with pytest.raises(RightFault, match="report_four_eyes"):
        sign_as(signed_once, "reviewer", pki.examiner)


def test_a_new_certificate_for_the_same_key_is_the_same_hand(signed_once: bytes, pki: Any, sign_as: SignAs) -> None:
    again = pki.issue("Người khác", key=pki.examiner.key)
    with pytest.raises(RightFault, match="report_four_eyes"):
        sign_as(signed_once, "reviewer", again)


def test_a_field_is_signed_once(signed_once: bytes, pki: Any, sign_as: SignAs) -> None:
    with pytest.raises(UsageFault, match="report_role_signed"):
        sign_as(signed_once, "examiner", pki.reviewer)


def test_an_altered_file_is_not_signed_further(signed_once: bytes, pki: Any, sign_as: SignAs) -> None:
    altered = signed_once.replace(b"/Title", b"/Titlf", 1)
    assert altered != signed_once
    with pytest.raises(CheckFault, match="report_sign_altered"):
        sign_as(altered, "reviewer", pki.reviewer)


def test_the_order_is_free_and_the_first_certifies(report: bytes, pki: Any, sign_as: SignAs) -> None:
    signed = sign_as(sign_as(report, "approver", pki.approver), "examiner", pki.examiner)
    verdict = verify_content(signed, load_roots([pki.root]))
    assert verdict.ok
    assert {each.role for each in verdict.signatures} == {"approver", "examiner"}


@pytest.mark.parametrize(
    ("content", "fault", "code"),
    [
        (b"not a pdf", InputFault, "report_not_pdf"),
        (b"", InputFault, "report_not_pdf"),
        (b"%PDF-1.7\nnothing here", CheckFault, "report_damaged"),
    ],
)
def test_what_cannot_be_signed(content: bytes, fault: type[Fault], code: str, pki: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    with pytest.raises(fault, match=code):
        sign_file(path, SignerRole.EXAMINER, file_key(pki.examiner.p12, pki.examiner.password), Words("vi"))
    assert path.read_bytes() == content


def test_a_pdf_without_our_fields_is_not_signed(pki: Any, vietnamese: Words, tmp_path: Path) -> None:
    path = tmp_path / "foreign.pdf"
    with pikepdf.new() as foreign:
        foreign.add_blank_page()
        foreign.save(path)
    with pytest.raises(InputFault, match="report_no_field"):
        sign_file(path, SignerRole.EXAMINER, file_key(pki.examiner.p12, pki.examiner.password), vietnamese)


def test_sign_file_replaces_the_file_whole(report: bytes, pki: Any, vietnamese: Words, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    path.write_bytes(report)
    path.chmod(0o640)
    signed = sign_file(path, SignerRole.EXAMINER, file_key(pki.examiner.p12, pki.examiner.password), vietnamese)
    assert path.read_bytes() == signed.pdf
    assert signed.pdf.startswith(report)
    assert (signed.signer, signed.count) == ("Nguyễn Văn An", 1)
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_keeps_the_old_file(
    report: bytes, pki: Any, vietnamese: Words, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.pdf"
    path.write_bytes(report)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("inspector.report.pdf_file.os.fsync", full)
    with pytest.raises(EnvironmentFault, match="report_write"):
        sign_file(path, SignerRole.EXAMINER, file_key(pki.examiner.p12, pki.examiner.password), vietnamese)
    assert path.read_bytes() == report
    assert list(tmp_path.iterdir()) == [path]


def test_wrong_password_is_told_and_is_not_a_bad_file(pki: Any, tmp_path: Path) -> None:
    for password in ("khác", "", None):
        with pytest.raises(EnvironmentFault, match="report_p12_password"):
            file_key(pki.examiner.p12, password)
    broken = tmp_path / "x.p12"
    broken.write_bytes(b"not a key")
    with pytest.raises(InputFault, match="report_p12_broken"):
        file_key(broken, "x")
    with pytest.raises(InputFault, match="report_p12_unreadable"):
        file_key(tmp_path / "missing.p12", "x")


def test_a_file_without_a_key_is_no_key(pki: Any, tmp_path: Path) -> None:
    path = tmp_path / "only.p12"
    locked = serialization.BestAvailableEncryption(b"x")
    path.write_bytes(pkcs12.serialize_key_and_certificates(None, None, None, [pki.examiner.certificate], locked))
    with pytest.raises(InputFault, match="report_p12_empty"):
        file_key(path, "x")


def test_certificates_that_may_not_sign(report: bytes, pki: Any, sign_as: SignAs) -> None:
    only_encryption = x509.KeyUsage(False, False, True, False, False, False, False, False, False)
    for changes, code in (
        ({"days": (-30, -1)}, "report_certificate_expired"),
        ({"days": (1, 30)}, "report_certificate_expired"),
        ({"usage": only_encryption}, "report_certificate_use"),
    ):
        with pytest.raises(InputFault, match=code):
            sign_as(report, "examiner", pki.issue("Ai đó", key=pki.examiner.key, **changes))


def test_a_weak_key_may_not_sign(report: bytes, pki: Any, sign_as: SignAs) -> None:
    with pytest.raises(InputFault, match="report_certificate_weak"):
        sign_as(report, "examiner", pki.issue("Khóa yếu", key=ec.generate_private_key(ec.SECP192R1())))


@pytest.mark.parametrize(
    "make", [lambda: ec.generate_private_key(ec.SECP256R1()), lambda: ec.generate_private_key(ec.SECP384R1()),
             ed25519.Ed25519PrivateKey.generate]
)  # fmt: skip
def test_elliptic_keys_sign(make: Callable[[], Any], report: bytes, pki: Any, sign_as: SignAs) -> None:
    signed = sign_as(report, "examiner", pki.issue("Khóa EC", key=make()))
    assert verify_content(signed, load_roots([pki.root])).ok


def test_the_demo_certificate_says_demo_everywhere(
    facts: Facts, answers: Answers, vietnamese: Words, tmp_path: Path
) -> None:
    root = demo_certificate(tmp_path / "demo.p12", "x", holder="Nguyễn Văn An")
    assert root == tmp_path / "DEMO.pem"
    with open_key(str(tmp_path / "demo.p12"), Secrets(p12_password="x")) as key:
        assert key.demo
        unsigned = build(facts, answers, vietnamese, datetime.now(UTC), demo=key.demo)
        signed = sign(unsigned.pdf, SignerRole.EXAMINER, key, vietnamese)
    path = tmp_path / "r.pdf"
    path.write_bytes(signed.pdf)
    verdict = verify(path, [root])
    assert verdict.ok, verdict.problems
    assert "DEMO" in verdict.signatures[0].signer
    assert "demo_certificate" in {warning.code for warning in verdict.warnings}
    assert all("DEMO" in page_text(page).split("\n")[0] for page in pages(open_pdf(signed.pdf).root))
    assert (tmp_path / "demo.p12").stat().st_mode & 0o077 == 0
    assert {warning.code for warning in verify(path).problems} == {"untrusted_signer"}


def test_a_name_that_only_contains_the_letters_is_not_demo(pki: Any) -> None:
    made = pki.issue("DEMOCRITUS Company", key=pki.examiner.key).certificate
    assert not is_demo(Certificate.load(made.public_bytes(serialization.Encoding.DER)))


def test_many_demo_signers_share_one_file_of_roots(tmp_path: Path) -> None:
    for number in range(2):
        root = demo_certificate(tmp_path / f"{number}.p12", "x", holder=str(number))
    assert len(list(pem.unarmor(root.read_bytes(), multiple=True))) == 2
    assert len(load_roots([root])) == 2


def test_what_is_unsigned_says_so(report: bytes, tmp_path: Path) -> None:
    verdict = verify_content(report, [])
    assert [problem.code for problem in verdict.problems] == ["unsigned"]
    assert verdict.manifest_ok is True
    path = tmp_path / "sloppy.pdf"
    Image.new("RGB", (50, 50)).save(path)  # Pillow's cross-reference table bends the rules
    assert [problem.code for problem in verify(path).problems] == ["unsigned"]

"""Whom a verification trusts: roots, chains, time and revocation, all without a network."""

from __future__ import annotations

import io
import json
import socket
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import crl as asn1_crl
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator import ValidationContext

from inspector.domain.fault import InputFault
from inspector.report.key import file_key
from inspector.report.roots import load_roots
from inspector.report.verdict import Verdict
from inspector.report.verify import verify, verify_content
from inspector.words import Words

SignAs = Callable[[bytes, str, Any], bytes]


def codes(verdict: Verdict) -> list[str]:
    return [problem.code for problem in verdict.problems]


def with_crl(pdf: bytes, crl: bytes) -> bytes:
    """The file with a revocation list in its document security store, as archiving tools add it."""
    output = io.BytesIO(pdf)
    DocumentSecurityStore.add_dss(output, None, crls=[asn1_crl.CertificateList.load(crl)], force_write=True)
    return output.getvalue()


def test_no_roots_trust_nobody_but_show_what_is_intact(signed_once: bytes) -> None:
    verdict = verify_content(signed_once, [])
    assert codes(verdict) == ["untrusted_signer"]
    assert verdict.signatures[0].intact
    assert not verdict.signatures[0].trusted


def test_another_root_trusts_nobody(signed_once: bytes, pki: Any, tmp_path: Path) -> None:
    other = tmp_path / "other.pem"
    other.write_bytes(pki.issue("Người lạ").certificate.public_bytes(serialization.Encoding.PEM))
    assert codes(verify_content(signed_once, load_roots([other]))) == ["untrusted_signer"]


def test_roots_come_as_pem_or_der(signed_once: bytes, pki: Any, tmp_path: Path) -> None:
    der = tmp_path / "root.der"
    der.write_bytes(load_roots([pki.root])[0].dump())
    path = tmp_path / "r.pdf"
    path.write_bytes(signed_once)
    assert verify(path, [der]).ok
    assert verify(path, [der, pki.root]).ok


@pytest.mark.parametrize(
    "content", [b"", b"nothing", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_file_without_certificates_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.pem"
    path.write_bytes(content)
    with pytest.raises(InputFault, match="report_trust_broken"):
        load_roots([path])
    with pytest.raises(InputFault, match="report_trust_unreadable"):
        load_roots([tmp_path / "missing.pem"])


def test_an_expired_signer_is_trusted_at_the_time_he_claims(
    report: bytes, pki: Any, sign_as: SignAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = pki.issue("Hết hạn", days=(-1, 1))
    signed = sign_as(report, "examiner", short)
    real = ValidationContext.__init__

    def later(self: ValidationContext, **words: Any) -> None:
        """As if it were verified ten days from now."""
        if words.get("moment") is None:
            words["moment"] = short.certificate.not_valid_after_utc + timedelta(days=10)
        real(self, **words)

    monkeypatch.setattr(ValidationContext, "__init__", later)
    verdict = verify_content(signed, load_roots([pki.root]))
    assert verdict.ok
    assert "certificate_expired" in {warning.code for warning in verdict.warnings}


def test_a_revoked_signer_is_found_by_a_list_in_the_file(report: bytes, pki: Any, sign_as: SignAs) -> None:
    person = pki.issue("Bị thu hồi")
    signed = with_crl(sign_as(report, "examiner", person), pki.revoke(person))
    verdict = verify_content(signed, load_roots([pki.root]))
    assert codes(verdict) == ["revoked_signer"]
    assert verdict.signatures[0].revocation == "revoked"
    assert verdict.signatures[0].intact


def test_a_list_in_the_file_that_does_not_name_the_signer_does_no_harm(signed_once: bytes, pki: Any) -> None:
    verdict = verify_content(with_crl(signed_once, pki.revoke(pki.reviewer)), load_roots([pki.root]))
    assert verdict.ok, verdict.problems
    assert verdict.signatures[0].revocation == "good"
    assert "added_after_signing" in {warning.code for warning in verdict.warnings}


def test_one_hand_in_two_fields_is_told(report: bytes, pki: Any) -> None:
    """Our own `sign` refuses; another tool does not."""
    pdf = report
    for role in ("examiner", "reviewer"):
        signer = file_key(pki.examiner.p12, pki.examiner.password).signer
        output = io.BytesIO()
        about = PdfSignatureMetadata(field_name=role, md_algorithm="sha256")
        PdfSigner(about, signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=output)
        pdf = output.getvalue()
    verdict = verify_content(pdf, load_roots([pki.root]))
    assert "same_signer" in {warning.code for warning in verdict.warnings}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_verdict_as_json_has_the_words_of_the_contract(language: str, signed_twice: bytes, pki: Any) -> None:
    told = json.loads(json.dumps(verify_content(signed_twice, load_roots([pki.root])).as_json(Words(language))))
    assert set(told) == {"ok", "kind", "signatures", "manifest_ok", "warnings", "problems"}
    assert set(told["signatures"][0]) == {
        "role",
        "signer",
        "issuer",
        "signed_at",
        "time_source",
        "intact",
        "trusted",
        "revocation",
        "covers_whole_file",
    }
    assert told["ok"] is True
    assert told["problems"] == []
    assert all(set(warning) == {"code", "message"} and warning["message"] for warning in told["warnings"])


def test_verifying_opens_no_connection(signed_twice: bytes, pki: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        pytest.fail("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert verify_content(signed_twice, load_roots([pki.root])).ok


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(InputFault, match="report_not_pdf"):
        verify(path)
    with pytest.raises(InputFault, match="report_pdf_unreadable"):
        verify(tmp_path / "missing.pdf")
    path.write_bytes(b"%PDF-1.7 and nothing more")
    assert codes(verify(path)) == ["damaged"]

"""Signatures beside what they sign."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from asn1crypto import cms
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from inspector.domain.fault import CheckFault, InputFault
from inspector.report.detached import check_beside, fingerprint, sign_beside
from inspector.report.key import file_key

KEYS = {
    "rsa": None,
    "ec": ec.generate_private_key(ec.SECP384R1()),
    "ed25519": ed25519.Ed25519PrivateKey.generate(),
}


@pytest.mark.parametrize("kind", KEYS)
def test_what_was_signed_holds_and_nothing_else(pki: Any, kind: str) -> None:
    person = pki.issue("Đơn vị thử", KEYS[kind])
    key = file_key(person.p12, person.password)
    signature = sign_beside([b"one ", b"two"], key)
    check_beside(iter([b"one two"]), signature, key.certificate)
    for blocks, changed in (([b"one too"], signature), ([b"one two"], signature + b"\0"), ([], signature)):
        with pytest.raises(CheckFault, match="signature_broken"):
            check_beside(blocks, changed, key.certificate)
    assert fingerprint(key.certificate) == person.certificate.fingerprint(hashes.SHA256())


def test_another_certificate_does_not_hold(pki: Any) -> None:
    signature = sign_beside([b"x"], file_key(pki.examiner.p12, pki.examiner.password))
    with pytest.raises(CheckFault, match="signature_broken"):
        check_beside([b"x"], signature, file_key(pki.reviewer.p12, pki.reviewer.password).certificate)


def test_a_signature_brings_the_signers_certificate_and_no_other(pki: Any) -> None:
    key = file_key(pki.examiner.p12, pki.examiner.password)  # its file holds its issuer's too
    told = cms.ContentInfo.load(sign_beside([b"x"], key))["content"]
    assert [hashlib.sha256(one.dump()).digest() for one in told["certificates"]] == [fingerprint(key.certificate)]


def test_an_expired_certificate_signs_nothing(pki: Any) -> None:
    person = pki.issue("Đơn vị cũ", days=(-9, -1))
    with pytest.raises(InputFault, match="report_certificate_expired"):
        sign_beside([b"x"], file_key(person.p12, person.password))

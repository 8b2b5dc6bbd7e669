"""Signatures that stand beside what they sign: CMS (RFC 5652), by the same keys that sign reports."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

from asn1crypto import cms, x509
from pyhanko.sign.general import SigningError, extract_signer_info
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from inspector.domain.fault import CheckFault, EnvironmentFault
from inspector.report.certificate import check_for_signing
from inspector.report.integrity import BROKEN
from inspector.report.signing_key import SigningKey

_DIGESTS = {"ed25519": "sha512"}  # as in reports
_ALLOWED = frozenset({"sha256", "sha384", "sha512"})


def fingerprint(certificate: x509.Certificate) -> bytes:
    """What names a certificate: SHA-256 of its DER, 32 bytes."""
    return hashlib.sha256(certificate.dump()).digest()


def sign_beside(blocks: Iterable[bytes], key: SigningKey) -> bytes:
    """The signature over `blocks`, DER; raises InputFault for a certificate that may not sign now."""
    check_for_signing(key.certificate, datetime.now(UTC))
    algorithm = _DIGESTS.get(key.certificate.public_key.algorithm, "sha256")
    try:
        signing = key.signer.async_sign(_digest(blocks, algorithm), algorithm, is_pdf_sig=False)
        signed = asyncio.run(signing)
    except SigningError as refused:
        raise EnvironmentFault("report_signing_failed", detail=type(refused).__name__) from None
    return _bare(extract_signer_info(signed["content"]), key.certificate)


def check_beside(blocks: Iterable[bytes], signature: bytes, certificate: x509.Certificate) -> None:
    """Raises CheckFault `signature_broken` unless `signature` is that of `certificate` over `blocks`.

    Whoever asks has chosen the certificate: none that a signature brings along is believed.
    """
    try:
        holds = _holds(blocks, signature, certificate)
    except BROKEN:
        holds = False
    if not holds:
        raise CheckFault("signature_broken")


def _holds(blocks: Iterable[bytes], signature: bytes, certificate: x509.Certificate) -> bool:
    told = cms.ContentInfo.load(signature, strict=True)
    if told["content_type"].native != "signed_data":
        return False
    signer = extract_signer_info(told["content"])
    algorithm = signer["digest_algorithm"]["algorithm"].native
    if algorithm not in _ALLOWED:
        return False
    if _bare(signer, certificate) != signature:
        return False
    intact, valid = validate_sig_integrity(signer, certificate, "data", _digest(blocks, algorithm))
    return bool(intact and valid)


def _bare(signer: cms.SignerInfo, certificate: x509.Certificate) -> bytes:
    """The one way a signature of ours is laid out: with the signer's certificate alone, nothing in it unsigned."""
    serial = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    names = ("digest_algorithm", "signed_attrs", "signature_algorithm", "signature")
    info = {"version": "v1", "sid": cms.SignerIdentifier({"issuer_and_serial_number": serial})}
    signed = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [signer["digest_algorithm"]],
            "encap_content_info": {"content_type": "data"},
            "certificates": [certificate],
            "signer_infos": [cms.SignerInfo({**info, **{name: signer[name] for name in names}})],
        }
    )
    laid: bytes = cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()
    return laid


def _digest(blocks: Iterable[bytes], algorithm: str) -> bytes:
    found = hashlib.new(algorithm)
    for block in blocks:
        found.update(block)
    return found.digest()

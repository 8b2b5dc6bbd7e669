"""Whom a verification trusts, and what a signer's certificate is worth to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.dss import DocumentSecurityStore

from inspector.domain.fault import InputFault
from inspector.report.integrity import BROKEN, Integrity, evaluate, offline_context

_LIMIT = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Trust:
    """How far a signature can be trusted. `expired` says that only its claimed time saves it."""

    integrity: Integrity
    trusted: bool
    revocation: str
    expired: bool


def load_roots(paths: Sequence[Path]) -> list[x509.Certificate]:
    """The certificates in the files `paths` (PEM with any number of them, or DER); raises InputFault."""
    return [certificate for path in paths for certificate in _certificates(path)]


def _certificates(path: Path) -> list[x509.Certificate]:
    try:
        with path.open("rb") as file:
            content = file.read(_LIMIT)
    except OSError as unread:
        raise InputFault("report_trust_unreadable", detail=unread.strerror or "") from None
    try:
        found = [_certificate(der) for der in _blocks(content)]
    except (ValueError, TypeError, KeyError):
        raise InputFault("report_trust_broken") from None
    if not found:
        raise InputFault("report_trust_broken")
    return found


def _blocks(content: bytes) -> list[bytes]:
    if not pem.detect(content):
        return [content]
    return [der for kind, _, der in pem.unarmor(content, multiple=True) if kind == "CERTIFICATE"]


def _certificate(der: bytes) -> x509.Certificate:
    certificate = x509.Certificate.load(der, strict=True)
    bool(certificate.subject.native and certificate.public_key.algorithm)  # parsed only when asked for: ask now
    return certificate


def revocation_lists(reader: PdfFileReader) -> tuple[list[bytes], list[bytes]]:
    """The CRLs and OCSP answers the file carries in its document security store."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
        return (
            [stream.get_object().data for stream in store.crls],
            [stream.get_object().data for stream in store.ocsps],
        )
    except BROKEN:
        return [], []


def judge(
    signature: EmbeddedPdfSignature,
    roots: Sequence[x509.Certificate],
    revocation: tuple[Sequence[bytes], Sequence[bytes]],
    claimed: datetime | None,
) -> Trust:
    """What a signature is worth: today, and if its certificate has run out since, at the time it claims."""
    now = evaluate(signature, offline_context(roots, None, revocation))
    if now.status is None or not now.intact or now.status.trusted or not roots or claimed is None:
        return _trust(now, signature, roots, revocation, None)
    if _revoked(now) or not _expired_since(signature.signer_cert, claimed):
        return _trust(now, signature, roots, revocation, None)
    then = evaluate(signature, offline_context(roots, claimed, revocation))
    return _trust(then, signature, roots, revocation, claimed)


def _trust(
    found: Integrity,
    signature: EmbeddedPdfSignature,
    roots: Sequence[x509.Certificate],
    revocation: tuple[Sequence[bytes], Sequence[bytes]],
    moment: datetime | None,
) -> Trust:
    trusted = found.status is not None and bool(found.status.trusted)
    if _revoked(found):
        state = "revoked"
    elif trusted and any(revocation) and _checked(signature, roots, revocation, moment):
        state = "good"
    else:
        state = "unchecked"
    return Trust(found, trusted, state, expired=trusted and moment is not None)


def _revoked(found: Integrity) -> bool:
    return found.status is not None and bool(found.status.revoked)


def _checked(
    signature: EmbeddedPdfSignature,
    roots: Sequence[x509.Certificate],
    revocation: tuple[Sequence[bytes], Sequence[bytes]],
    moment: datetime | None,
) -> bool:
    """Whether the lists at hand answer for every certificate of the chain."""
    strict = evaluate(signature, offline_context(roots, moment, revocation, "require"))
    return strict.status is not None and bool(strict.status.trusted)


def _expired_since(certificate: x509.Certificate, claimed: datetime) -> bool:
    valid = certificate["tbs_certificate"]["validity"]
    return bool(valid["not_before"].native <= claimed <= valid["not_after"].native)

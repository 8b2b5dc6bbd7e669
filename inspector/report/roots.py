"""The certificates a person trusts, from the files they name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from asn1crypto import pem, x509

from inspector.domain.fault import InputFault

_LIMIT = 4 * 1024 * 1024


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

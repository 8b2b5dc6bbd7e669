"""What a signer's certificate is worth to somebody who trusts certain roots, judged without a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.dss import DocumentSecurityStore

from inspector.report.integrity import BROKEN, Integrity, evaluate, offline_context


@dataclass(frozen=True, slots=True)
class Known:
    """What a verification knows: the roots it trusts, and the revocation lists and answers the file brought along."""

    roots: Sequence[x509.Certificate]
    crls: Sequence[bytes] = ()
    ocsps: Sequence[bytes] = ()


@dataclass(frozen=True, slots=True)
class Trust:
    """How far a signature can be trusted; `revocation` is "good", "revoked" or "unchecked".

    `expired` says that the certificate has run out and only the time the signer claims saves it.
    """

    integrity: Integrity
    trusted: bool
    revocation: str
    expired: bool = False


def known(reader: PdfFileReader, roots: Sequence[x509.Certificate]) -> Known:
    """The roots, with what the file's document security store holds."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
        crls = [stream.get_object().data for stream in store.crls]
        ocsps = [stream.get_object().data for stream in store.ocsps]
    except BROKEN:
        return Known(roots)
    return Known(roots, crls, ocsps)


def judge(signature: EmbeddedPdfSignature, known: Known, claimed: datetime | None) -> Trust:
    """What a signature is worth today; if its certificate has run out since, at the time the signer claims."""
    now = _judged(signature, known, None)
    if now.trusted or now.revocation == "revoked" or claimed is None:
        return now
    if not known.roots or not now.integrity.intact or not _valid_at(signature.signer_cert, claimed):
        return now
    then = _judged(signature, known, claimed)
    return Trust(then.integrity, trusted=True, revocation=then.revocation, expired=True) if then.trusted else now


def _judged(signature: EmbeddedPdfSignature, known: Known, moment: datetime | None) -> Trust:
    lists = (known.crls, known.ocsps)
    if any(lists):
        strict = evaluate(signature, offline_context(known.roots, moment, lists, ask_revocation=True))
        if strict.status is not None and strict.status.revoked:
            return Trust(strict, trusted=False, revocation="revoked")
        if strict.status is not None and strict.status.trusted:
            return Trust(strict, trusted=True, revocation="good")
    found = evaluate(signature, offline_context(known.roots, moment, lists))
    return Trust(found, trusted=found.status is not None and bool(found.status.trusted), revocation="unchecked")


def _valid_at(certificate: x509.Certificate, moment: datetime) -> bool:
    valid = certificate["tbs_certificate"]["validity"]
    return bool(valid["not_before"].native <= moment <= valid["not_after"].native)

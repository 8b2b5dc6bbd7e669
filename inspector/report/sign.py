"""Signing a report in one of its prepared fields: PAdES B-B, offline, one revision a signature."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.domain.fault import CheckFault, EnvironmentFault, InputFault, RightFault, UsageFault
from inspector.domain.names import display
from inspector.report.appearance import Stamp, draw_stamp
from inspector.report.certificate import check_for_signing, common_name, organisation, same_holder
from inspector.report.pdf_file import open_pdf, read_pdf, write_whole
from inspector.report.signing_key import SigningKey
from inspector.words import Words

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import EmbeddedPdfSignature

_DIGESTS = {"ed25519": "sha512"}  # the only one RFC 8419 allows; for all others SHA-256
Size = tuple[float, float]


class SignerRole(StrEnum):
    """Who signs: the name of the signature field."""

    EXAMINER = "examiner"
    REVIEWER = "reviewer"
    APPROVER = "approver"


@dataclass(frozen=True, slots=True)
class Signed:
    """What signing made: the file's bytes, who signed, and how many signatures it has now."""

    pdf: bytes
    signer: str
    count: int


def sign_file(path: Path, role: SignerRole, key: SigningKey, words: Words, *, picture: Path | None = None) -> Signed:
    """Sign the file in place: a power cut leaves either the old file or the signed one."""
    signed = sign(read_pdf(path), role, key, words, picture=picture)
    write_whole(path, signed.pdf)
    return signed


def sign(pdf: bytes, role: SignerRole, key: SigningKey, words: Words, *, picture: Path | None = None) -> Signed:
    """Sign in the field of `role`. The first signature certifies and lets later ones only fill the other fields.

    Raises InputFault when the file has no such field, UsageFault when the field is taken, RightFault when the same key
    signed before (four eyes), CheckFault when the file is damaged or an earlier signature no longer holds.
    """
    at = datetime.now(UTC)
    check_for_signing(key.certificate, at)
    size, count = _place(pdf, role, key)
    subject = key.certificate.subject
    stamp = Stamp(common_name(subject), organisation(subject), at, key.demo, picture)
    drawn = draw_stamp(stamp, size, words)
    signed = _signed(pdf, role, key, (drawn, size), certify=count == 0)
    return Signed(signed, common_name(subject), count + 1)


def _place(pdf: bytes, role: SignerRole, key: SigningKey) -> tuple[Size, int]:
    """The size of the free field, and how many have signed before; raises when this key may not sign there."""
    from inspector.report.integrity import BROKEN  # noqa: PLC0415 (pyHanko is slow to import)

    reader = open_pdf(pdf)
    try:
        earlier = reader.embedded_signatures
        size = _free_field(reader, role, earlier)
        _refuse_same_hand(earlier, key)
        _refuse_altered(earlier)
    except BROKEN:
        raise CheckFault("report_damaged") from None
    return size, len(earlier)


def _free_field(reader: PdfFileReader, role: SignerRole, earlier: Sequence[EmbeddedPdfSignature]) -> Size:
    from pyhanko.sign.fields import enumerate_sig_fields  # noqa: PLC0415

    if role.value in {signature.field_name for signature in earlier}:
        raise UsageFault("report_role_signed", role=role.value)
    for name, value, field in enumerate_sig_fields(reader):
        if name == role.value and value is None:
            left, bottom, right, top = (float(edge) for edge in field.get_object()["/Rect"])
            return right - left, top - bottom
    raise InputFault("report_no_field", role=role.value)


def _refuse_same_hand(earlier: Sequence[EmbeddedPdfSignature], key: SigningKey) -> None:
    for signature in earlier:
        if same_holder(signature.signer_cert, key.certificate):
            raise RightFault("report_four_eyes", role=display(str(signature.field_name)))


def _refuse_altered(earlier: Sequence[EmbeddedPdfSignature]) -> None:
    from inspector.report.integrity import integrity  # noqa: PLC0415

    for signature in earlier:
        if not integrity(signature).holds:
            raise CheckFault("report_sign_altered", role=display(str(signature.field_name)))


def _signed(pdf: bytes, role: SignerRole, key: SigningKey, stamp: tuple[bytes, Size], *, certify: bool) -> bytes:
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter  # noqa: PLC0415
    from pyhanko.sign.general import SigningError  # noqa: PLC0415
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner  # noqa: PLC0415

    from inspector.report.revision import SigningRevision, stamp_style  # noqa: PLC0415

    about = PdfSignatureMetadata(
        field_name=role.value,
        md_algorithm=_DIGESTS.get(key.certificate.public_key.algorithm, "sha256"),
        certify=certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
    )
    signer = PdfSigner(about, key.signer, stamp_style=stamp_style(*stamp))
    output = io.BytesIO()
    try:
        signer.sign_pdf(SigningRevision(io.BytesIO(pdf)), existing_fields_only=True, output=output)
    except SigningError as refused:
        raise EnvironmentFault("report_signing_failed", detail=type(refused).__name__) from None
    return output.getvalue()

"""One signature of a report: who, when by which clock, and what is wrong or worth knowing about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto.cms import ContentInfo
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature

from inspector.domain.names import display
from inspector.report.certificate import common_name, is_demo
from inspector.report.changes import changes, metadata_changed
from inspector.report.integrity import BROKEN
from inspector.report.pdf_file import open_pdf
from inspector.report.trust import Known, Trust, judge
from inspector.report.verdict import Remark, SignatureVerdict


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found out about one signature."""

    signature: EmbeddedPdfSignature
    verdict: SignatureVerdict
    trust: Trust
    problems: Sequence[Remark]
    warnings: Sequence[Remark]


def check_signature(
    pdf: bytes,
    reader: PdfFileReader,
    signature: EmbeddedPdfSignature,
    known: Known,
) -> Checked:
    """Judge one signature of the file."""
    role = field_name(signature)
    claimed = _claimed(signature)
    trust = judge(signature, known, claimed)
    stamped = _proven(trust)
    verdict = SignatureVerdict(
        role=role,
        signer=common_name(signature.signer_cert.subject),
        issuer=common_name(signature.signer_cert.issuer),
        signed_at=_iso(stamped or claimed),
        time_source="timestamp" if stamped else "claimed",
        intact=trust.integrity.intact,
        trusted=trust.trusted,
        revocation=trust.revocation,
        covers_whole_file=trust.integrity.covers_whole_file,
    )
    problems = [*_damage(pdf, reader, signature, trust), *_distrust(trust, verdict, has_roots=bool(known.roots))]
    return Checked(signature, verdict, trust, problems, list(_cautions(signature, trust, verdict)))


def field_name(signature: EmbeddedPdfSignature) -> str:
    """The name of the signature's field as visible text: the role, in a report of ours."""
    return display(str(signature.field_name or ""))


def _claimed(signature: EmbeddedPdfSignature) -> datetime | None:
    """The time on the signer's own clock; None when there is none or it has no zone."""
    try:
        claimed: datetime | None = signature.self_reported_timestamp
    except BROKEN:
        return None
    return claimed if claimed is not None and claimed.tzinfo is not None else None


def _proven(trust: Trust) -> datetime | None:
    """The time of a trusted time stamp inside the signature."""
    status = trust.integrity.status
    stamp = status.timestamp_validity if status is not None else None
    if stamp is None or not (stamp.intact and stamp.valid and stamp.trusted):
        return None
    moment: datetime = stamp.timestamp
    return moment


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _damage(pdf: bytes, reader: PdfFileReader, signature: EmbeddedPdfSignature, trust: Trust) -> Iterator[Remark]:
    role, found = field_name(signature), trust.integrity
    if not found.intact:
        yield Remark("signature_broken", {"role": role})
    elif not found.covers_revision or _hides_something(signature):
        yield Remark("signature_gap", {"role": role})
    elif not found.covers_whole_file:
        before = as_signed(pdf, signature)
        if not found.allowed_changes_only:
            yield Remark("altered_after_signing", {"role": role})
            yield from (Remark(code) for code in changes(before, reader))
        if metadata_changed(before, reader):
            yield Remark("metadata_changed")


def _hides_something(signature: EmbeddedPdfSignature) -> bool:
    """Whether anything but zeros fills the room behind the signature, which no digest covers."""
    room = signature.pkcs7_content
    return bool(room[len(ContentInfo.load(room).dump()) :].strip(b"\0"))


def as_signed(pdf: bytes, signature: EmbeddedPdfSignature) -> PdfFileReader:
    """The file as it was when it was signed: what came later is cut off."""
    return open_pdf(pdf[: signed_end(signature)])


def signed_end(signature: EmbeddedPdfSignature) -> int:
    """Where in the file the bytes end that a signature covers."""
    return int(signature.byte_range[2]) + int(signature.byte_range[3])


def _distrust(trust: Trust, verdict: SignatureVerdict, *, has_roots: bool) -> Iterator[Remark]:
    facts = {"role": verdict.role, "signer": verdict.signer}
    if trust.revocation == "revoked":
        yield Remark("revoked_signer", dict(facts))
    elif not trust.trusted and trust.integrity.intact:
        yield Remark("untrusted_signer", {**facts, "roots": "given" if has_roots else "none"})


def _cautions(signature: EmbeddedPdfSignature, trust: Trust, verdict: SignatureVerdict) -> Iterator[Remark]:
    facts = {"role": verdict.role, "signer": verdict.signer}
    if verdict.revocation == "unchecked":
        yield Remark("revocation_unchecked", dict(facts))
    if trust.expired:
        yield Remark("certificate_expired", dict(facts))
    if verdict.time_source == "claimed":
        yield Remark("time_claimed", dict(facts))
    if is_demo(signature.signer_cert):
        yield Remark("demo_certificate", dict(facts))

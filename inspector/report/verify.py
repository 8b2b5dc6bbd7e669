"""Verifying a report: needs the file and the roots one trusts, no workspace and no network.

Found are: signatures whose bytes changed; incremental updates that replace a page, lay an annotation over it, swap the
manifest or a signature's picture, or append bytes; pictures of signatures where none is; signers nobody vouches for. A
later signature that was cut off leaves a valid earlier file: fields still empty are told as warnings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature

from inspector.domain.fault import CheckFault
from inspector.domain.names import display
from inspector.report.certificate import same_holder
from inspector.report.integrity import BROKEN, timestamp_holds
from inspector.report.manifest_check import check_manifest
from inspector.report.pdf_file import open_pdf, read_pdf
from inspector.report.roots import load_roots
from inspector.report.signature_check import Checked, as_signed, check_signature, field_name, signed_end
from inspector.report.trust import known
from inspector.report.verdict import Remark, Verdict
from inspector.report.walk import content, entry

KIND = "pdf"


def verify(path: Path, trust: Sequence[Path] = ()) -> Verdict:
    """What holds of the PDF at `path` for somebody who trusts the certificates in `trust`.

    Raises InputFault for what is no PDF or no certificate; a PDF that cannot be parsed is a verdict.
    """
    return verify_content(read_pdf(path), load_roots(trust))


def verify_content(pdf: bytes, roots: Sequence[x509.Certificate]) -> Verdict:
    """What holds of a PDF's bytes."""
    try:
        return _judged(pdf, open_pdf(pdf), roots)
    except (CheckFault, *BROKEN):
        return Verdict(KIND, (), None, (), (Remark("unsigned" if _sloppy(pdf) else "damaged"),))


def _sloppy(pdf: bytes) -> bool:
    """Whether the file only bends the rules, as many writers do, and has no signature one could be wrong about."""
    try:
        return not open_pdf(pdf, strict=False).embedded_signatures and b"/ByteRange" not in pdf
    except (CheckFault, *BROKEN):
        return False


def _judged(pdf: bytes, reader: PdfFileReader, roots: Sequence[x509.Certificate]) -> Verdict:
    signatures, stamps = list(reader.embedded_regular_signatures), list(reader.embedded_timestamp_signatures)
    knowledge = known(reader, roots)
    checked = [check_signature(pdf, reader, signature, knowledge) for signature in signatures]
    problems = [problem for each in checked for problem in each.problems]
    warnings = [warning for each in checked for warning in each.warnings]
    problems += _whole_file_problems(pdf, reader, checked, stamps, roots)
    manifest_ok, wrong = check_manifest(reader)
    if manifest_ok is None:
        warnings.append(Remark("no_manifest"))
    warnings += [*_empty_fields(reader), *_same_hands(signatures), *_additions(checked, stamps)]
    return Verdict(KIND, [each.verdict for each in checked], manifest_ok, _once(warnings), _once([*problems, *wrong]))


def _whole_file_problems(
    pdf: bytes,
    reader: PdfFileReader,
    checked: Sequence[Checked],
    stamps: Sequence[EmbeddedPdfSignature],
    roots: Sequence[x509.Certificate],
) -> Iterator[Remark]:
    if not checked:
        yield Remark("unsigned")
    elif checked[-1].trust.integrity.filled_since:
        # after the last signature nobody has anything to fill in
        yield Remark("altered_after_signing", {"role": checked[-1].verdict.role})
    if checked and _loose_bytes(pdf, reader, checked[-1]):
        yield Remark("bytes_appended", {"role": checked[-1].verdict.role})
    for stamp in stamps:
        if not timestamp_holds(stamp, roots):
            yield Remark("timestamp_untrusted")
    for role in _painted(pdf, reader, checked):
        yield Remark("signature_painted", {"role": role})


def _loose_bytes(pdf: bytes, reader: PdfFileReader, last: Checked) -> bool:
    """Whether bytes that belong to no revision follow the last signature; white space is nothing."""
    if last.verdict.covers_whole_file or not last.trust.integrity.covers_revision:
        return False
    after = pdf[signed_end(last.signature) :]
    grown = reader.total_revisions > last.signature.signed_revision + 1
    return bool((after.rpartition(b"%%EOF")[2] if grown else after).strip())


def _additions(checked: Sequence[Checked], stamps: Sequence[EmbeddedPdfSignature]) -> Iterator[Remark]:
    """Archival data after the last signature is allowed, and told."""
    if checked and not stamps and not checked[-1].verdict.covers_whole_file:
        yield Remark("added_after_signing")


def _empty_fields(reader: PdfFileReader) -> Iterator[Remark]:
    for name in _unsigned(reader):
        yield Remark("field_unsigned", {"role": name})


def _painted(pdf: bytes, reader: PdfFileReader, checked: Sequence[Checked]) -> Iterator[str]:
    """The fields without a signature whose look is not the one that the first signature covered."""
    if not checked or not checked[0].trust.integrity.covers_revision:
        return
    before = _unsigned(as_signed(pdf, checked[0].signature))
    for name, look in _unsigned(reader).items():
        if before.get(name) != look:
            yield name


def _unsigned(reader: PdfFileReader) -> dict[str, bytes]:
    """The signature fields nobody signed in, each with what is painted in its place."""
    try:
        return {
            display(str(name)): _look(field.get_object())
            for name, value, field in enumerate_sig_fields(reader)
            if value is None
        }
    except BROKEN:
        return {}


def _look(field: object) -> bytes:
    look = entry(entry(field, "/AP", {}), "/N")
    return b"" if look is None else content(look)


def _same_hands(signatures: Sequence[EmbeddedPdfSignature]) -> Iterator[Remark]:
    for one, other in combinations(signatures, 2):
        if same_holder(one.signer_cert, other.signer_cert):
            yield Remark("same_signer", {"role": field_name(one), "other": field_name(other)})


def _once(remarks: Sequence[Remark]) -> list[Remark]:
    kept: list[Remark] = []
    for remark in remarks:
        if remark not in kept:
            kept.append(remark)
    return kept

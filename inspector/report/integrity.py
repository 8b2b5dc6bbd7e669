"""Whether one signature still says what it said: its bytes, and what was added to the file after it."""

from __future__ import annotations

import asyncio
import logging
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule

# pyHanko writes into its log what the verdict tells the person who asked
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

_USES = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
BROKEN = (
    SignatureValidationError,
    PdfError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    OverflowError,
    zlib.error,
    struct.error,
)
"""What pyHanko raises on files no honest program writes."""


@dataclass(frozen=True, slots=True)
class Integrity:
    """What holds of one signature. `status` is None when it could not be evaluated at all.

    `filled_since` says that form fields (signatures among them) were filled after it.
    """

    intact: bool
    covers_whole_file: bool
    covers_revision: bool
    allowed_changes_only: bool
    filled_since: bool
    status: PdfSignatureStatus | None

    @property
    def holds(self) -> bool:
        """Whether what was signed is unchanged and nothing was added that the signature forbids."""
        return self.intact and self.covers_revision and self.allowed_changes_only


_IF_AT_HAND = RevocationCheckingRule.CHECK_IF_DECLARED_SOFT
_NOTHING_HOLDS = Integrity(
    intact=False,
    covers_whole_file=False,
    covers_revision=False,
    allowed_changes_only=False,
    filled_since=False,
    status=None,
)


def integrity(signature: EmbeddedPdfSignature) -> Integrity:
    """The integrity of a signature, whoever signed."""
    return evaluate(signature, offline_context((), None))


def evaluate(signature: EmbeddedPdfSignature, context: ValidationContext) -> Integrity:
    """The integrity of a signature and, in its status, its trust in `context`."""
    try:
        check = async_validate_pdf_signature(signature, context, key_usage_settings=_USES)
        status: PdfSignatureStatus = asyncio.run(check)
    except BROKEN:
        return _NOTHING_HOLDS
    return Integrity(
        intact=bool(status.intact and status.valid),
        covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        covers_revision=status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION,
        allowed_changes_only=_only_allowed(status),
        filled_since=status.modification_level == ModificationLevel.FORM_FILLING,
        status=status,
    )


def _only_allowed(status: PdfSignatureStatus) -> bool:
    """Further signatures in prepared fields and archival data may follow; nothing else may."""
    level = status.modification_level
    return bool(status.docmdp_ok) and level is not None and level <= ModificationLevel.FORM_FILLING


def offline_context(
    roots: Sequence[x509.Certificate],
    moment: datetime | None,
    lists: tuple[Sequence[bytes], Sequence[bytes]] = ((), ()),
    *,
    ask_revocation: bool = False,
) -> ValidationContext:
    """A context that trusts `roots` alone and never opens a connection.

    `lists` are CRLs and OCSP answers at hand; `ask_revocation` demands that one of them answers for the signer.
    """
    rule = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED if ask_revocation else _IF_AT_HAND
    policy = CertRevTrustPolicy(RevocationCheckingPolicy(rule, _IF_AT_HAND))
    return ValidationContext(
        trust_roots=list(roots),
        allow_fetching=False,
        moment=moment,
        crls=list(lists[0]),
        ocsps=list(lists[1]),
        revinfo_policy=policy,
    )


def timestamp_holds(stamp: EmbeddedPdfSignature, roots: Sequence[x509.Certificate]) -> bool:
    """Whether a document time stamp is intact, trusted and allows what came after it."""
    try:
        status = asyncio.run(async_validate_pdf_timestamp(stamp, offline_context(roots, None)))
    except BROKEN:
        return False
    return bool(status.intact and status.valid and status.trusted and status.docmdp_ok is not False)

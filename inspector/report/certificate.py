"""What the program reads in a certificate: whose it is, whether it may sign, and whether it is only for practice."""

from __future__ import annotations

from datetime import datetime

from asn1crypto import x509

from inspector.domain.fault import InputFault
from inspector.domain.names import display

DEMO_WORD = "DEMO"
_FEWEST_RSA_BITS = 2048
_FEWEST_EC_BITS = 256
_SIGNING_USES = frozenset({"digital_signature", "non_repudiation"})


def common_name(name: x509.Name) -> str:
    """The common name (CN), else the whole name, as visible text: a certificate may hold anything."""
    return display(_joined(name.native.get("common_name")) or name.human_friendly)


def organisation(name: x509.Name) -> str:
    """The organisation (O) and unit (OU) of a name, "" when it has none."""
    parts = [_joined(name.native.get(key)) for key in ("organizational_unit_name", "organization_name")]
    return display(", ".join(part for part in parts if part))


def _joined(value: str | list[str] | None) -> str:
    """The values of an attribute that may stand in a name more than once."""
    return ", ".join(value) if isinstance(value, list) else value or ""


def is_demo(certificate: x509.Certificate) -> bool:
    """Whether the certificate says DEMO in its holder's name."""
    return DEMO_WORD in common_name(certificate.subject).split()


def check_for_signing(certificate: x509.Certificate, at: datetime) -> None:
    """Raise InputFault when the certificate is not valid at `at`, is not for signing, or its key is too weak.

    At least RSA 2048 or ECDSA 256 (circular on signature software under Nghị định 23/2025/NĐ-CP).
    """
    valid = certificate["tbs_certificate"]["validity"]
    if not valid["not_before"].native <= at <= valid["not_after"].native:
        raise InputFault("report_certificate_expired", until=valid["not_after"].native.date().isoformat())
    uses = certificate.key_usage_value
    if uses is not None and not _SIGNING_USES & uses.native:
        raise InputFault("report_certificate_use")
    fewest = {"rsa": _FEWEST_RSA_BITS, "rsassa_pss": _FEWEST_RSA_BITS, "ec": _FEWEST_EC_BITS}
    key = certificate.public_key
    if key.algorithm in fewest and key.bit_size < fewest[key.algorithm]:
        raise InputFault("report_certificate_weak", bits=key.bit_size)


def same_holder(one: x509.Certificate, other: x509.Certificate) -> bool:
    """Whether two certificates are one, or bind the same key: one person's hand."""
    return bool(one.dump() == other.dump() or one.public_key.dump() == other.public_key.dump())

"""Chains of statements as an office makes them, files of stretches of them, and keys that cost little."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from inspector.domain.content import Digests, Fingerprint, Frame
from inspector.domain.office_list import Linked, Says, Statement, Stretch, first_link
from inspector.exchange import office_file
from inspector.report.detached import check_beside, fingerprint, sign_beside
from inspector.report.key import file_key
from inspector.report.signing_key import SigningKey

LIST = "danh mục chung"
Word = tuple[str, Says, str]
"""A content's name, what is said of it, and the category."""


def digests(name: str) -> Digests:
    content = name.encode()
    return Digests(hashlib.md5(content).digest(), hashlib.sha1(content).digest(), hashlib.sha256(content).digest(),
                   len(content))  # fmt: skip


def mark(name: str) -> Fingerprint:
    return Fingerprint(hashlib.sha256(b"mark " + name.encode()).digest(), 80)


def film(name: str) -> tuple[Frame, ...]:
    return tuple(Frame(1_000 * number, mark(f"{name} {number}")) for number in range(3))


def chain(office: str, words: Iterable[Word], name: str = LIST) -> list[Linked]:
    """The statements of an office, numbered and linked."""
    linked: list[Linked] = []
    for number, (content, says, category) in enumerate(words, 1):
        before = linked[-1].after if linked else first_link(name, office)
        seen = mark(content) if says is Says.CONFIRM else None
        told = Statement(number, says, "vn", category, "2026-11-28", digests(content), seen)
        linked.append(Linked(before, told))
    return linked


def stretch(office: str, part: Sequence[Linked], key: SigningKey | None = None, name: str = LIST) -> Stretch:
    """What the header of a file with this part of a chain says."""
    named = fingerprint(key.certificate) if key else bytes(32)
    return Stretch(name, office, named, part[0].statement.number, part[-1].statement.number, part[0].before)


def file_of(office: str, part: Sequence[Linked], key: SigningKey, name: str = LIST) -> bytes:
    """A signed file."""
    told = stretch(office, part, key, name)
    signed = b"".join(office_file.written(told, (linked.statement for linked in part)))
    return signed + office_file.sealed(sign_beside([signed], key))


def read(content: bytes, certificate: Certificate) -> tuple[Stretch, list[Statement]]:
    """What a file says to somebody who believes a certificate."""
    file = io.BytesIO(content)
    signed = office_file.opened(file)
    told = list(office_file.statements(file, signed))
    check_beside(office_file.written(signed.stretch, told), signed.signature, certificate)
    return signed.stretch, told


@cache
def key(holder: str) -> SigningKey:
    """A key of its own, P-256."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, holder)])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, private.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    content = pkcs12.serialize_key_and_certificates(
        b"key", private, builder.sign(private, hashes.SHA256()), None, BestAvailableEncryption(b"p")
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "key.p12"
        path.write_bytes(content)
        return file_key(path, "p")

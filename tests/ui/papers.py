"""Keys and certificates of offices as files, which cost little to make."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

PASSWORD = "mật khẩu khóa"


def office_key(folder: Path, holder: str, *, days: int = 30) -> Path:
    """A key of an office, valid for so many days: `key.p12` in a new folder, its certificate beside it as `key.pem`."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, holder)])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, private.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=60)).not_valid_after(now + timedelta(days=days))
    certificate = builder.sign(private, hashes.SHA256())
    folder.mkdir()
    locked = BestAvailableEncryption(PASSWORD.encode())
    (folder / "key.p12").write_bytes(pkcs12.serialize_key_and_certificates(b"key", private, certificate, None, locked))
    (folder / "key.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    return folder / "key.p12"

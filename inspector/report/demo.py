"""The certificate for practice: self-signed, DEMO in its name, good for nothing else."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from inspector.report.certificate import DEMO_WORD

_DAYS = 365


def demo_certificate(path: Path, password: str, *, holder: str = "Inspector") -> Path:
    """Write a new key with a self-signed certificate for `holder` to the PKCS#12 file `path`.

    The certificate alone goes beside it as `DEMO.pem`, to be trusted by `verify --trust`; its path is returned. A
    DEMO.pem that is already there is added to, so that several practice signers can be trusted at once.
    """
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    certificate = _certificate(key, f"{DEMO_WORD} {holder}")
    locked = serialization.BestAvailableEncryption(password.encode("utf-8"))
    content = pkcs12.serialize_key_and_certificates(DEMO_WORD.encode(), key, certificate, None, locked)
    _write_private(path, content)
    root = path.with_name("DEMO.pem")
    with root.open("ab") as file:
        file.write(certificate.public_bytes(serialization.Encoding.PEM))
    return root


def _certificate(key: rsa.RSAPrivateKey, name: str) -> x509.Certificate:
    holder = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, f"{DEMO_WORD} - không có giá trị"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(holder)
        .issuer_name(holder)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return builder.sign(key, hashes.SHA256())


def _write_private(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)

"""A PKCS#11 token to sign with in tests: SoftHSM2 stands for the tokens in use."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pkcs11
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.x509 import Certificate
from pkcs11 import Attribute, ObjectClass
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate

DRIVERS = [Path("/usr/lib/softhsm/libsofthsm2.so"), Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")]
PIN = "482913"
TOKEN = "VGCA thử"


@contextmanager
def token(folder: Path, key: Any, certificate: Certificate) -> Iterator[Path]:
    """The driver of one token, on it the RSA key `ky` with its certificate and the key `mo coi` without."""
    library = next((path for path in DRIVERS if path.exists()), None)
    if library is None:
        pytest.skip("SoftHSM2 is not installed")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n")
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    try:
        names = ["--label", TOKEN, "--so-pin", "12345678", "--pin", PIN]
        subprocess.run(["softhsm2-util", "--init-token", "--free", *names], check=True, capture_output=True)
        _fill(library, key, certificate)
        yield library
    finally:
        if before is None:
            del os.environ["SOFTHSM2_CONF"]
        else:
            os.environ["SOFTHSM2_CONF"] = before


def _fill(library: Path, key: Any, certificate: Certificate) -> None:
    der = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    loaded = pkcs11.lib(str(library))
    loaded.reinitialize()
    with loaded.get_token(token_label=TOKEN).open(user_pin=PIN, rw=True) as session:
        for label, identity in (("ky", b"\x01"), ("mo coi", b"\x02")):
            private = decode_rsa_private_key(der)
            private.update(
                {
                    Attribute.TOKEN: True,
                    Attribute.PRIVATE: True,
                    Attribute.SIGN: True,
                    Attribute.LABEL: label,
                    Attribute.ID: identity,
                }
            )
            session.create_object(private)
        told = decode_x509_certificate(certificate.public_bytes(serialization.Encoding.DER))
        told.update({Attribute.TOKEN: True, Attribute.LABEL: "chung thu", Attribute.ID: b"\x01"})
        assert told[Attribute.CLASS] == ObjectClass.CERTIFICATE
        session.create_object(told)

"""Signing keys: from a PKCS#12 file, or on a PKCS#11 token. A secret is used once and never tried again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from inspector.domain.fault import EnvironmentFault, InputFault
from inspector.report.signing_key import SigningKey

ON_TOKEN = "pkcs11:"  # noqa: S105 (a scheme, no secret)
_LIMIT = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Secrets:
    """What opens a key: the file's password, or the token's driver and PIN. Never shown, never written."""

    p12_password: str | None = field(default=None, repr=False)
    pin: str | None = field(default=None, repr=False)
    driver: Path | None = None


@contextmanager
def open_key(source: str, secrets: Secrets) -> Iterator[SigningKey]:
    """The key at `source`: the path of a PKCS#12 file or `pkcs11:TOKEN/KEY`.

    Raises EnvironmentFault for a wrong password or PIN, a locked or missing token or driver; InputFault for a file
    that is no key.
    """
    if source.startswith(ON_TOKEN):
        from inspector.report.token import token_key  # noqa: PLC0415 (slow to import, needed only here)

        with token_key(source.removeprefix(ON_TOKEN), secrets.driver, secrets.pin) as key:
            yield key
    else:
        yield file_key(Path(source), secrets.p12_password)


def file_key(path: Path, password: str | None) -> SigningKey:
    """The key in the PKCS#12 file `path`; RSA keys will sign with PSS."""
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import pkcs12  # noqa: PLC0415
    from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415

    content = _read(path)
    secret = password.encode("utf-8") if password is not None else None
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(content, secret)
    except UnsupportedAlgorithm:
        raise InputFault("report_p12_broken") from None
    except (ValueError, TypeError):
        # cryptography gives one error for a wrong password and for damaged data behind a right frame
        raise EnvironmentFault("report_p12_password") from None
    if key is None or certificate is None:
        raise InputFault("report_p12_empty")
    loaded = SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=secret)
    signer = SimpleSigner(loaded.signing_cert, loaded.signing_key, loaded.cert_registry, prefer_pss=True)
    return SigningKey(signer, signer.signing_cert)


def _read(path: Path) -> bytes:
    from asn1crypto.pkcs12 import Pfx  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            content = file.read(_LIMIT)
    except OSError as unread:
        raise InputFault("report_p12_unreadable", detail=unread.strerror or "") from None
    try:
        if Pfx.load(content, strict=True)["version"].native != "v3":
            raise InputFault("report_p12_broken")
    except (ValueError, TypeError):
        raise InputFault("report_p12_broken") from None
    return content

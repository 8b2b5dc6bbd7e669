"""Keys on a PKCS#11 token. A PIN is tried once: three wrong ones lock the tokens in use here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pkcs11
from asn1crypto.x509 import Certificate
from pkcs11 import Attribute, Mechanism, ObjectClass
from pkcs11 import exceptions as refused
from pyhanko.sign.pkcs11 import PKCS11Signer

from inspector.domain.fault import EnvironmentFault, UsageFault
from inspector.report.signing_key import SigningKey

_PIN_REFUSALS = (refused.PinIncorrect, refused.PinLenRange, refused.PinInvalid)


@contextmanager
def token_key(address: str, driver: Path | None, pin: str | None) -> Iterator[SigningKey]:
    """The key at `address` (`TOKEN/KEY`, both labels), reached through the driver library `driver`."""
    label, separator, name = address.partition("/")
    if not (label and separator and name):
        raise UsageFault("report_token_address")
    token = _token(_library(driver), label)
    with _session(token, pin) as session:
        yield _key(session, token, name)


def _library(driver: Path | None) -> Any:  # noqa: ANN401 (the library object has no public type)
    if driver is None:
        raise EnvironmentFault("report_token_driver_unset")
    try:
        return pkcs11.lib(str(driver))
    except (pkcs11.PKCS11Error, RuntimeError, OSError):
        raise EnvironmentFault("report_token_driver") from None


def _token(library: Any, label: str) -> pkcs11.Token:  # noqa: ANN401
    try:
        found: pkcs11.Token = library.get_token(token_label=label)
    except refused.MultipleTokensReturned:
        raise EnvironmentFault("report_token_twice", token=label) from None
    except pkcs11.PKCS11Error:
        raise EnvironmentFault("report_token_missing", token=label) from None
    return found


@contextmanager
def _session(token: pkcs11.Token, pin: str | None) -> Iterator[pkcs11.Session]:
    try:
        session = token.open(user_pin=pin)
    except _PIN_REFUSALS:
        raise EnvironmentFault("report_pin_wrong") from None
    except refused.PinLocked:
        raise EnvironmentFault("report_pin_locked") from None
    except pkcs11.PKCS11Error as error:
        raise EnvironmentFault("report_token_failed", detail=type(error).__name__) from None
    try:
        with session:
            yield session
    except pkcs11.PKCS11Error as error:  # the token was pulled out, or would not sign
        raise EnvironmentFault("report_token_failed", detail=type(error).__name__) from None


def _key(session: pkcs11.Session, token: pkcs11.Token, name: str) -> SigningKey:
    private = _first(session, {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.LABEL: name})
    if private is None:
        raise EnvironmentFault("report_token_key_missing", key=name)
    identity = private[Attribute.ID]
    by_id = _first(session, {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.ID: identity}) if identity else None
    by_label = by_id or _first(session, {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.LABEL: name})
    if by_label is None:
        raise EnvironmentFault("report_token_certificate_missing", key=name)
    signer = PKCS11Signer(
        session,
        signing_cert=_certificate(by_label),
        key_label=name,
        prefer_pss=Mechanism.SHA256_RSA_PKCS_PSS in token.slot.get_mechanisms(),
        other_certs_to_pull=None,
    )
    return SigningKey(signer, signer.signing_cert)


def _first(session: pkcs11.Session, wanted: dict[Attribute, object]) -> pkcs11.Object | None:
    found = list(session.get_objects(wanted))  # to the end, so that the search on the token is closed
    return found[0] if found else None


def _certificate(found: pkcs11.Object) -> Certificate:
    return Certificate.load(found[Attribute.VALUE])

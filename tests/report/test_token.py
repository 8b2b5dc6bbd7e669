"""Signing with a PKCS#11 token: SoftHSM2 stands for the tokens in use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pkcs11
import pytest

from inspector.domain.fault import CheckFault, EnvironmentFault, UsageFault
from inspector.report.detached import check_beside, sign_beside
from inspector.report.key import Secrets, open_key
from inspector.report.pdf_file import open_pdf
from inspector.report.roots import load_roots
from inspector.report.sign import SignerRole, sign
from inspector.report.verify import verify_content
from inspector.words import Words
from tests.tokens import PIN, token


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory, pki: Any) -> Iterator[Path]:
    """A driver with one token, on it one key with its certificate and one key without."""
    folder = tmp_path_factory.mktemp("hsm")
    with token(folder, pki.reviewer.key, pki.reviewer.certificate) as library:
        yield library


def test_a_token_signs_beside_a_file(driver: Path, signed_once: bytes, pki: Any, vietnamese: Words) -> None:
    with open_key("pkcs11:VGCA thử/ky", Secrets(pin=PIN, driver=driver)) as key:
        signed = sign(signed_once, SignerRole.REVIEWER, key, vietnamese)
    assert (signed.signer, signed.count) == ("Trần Thị Bích Ngọc", 2)
    by_token = open_pdf(signed.pdf).embedded_signatures[1]
    assert by_token.signer_info["signature_algorithm"].signature_algo == "rsassa_pss"
    # the token holds no certificate of the issuing authority; the examiner's signature brought it
    verdict = verify_content(signed.pdf, load_roots([pki.root]))
    assert verdict.signatures[1].intact
    assert verdict.signatures[0].trusted


def test_a_wrong_pin_is_tried_once(driver: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []
    real = pkcs11.lib(str(driver)).get_token(token_label="VGCA thử")

    class Counting:
        slot = real.slot

        def open(self, **words: Any) -> Any:
            tries.append(words)
            return real.open(**words)

    monkeypatch.setattr("inspector.report.token._token", lambda *_: Counting())
    with (
        pytest.raises(EnvironmentFault, match="report_pin_wrong"),
        open_key("pkcs11:VGCA thử/ky", Secrets(pin="000000", driver=driver)),
    ):
        pytest.fail("opened with a wrong PIN")
    assert len(tries) == 1


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("pkcs11:Không có/ky", "report_token_missing"),
        ("pkcs11:VGCA thử/không có", "report_token_key_missing"),
    ],
)
def test_what_the_token_lacks_is_told(source: str, code: str, driver: Path) -> None:
    with pytest.raises(EnvironmentFault, match=code), open_key(source, Secrets(pin=PIN, driver=driver)):
        pytest.fail("opened")


def test_a_key_without_certificate_is_told(driver: Path) -> None:
    with (
        pytest.raises(EnvironmentFault, match="report_token_certificate_missing"),
        open_key("pkcs11:VGCA thử/mo coi", Secrets(pin=PIN, driver=driver)),
    ):
        pytest.fail("opened")


@pytest.mark.parametrize("source", ["pkcs11:", "pkcs11:chỉ có thiết bị", "pkcs11:/khóa", "pkcs11:x/"])
def test_an_address_has_token_and_key(source: str, driver: Path) -> None:
    with pytest.raises(UsageFault, match="report_token_address"), open_key(source, Secrets(pin=PIN, driver=driver)):
        pytest.fail("opened")


def test_a_driver_that_is_none(tmp_path: Path) -> None:
    fake = tmp_path / "driver.so"
    fake.write_bytes(b"no library")
    with (
        pytest.raises(EnvironmentFault, match=r"report_token_driver$"),
        open_key("pkcs11:a/b", Secrets(pin=PIN, driver=fake)),
    ):
        pytest.fail("opened")
    with pytest.raises(EnvironmentFault, match="report_token_driver_unset"), open_key("pkcs11:a/b", Secrets(pin=PIN)):
        pytest.fail("opened")


def test_a_token_signs_what_is_no_report(driver: Path) -> None:
    with open_key("pkcs11:VGCA thử/ky", Secrets(pin=PIN, driver=driver)) as key:
        signature = sign_beside([b"one ", b"two"], key)
        check_beside([b"one two"], signature, key.certificate)
        with pytest.raises(CheckFault, match="signature_broken"):
            check_beside([b"one too"], signature, key.certificate)

"""Four eyes goes by account and certificate."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.app import Session, cases, reports
from inspector.app.reports import Order, Signing
from inspector.domain.fault import RightFault
from inspector.report.demo import demo_certificate
from inspector.report.key import Secrets
from inspector.report.sign import SignerRole
from inspector.words import Words
from tests import ready

CASE = "12/2026"


def signing(folder: Path, name: str, role: SignerRole) -> Signing:
    path = folder / f"{name}.p12"
    if not path.exists():
        demo_certificate(path, "p", holder=name)
    return Signing(str(path), role, Secrets(p12_password="p"))


@pytest.fixture
def report(folder: Path, tmp_path: Path) -> Path:
    """A report that the owner has signed as examiner."""
    out = tmp_path / "report.pdf"
    with Session(ready.signed_in(folder)) as session:
        cases.add(session, CASE, "Vụ thử")
        reports.make(session, Order(CASE, "assessment", out), Words(), signing(tmp_path, "one", SignerRole.EXAMINER))
    return out


def test_another_account_with_another_certificate_signs_next(folder: Path, report: Path, tmp_path: Path) -> None:
    with Session(ready.signed_in(folder, "reviewer")) as session:
        signed = reports.countersign(session, report, signing(tmp_path, "two", SignerRole.REVIEWER), Words())
    assert signed.count == 2


def test_the_same_account_is_refused_with_whatever_certificate(folder: Path, report: Path, tmp_path: Path) -> None:
    before = report.read_bytes()
    with (
        Session(ready.signed_in(folder)) as session,
        pytest.raises(RightFault, match="report_same_account"),
    ):
        reports.countersign(session, report, signing(tmp_path, "two", SignerRole.REVIEWER), Words())
    assert report.read_bytes() == before


def test_the_same_account_is_refused_after_another_has_signed(folder: Path, report: Path, tmp_path: Path) -> None:
    with Session(ready.signed_in(folder, "reviewer")) as session:
        reports.countersign(session, report, signing(tmp_path, "two", SignerRole.REVIEWER), Words())
    with (
        Session(ready.signed_in(folder)) as session,
        pytest.raises(RightFault, match="report_same_account"),
    ):
        reports.countersign(session, report, signing(tmp_path, "three", SignerRole.APPROVER), Words())


def test_the_same_certificate_is_refused_with_another_account(folder: Path, report: Path, tmp_path: Path) -> None:
    with (
        Session(ready.signed_in(folder, "reviewer")) as session,
        pytest.raises(RightFault, match="report_four_eyes"),
    ):
        reports.countersign(session, report, signing(tmp_path, "one", SignerRole.REVIEWER), Words())

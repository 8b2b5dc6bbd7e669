"""Whose signature counts: the certificates that somebody here said are an office's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.app.session import Session
from inspector.domain.account import Right
from inspector.domain.fault import CheckFault, InputFault, UsageFault
from inspector.domain.office_list import Stretch
from inspector.exchange import office_file
from inspector.store import office_lists

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate


@dataclass(frozen=True, slots=True)
class Trusted:
    """A certificate and the office it counts for: its SHA-256 in hex, and whom it names."""

    office: str
    certificate: str
    holder: str


def trust(session: Session, office: str, path: Path) -> list[Trusted]:
    """The certificates in a file count as the office's from now on."""
    session.require(Right.LIBRARY)
    check_name(office)
    found = _named(office, path)
    for one, certificate in found:
        session.workspace.change(
            office_lists.trust(office, bytes.fromhex(one.certificate), certificate.dump(), session.account.name)
        )
    return [one for one, _ in found]


def distrust(session: Session, office: str, path: Path) -> list[Trusted]:
    """The certificates in a file no longer count as the office's: a lost key signs nothing more that is taken in."""
    session.require(Right.LIBRARY)
    found = [one for one, _ in _named(office, path)]
    known = {one.fingerprint for one in office_lists.trusted(session.workspace.reader(), office)}
    for one in found:
        if bytes.fromhex(one.certificate) not in known:
            raise InputFault("office_certificate_unknown", office=office, certificate=one.certificate)
        session.workspace.change(office_lists.distrust(office, bytes.fromhex(one.certificate)))
    return found


def _named(office: str, path: Path) -> list[tuple[Trusted, Certificate]]:
    from inspector.report.certificate import common_name  # noqa: PLC0415  slow to load
    from inspector.report.detached import fingerprint  # noqa: PLC0415
    from inspector.report.roots import load_roots  # noqa: PLC0415

    return [
        (Trusted(office, fingerprint(certificate).hex(), common_name(certificate.subject)), certificate)
        for certificate in load_roots([path])
    ]


def check_name(text: str) -> None:
    """Raises UsageFault for what no list and no office may be called."""
    if not office_file.is_name(text):
        raise UsageFault("bad_office_name", longest=office_file.LONGEST_NAME)


def certificate_of(session: Session, stretch: Stretch, extra: Path | None) -> Certificate:
    """The certificate that a file names; raises CheckFault `office_unknown` unless somebody said it is the office's.

    Those in the file `extra` are believed too.
    """
    from asn1crypto.x509 import Certificate  # noqa: PLC0415

    from inspector.report.detached import fingerprint  # noqa: PLC0415
    from inspector.report.roots import load_roots  # noqa: PLC0415

    pinned = office_lists.trusted(session.workspace.reader(), stretch.office)
    known = [Certificate.load(one.certificate) for one in pinned] + (load_roots([extra]) if extra else [])
    for certificate in known:
        if fingerprint(certificate) == stretch.certificate:
            return certificate
    raise CheckFault("office_unknown", office=stretch.office, certificate=stretch.certificate.hex())

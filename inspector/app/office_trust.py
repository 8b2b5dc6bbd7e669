"""Whose signature counts: the certificates that somebody here said are an office's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
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


@dataclass(frozen=True, slots=True)
class Paper:
    """What a certificate says of itself, safe to show, and its SHA-256 in hex.

    `organisation` is "" where it names none; valid from `since` to `until` (UTC); `demo` is one for practice only.
    """

    holder: str
    organisation: str
    issuer: str
    since: date
    until: date
    fingerprint: str
    demo: bool
    der: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """A certificate that counts as an office's, since when (UTC, ISO 8601) and by whose word."""

    office: str
    paper: Paper
    added: str
    added_by: str


def trust(session: Session, office: str, path: Path) -> list[Trusted]:
    """The certificates in a file count as the office's from now on."""
    session.require(Right.LIBRARY)
    return agree(session, office, papers(path))


def agree(session: Session, office: str, seen: Sequence[Paper]) -> list[Trusted]:
    """The very certificates that a person has seen count as the office's from now on."""
    session.require(Right.LIBRARY)
    check_name(office)
    for one in seen:
        named = bytes.fromhex(one.fingerprint)
        session.workspace.change(office_lists.trust(office, named, one.der, session.account.name))
    return [Trusted(office, one.fingerprint, one.holder) for one in seen]


def distrust(session: Session, office: str, path: Path) -> list[Trusted]:
    """The certificates in a file no longer count as the office's: a lost key signs nothing more that is taken in."""
    session.require(Right.LIBRARY)
    return [withdraw(session, office, one) for one in papers(path)]


def withdraw(session: Session, office: str, paper: Paper) -> Trusted:
    """One certificate no longer counts as the office's."""
    session.require(Right.LIBRARY)
    named = bytes.fromhex(paper.fingerprint)
    if all(one.fingerprint != named for one in office_lists.trusted(session.workspace.reader(), office)):
        raise InputFault("office_certificate_unknown", office=office, certificate=paper.fingerprint)
    session.workspace.change(office_lists.distrust(office, named))
    return Trusted(office, paper.fingerprint, paper.holder)


def kept(session: Session) -> list[Kept]:
    """All certificates that count, by office, oldest first."""
    from asn1crypto.x509 import Certificate  # noqa: PLC0415  slow to load

    pinned = office_lists.all_trusted(session.workspace.reader())
    return [Kept(office, _paper(Certificate.load(one.certificate)), one.added, one.added_by) for office, one in pinned]


def papers(path: Path) -> list[Paper]:
    """The certificates in a file (PEM with any number of them, or DER); raises InputFault."""
    from inspector.report.roots import load_roots  # noqa: PLC0415

    try:
        return [_paper(certificate) for certificate in load_roots([path])]
    except (ValueError, TypeError, KeyError, OverflowError):  # parts that are read only now may be anything
        raise InputFault("report_trust_broken") from None


def _paper(certificate: Certificate) -> Paper:
    from inspector.report.certificate import common_name, is_demo, organisation  # noqa: PLC0415
    from inspector.report.detached import fingerprint  # noqa: PLC0415

    valid = certificate["tbs_certificate"]["validity"]
    return Paper(
        common_name(certificate.subject),
        organisation(certificate.subject),
        common_name(certificate.issuer),
        valid["not_before"].native.date(),
        valid["not_after"].native.date(),
        fingerprint(certificate).hex(),
        is_demo(certificate),
        certificate.dump(),
    )


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

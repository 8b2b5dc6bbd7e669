"""Reports: made from a case, signed, and signed again by those who follow."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import inspector
from inspector.app.outside import refuse_in_evidence
from inspector.app.session import Session
from inspector.domain.account import Right
from inspector.domain.fault import RightFault, UsageFault
from inspector.report.answers import Answers, load_answers, no_answers
from inspector.report.build import Caution, Report, build
from inspector.report.form import load_form
from inspector.report.gathering import gather
from inspector.report.key import Secrets, open_key
from inspector.report.pdf_file import read_pdf, write_whole
from inspector.report.sign import Signed, SignerRole, sign, sign_file
from inspector.report.signing_key import SigningKey
from inspector.store import audit, cases, reports
from inspector.store.reports import Printed
from inspector.words import Words


@dataclass(frozen=True, slots=True)
class Signing:
    """With which key to sign (`FILE.p12` or `pkcs11:TOKEN/KEY`), in which role, and what opens the key."""

    source: str
    role: SignerRole
    secrets: Secrets


@dataclass(frozen=True, slots=True)
class Order:
    """Which report is wanted: of which case, by which form, in which language, where to."""

    case: str
    form: str
    out: Path
    answers: Path | Answers | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A report that lies at `path`; `signer` is empty for an unsigned one."""

    path: Path
    sha256: str
    signer: str
    warnings: Sequence[Caution]


def make(session: Session, order: Order, words: Words, signing: Signing | None = None) -> Made:
    """Makes the report, signs it when asked to, and writes it whole or not at all."""
    session.require(Right.REPORT)
    refuse_in_evidence(session, order.out)
    if signing is None:
        return _make(session, order, words, None, None)
    session.require(Right.SIGN)
    with open_key(signing.source, signing.secrets) as key:
        return _make(session, order, words, signing, key)


def _make(session: Session, order: Order, words: Words, signing: Signing | None, key: SigningKey | None) -> Made:
    connection = session.workspace.reader()
    case = cases.find(connection, order.case)
    built = _build(session, order, words, demo=key is not None and key.demo)
    signed = sign(built.pdf, signing.role, key, words) if signing and key else Signed(built.pdf, "", 0)
    write_whole(order.out, signed.pdf)
    sha256 = hashlib.sha256(signed.pdf)
    seq = audit.case_head(connection, case.id).seq
    printed = Printed(case.id, order.form, words.language, sha256.digest(), seq, signed.signer)
    session.workspace.change(reports.printed(printed, session.account.name))
    return Made(order.out, sha256.hexdigest(), signed.signer, built.warnings)


def _build(session: Session, order: Order, words: Words, *, demo: bool) -> Report:
    connection = session.workspace.reader()
    facts = gather(connection, cases.find(connection, order.case), inspector.__version__)
    return build(facts, _answers(order), words, order.at or datetime.now(UTC), demo=demo)


def _answers(order: Order) -> Answers:
    if isinstance(order.answers, Answers):
        return order.answers
    form = load_form(order.form)
    if not form.words:  # a form without words around its answers is filled in elsewhere and never printed
        raise UsageFault("report_form_not_printed", form=order.form)
    return load_answers(form, order.answers) if order.answers else no_answers(form)


def countersign(session: Session, path: Path, signing: Signing, words: Words) -> Signed:
    """Adds the next signature to a report, in place.

    Four eyes goes by account and certificate: the certificate is looked at where it signs, the account here.
    """
    session.require(Right.SIGN)
    refuse_in_evidence(session, path)
    before = hashlib.sha256(read_pdf(path)).digest()
    if session.account.name in reports.hands(session.workspace.reader(), before):
        raise RightFault("report_same_account", user=session.account.name)
    with open_key(signing.source, signing.secrets) as key:
        signed = sign_file(path, signing.role, key, words)
    digest = hashlib.sha256(signed.pdf).digest()
    session.workspace.change(reports.signed(before, digest, signing.role.value, signed.signer, signed.count))
    return signed

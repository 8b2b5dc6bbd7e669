"""Cases: opening them, and how they stand."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.app.session import Session
from inspector.domain.account import Right
from inspector.domain.case import Case, CaseKind
from inspector.domain.fault import UsageFault
from inspector.store import cases, gallery, hashsets, ingests, manifests, witness
from inspector.store.cases import Counts
from inspector.store.ingests import Run
from inspector.store.manifests import ManifestCheck

_LONGEST_NUMBER = 200
_LONGEST_TITLE = 2000


@dataclass(frozen=True, slots=True)
class Overview:
    """One case and how it stands; without an illegal list loaded, no hit means nothing.

    `unwitnessed` contents agree with a list, and nobody here has decided about them or had them before their eyes;
    `known_good` items are known and harmless, so that review hides them.
    """

    case: Case
    counts: Counts
    runs: list[Run]
    illegal_list_loaded: bool
    unwitnessed: int = 0
    known_good: int = 0


def add(session: Session, number: str, title: str, kind: CaseKind = CaseKind.CRIMINAL) -> Case:
    """Opens a case."""
    session.require(Right.CASES)
    number, title = number.strip(), title.strip()
    if not number or not number.isprintable() or len(number) > _LONGEST_NUMBER:
        raise UsageFault("bad_case_number", longest=_LONGEST_NUMBER)
    if not title or len(title) > _LONGEST_TITLE:
        raise UsageFault("bad_case_title", longest=_LONGEST_TITLE)
    return session.workspace.change(cases.add(number, title, kind, session.account.name))


def find(session: Session, number: str) -> Case:
    """The case of that number."""
    return cases.find(session.workspace.reader(), number)


def listed(session: Session) -> list[tuple[Case, Counts]]:
    """All cases with their counts, newest first."""
    connection = session.workspace.reader()
    return [(case, cases.counts(connection, case.id)) for case in cases.listed(connection)]


def overview(session: Session, number: str) -> Overview:
    """One case and how it stands, and where its evidence came from."""
    session.require(Right.CONTENT)
    connection = session.workspace.reader()
    case = cases.find(connection, number)
    return Overview(
        case,
        cases.counts(connection, case.id),
        list(ingests.runs(connection, case.id)),
        hashsets.illegal_loaded(connection),
        witness.unwitnessed(connection, case.id),
        gallery.known_good(connection, case.id),
    )


def manifest_checks(session: Session, number: str) -> list[ManifestCheck]:
    """What manifests beside the evidence claim, held against what was read: some seconds where they are long."""
    session.require(Right.CONTENT)
    connection = session.workspace.reader()
    return list(manifests.verify(connection, cases.find(connection, number).id))

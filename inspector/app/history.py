"""The history of the workspace: the audit chain, read and checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from inspector.app.session import Session
from inspector.domain.account import Right
from inspector.domain.fault import EnvironmentFault
from inspector.library import sets
from inspector.store import audit, hashsets
from inspector.store.audit import Entry, Head, Problem, Verification
from inspector.store.hashsets import HashSet


def verify(session: Session, anchor: str | None = None) -> Verification:
    """Checks the whole chain, what it speaks for, and a head that was written down outside when there is one."""
    session.require(Right.AUDIT)
    found = audit.verify(session.workspace.reader(), None if anchor is None else Head.parse(anchor))
    if all(map(partial(_as_taken_in, session), hashsets.listed(session.workspace.reader()))):
        return found
    return replace(found, anchored_up_to=0, problems=[*found.problems, Problem("library_differs", found.entries)])


def _as_taken_in(session: Session, known: HashSet) -> bool:
    """Whether the file of a set in use says what its list said when it was taken in."""
    workspace = session.workspace
    try:
        return sets.digest_of(workspace.library, workspace.library_key, known.file) == known.digest
    except EnvironmentFault:  # missing or damaged
        return False


def head(session: Session) -> Head:
    """The newest row."""
    session.require(Right.AUDIT)
    return audit.head(session.workspace.reader())


def entries(session: Session, limit: int = -1) -> Iterator[Entry]:
    """The rows in order, oldest first."""
    session.require(Right.AUDIT)
    return audit.entries(session.workspace.reader(), limit=limit)


def newest(session: Session, limit: int) -> list[Entry]:
    """The last rows, newest first."""
    session.require(Right.AUDIT)
    return audit.newest(session.workspace.reader(), limit)

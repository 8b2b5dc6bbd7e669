"""The history of the workspace: the audit chain, read and checked."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.app.session import Session
from inspector.domain.account import Right
from inspector.store import audit
from inspector.store.audit import Entry, Head, Verification


def verify(session: Session, anchor: str | None = None) -> Verification:
    """Checks the whole chain, and against a head that was written down outside when there is one."""
    session.require(Right.AUDIT)
    return audit.verify(session.workspace.reader(), None if anchor is None else Head.parse(anchor))


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

"""Review: what people decide about items."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.app.session import Session
from inspector.domain.account import Right
from inspector.domain.decision import Decision
from inspector.library.scheme import scheme
from inspector.store import decisions
from inspector.store.decisions import Choice


def categorise(session: Session, items: Sequence[int], choice: Choice) -> list[Decision]:
    """Records one category for each item; a category of None takes the standing one back, by a new row."""
    session.require(Right.DECIDE)
    known = scheme(choice.scheme)
    if choice.category is not None:
        known.category(choice.category)
    known.check_details(choice.details)
    return session.workspace.change(decisions.decide(list(items), choice, session.account.name))

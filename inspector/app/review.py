"""Review: what people decide about items."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.app.session import Session
from inspector.domain.account import Right
from inspector.domain.decision import Decision
from inspector.domain.fault import InputFault
from inspector.domain.group import GroupKind
from inspector.library.film.gaps import gaps
from inspector.library.scheme import scheme
from inspector.store import decisions, together
from inspector.store.decisions import Choice, OfGroup, Plan


def categorise(session: Session, items: Sequence[int], choice: Choice) -> list[Decision]:
    """Records one category for each item; a category of None takes the standing one back, by a new row."""
    session.require(Right.DECIDE)
    _check(choice)
    return session.workspace.change(decisions.decide(list(items), choice, session.account.name))


def plan(session: Session, item: int, kind: GroupKind, choice: Choice, *, over: bool = False) -> Plan:
    """What it would do to give a category to the whole group that an item is in: the items, to be shown first.

    What was decided otherwise is left alone unless `over`. Raises InputFault `no_group` where there is no such group.
    """
    session.require(Right.DECIDE)
    _check(choice)
    connection, gap = session.workspace.reader(), gaps().of(kind)
    group = together.of_item(connection, item, kind, gap)
    if group is None:
        raise InputFault("no_group", id=item)
    return decisions.plan(connection, OfGroup(kind, group.sha256, item, gap, over), choice, session.account.name)


def carry_out(session: Session, planned: Plan, choice: Choice) -> list[Decision]:
    """Records the category for each item that was planned, or for none of them; the audit says which group it was."""
    session.require(Right.DECIDE)
    _check(choice)
    if not planned.items:
        return []
    return session.workspace.change(
        decisions.decide(planned.items, choice, session.account.name, planned.group)
    )  # fmt: skip


def _check(choice: Choice) -> None:
    known = scheme(choice.scheme)
    if choice.category is not None:
        known.category(choice.category)
    known.check_details(choice.details)

"""What belongs together in a case, and what of it was seen in others."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

from inspector.app.session import Session
from inspector.domain.account import Right
from inspector.domain.fault import EnvironmentFault
from inspector.domain.group import Group, GroupKind, Member, Seen
from inspector.domain.progress import Progress
from inspector.library.film.gaps import gaps
from inspector.links import elsewhere
from inspector.links.grouping import Grouping
from inspector.store import cases, groups, together
from inspector.store.groups import Place


@dataclass(frozen=True, slots=True)
class InGroup:
    """The group that an item is in, with all that are in it."""

    group: Group
    members: list[Member]


@dataclass(frozen=True, slots=True)
class Around:
    """What an item is in with others: its near group with its own place there, its series, its burst.

    Each is None where it is in none, a burst also where it is no less than the series.
    """

    item: int
    near: Group | None = None
    place: Place | None = None
    series: Group | None = None
    burst: Group | None = None

    @property
    def groups(self) -> list[Group]:
        """All of them, from the nearest kinship on."""
        return [group for group in (self.near, self.burst, self.series) if group]


def settle(session: Session, number: str) -> Generator[Progress, None, int]:
    """Puts what still waits into groups, where the account may; gives how many contents wait after that.

    While evidence is taken in, that does it by itself.
    """
    session.require(Right.CONTENT)
    connection = session.workspace.reader()
    case = cases.find(connection, number).id
    if session.account.may(Right.INGEST) and groups.how_many_wait(connection, case):
        try:
            with session.workspace.sole_ingest():
                yield from Grouping(session.workspace, case).to_the_end()
        except EnvironmentFault as fault:
            if fault.code != "ingest_running":
                raise
    return groups.how_many_wait(connection, case)


def waits(session: Session, number: str) -> bool:
    """Whether `settle` would put anything into groups for this account."""
    session.require(Right.CONTENT)
    connection = session.workspace.reader()
    return session.account.may(Right.INGEST) and groups.how_many_wait(connection, cases.find(connection, number).id) > 0


def listed(session: Session, number: str, kind: GroupKind) -> Iterator[Group]:
    """The groups of one kind in a case."""
    session.require(Right.CONTENT)
    connection = session.workspace.reader()
    return together.listed(connection, cases.find(connection, number).id, kind, gaps().of(kind))


def of_item(session: Session, item: int, kind: GroupKind) -> InGroup | None:
    """The group of that kind that an item is in with others."""
    session.require(Right.CONTENT)
    connection, gap = session.workspace.reader(), gaps().of(kind)
    group = together.of_item(connection, item, kind, gap)
    return InGroup(group, together.members(connection, item, kind, gap)) if group else None


def around(session: Session, item: int) -> Around:
    """What an item is in with others, without naming each of them."""
    session.require(Right.CONTENT)
    connection, known = session.workspace.reader(), gaps()
    kinds = (GroupKind.NEAR, GroupKind.SERIES)
    near, series = (together.of_item(connection, item, kind, known.of(kind)) for kind in kinds)
    place = groups.place_of_item(connection, item) if near else None
    burst = together.of_item(connection, item, GroupKind.BURST, known.burst) if series else None
    less = burst is not None and series is not None and burst.contents < series.contents
    return Around(item, near, place, series, burst if less else None)


def items(session: Session, item: int, kind: GroupKind) -> list[int]:
    """All items of the group that an item is in, itself among them."""
    session.require(Right.CONTENT)
    return together.items(session.workspace.reader(), item, kind, gaps().of(kind))


def seen_elsewhere(session: Session, item: int) -> list[Seen] | None:
    """What of an item was seen in other cases of the workspace; None for an account that may not know."""
    session.require(Right.CONTENT)
    return elsewhere.of_item(session.workspace.reader(), item) if session.account.may(Right.ELSEWHERE) else None


def case_elsewhere(session: Session, number: str) -> list[Seen]:
    """What of a case was seen in other cases of the workspace."""
    session.require(Right.ELSEWHERE)
    connection = session.workspace.reader()
    return list(elsewhere.of_case(connection, cases.find(connection, number).id))

"""How many films look, some at a time: each of them brings hundreds of frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from inspector.domain.looks import Looks
from inspector.store import groups
from inspector.store.connection import Connection

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Filmed:
    """Some films, by column.

    `leaders`, `distances` and `variants` are those of their groups; where no case is meant, each leads itself.
    """

    looks: Sequence[Looks]
    leaders: Sequence[int]
    distances: Sequence[int]
    variants: Sequence[str]

    @property
    def contents(self) -> Sequence[int]:
        """Their numbers."""
        return [each.content for each in self.looks]


def settled(connection: Connection, case: int) -> Iterator[Filmed]:
    """The films of a case that are in a group, by number."""
    rows = groups.films_settled(connection, case)
    while part := list(islice(rows, AT_ONCE)):
        yield Filmed([each.looks for each in part], [each.leader for each in part], [each.distance for each in part],
                     [each.variant for each in part])  # fmt: skip


def elsewhere(connection: Connection, case: int) -> Iterator[Filmed]:
    """The films of all other cases."""
    rows = groups.films_elsewhere(connection, case)
    while part := list(islice(rows, AT_ONCE)):
        yield Filmed(part, [each.content for each in part], [0] * len(part), [""] * len(part))

"""How many films look, some at a time: each of them brings hundreds of frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from inspector.domain.looks import Looks
from inspector.store import groups
from inspector.store.connection import Connection
from inspector.store.groups import InGroup

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
    return _by_column(groups.films_settled(connection, case))


def elsewhere(connection: Connection, case: int) -> Iterator[Filmed]:
    """The films of all other cases."""
    return _by_column(groups.films_elsewhere(connection, case))


def _by_column(rows: Iterator[InGroup]) -> Iterator[Filmed]:
    while part := list(islice(rows, AT_ONCE)):
        yield Filmed(*zip(*part, strict=True))

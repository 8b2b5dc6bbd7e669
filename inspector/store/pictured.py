"""How many pictures look, by column: a million of them are read in seconds so, as objects in half a minute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspector.store.connection import Connection

AT_ONCE = 5_000
_SELECT = """SELECT content.id, sha256, content.size, pdq, pdq_quality, ifnull(width, 0) * ifnull(height, 0),
ifnull(variations, x''), {} FROM {} LEFT JOIN likeness ON likeness.content = content.id"""
_IN_GROUPS = "near_group JOIN content ON content.id = near_group.content"
_SETTLED = f"""{_SELECT.format("leader, distance, variant", _IN_GROUPS)}
WHERE casefile = ? AND leader IS NOT NULL AND pdq IS NOT NULL ORDER BY near_group.content"""
_ELSEWHERE = f"""{_SELECT.format("content.id, 0, ''", "content")} WHERE pdq IS NOT NULL AND EXISTS
(SELECT 1 FROM item WHERE item.content = content.id AND casefile != ?) ORDER BY content.id"""


@dataclass(frozen=True, slots=True)
class Pictured:
    """Some contents with a fingerprint, by column; `variations` as they are packed.

    `leaders`, `distances` and `variants` are those of their groups; where no case is meant, each leads itself.
    """

    contents: Sequence[int]
    sha256: Sequence[bytes]
    sizes: Sequence[int]
    marks: Sequence[bytes]
    qualities: Sequence[int]
    pixels: Sequence[int]
    variations: Sequence[bytes]
    leaders: Sequence[int]
    distances: Sequence[int]
    variants: Sequence[str]


def settled(connection: Connection, case: int) -> Iterator[Pictured]:
    """The pictures of a case that are in a group, by number, some thousands at a time."""
    yield from _read(connection, _SETTLED, case)


def elsewhere(connection: Connection, case: int) -> Iterator[Pictured]:
    """The pictures of all other cases."""
    yield from _read(connection, _ELSEWHERE, case)


def _read(connection: Connection, query: str, case: int) -> Iterator[Pictured]:
    rows = connection.execute(query, (case,))
    while some := rows.fetchmany(AT_ONCE):
        yield Pictured(*zip(*some, strict=True))

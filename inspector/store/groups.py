"""Groups of like pictures and films in a case: which content leads each, what still waits for one, and who is in it.

A content stands in `near_group` once a case. Without a leader it waits; until then it is shown as standing alone. What
has a fingerprint is a picture here, and a film what has none but those of its frames.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from inspector.domain.content import Fingerprint
from inspector.domain.looks import Looks
from inspector.domain.variation import for_groups
from inspector.store import frames
from inspector.store.connection import Connection
from inspector.store.deed import Act, Deed

# Columns of a content that tell how it looks; a change of any of them may change its group.
_LOOKS = """pdq, pdq_quality, width, height, duration_ms,
(SELECT variations FROM likeness WHERE likeness.content = content.id)"""
_READ = f"SELECT content.id, sha256, content.size, {_LOOKS}"
_LIKENED = "(pdq IS NOT NULL OR EXISTS (SELECT 1 FROM frame WHERE frame.content = content.id))"
_IS_FILM = "pdq IS NULL"
_BYTES_AT_ONCE = 8 << 20


InGroup = tuple[Looks, int, int, str]
"""How a content looks, the content that leads its group, what is between both, and what was done to one."""


class GroupsAnewError(Exception):
    """The groups of a case were set back since they were read."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one content stands in its group, as it is written down; of a `film` the distance is in percent."""

    content: int
    leader: int
    distance: int
    variant: str
    film: bool = False


def wait(connection: Connection, case: int, content: int) -> None:
    """Lets a content that came into a case wait for its group, if it can have one."""
    connection.execute(
        f"INSERT INTO near_group(casefile, content) SELECT ?, id FROM content WHERE id = ? AND {_LIKENED}"
        " ON CONFLICT DO NOTHING",
        (case, content),
    )


def seen_as(connection: Connection, content: int) -> tuple[Any, ...]:
    """How a content looks, to be held against how it looks later."""
    row: tuple[Any, ...] = connection.execute(f"SELECT {_LOOKS} FROM content WHERE id = ?", (content,)).fetchone()
    return (*row, _frames(connection, content))


def looks_changed(connection: Connection, content: int, before: tuple[Any, ...]) -> None:
    """A content was looked into once more: where it looks otherwise now, its cases are grouped from the beginning."""
    if seen_as(connection, content) == before:
        return
    connection.execute(
        """UPDATE near_group SET leader = NULL, distance = 0, variant = '' WHERE leader IS NOT NULL AND casefile IN
             (SELECT casefile FROM near_group WHERE content = ? AND leader IS NOT NULL)""",
        (content,),
    )
    connection.execute("DELETE FROM near_group WHERE content = ?", (content,))
    connection.execute(
        "INSERT INTO near_group(casefile, content) SELECT DISTINCT casefile, content FROM item"
        f" JOIN content ON content.id = item.content WHERE item.content = ? AND {_LIKENED}",
        (content,),
    )


def waiting(connection: Connection, case: int, limit: int) -> list[Looks]:
    """The next contents of a case that wait for their group; fewer than `limit` where their frames are many."""
    rows = connection.execute(
        f"{_READ} FROM near_group JOIN content ON content.id = near_group.content"
        " WHERE casefile = ? AND leader IS NULL ORDER BY near_group.content LIMIT ?",
        (case, limit),
    )
    waiting, size = [], 0
    for row in rows:
        waiting.append(_looks(connection, row))
        size += len(waiting[-1].frames)
        if size >= _BYTES_AT_ONCE:
            break
    return waiting


def how_many_wait(connection: Connection, case: int) -> int:
    """How many contents of a case wait for their group."""
    query = "SELECT count(*) FROM near_group WHERE casefile = ? AND leader IS NULL"
    return int(connection.execute(query, (case,)).fetchone()[0])


def films_settled(connection: Connection, case: int) -> Iterator[InGroup]:
    """The films of a case that are in a group, by number."""
    query = f"""{_READ}, leader, distance, variant FROM near_group JOIN content ON content.id = near_group.content
                WHERE casefile = ? AND leader IS NOT NULL AND {_IS_FILM} ORDER BY near_group.content"""
    for row in connection.execute(query, (case,)):
        yield _looks(connection, row[:9]), *row[9:]


def settle(case: int, places: Sequence[Place], known: Sequence[int]) -> Act[int]:
    """Writes down where contents of a case stand now; nothing of the case itself changes by it.

    `known` are contents that were in a group when the groups were read. Raises GroupsAnewError when one is in none now.
    """

    def act(connection: Connection) -> Deed[int]:
        if any(leader(connection, case, content) is None for content in known):
            raise GroupsAnewError
        connection.executemany(
            "UPDATE near_group SET leader = ?, distance = ?, variant = ? WHERE casefile = ? AND content = ?",
            [(place.leader, place.distance, place.variant, case, place.content) for place in places],
        )
        return Deed("groups_settled", len(places), f"case {case}", {"contents": len(places)}, case)

    return act


def leader(connection: Connection, case: int, content: int) -> int | None:
    """The content that leads the group of another in a case; None while it waits, or when it can be in no group."""
    found = place(connection, case, content)
    return found.leader if found else None


def place(connection: Connection, case: int, content: int) -> Place | None:
    """Where a content stands in its group; None as for `leader`."""
    query = f"""SELECT content, leader, distance, variant, {_IS_FILM} FROM near_group
                JOIN content ON content.id = near_group.content WHERE casefile = ? AND content = ?"""
    row = connection.execute(query, (case, content)).fetchone()
    return replace(Place(*row[:4]), film=bool(row[4])) if row and row[1] is not None else None


def place_of_item(connection: Connection, item: int) -> Place | None:
    """Where the content of an item stands in its group; None as for `leader`."""
    row = connection.execute("SELECT casefile, content FROM item WHERE id = ?", (item,)).fetchone()
    return place(connection, *row) if row and row[1] is not None else None


def members(connection: Connection, case: int, leader: int) -> list[Place]:
    """The contents of a group, its leader first, then the nearest."""
    rows = connection.execute(
        "SELECT content, leader, distance, variant FROM near_group WHERE casefile = ? AND leader = ?"
        " ORDER BY content != leader, distance, content",
        (case, leader),
    )
    return [Place(*row) for row in rows]


def _looks(connection: Connection, row: Sequence[Any]) -> Looks:
    content, sha256, size, pdq, quality, width, height, duration_ms, packed = row
    variants = tuple((each.variant, each.fingerprint) for each in for_groups(packed or b""))
    pixels = (width or 0) * (height or 0)
    if pdq is None:
        return Looks(content, sha256, None, (), pixels, size, _frames(connection, content), duration_ms or 0)
    return Looks(content, sha256, Fingerprint(pdq, quality), variants, pixels, size)


def _frames(connection: Connection, content: int) -> bytes:
    """The frames of a content as `unpacked_frames` takes them, in one row, which is far quicker than one by one."""
    (packed,) = connection.execute(frames.PACKED, (content,)).fetchone()
    return bytes.fromhex(packed or "")


def looks(connection: Connection, item: int) -> Looks | None:
    """How the content of an item looks; None without a fingerprint of its own or of its frames."""
    query = f"{_READ} FROM item JOIN content ON content.id = item.content WHERE item.id = ? AND {_LIKENED}"
    row = connection.execute(query, (item,)).fetchone()
    return _looks(connection, row) if row else None


def looks_of(connection: Connection, contents: Sequence[int]) -> list[Looks]:
    """How some contents look, in their order."""
    query = f"{_READ} FROM json_each(?) CROSS JOIN content ON content.id = value ORDER BY json_each.key"
    return [_looks(connection, row) for row in connection.execute(query, (json.dumps(contents),))]


def films_elsewhere(connection: Connection, case: int) -> Iterator[InGroup]:
    """The films of all other cases; as no case is meant, each leads itself."""
    rows = connection.execute(
        f"{_READ} FROM content WHERE {_LIKENED} AND {_IS_FILM} AND EXISTS"
        " (SELECT 1 FROM item WHERE item.content = content.id AND casefile != ?) ORDER BY id",
        (case,),
    )
    return ((_looks(connection, row), row[0], 0, "") for row in rows)


def marks(connection: Connection, least_quality: int) -> tuple[array[int], bytes]:
    """Every fingerprint of a stored picture of that quality or more: the contents, and 32 bytes of each joined."""
    # out of the index content_mark
    query = "SELECT id, pdq FROM content WHERE pdq IS NOT NULL AND pdq_quality >= ?"
    return _joined(connection.execute(query, (least_quality,)).fetchall())


def middles(connection: Connection) -> tuple[array[int], bytes]:
    """The same of the middles of all pictures."""
    return _joined(connection.execute("SELECT content, pdq FROM middle").fetchall())


def _joined(rows: Sequence[tuple[int, bytes]]) -> tuple[array[int], bytes]:
    return array("q", [content for content, _ in rows]), b"".join([mark for _, mark in rows])

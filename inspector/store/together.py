"""Groups of a case as people see them, whatever holds them together: how many are in each, who, and which items."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from inspector.domain.group import Group, GroupKind, Member
from inspector.store import captures, groups, series
from inspector.store.connection import Connection

# Stands for a series. Margins count nothing here, unlike in near groups: nothing is likened, and a camera makes none.
_LARGEST_FIRST = "ifnull(width, 0) * ifnull(height, 0) DESC, ifnull(pdq_quality, 0) DESC, size DESC, sha256"
_AMONG = "content IN (SELECT value FROM json_each(?))"
_STACKS = """
SELECT content, (SELECT sha256 FROM content WHERE id = item.content), min(id), 1, count(*) FROM item
WHERE casefile = ? AND content > ? GROUP BY content HAVING count(*) > 1 ORDER BY content
"""
# One way through the index by leader, so that the first group comes at once and the last of a million in seconds.
_NEAR = """
SELECT leader, (SELECT sha256 FROM content WHERE id = leader), min(CASE item.content WHEN leader THEN item.id END),
  count(DISTINCT item.content), count(*)
FROM near_group CROSS JOIN item ON item.casefile = near_group.casefile AND item.content = near_group.content
WHERE near_group.casefile = ? AND leader > ? GROUP BY leader HAVING count(DISTINCT item.content) > 1 ORDER BY leader
"""


def listed(connection: Connection, case: int, kind: GroupKind, gap: int, after: int = 0) -> Iterator[Group]:
    """The groups of a case that hold more than one item or content.

    Stacks and near groups come by the number of their leading content, those behind `after`; series by time.
    """
    if kind in {GroupKind.SERIES, GroupKind.BURST}:
        for found in series.of_case(connection, case, gap):
            yield _group(connection, case, kind, found)
        return
    for row in connection.execute(_STACKS if kind is GroupKind.STACK else _NEAR, (case, after)):
        yield Group(kind, *row)


def of_item(connection: Connection, item: int, kind: GroupKind, gap: int) -> Group | None:
    """The group that an item is in; None when it is in none of that kind with anything else."""
    case, contents = _contents(connection, item, kind, gap)
    if not contents:
        return None
    group = _group(connection, case, kind, contents)
    return group if group.contents > 1 or (kind is GroupKind.STACK and group.items > 1) else None


def members(connection: Connection, item: int, kind: GroupKind, gap: int) -> list[Member]:
    """The contents of the group that an item is in: of a near group the leader first, of a series by time."""
    case, contents = _contents(connection, item, kind, gap)
    found = []
    for content, taken in contents:
        sha256, first, count = connection.execute(
            "SELECT sha256, min(item.id), count(*) FROM content JOIN item ON item.content = content.id"
            " WHERE content.id = ? AND casefile = ?",
            (content, case),
        ).fetchone()
        member = Member(content, sha256, first, count, taken=taken)
        place = groups.place(connection, case, content) if kind is GroupKind.NEAR else None
        found.append(replace(member, distance=place.distance, variant=place.variant) if place else member)
    return found


def items(connection: Connection, item: int, kind: GroupKind, gap: int) -> list[int]:
    """All items of the group that an item is in, itself among them, in the order they were found."""
    case, contents = _contents(connection, item, kind, gap)
    rows = connection.execute(
        f"SELECT id FROM item WHERE casefile = ? AND {_AMONG} ORDER BY id", (case, _list(contents))
    )
    return [number for (number,) in rows] or [item]


_Contents = Sequence[tuple[int, int | None]]


def _contents(connection: Connection, item: int, kind: GroupKind, gap: int) -> tuple[int, _Contents]:
    """The case of an item, and the contents of its group with the moment each was taken, where that is known."""
    row = connection.execute("SELECT casefile, content FROM item WHERE id = ?", (item,)).fetchone()
    case, content = row or (0, None)
    if content is None:
        return case, []
    if kind is GroupKind.STACK:
        return case, [(content, None)]
    if kind is GroupKind.NEAR:
        leader = groups.leader(connection, case, content)
        return case, [(content, None)] if leader is None else _near(connection, case, leader)
    return case, series.around(connection, case, content, gap) or [(content, None)]


def _near(connection: Connection, case: int, leader: int) -> _Contents:
    return [(place.content, None) for place in groups.members(connection, case, leader)]


def _group(connection: Connection, case: int, kind: GroupKind, contents: _Contents) -> Group:
    among, by_time = _list(contents), kind in {GroupKind.SERIES, GroupKind.BURST}
    leader, sha256 = connection.execute(
        "SELECT id, sha256 FROM content WHERE id IN (SELECT value FROM json_each(?))"
        f" ORDER BY {_LARGEST_FIRST} LIMIT 1",
        (among if by_time else _list(contents[:1]),),  # the leader of a near group comes first
    ).fetchone()
    (count,) = connection.execute(
        f"SELECT count(*) FROM item WHERE casefile = ? AND {_AMONG}", (case, among)
    ).fetchone()
    query = "SELECT min(id) FROM item WHERE casefile = ? AND content = ?"
    (first,) = connection.execute(query, (case, leader)).fetchone()
    group = Group(kind, leader, sha256, first, len(contents), count)
    return _taken(connection, group, contents) if by_time else group


def _taken(connection: Connection, group: Group, contents: _Contents) -> Group:
    told = captures.of(connection, group.leader)
    camera = " ".join([told.maker, told.model]).strip() if told else ""
    return Group(group.kind, group.leader, group.sha256, group.item, group.contents, group.items, camera,
                 told.serial if told else "", contents[0][1], contents[-1][1])  # fmt: skip


def _list(contents: _Contents) -> str:
    return json.dumps([content for content, _ in contents])

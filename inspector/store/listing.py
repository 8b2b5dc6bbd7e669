"""Items as the command line and reports list them: one record an occurrence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from inspector.domain.content import Failure, Kind
from inspector.domain.match import Listing, Match, Signal
from inspector.store import office_lists, search
from inspector.store.connection import Connection

EXACT_SIGNALS = "('md5', 'sha1', 'sha256')"
FAILED = (
    "(item.id IN (SELECT item FROM failure WHERE item IS NOT NULL)"
    " OR item.content IN (SELECT content FROM failure WHERE content IS NOT NULL))"
)
IN_USE = "SELECT id FROM set_in_use"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which items of a case are asked for; every part that is set narrows the list.

    `container` asks for what lies inside that item, at any depth; `among` for some of these items; `group` for all that
    is in the near group of that item.
    """

    case: int
    match: str | None = None
    kind: Kind | None = None
    scheme: str = "vn"
    category: str | None = None
    text: str | None = None
    failed: bool = False
    limit: int = -1
    container: int | None = None
    among: tuple[int, ...] | None = None
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """One match with the set it came from.

    `confirmations` counts the offices behind it where a set is of offices; `meaning` is what the match's category
    stands for, where the set says it.
    """

    hashset: str
    listing: Listing
    match: Match
    confirmations: int | None = None
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One occurrence with all that is known of its content; digests are None while the item waits or has failed.

    `volume` names the partition of a disk image in which it lies.
    """

    id: int
    exhibit: str
    source: bytes
    path: bytes
    shown: str
    container: int | None
    place: str | None
    size: int
    modified_ns: int | None
    state: str
    content: int | None
    md5: bytes | None
    sha1: bytes | None
    sha256: bytes | None
    mime: str | None
    kind: Kind | None
    width: int | None
    height: int | None
    duration_ms: int | None
    pdq: bytes | None
    pdq_quality: int | None
    phash: bytes | None
    dhash: bytes | None
    matches: list[Agreed]
    category: dict[str, str]
    failures: list[Failure]
    created_ns: int | None = None
    volume: str | None = None


_SELECT = """
SELECT item.id, exhibit.label, source.path, item.path, item.shown, item.container, nullif(item.place, ''),
       ifnull(content.size, item.size), item.modified_ns, item.state, content.id, md5, sha1, sha256, mime, content.kind,
       width, height, duration_ms, pdq, pdq_quality, phash, dhash, item.created_ns, item.volume
FROM item JOIN source ON source.id = item.source JOIN exhibit ON exhibit.id = source.exhibit
LEFT JOIN content ON content.id = item.content
"""
_KNOWN = 23
"""Behind so many columns an `Item` holds what is read for itself."""
_INSIDE = """item.id IN (WITH RECURSIVE inside(id) AS (
  SELECT id FROM item WHERE container = ? UNION ALL SELECT item.id FROM inside JOIN item ON item.container = inside.id)
SELECT id FROM inside)"""
_IN_GROUP = """item.content IN (SELECT content FROM item WHERE id = ? UNION
  SELECT other.content FROM item mine
  JOIN near_group my ON my.casefile = mine.casefile AND my.content = mine.content
  JOIN near_group other ON other.casefile = my.casefile AND other.leader = my.leader WHERE mine.id = ?)"""


def items(connection: Connection, asked: Asked) -> Iterator[Item]:
    """The items asked for, in the order they were found."""
    where, given = conditions(asked)
    rows = connection.execute(f"{_SELECT} WHERE {where} ORDER BY item.id LIMIT ?", [*given, asked.limit])
    for row in rows:
        yield _item(connection, row)


def item(connection: Connection, number: int) -> Item | None:
    """One item."""
    row = connection.execute(f"{_SELECT} WHERE item.id = ?", (number,)).fetchone()
    return _item(connection, row) if row else None


def conditions(asked: Asked) -> tuple[str, list[object]]:
    """The SQL condition over `item` (and `content`) for what is asked, with its values."""
    parts: list[tuple[str, list[object]]] = [("item.casefile = ?", [asked.case])]
    if asked.match:
        parts.append((_matching(asked.match), []))
    if asked.kind:
        parts.append(("item.content IN (SELECT id FROM content WHERE kind = ?)", [asked.kind.value]))
    if asked.category is not None:
        parts.append(_decided(asked.scheme, asked.category))
    if asked.text and asked.text.strip():
        expression = search.query(asked.text)
        parts.append(_named(expression) if expression else ("0", []))
    if asked.failed:
        parts.append((FAILED, []))
    if asked.container is not None:
        parts.append((_INSIDE, [asked.container]))
    if asked.group is not None:
        parts.append((_IN_GROUP, [asked.group, asked.group]))
    if asked.among is not None:
        parts.append(("item.id IN (SELECT value FROM json_each(?))", [json.dumps(asked.among)]))
    return " AND ".join(text for text, _ in parts), [value for _, values in parts for value in values]


def _matching(match: str) -> str:
    exact = f"SELECT content FROM hit WHERE hashset IN ({IN_USE}) AND signal IN {EXACT_SIGNALS}"
    near = f"SELECT content FROM hit WHERE hashset IN ({IN_USE}) AND signal NOT IN {EXACT_SIGNALS}"
    if match == "exact":
        return f"item.content IN ({exact})"
    if match == "near":
        return f"item.content IN ({near})"
    return f"item.content IN (SELECT content FROM hit WHERE hashset IN ({IN_USE}))"


def _decided(scheme: str, category: str) -> tuple[str, list[object]]:
    if category == "":
        return "item.id NOT IN (SELECT item FROM standing WHERE scheme = ?)", [scheme]
    return "item.id IN (SELECT item FROM standing WHERE scheme = ? AND category = ?)", [scheme, category]


def _named(expression: str) -> tuple[str, list[object]]:
    by_name = "item.id IN (SELECT rowid FROM name_search WHERE name_search MATCH ?)"
    by_text = "item.content IN (SELECT rowid FROM text_search WHERE text_search MATCH ?)"
    return f"({by_name} OR {by_text})", [expression, expression]


def matches(connection: Connection, content: int | None) -> list[Agreed]:
    """What agrees with a content in the sets now in use: the stricter list first, then the nearer match."""
    rows = connection.execute(
        """SELECT name, listing, format, meanings, set_in_use.id, signal, distance, entry, category, variant
           FROM hit JOIN set_in_use ON set_in_use.id = hit.hashset WHERE content = ?
           ORDER BY CASE listing WHEN 'illegal' THEN 0 WHEN 'alert' THEN 1 ELSE 2 END, distance, hashset, signal""",
        (content,),
    )
    return [_agreed(connection, row) for row in rows.fetchall()]


def _agreed(connection: Connection, row: Sequence[Any]) -> Agreed:
    name, listed, form, meanings, hashset, signal, *rest = row
    match = Match(hashset, Signal(signal), *rest)
    confirmed = office_lists.confirmations(connection, name, match) if form == office_lists.FORMAT else None
    return Agreed(name, Listing(listed), match, confirmed, json.loads(meanings).get(match.category, ""))


def match_counts(connection: Connection, condition: str, value: int) -> tuple[int, int]:
    """How many items under a condition agree exactly with a set in use, and how many nearly; one may do both."""
    exact, near = connection.execute(
        f"""SELECT ifnull(sum(exact), 0), ifnull(sum(near), 0) FROM (
             SELECT max(hit.signal IN {EXACT_SIGNALS}) AS exact,
                    max(hit.signal NOT IN {EXACT_SIGNALS}) AS near
             FROM hit JOIN set_in_use ON set_in_use.id = hit.hashset
             JOIN item ON item.content = hit.content WHERE {condition} GROUP BY item.id)""",
        (value,),
    ).fetchone()
    return exact, near


def failures(connection: Connection, number: int, content: int | None) -> list[Failure]:
    """Why something about an item or its content could not be done, the item's own first."""
    rows = connection.execute(
        "SELECT code, analyser, detail FROM failure WHERE item = ?1 OR content = ?2 ORDER BY item IS NULL, id",
        (number, content),
    )
    return [Failure(*row) for row in rows]


def findings(connection: Connection, content: int) -> list[tuple[str, str, dict[str, object], dict[str, object]]]:
    """What each analyser told of a content: analyser, version, parameters, data."""
    rows = connection.execute(
        "SELECT analyser, version, parameters, data FROM finding WHERE content = ? ORDER BY analyser, id", (content,)
    )
    return [(row[0], row[1], json.loads(row[2]), json.loads(row[3])) for row in rows]


def occurrences(
    connection: Connection, case: int, content: int
) -> list[tuple[int, str, str, str | None, int | None, int]]:
    """Where a content lies in a case: item, exhibit, path as shown, place, container, whether it failed there."""
    return connection.execute(
        "SELECT item.id, exhibit.label, item.shown, nullif(item.place, ''), item.container,"
        " EXISTS(SELECT 1 FROM failure WHERE failure.item = item.id) FROM item"
        " JOIN source ON source.id = item.source"
        " JOIN exhibit ON exhibit.id = source.exhibit WHERE item.casefile = ? AND item.content = ? ORDER BY item.id",
        (case, content),
    ).fetchall()


def _item(connection: Connection, row: Sequence[Any]) -> Item:
    number, known = row[0], row[10]
    values = list(row)
    values[15] = Kind(row[15]) if row[15] else None
    category = dict(
        connection.execute("SELECT scheme, category FROM standing WHERE item = ? ORDER BY scheme", (number,))
    )
    values[_KNOWN:_KNOWN] = [matches(connection, known), category, failures(connection, number, known)]
    return Item(*values)

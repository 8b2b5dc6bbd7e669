"""The figures of a case: what a report counts and lists."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspector.domain.content import Kind
from inspector.domain.match import Listing
from inspector.domain.place_class import MADE_BY_SYSTEM
from inspector.store import members
from inspector.store.connection import Connection
from inspector.store.listing import EXACT_SIGNALS


@dataclass(frozen=True, slots=True)
class Count:
    """Occurrences and distinct contents, each with their bytes.

    `own_items` and `own_bytes` are occurrences without the copies the system made; None while the place of any of them
    was never classed.
    """

    items: int
    bytes: int
    contents: int
    content_bytes: int
    own_items: int | None
    own_bytes: int | None


@dataclass(frozen=True, slots=True)
class Failed:
    """One thing that could not be done to one item."""

    code: str
    analyser: str
    item: int
    exhibit: str
    path: bytes


_MADE = ",".join(f"'{place.value}'" for place in sorted(MADE_BY_SYSTEM))
# Sizes are added up by `total`: containers may claim more of their members than 64 bits hold, and then `sum` fails.
# Inside, one row a group and content, so that a content counts once in a group however many of its copies stand there.
_COUNT = f"""
SELECT grouped, ifnull(sum(items), 0), CAST(total(bytes) AS INTEGER), count(content),
       CAST(total(CASE WHEN content IS NOT NULL THEN one END) AS INTEGER),
       CASE WHEN sum(items) = sum(classed) OR count(*) = 0 THEN ifnull(sum(own_items), 0) END,
       CASE WHEN sum(items) = sum(classed) OR count(*) = 0 THEN CAST(total(own_bytes) AS INTEGER) END
FROM (
  SELECT {{grouped}} AS grouped, item.content AS content, count(*) AS items, total(item.size) AS bytes,
         max(item.size) AS one, count(item.place) AS classed,
         count(CASE WHEN item.place NOT IN ({_MADE}) THEN 1 END) AS own_items,
         total(CASE WHEN item.place NOT IN ({_MADE}) THEN item.size ELSE 0 END) AS own_bytes
  FROM item {{join}} WHERE item.casefile = ? GROUP BY 1, 2)
"""


def total(connection: Connection, case: int) -> Count:
    """Everything in the case."""
    row = connection.execute(_COUNT.format(grouped="0", join=""), (case,)).fetchone()
    return Count(*row[1:])


def kinds(connection: Connection, case: int) -> dict[Kind, Count]:
    """By kind of content; what was never read has none."""
    query = _COUNT.format(grouped="content.kind", join="JOIN content ON content.id = item.content")
    return {Kind(row[0]): Count(*row[1:]) for row in connection.execute(query + " GROUP BY grouped", (case,))}


def categories(connection: Connection, case: int, scheme: str) -> dict[str | None, Count]:
    """By standing category of a scheme; None is what nobody put anywhere."""
    join = "LEFT JOIN standing ON standing.item = item.id AND standing.scheme = ?"
    query = _COUNT.format(grouped="standing.category", join=join) + " GROUP BY grouped"
    return {row[0]: Count(*row[1:]) for row in connection.execute(query, (scheme, case))}


def schemes_used(connection: Connection, case: int) -> list[str]:
    """The schemes in which anything of the case was decided."""
    rows = connection.execute(
        "SELECT DISTINCT scheme FROM decision JOIN item ON item.id = decision.item WHERE casefile = ? ORDER BY scheme",
        (case,),
    ).fetchall()
    return [scheme for (scheme,) in rows]


def lists(connection: Connection, case: int) -> Iterator[tuple[Listing, int, int]]:
    """By list: how many items agree exactly, and how many nearly."""
    for row in connection.execute(
        f"""SELECT listing, sum(exact), sum(near) FROM (
              SELECT listing, max(signal IN {EXACT_SIGNALS}) AS exact,
                     max(signal NOT IN {EXACT_SIGNALS}) AS near
              FROM item JOIN hit ON hit.content = item.content
              JOIN set_in_use ON set_in_use.id = hit.hashset
              WHERE item.casefile = ? GROUP BY item.id, listing) GROUP BY listing ORDER BY listing""",
        (case,),
    ):
        yield Listing(row[0]), row[1], row[2]


def analysers(connection: Connection, case: int) -> list[tuple[str, str, str]]:
    """Which analysers told anything of the case, and which readers unfolded: name, version, parameters as JSON."""
    return connection.execute(
        """SELECT DISTINCT analyser, version, parameters FROM finding
           WHERE content IN (SELECT content FROM item WHERE casefile = ?1)
           UNION SELECT reader, version, '{}' FROM unfolding
           WHERE item IN (SELECT id FROM item WHERE casefile = ?1) ORDER BY 1, 2, 3""",
        (case,),
    ).fetchall()


def place_rules(connection: Connection, case: int) -> list[dict[str, str]]:
    """The rules by which the places of the case's items were classed: version and digest of each that was used."""
    rows = connection.execute(
        "SELECT DISTINCT data ->> '$.places' FROM audit WHERE action = 'ingest_start' AND casefile = ? ORDER BY 1",
        (case,),
    )
    return [rules for (told,) in rows if told and (rules := json.loads(told))]


def relevant(connection: Connection, case: int, counting: Sequence[tuple[str, str]]) -> list[int]:
    """The items that agree with a list of illegal or alert, or stand in one of the `counting` (scheme, category)."""
    marks = ",".join("(?, ?)" for _ in counting) or "(NULL, NULL)"
    given = [value for pair in counting for value in pair]
    rows = connection.execute(
        f"""SELECT id FROM item WHERE casefile = ? AND (
              content IN (SELECT content FROM hit JOIN set_in_use ON set_in_use.id = hashset
                          WHERE listing IN ('illegal', 'alert'))
              OR id IN (SELECT item FROM standing WHERE (scheme, category) IN (VALUES {marks}))) ORDER BY id""",
        [case, *given],
    ).fetchall()
    return [number for (number,) in rows]


def failed(connection: Connection, case: int) -> Iterator[Failed]:
    """What could not be done, by code and then in order of finding."""
    for row in connection.execute(
        """SELECT DISTINCT failure.code, failure.analyser, item.id, exhibit.label
           FROM item JOIN failure ON failure.item = item.id OR failure.content = item.content
           JOIN source ON source.id = item.source JOIN exhibit ON exhibit.id = source.exhibit
           WHERE item.casefile = ? ORDER BY failure.code, item.id, failure.analyser""",
        (case,),
    ):
        code, analyser, item, exhibit = row
        yield Failed(code, analyser, item, exhibit, members.whole_path(connection, item))


def unprocessed(connection: Connection, case: int) -> int:
    """How many items nothing was read of yet."""
    query = "SELECT count(*) FROM item WHERE casefile = ? AND state = 'waiting'"
    return int(connection.execute(query, (case,)).fetchone()[0])


def unseen(connection: Connection, case: int) -> int:
    """How many distinct pictures and videos no person has decided about."""
    query = """
    SELECT count(DISTINCT item.content) FROM item JOIN content ON content.id = item.content
    WHERE casefile = ?1 AND content.kind IN ('image', 'video') AND item.content NOT IN (
      SELECT item.content FROM standing JOIN item ON item.id = standing.item
      WHERE item.casefile = ?1 AND item.content IS NOT NULL)"""
    return int(connection.execute(query, (case,)).fetchone()[0])

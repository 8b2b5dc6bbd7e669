"""What the review window reads: ids of tiles in review order, a page of them, and one in detail."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from inspector.domain.content import Failure, Finding, Kind
from inspector.domain.decision import Decision
from inspector.domain.group import GroupKind
from inspector.domain.match import Listing
from inspector.domain.names import display
from inspector.store import decisions, holding, listing, members, messages, together
from inspector.store.connection import Connection
from inspector.store.holding import Holding
from inspector.store.listing import Agreed, Asked, Item
from inspector.store.members import Link
from inspector.store.messages import Said

MOST_SAID = 50
"""Messages of a conversation in the detail of a tile."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What the gallery of a case shows.

    `category` "" means undecided in `scheme`; `known_good` shows what is known and harmless too; `container` is
    the item inside which, at any depth, everything shown lies; `group` an item in whose group everything shown is: one
    of the kind `by`, of a series with at most `gap` seconds between its pictures. `folded` shows each near group as
    one tile.
    """

    case: int
    match: str | None = None
    kind: Kind | None = None
    scheme: str = "vn"
    category: str | None = None
    text: str | None = None
    failed: bool = False
    known_good: bool = False
    container: int | None = None
    group: int | None = None
    folded: bool = False
    by: GroupKind = GroupKind.NEAR
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Tile:
    """One distinct content of a case; `item` stands for its `count` occurrences.

    A tile without content is one item that waits or could not be read. It has `failed` when anything about the content
    or about any of its occurrences could not be done. Where groups are folded, `alike` counts the contents of its own,
    and `decided` those of them whose own tile shows a category.
    """

    item: int
    content: int | None
    kind: Kind | None
    name: str
    count: int
    signal: str | None
    listing: Listing | None
    category: str | None
    failed: bool
    duration_ms: int | None
    alike: int = 0
    decided: int = 0


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a content lies; `container` is the item it lies in, `failed` what went wrong only there."""

    item: int
    exhibit: str
    shown: str
    place: str | None
    container: int | None = None
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """All that is known of one tile.

    `chain` leads from the file of the source down to the item, itself included; `holding` tells of a container how it
    was unfolded.
    """

    item: Item
    occurrences: list[Occurrence]
    findings: list[Finding]
    matches: list[Agreed]
    decisions: list[Decision]
    failures: list[Failure]
    chain: list[Link] = field(default_factory=list)
    holding: Holding | None = None
    said: list[Said] = field(default_factory=list)
    messages: int = 0
    """How many messages there are; `said` may be fewer."""


# Known illegal first, then what is near to it, then alerts; among the rest the order of finding keeps folders together.
_RANK = f"""
WITH rank(content, place) AS (
  SELECT content, min(CASE listing WHEN 'illegal' THEN CASE WHEN signal IN {listing.EXACT_SIGNALS} THEN 0 ELSE 1 END
                                   WHEN 'alert' THEN 2 ELSE 4 END)
  FROM hit JOIN set_in_use ON set_in_use.id = hit.hashset GROUP BY content)
"""
_KNOWN_GOOD = f"""
SELECT content FROM hit JOIN set_in_use ON set_in_use.id = hit.hashset GROUP BY content
HAVING min(listing = 'known-good' AND signal IN {listing.EXACT_SIGNALS}) = 1
"""
# Of a group that which ranks highest is shown, so that nothing grave is folded away, and among those its leader: both
# stand in one number above the item's own.
_BITS = 40
_FOLDED = f"""
SELECT min((ifnull(rank.place, 3) * 2 + ifnull(leader != item.content, 0)) << {_BITS} | item.id) AS code
FROM item LEFT JOIN rank ON rank.content = item.content
LEFT JOIN near_group ON near_group.casefile = item.casefile AND near_group.content = item.content
WHERE {{where}} GROUP BY ifnull(leader, ifnull(item.content, -item.id))
"""
_ALIKE = """
(SELECT count(*) FROM near_group mine JOIN near_group other
   ON other.casefile = mine.casefile AND other.leader = mine.leader
 WHERE mine.casefile = item.casefile AND mine.content = item.content {})
"""
_SETTLED = """
AND EXISTS (SELECT 1 FROM standing WHERE standing.scheme = ?1 AND standing.item =
  (SELECT min(id) FROM item twin WHERE twin.casefile = other.casefile AND twin.content = other.content))
"""


def tile_ids(connection: Connection, asked: Filter) -> array[int]:
    """The tiles of a case in review order, each as the id of its first item: 8 bytes a tile, whatever their number."""
    where, given = listing.conditions(_asked(connection, asked))
    if not asked.known_good:
        where += f" AND (item.content IS NULL OR item.content NOT IN ({_KNOWN_GOOD}))"
    if asked.folded:
        return _folded(connection, where, given)
    rows = connection.execute(
        f"""{_RANK} SELECT min(item.id) FROM item LEFT JOIN rank ON rank.content = item.content WHERE {where}
            GROUP BY ifnull(item.content, -item.id) ORDER BY ifnull(rank.place, 3), 1""",
        given,
    )
    return array("q", (number for (number,) in rows))


def _folded(connection: Connection, where: str, given: list[object]) -> array[int]:
    """The same with one tile a near group."""
    rows = connection.execute(
        f"{_RANK} SELECT code & {(1 << _BITS) - 1} FROM ({_FOLDED.format(where=where)})"
        f" ORDER BY code >> {_BITS + 1}, 1",
        given,
    )
    return array("q", (number for (number,) in rows))


def hidden_known_good(connection: Connection, asked: Filter) -> int:
    """How many tiles of what is asked for are known and harmless, which the gallery hides unless it is told not to."""
    where, given = listing.conditions(_asked(connection, asked))
    row: tuple[int] = connection.execute(
        f"SELECT count(DISTINCT item.content) FROM item WHERE {where} AND item.content IN ({_KNOWN_GOOD})", given
    ).fetchone()
    return row[0]


def known_good(connection: Connection, case: int) -> int:
    """How many items of a case are known and harmless: every occurrence of what the gallery hides."""
    row: tuple[int] = connection.execute(
        f"SELECT count(*) FROM item WHERE casefile = ? AND content IN ({_KNOWN_GOOD})", (case,)
    ).fetchone()
    return row[0]


def _asked(connection: Connection, asked: Filter) -> Asked:
    near = asked.group if asked.by is GroupKind.NEAR else None
    among = None
    if asked.group is not None and near is None:  # nothing stored holds a series together
        among = tuple(together.items(connection, asked.group, asked.by, asked.gap))
    return Asked(
        asked.case, asked.match, asked.kind, asked.scheme, asked.category, asked.text, asked.failed,
        container=asked.container, group=near, among=among,
    )  # fmt: skip


def tiles(connection: Connection, ids: Sequence[int], scheme: str = "vn", *, folded: bool = False) -> list[Tile]:
    """The tiles of one page, in the order of `ids`; where groups are `folded`, with how many contents stand in each."""
    marks = ",".join("?" * len(ids))
    alike = f"{_ALIKE.format('')}, {_ALIKE.format(_SETTLED)}" if folded else "0, 0"
    rows = connection.execute(
        f"""SELECT item.id, content.id, content.kind, item.path,
              CASE WHEN content.id IS NULL THEN 1 ELSE
                (SELECT count(*) FROM item other WHERE other.casefile=item.casefile AND other.content=content.id) END,
              standing.category, content.duration_ms,
              EXISTS(SELECT 1 FROM failure WHERE failure.item = item.id) OR
              EXISTS(SELECT 1 FROM failure WHERE failure.content = content.id) OR
              EXISTS(SELECT 1 FROM item other JOIN failure ON failure.item = other.id
                     WHERE other.casefile = item.casefile AND other.content = content.id),
              {alike}
            FROM item LEFT JOIN content ON content.id = item.content
            LEFT JOIN standing ON standing.item = item.id AND standing.scheme = ?1 WHERE item.id IN ({marks})""",
        [scheme, *ids],
    ).fetchall()
    by_id = {row[0]: _tile(connection, row) for row in rows}
    return [by_id[number] for number in ids if number in by_id]


def _tile(
    connection: Connection, row: tuple[int, int | None, str | None, bytes, int, str | None, int | None, int, int, int]
) -> Tile:
    number, content, kind, path, count, category, duration, failed, alike, decided = row
    agreed = listing.matches(connection, content) if content is not None else []
    best = agreed[0] if agreed else None
    signal = None
    if best:
        signal = "exact" if best.match.signal in listing.EXACT_SIGNALS else "near"
    return Tile(number, content, Kind(kind) if kind else None, last_name(path), count, signal,
                best.listing if best else None, category, bool(failed), duration, alike, decided)  # fmt: skip


def last_name(path: bytes) -> str:
    """What a file is called, without its folders and containers, safe to show."""
    return display(path.rsplit(b"/", 1)[-1])


def thumbnail(connection: Connection, content: int) -> bytes | None:
    """The small picture of a content, encoded."""
    return _picture(connection, content, "thumbnail")


def sheet(connection: Connection, content: int) -> bytes | None:
    """The contact sheet of a video, encoded."""
    return _picture(connection, content, "sheet")


def _picture(connection: Connection, content: int, role: str) -> bytes | None:
    row = connection.execute("SELECT data FROM picture WHERE content = ? AND role = ?", (content, role)).fetchone()
    return row[0] if row else None


def detail(connection: Connection, number: int, most_said: int = MOST_SAID) -> Detail | None:
    """All that is known of the content that item `number` stands for, in its case; -1 for every message of it."""
    item = listing.item(connection, number)
    if item is None:
        return None
    (case,) = connection.execute("SELECT casefile FROM item WHERE id = ?", (number,)).fetchone()
    places = [Occurrence(number, item.exhibit, item.shown, item.place, item.container, bool(item.failures))]
    found: list[Finding] = []
    said, count = [], 0
    if item.content is not None:
        rows = listing.occurrences(connection, case, item.content)
        places = [Occurrence(*row[:5], bool(row[5])) for row in rows]
        found = [Finding(*row) for row in listing.findings(connection, item.content)]
        count = messages.count(connection, item.content)
        said = list(messages.said(connection, number, most_said)) if count else []
    return Detail(
        item, places, found, item.matches, decisions.history(connection, number), item.failures,
        members.chain(connection, number), holding.holding(connection, number), said, count,
    )  # fmt: skip


def siblings(connection: Connection, number: int) -> list[int]:
    """The items of the same case that hold the same content as item `number`, itself among them."""
    rows = connection.execute(
        """SELECT other.id FROM item JOIN item other ON other.casefile = item.casefile AND other.content = item.content
           WHERE item.id = ? ORDER BY other.id""",
        (number,),
    ).fetchall()
    return [item for (item,) in rows] or [number]

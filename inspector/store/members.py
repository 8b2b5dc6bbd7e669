"""Items and what lies inside them: where an item belongs, how it is written down, and how it is found again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from inspector.domain.entry import Entry
from inspector.domain.names import display
from inspector.store import search
from inspector.store.connection import Connection

LISTING, LISTED, READ = "listing", "listed", "read"
"""How a container stands: its members are being listed, are listed and wait each for itself, were read with it."""

_BETWEEN = " › "


@dataclass(slots=True, eq=False)
class Spot:
    """Where an outcome belongs: an item on record, or a member that is written down with the outcome.

    `item` is its row, None while there is none; `within` the spot of its container, and `entry` what that told of it.
    `place` is the class of its place. `shown` is its whole path as people see it, `path` as the rules of places do.
    """

    item: int | None = None
    within: Spot | None = None
    entry: Entry | None = None
    place: str | None = None
    shown: str = ""
    path: bytes = b""


@dataclass(frozen=True, slots=True)
class Unfolded:
    """How a container was unfolded: by which reader, and what it told of itself (plain JSON values)."""

    reader: str
    version: str
    state: str
    facts: dict[str, object] = field(default_factory=dict)
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One item on the way from a file of the source down to an item inside it.

    `reader` is that by which it was or can be unfolded, None of what is no container; `locator` finds it in the one
    above.
    """

    item: int
    path: bytes
    locator: str | None
    volume: str | None
    shown: str
    reader: str | None


def chain(connection: Connection, item: int) -> list[Link]:
    """The way to an item, the file of the source first."""
    links: list[Link] = []
    above: int | None = item
    while above is not None:
        row = connection.execute(
            "SELECT item.id, path, locator, volume, shown, reader, container FROM item"
            " LEFT JOIN unfolding ON unfolding.item = item.id WHERE item.id = ?",
            (above,),
        ).fetchone()
        links.insert(0, Link(*row[:6]))
        above = row[6] if row[2] is not None else None
    return links


def whole_path(connection: Connection, item: int) -> bytes:
    """The path of an item from the file of the source on, as its containers spell it, parted as people see it."""
    parts = [part for link in chain(connection, item) for part in ((link.volume or "").encode(), link.path) if part]
    return _BETWEEN.encode().join(parts)


def images(connection: Connection, case: int) -> Iterator[tuple[str, bytes, dict[str, object]]]:
    """The disk images of a case that were read whole: exhibit, whole path, and what came of it."""
    rows = connection.execute(
        """SELECT exhibit.label, item.id, facts -> '$.media' FROM unfolding JOIN item ON item.id = unfolding.item
           JOIN source ON source.id = item.source JOIN exhibit ON exhibit.id = source.exhibit
           WHERE item.casefile = ? AND facts -> '$.media' IS NOT NULL ORDER BY item.id""",
        (case,),
    )
    for exhibit, item, media in rows.fetchall():
        yield exhibit, whole_path(connection, item), json.loads(media)


def settled(connection: Connection, container: int) -> set[str]:
    """The locators of the members of a container that are done with."""
    rows = connection.execute(
        "SELECT locator FROM item WHERE container = ? AND state != 'waiting' AND locator IS NOT NULL", (container,)
    )
    return {locator for (locator,) in rows}


def begun(connection: Connection, container: int) -> bool:
    """Whether members of a container were written down before."""
    query = "SELECT 1 FROM item WHERE container = ? AND locator IS NOT NULL LIMIT 1"
    return connection.execute(query, (container,)).fetchone() is not None


def member(connection: Connection, container: int, locator: str) -> int | None:
    """The row of one member."""
    row = connection.execute("SELECT id FROM item WHERE container = ? AND locator = ?", (container, locator)).fetchone()
    return row[0] if row else None


def handed_in_parts(connection: Connection, item: int) -> bool:
    """Whether what lies inside an item came beside it already, as the attachments of a tip do."""
    query = "SELECT 1 FROM item WHERE container = ? AND locator IS NULL"
    return connection.execute(query, (item,)).fetchone() is not None


def to_list(connection: Connection, source: int, least: int, suffixes: tuple[str, ...]) -> Iterator[int]:
    """The items of a source that may be containers to be listed: large ones that are no media, or named so."""
    named = ", ".join("?" * len(suffixes))
    rows = connection.execute(
        f"""SELECT item.id FROM item LEFT JOIN unfolding ON unfolding.item = item.id
            WHERE source = ?1 AND ((item.state = 'waiting' AND unfolding.item IS NULL
              AND (size >= ?2 OR lower(substr(shown, -4)) IN ({named}))) OR unfolding.state = '{LISTING}')""",
        (source, least, *suffixes),
    )
    for (item,) in rows.fetchall():
        yield item


def are_beside(connection: Connection, item: int, names: Sequence[bytes]) -> bool:
    """Whether any of these names lies in the same folder of the same container as a member."""
    if not names:
        return False
    path, container, source = connection.execute(
        "SELECT path, container, source FROM item WHERE id = ?", (item,)
    ).fetchone()
    folder = path[: path.rfind(b"/") + 1]
    row = connection.execute(
        "SELECT 1 FROM item WHERE source = ? AND ifnull(container, 0) = ?"
        f" AND path IN ({', '.join('?' * len(names))}) LIMIT 1",
        (source, container, *(folder + name for name in names)),
    ).fetchone()
    return row is not None


def beside(connection: Connection, item: int) -> dict[bytes, str]:
    """What lies in the same folder of the same container as a member, itself included: locators by name."""
    path, volume, container, source = connection.execute(
        "SELECT path, ifnull(volume, ''), container, source FROM item WHERE id = ?", (item,)
    ).fetchone()
    folder = path[: path.rfind(b"/") + 1]
    rows = connection.execute(
        "SELECT path, locator FROM item WHERE source = ? AND ifnull(container, 0) = ? AND path >= ? AND path < ?"
        " AND ifnull(volume, '') = ? AND locator IS NOT NULL",
        (source, container, folder, folder[:-1] + b"0" if folder else b"\xff" * 8, volume),
    )
    names = ((name[len(folder) :], locator) for name, locator in rows)
    return {name: locator for name, locator in names if b"/" not in name}


def stands(connection: Connection, item: int) -> str | None:
    """How a container stands; None when it was not unfolded."""
    row = connection.execute("SELECT state FROM unfolding WHERE item = ?", (item,)).fetchone()
    return row[0] if row else None


def being_listed(connection: Connection, item: int) -> Unfolded | None:
    """How a container is unfolded whose listing was begun and did not come to its end."""
    row = connection.execute(
        f"SELECT reader, version, state FROM unfolding WHERE item = ? AND state = '{LISTING}'", (item,)
    ).fetchone()
    return Unfolded(row[0], row[1], row[2]) if row else None


def count(connection: Connection, source: int) -> int:
    """How many members of containers a source holds."""
    query = "SELECT count(*) FROM item WHERE source = ? AND container IS NOT NULL AND locator IS NOT NULL"
    (members,) = connection.execute(query, (source,)).fetchone()
    return int(members)


def note(connection: Connection, item: int, unfolded: Unfolded) -> None:
    """Writes down how a container was unfolded; later facts are added to earlier ones or take their place.

    What was listed to its end is not listed once more because its own reading ends later.
    """
    row = connection.execute("SELECT facts, state FROM unfolding WHERE item = ?", (item,)).fetchone()
    if row is not None and (row[1], unfolded.state) == (LISTED, LISTING):
        return
    known = json.loads(row[0]) if row else {}
    facts = json.dumps({**known, **unfolded.facts}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    connection.execute("DELETE FROM unfolding WHERE item = ?", (item,))
    connection.execute(
        "INSERT INTO unfolding(item, reader, version, state, facts) VALUES(?,?,?,?,?)",
        (item, unfolded.reader, unfolded.version, unfolded.state, facts),
    )


def left_over(connection: Connection, container: int) -> list[int]:
    """What was found inside a container that is done with, and never came to its end: nested containers mostly."""
    rows = connection.execute(
        f"""WITH RECURSIVE inside(id, state) AS (
              SELECT id, state FROM item WHERE container = ?
              UNION ALL SELECT item.id, item.state FROM inside JOIN item ON item.container = inside.id
                WHERE inside.state = 'waiting'
                  AND NOT EXISTS (SELECT 1 FROM unfolding WHERE unfolding.item = inside.id AND state = '{LISTED}'))
            SELECT id FROM inside WHERE state = 'waiting'""",
        (container,),
    )
    return [item for (item,) in rows]


def shown_in(container: str, entry: Entry) -> str:
    """The path of a member as people see it: a chain from the file of the source on."""
    return _BETWEEN.join(part for part in (container, display(entry.volume), display(entry.path)) if part)


def write(  # noqa: PLR0913, PLR0917  a row of an item is all of this
    connection: Connection, case: int, source: int, ingest: int, container: int | None, shown: str, entry: Entry,
    place: str | None, state: str = "waiting", content: int | None = None,
) -> int | None:  # fmt: skip
    """Writes an item down that is new; gives its row, None when it is known."""
    row = connection.execute(
        "INSERT INTO item(casefile, source, ingest, container, path, shown, size, modified_ns, changed_ns, accessed_ns,"
        " created_ns, device, inode, links, place, locator, volume, state, content)"
        " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING RETURNING id",
        (case, source, ingest, container, entry.path, shown, entry.size, entry.modified_ns, entry.changed_ns,
         entry.accessed_ns, entry.created_ns, _signed(entry.device), _signed(entry.inode), entry.links, place,
         entry.locator or None, entry.volume or None, state, content),
    ).fetchone()  # fmt: skip
    if row is None:
        return None
    search.add_name(connection, row[0], shown)
    return int(row[0])


def _signed(number: int) -> int:
    """SQLite's integers have 64 bits and a sign; inode numbers have no sign."""
    return number - (1 << 64) if number >= 1 << 63 else number

"""Runs of ingest: what was pointed at, how, and how far it came."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from inspector.domain.canonical import Value
from inspector.domain.case import Exhibit
from inspector.domain.content import Failure
from inspector.domain.entry import Entry, Skipped
from inspector.domain.names import display
from inspector.store import listing, members
from inspector.store.connection import Connection
from inspector.store.deed import Act, Deed, now
from inspector.store.members import Spot, Unfolded

_MOST_BYTES = 1 << 61
"""What a run can have seen; containers may claim more of their members than 64 bits hold."""


@dataclass(frozen=True, slots=True)
class Start:
    """How a run begins: the exhibit's label, the source and what stands between the evidence and the machine.

    `places` are the version and digest of the rules by which the places of items are classed; none when empty.
    `budget` are the bounds under which containers are unfolded, by name.
    """

    case: int
    exhibit: str
    source: bytes
    kind: str
    look: str
    program: str
    isolation: dict[str, str]
    writable: bool
    places: dict[str, str] = field(default_factory=dict)
    budget: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ingest:
    """One run under way."""

    id: int
    case: int
    source: int
    exhibit: Exhibit


@dataclass(frozen=True, slots=True)
class Run:
    """One run as a report tells it."""

    id: int
    exhibit: str
    source: bytes
    kind: str
    look: str
    by: str
    started: str
    finished: str | None
    state: str
    program: str
    isolation: dict[str, str]
    writable: bool
    entries: int
    skipped: int
    bytes: int


def begin(start: Start, by: str) -> Act[Ingest]:
    """Registers a run; the exhibit and the source are made when they are new."""

    def act(connection: Connection) -> Deed[Ingest]:
        exhibit = exhibit_of(connection, start.case, start.exhibit)
        source = _source(connection, exhibit.id, start)
        (ingest,) = connection.execute(
            "INSERT INTO ingest(source, look, by, started, state, program, isolation, writable)"
            " VALUES(?,?,?,?,'running',?,?,?) RETURNING id",
            (source, start.look, by, now(), start.program, json.dumps(start.isolation), int(start.writable)),
        ).fetchone()
        data: dict[str, Value] = {
            "exhibit": start.exhibit, "source": source, "kind": start.kind, "look": start.look,
            "program": start.program, "isolation": start.isolation, "writable": start.writable,
            "places": start.places, "budget": start.budget,
        }  # fmt: skip
        result = Ingest(ingest, start.case, source, exhibit)
        return Deed("ingest_start", result, f"ingest {ingest}", data, start.case, alters=True)

    return act


def exhibit_of(connection: Connection, case: int, label: str) -> Exhibit:
    """The exhibit with that label, made when it is new."""
    connection.execute("INSERT INTO exhibit(casefile, label) VALUES(?, ?) ON CONFLICT DO NOTHING", (case, label))
    row = connection.execute("SELECT id FROM exhibit WHERE casefile = ? AND label = ?", (case, label)).fetchone()
    return Exhibit(row[0], case, label)


def _source(connection: Connection, exhibit: int, start: Start) -> int:
    connection.execute(
        "INSERT INTO source(exhibit, path, kind) VALUES(?, ?, ?) ON CONFLICT DO NOTHING",
        (exhibit, start.source, start.kind),
    )
    query = "SELECT id FROM source WHERE exhibit = ? AND path = ?"
    row: tuple[int] = connection.execute(query, (exhibit, start.source)).fetchone()
    return row[0]


def add_entries(
    ingest: Ingest,
    found: Sequence[Entry | Skipped],
    place_of: Callable[[Entry], str] | None = None,
    inside: Spot | None = None,
    *,
    ahead: bool = False,
) -> Act[int]:
    """Registers what a walk found; what is known of this source already stays as it is. Gives how many are new.

    What was found `ahead` of the walk is counted when the walk comes to it, a member only when it is new: a listing
    that was broken off begins anew.

    `place_of` tells the class of an entry's place, "" when nothing is known of it; what was listed before there were
    classes gets one. `inside` is the container that was walked, None for the source itself.
    """

    def act(connection: Connection) -> Deed[int]:
        entries = [entry for entry in found if isinstance(entry, Entry)]
        added, placed = [], 0
        for entry in entries:
            place = place_of(entry) if place_of else None
            if _add_entry(connection, ingest, entry, place, inside):
                added.append(entry)
            elif not inside:
                placed += _place(connection, ingest, entry, place)
        skipped = [entry for entry in found if isinstance(entry, Skipped)]
        connection.executemany(
            "INSERT INTO skipped(ingest, path, reason) VALUES(?, ?, ?)",
            [(ingest.id, entry.path, entry.reason) for entry in skipped],
        )
        counted = added if inside else [] if ahead else entries
        size = min(sum(entry.size for entry in counted), _MOST_BYTES)
        connection.execute(
            "UPDATE ingest SET entries = entries + ?, skipped = skipped + ?, bytes = min(bytes + ?, ?) WHERE id = ?",
            (len(counted), len(skipped), size, _MOST_BYTES, ingest.id),
        )
        new = len(added)
        data: dict[str, Value] = {"found": len(entries), "new": new, "skipped": len(skipped)}
        if ahead:
            data["ahead"] = True
        if placed:
            data["placed"] = placed
        if inside:
            data["container"] = inside.item
        return Deed("entries_found", new, f"ingest {ingest.id}", data, ingest.case, alters=bool(new or placed))

    return act


def _add_entry(connection: Connection, ingest: Ingest, entry: Entry, place: str | None, inside: Spot | None) -> int:
    """One entry; whether it is new. What its container says cannot be read has failed already."""
    container = inside.item if inside else _container(connection, ingest, entry)
    shown = members.shown_in(inside.shown, entry) if inside else display(entry.path)
    state = "failed" if entry.failure else "waiting"
    item = members.write(connection, ingest.case, ingest.source, ingest.id, container, shown, entry, place, state)
    if item is None:
        if inside is None:
            _note_change(connection, ingest, entry)
        return 0
    if entry.failure:
        connection.execute(
            "INSERT INTO failure(item, analyser, code, detail, at) VALUES(?, 'unfold', ?, '', ?)",
            (item, entry.failure, now()),
        )
    return 1


def _place(connection: Connection, ingest: Ingest, entry: Entry, place: str | None) -> int:
    """Gives an item its class that has none yet; whether it was given."""
    if place is None:
        return 0
    row = connection.execute(
        "UPDATE item SET place = ? WHERE source = ? AND ifnull(container, 0) = ? AND path = ? AND place IS NULL"
        " RETURNING id",
        (place, ingest.source, _container(connection, ingest, entry) or 0, entry.path),
    ).fetchone()
    return int(row is not None)


def _container(connection: Connection, ingest: Ingest, entry: Entry) -> int | None:
    if not entry.container:
        return None
    query = "SELECT id FROM item WHERE source = ? AND path = ?"
    row = connection.execute(query, (ingest.source, entry.container)).fetchone()
    return row[0] if row else None


def _note_change(connection: Connection, ingest: Ingest, entry: Entry) -> None:
    """Evidence that is not what it was when it was first listed: said once, and what was read then stays."""
    connection.execute(
        """INSERT INTO failure(item, analyser, code, detail, at)
           SELECT id, 'source', 'changed_since', '', ?1 FROM item
           WHERE source = ?2 AND container IS NULL AND path = ?3 AND (size, modified_ns) != (?4, ?5)
             AND NOT EXISTS (SELECT 1 FROM failure WHERE failure.item = item.id AND code = 'changed_since')""",
        (now(), ingest.source, entry.path, entry.size, entry.modified_ns),
    )


def unfolded(ingest: Ingest, item: int, how: Unfolded, failures: Sequence[Failure] = ()) -> Act[None]:
    """Records how a container is unfolded that is not read with its members, and what went wrong with it."""

    def act(connection: Connection) -> Deed[None]:
        members.note(connection, item, how)
        connection.executemany(
            "INSERT INTO failure(item, analyser, code, detail, at) VALUES(?,?,?,?,?)",
            [(item, failure.analyser, failure.code, failure.detail, now()) for failure in failures],
        )
        data: dict[str, Value] = {"reader": how.reader, "state": how.state}
        return Deed("container_listed", None, f"item {item}", data, ingest.case, alters=True)

    return act


def finish(ingest: Ingest, state: str, summary: dict[str, Value]) -> Act[None]:
    """Closes a run as `done`, `stopped` (on request) or `broken` (by something in the way)."""

    def act(connection: Connection) -> Deed[None]:
        connection.execute("UPDATE ingest SET state = ?, finished = ? WHERE id = ?", (state, now(), ingest.id))
        return Deed("ingest_end", None, f"ingest {ingest.id}", {"state": state, **summary}, ingest.case, alters=True)

    return act


@dataclass(frozen=True, slots=True)
class Standing:
    """How the source of a run stands: distinct contents, items with a failure, items that match exactly and nearly."""

    contents: int
    failures: int
    exact: int
    near: int


def standing(connection: Connection, source: int) -> Standing:
    """How a source stands now."""
    one = connection.execute
    (contents,) = one("SELECT count(DISTINCT content) FROM item WHERE source = ?", (source,)).fetchone()
    (failures,) = one(f"SELECT count(*) FROM item WHERE source = ? AND {listing.FAILED}", (source,)).fetchone()
    exact, near = listing.match_counts(connection, "item.source = ?", source)
    return Standing(contents, failures, exact, near)


def runs(connection: Connection, case: int) -> Iterator[Run]:
    """All runs of a case, oldest first."""
    rows = connection.execute(
        "SELECT ingest.id, exhibit.label, source.path, source.kind, look, by, started, finished, state, program,"
        " isolation, writable, entries, skipped, bytes FROM ingest JOIN source ON source.id = ingest.source"
        " JOIN exhibit ON exhibit.id = source.exhibit WHERE exhibit.casefile = ? ORDER BY ingest.id",
        (case,),
    )
    for row in rows:
        values = list(row)
        values[10], values[11] = json.loads(row[10]), bool(row[11])
        yield Run(*values)


def skipped(connection: Connection, case: int) -> list[tuple[str, bytes, str]]:
    """What the newest run over each source named and did not open: exhibit, path, reason."""
    return connection.execute(
        """SELECT exhibit.label, skipped.path, skipped.reason FROM skipped
           JOIN ingest ON ingest.id = skipped.ingest JOIN source ON source.id = ingest.source
           JOIN exhibit ON exhibit.id = source.exhibit
           WHERE exhibit.casefile = ? AND ingest.id IN (SELECT max(id) FROM ingest GROUP BY source)
           ORDER BY skipped.id""",
        (case,),
    ).fetchall()


def folders(connection: Connection) -> list[bytes]:
    """Every folder that was taken in as evidence, of whatever case."""
    return [path for (path,) in connection.execute("SELECT DISTINCT path FROM source WHERE kind = 'folder'")]


def label_for(connection: Connection, case: int, source: bytes) -> str:
    """The exhibit a source belongs to in a case already, or else the next free one of `VC-01`, `VC-02` and so on."""
    row = connection.execute(
        "SELECT exhibit.label FROM source JOIN exhibit ON exhibit.id = source.exhibit"
        " WHERE exhibit.casefile = ? AND source.path = ? ORDER BY source.id LIMIT 1",
        (case, source),
    ).fetchone()
    if row:
        return str(row[0])
    taken = {label for (label,) in connection.execute("SELECT label FROM exhibit WHERE casefile = ?", (case,))}
    return next(label for label in (f"VC-{number:02d}" for number in itertools.count(1)) if label not in taken)


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where an item lies and what its bytes were when they were read; digests are None when they never were.

    `container` and `locator` are set of what lies inside another item.
    """

    item: int
    source: bytes
    kind: str
    path: bytes
    shown: str
    size: int
    sha256: bytes | None
    container: int | None
    locator: str | None


_RECORDED = """SELECT item.id, source.path, source.kind, item.path, item.shown, item.size, content.sha256,
item.container, item.locator
FROM item JOIN source ON source.id = item.source LEFT JOIN content ON content.id = item.content"""


def recorded(connection: Connection, item: int) -> Recorded | None:
    """Where one item lies."""
    row = connection.execute(f"{_RECORDED} WHERE item.id = ?", (item,)).fetchone()
    return Recorded(*row) if row else None


def directly_read(connection: Connection, case: int) -> Iterator[Recorded]:
    """Every item of a case that is read for itself, source by source: files, and members of listed containers."""
    rows = connection.execute(
        f"""{_RECORDED} WHERE item.casefile = ? AND item.content IS NOT NULL AND (item.locator IS NULL
            OR item.container IN (SELECT item FROM unfolding WHERE state = '{members.LISTED}'))
            ORDER BY item.source, item.id""",
        (case,),
    )
    for row in rows:
        yield Recorded(*row)


def recorded_inside(connection: Connection, item: int) -> Iterator[Recorded]:
    """Every item that was read together with the one it lies in, at any depth."""
    rows = connection.execute(
        f"""WITH RECURSIVE inside(id) AS (
              SELECT item.id FROM item JOIN unfolding ON unfolding.item = ?1 AND unfolding.state = '{members.READ}'
                WHERE container = ?1 AND locator IS NOT NULL
              UNION ALL SELECT item.id FROM inside JOIN item ON item.container = inside.id)
            {_RECORDED} WHERE item.id IN (SELECT id FROM inside) ORDER BY item.id""",
        (item,),
    )
    for row in rows:
        yield Recorded(*row)


def opened(item: int) -> Act[None]:
    """Records that a person had the bytes of an item before them."""

    def act(connection: Connection) -> Deed[None]:
        (case,) = connection.execute("SELECT casefile FROM item WHERE id = ?", (item,)).fetchone()
        return Deed("item_open", None, f"item {item}", {}, case)

    return act


def checked(case: int, result: dict[str, Value]) -> Act[None]:
    """Records that the evidence of a case was read again and held against the record."""
    return lambda _: Deed("evidence_check", None, f"case {case}", result, case)

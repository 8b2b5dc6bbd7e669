"""Contents, what the analysers told of them, and which items hold them."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from inspector.domain.canonical import Value
from inspector.domain.content import Analysis, Digests, Failure, Kind
from inspector.domain.match import Match
from inspector.store import (
    captures,
    frames,
    groups,
    hashsets,
    hits,
    likenesses,
    manifests,
    members,
    messages,
    promise,
    search,
)
from inspector.store.connection import Connection
from inspector.store.deed import Act, Deed, now
from inspector.store.ingests import Ingest
from inspector.store.members import READ, Spot, Unfolded


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one item.

    Digests and type where they could be had, the analysis when the content was new to us, why the item could not be
    read, what of the library agreed, and how it was unfolded if it is a container. `item` is its row, or the spot of a
    member that is written down with it.
    """

    item: int | Spot
    digests: Digests | None
    mime: str = ""
    kind: Kind = Kind.OTHER
    analysis: Analysis | None = None
    analysed: str | None = None
    failures: tuple[Failure, ...] = ()
    matches: tuple[Match, ...] = ()
    unfolded: Unfolded | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """What a batch brought: how many contents were new, and the rows of the spots that had none."""

    new_contents: int
    rows: dict[Spot, int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One item that is still to be read.

    `locator` is None of a file of the source itself; `stands` says how a container stands, None of what was not
    unfolded. `container` is the item it lies in.
    """

    id: int
    path: bytes
    size: int
    modified_ns: int | None
    device: int
    inode: int
    links: int
    locator: str | None = None
    shown: str = ""
    stands: str | None = None
    container: int | None = None


class StaleLibraryError(Exception):
    """The library changed after a batch was matched against it."""


# Members that were found while their container was read are read with it, each other for itself.
_WAITING = "state = 'waiting' AND (locator IS NULL OR container IN (SELECT item FROM unfolding WHERE state = 'listed'))"


def to_read(connection: Connection, source: int) -> tuple[int, int]:
    """How many items of a source are still to be read, and their bytes."""
    items, size = connection.execute(
        f"SELECT count(*), CAST(total(size) AS INTEGER) FROM item WHERE source = ? AND {_WAITING}", (source,)
    ).fetchone()
    return items, size


def sought(connection: Connection, source: int, sizes: Collection[int], after: int) -> tuple[list[int], int]:
    """The items of these sizes among those that were found behind the item `after`, and the last that was found.

    A quick look reads them at once, while the walk or the listing that finds them goes on. Names of a file that has
    several are left for later, when all are known.
    """
    rows = connection.execute(
        "SELECT id, size, links FROM item WHERE source = ? AND id > ? AND state = 'waiting' AND (locator IS NULL"
        " OR container IN (SELECT item FROM unfolding WHERE state IN ('listing', 'listed'))) ORDER BY id",
        (source, after),
    ).fetchall()
    return [item for item, size, links in rows if size in sizes and links < 2], rows[-1][0] if rows else after


def newest(connection: Connection, source: int) -> int:
    """The item of a source that was found last; 0 when there is none."""
    (item,) = connection.execute("SELECT ifnull(max(id), 0) FROM item WHERE source = ?", (source,)).fetchone()
    return int(item)


def waiting(connection: Connection, source: int, sizes_first: Collection[int] | None = None) -> Iterator[int]:
    """The items of a source that are still to be read, as ids, in the order in which they were found.

    With `sizes_first`, which may be empty, a quick look is meant: items of these sizes lead, and among those and among
    the rest what promises most.
    """
    order = "id" if sizes_first is None else promise.ORDER
    rows = connection.execute(f"SELECT id, size FROM item WHERE source = ? AND {_WAITING} ORDER BY {order}", (source,))
    first, late = array("q"), array("q")
    for item, size in rows:
        (first if not sizes_first or size in sizes_first else late).append(item)
    yield from first
    yield from late


def item_to_read(connection: Connection, item: int) -> Waiting:
    """What it takes to open one item."""
    return items_to_read(connection, [item])[0]


def items_to_read(connection: Connection, items: Sequence[int]) -> list[Waiting]:
    """What it takes to open these items, in their order."""
    rows = connection.execute(
        "SELECT id, path, size, modified_ns, device, inode, links, locator, shown, unfolding.state, container"
        f" FROM item LEFT JOIN unfolding ON unfolding.item = item.id WHERE id IN ({', '.join('?' * len(items))})",
        items,
    )
    found = {row[0]: Waiting(*row) for row in rows}
    return [found[item] for item in items]


def analysed(connection: Connection, sha256: bytes) -> bool:
    """Whether a content was looked into before."""
    row = connection.execute("SELECT analysed FROM content WHERE sha256 = ?", (sha256,)).fetchone()
    return row is not None and row[0] is not None


def store(ingest: Ingest, outcomes: Sequence[Outcome], revision: str) -> Act[Stored]:
    """Keeps a batch of outcomes.

    Raises StaleLibraryError when the library is no longer at the `revision` the outcomes were matched against.
    """

    def act(connection: Connection) -> Deed[Stored]:
        if hashsets.revision(connection) != revision:
            raise StaleLibraryError
        kept = new = 0
        rows = _Rows(connection, ingest)
        for outcome in outcomes:
            content, fresh = _content(connection, outcome)
            new += fresh
            item = rows.settled(outcome, content)
            if content is not None:
                groups.wait(connection, ingest.case, content)
            kept += 1 + _settle_links(connection, outcome, item, content)
            if _was_read(outcome):  # an earlier run may have ended otherwise
                connection.execute("DELETE FROM failure WHERE item = ? AND code != 'changed_since'", (item,))
            _failures(connection, _unsaid(connection, outcome, item), item=item)
            _unfolded(connection, outcome, item, content)
        data: dict[str, Value] = {"items": kept, "new_contents": new}
        return Deed("items_read", Stored(new, rows.made), f"ingest {ingest.id}", data, ingest.case, alters=True)

    return act


def _content(connection: Connection, outcome: Outcome) -> tuple[int | None, bool]:
    """The row of the content, made when new; whether it was new."""
    digests = outcome.digests
    if digests is None:
        return None, False
    told = _told(outcome)
    made = connection.execute(
        f"INSERT INTO content(sha256, sha1, md5, size, {_TOLD}) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT DO NOTHING RETURNING id",
        (digests.sha256, digests.sha1, digests.md5, digests.size, *told),
    ).fetchone()
    row = made or connection.execute("SELECT id FROM content WHERE sha256 = ?", (digests.sha256,)).fetchone()
    if outcome.analysed is not None:
        before = None if made else groups.seen_as(connection, row[0])
        if not made:
            connection.execute(f"UPDATE content SET ({_TOLD}) = (?,?,?,?,?,?,?,?,?,?) WHERE id = ?", (*told, row[0]))
            connection.execute("DELETE FROM failure WHERE content = ?", (row[0],))
        _analysis(connection, row[0], outcome, fresh=made is not None)
        if before is not None:
            groups.looks_changed(connection, row[0], before)
    hits.add(connection, row[0], outcome.matches)
    return row[0], made is not None


_TOLD = "mime, kind, analysed, width, height, duration_ms, pdq, pdq_quality, phash, dhash"


def _told(outcome: Outcome) -> tuple[str | int | bytes | None, ...]:
    told = outcome.analysis or Analysis()
    mark = told.fingerprint
    return (outcome.mime, outcome.kind.value, outcome.analysed, told.width, told.height, told.duration_ms,
            mark.pdq if mark else None, mark.quality if mark else None, told.phash, told.dhash)  # fmt: skip


def _analysis(connection: Connection, content: int, outcome: Outcome, *, fresh: bool) -> None:
    told = outcome.analysis or Analysis()
    _failures(connection, told.failures, content=content)
    connection.executemany(
        "INSERT OR REPLACE INTO finding(content, analyser, version, parameters, data) VALUES(?,?,?,?,?)",
        [(content, found.analyser, found.version, _json(found.parameters), _json(found.data))
         for found in told.findings],
    )  # fmt: skip
    captures.add(connection, content, told.findings)
    pictures = [(content, role, data) for role, data in (("thumbnail", told.thumbnail), ("sheet", told.sheet)) if data]
    if pictures:
        connection.executemany("INSERT OR REPLACE INTO picture(content, role, data) VALUES(?,?,?)", pictures)
    if told.variations or not fresh:
        likenesses.add(connection, content, told.variations)
    if told.frames or not fresh:
        frames.add(connection, content, told.frames)
    if len(told.claims) or not fresh:
        manifests.add(connection, content, told.claims)
    if told.messages or not fresh:
        messages.add(connection, content, told.messages)
    if told.text:
        search.add_text(connection, content, told.text)


class _Rows:
    """The rows of a batch: those on record already, and those of members that are written down with it."""

    def __init__(self, connection: Connection, ingest: Ingest) -> None:
        self._connection = connection
        self._ingest = ingest
        self.made: dict[Spot, int] = {}

    def settled(self, outcome: Outcome, content: int | None) -> int:
        """Marks the item of an outcome as read, or as failed; gives its row."""
        state = "done" if content is not None else "failed"
        row = self._known(outcome.item)
        if row is None:
            assert isinstance(outcome.item, Spot)
            row = self._write(outcome.item, state, content, _size(outcome))
        else:
            self._connection.execute(
                "UPDATE item SET state = ?, content = ?, size = ifnull(?, size) WHERE id = ?",
                (state, content, _size(outcome) if isinstance(outcome.item, Spot) else None, row),
            )
        return row

    def _known(self, item: int | Spot) -> int | None:
        if not isinstance(item, Spot):
            return item
        return item.item if item.item is not None else self.made.get(item)

    def _row(self, spot: Spot) -> int:
        """The row of a container: it is written down with the first of its members, and settled after the last."""
        row = self._known(spot)
        return self._write(spot, "waiting", None, None) if row is None else row

    def _write(self, spot: Spot, state: str, content: int | None, size: int | None) -> int:
        assert spot.within is not None
        assert spot.entry is not None
        container, entry = self._row(spot.within), spot.entry
        if size is not None:
            entry = replace(entry, size=size)
        ingest = self._ingest
        row = members.write(self._connection, ingest.case, ingest.source, ingest.id, container, spot.shown, entry,
                            spot.place, state, content)  # fmt: skip
        if row is None:  # an earlier run had come as far as this
            row = members.member(self._connection, container, entry.locator)
            assert row is not None
            self._connection.execute("UPDATE item SET state = ?, content = ? WHERE id = ?", (state, content, row))
        self.made[spot] = row
        return row


def _size(outcome: Outcome) -> int | None:
    """The bytes that were read, which a container need not have told right."""
    return outcome.digests.size if outcome.digests else None


def _settle_links(connection: Connection, outcome: Outcome, item: int, content: int | None) -> int:
    """Settles the other names of the same file that still wait; how many these are.

    A name that was gone says nothing of the others: they are opened by their own.
    """
    if isinstance(outcome.item, Spot) or (content is None and any(f.code == "vanished" for f in outcome.failures)):
        return 0
    state = "done" if content is not None else "failed"
    rows = connection.execute(
        """UPDATE item SET state = ?1, content = ?2 WHERE state = 'waiting' AND links > 1 AND id != ?3
             AND (source, device, inode) = (SELECT source, device, inode FROM item WHERE id = ?3 AND links > 1)
           RETURNING id""",
        (state, content, item),
    ).fetchall()
    if content is None:
        for (other,) in rows:
            _failures(connection, outcome.failures, item=other)
    return len(rows)


def _unfolded(connection: Connection, outcome: Outcome, item: int, content: int | None) -> None:
    """How a container was unfolded; what was found in it and not brought to its end has failed with it."""
    if outcome.unfolded is None:
        return
    members.note(connection, item, outcome.unfolded)
    if content is not None and outcome.unfolded.text:
        search.add_text(connection, content, outcome.unfolded.text)
    if outcome.unfolded.state == READ:
        for left in members.left_over(connection, item):
            connection.execute("UPDATE item SET state = 'failed' WHERE id = ?", (left,))
            _failures(connection, [Failure("not_reached", "unfold")], item=left)


def _was_read(outcome: Outcome) -> bool:
    """Whether an outcome is of a container that was read with its members."""
    return outcome.unfolded is not None and outcome.unfolded.state == READ


def _unsaid(connection: Connection, outcome: Outcome, item: int) -> Sequence[Failure]:
    """The failures of an outcome; without those that were told when it was listed, if it was."""
    if outcome.unfolded is None or _was_read(outcome):
        return outcome.failures
    known = set(connection.execute("SELECT code, analyser, detail FROM failure WHERE item = ?", (item,)))
    return [each for each in outcome.failures if (each.code, each.analyser, each.detail) not in known]


def _failures(
    connection: Connection, failures: Sequence[Failure], item: int | None = None, content: int | None = None
) -> None:
    if failures:
        connection.executemany(
            "INSERT INTO failure(item, content, analyser, code, detail, at) VALUES(?,?,?,?,?,?)",
            [(item, content, failure.analyser, failure.code, failure.detail, now()) for failure in failures],
        )


_json = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode

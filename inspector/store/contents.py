"""Contents, what the analysers told of them, and which items hold them."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from inspector.domain.canonical import Value
from inspector.domain.content import Analysis, Digests, Failure, Kind
from inspector.domain.match import Match
from inspector.store import hashsets, hits, promise, search
from inspector.store.connection import Connection
from inspector.store.deed import Act, Deed, now


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one item.

    Digests and type where they could be had, the analysis when the content was new to us, why the item could not be
    read, and what of the library agreed.
    """

    item: int
    digests: Digests | None
    mime: str = ""
    kind: Kind = Kind.OTHER
    analysis: Analysis | None = None
    analysed: str | None = None
    failures: tuple[Failure, ...] = ()
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """One item that is still to be read."""

    id: int
    path: bytes
    size: int
    modified_ns: int
    device: int
    inode: int
    links: int


class StaleLibraryError(Exception):
    """The library changed after a batch was matched against it."""


def to_read(connection: Connection, source: int) -> tuple[int, int]:
    """How many items of a source are still to be read, and their bytes."""
    items, size = connection.execute(
        "SELECT count(*), ifnull(sum(size), 0) FROM item WHERE source = ? AND state = 'waiting'", (source,)
    ).fetchone()
    return items, size


def waiting(connection: Connection, source: int, sizes_first: Collection[int] | None = None) -> Iterator[int]:
    """The items of a source that are still to be read, as ids, in the order in which they were found.

    With `sizes_first`, which may be empty, a quick look is meant: items of these sizes lead, and among those and among
    the rest what promises most.
    """
    order = "id" if sizes_first is None else promise.ORDER
    rows = connection.execute(
        f"SELECT id, size FROM item WHERE source = ? AND state = 'waiting' ORDER BY {order}", (source,)
    )
    first, late = array("q"), array("q")
    for item, size in rows:
        (first if not sizes_first or size in sizes_first else late).append(item)
    yield from first
    yield from late


def item_to_read(connection: Connection, item: int) -> Waiting:
    """What it takes to open one item."""
    row = connection.execute(
        "SELECT id, path, size, modified_ns, device, inode, links FROM item WHERE id = ?", (item,)
    ).fetchone()
    return Waiting(*row)


def analysed(connection: Connection, sha256: bytes) -> bool:
    """Whether a content was looked into before."""
    row = connection.execute("SELECT analysed FROM content WHERE sha256 = ?", (sha256,)).fetchone()
    return row is not None and row[0] is not None


def store(case: int, ingest: int, outcomes: Sequence[Outcome], revision: str) -> Act[int]:
    """Keeps a batch of outcomes; gives how many contents were new to the workspace.

    Raises StaleLibraryError when the library is no longer at the `revision` the outcomes were matched against.
    """

    def act(connection: Connection) -> Deed[int]:
        if hashsets.revision(connection) != revision:
            raise StaleLibraryError
        kept = new = 0
        for outcome in outcomes:
            content, fresh = _content(connection, outcome)
            new += fresh
            kept += _settle(connection, outcome, content)
            _failures(connection, outcome.failures, item=outcome.item)
        data: dict[str, Value] = {"items": kept, "new_contents": new}
        return Deed("items_read", new, f"ingest {ingest}", data, case, alters=True)

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
        if not made:
            connection.execute(f"UPDATE content SET ({_TOLD}) = (?,?,?,?,?,?,?,?,?,?) WHERE id = ?", (*told, row[0]))
            connection.execute("DELETE FROM failure WHERE content = ?", (row[0],))
        _analysis(connection, row[0], outcome)
    hits.add(connection, row[0], outcome.matches)
    return row[0], made is not None


_TOLD = "mime, kind, analysed, width, height, duration_ms, pdq, pdq_quality, phash, dhash"


def _told(outcome: Outcome) -> tuple[str | int | bytes | None, ...]:
    told = outcome.analysis or Analysis()
    mark = told.fingerprint
    return (outcome.mime, outcome.kind.value, outcome.analysed, told.width, told.height, told.duration_ms,
            mark.pdq if mark else None, mark.quality if mark else None, told.phash, told.dhash)  # fmt: skip


def _analysis(connection: Connection, content: int, outcome: Outcome) -> None:
    told = outcome.analysis or Analysis()
    _failures(connection, told.failures, content=content)
    connection.executemany(
        "INSERT OR REPLACE INTO finding(content, analyser, version, parameters, data) VALUES(?,?,?,?,?)",
        [(content, found.analyser, found.version, _json(found.parameters), _json(found.data))
         for found in told.findings],
    )  # fmt: skip
    pictures = [("thumbnail", told.thumbnail), ("sheet", told.sheet)]
    connection.executemany(
        "INSERT OR REPLACE INTO picture(content, role, data) VALUES(?,?,?)",
        [(content, role, data) for role, data in pictures if data],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO frame(content, at_ms, pdq, quality) VALUES(?,?,?,?)",
        [(content, frame.at_ms, frame.fingerprint.pdq, frame.fingerprint.quality) for frame in told.frames],
    )
    if told.text:
        search.add_text(connection, content, told.text)


def _settle(connection: Connection, outcome: Outcome, content: int | None) -> int:
    """Marks the item, and the other names of the same file that still wait, as read; how many these are."""
    state = "done" if content is not None else "failed"
    rows = connection.execute(
        """UPDATE item SET state = ?1, content = ?2 WHERE id = ?3 OR (state = 'waiting' AND links > 1
             AND (source, device, inode) = (SELECT source, device, inode FROM item WHERE id = ?3 AND links > 1))
           RETURNING id""",
        (state, content, outcome.item),
    ).fetchall()
    if content is None:
        for (item,) in rows:
            if item != outcome.item:
                _failures(connection, outcome.failures, item=item)
    return len(rows)


def _failures(
    connection: Connection, failures: Sequence[Failure], item: int | None = None, content: int | None = None
) -> None:
    connection.executemany(
        "INSERT INTO failure(item, content, analyser, code, detail, at) VALUES(?,?,?,?,?,?)",
        [(item, content, failure.analyser, failure.code, failure.detail, now()) for failure in failures],
    )


_json = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode

"""The register of tips, what was handed in with them and what they name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspector.domain.canonical import Value
from inspector.domain.fault import InputFault
from inspector.domain.names import display
from inspector.domain.tip import Tip
from inspector.store import blobs, search
from inspector.store.connection import Connection
from inspector.store.deed import Act, Deed, now

DIGESTS = ("md5", "sha1", "sha256")
_COLUMNS = "id, number, channel, received, state, title, fields, casefile, added, added_by"


@dataclass(frozen=True, slots=True)
class Named:
    """An address or digest that a tip names: what sort, its one spelling, as written, and where.

    An IP address may come with the port and the time written beside it, as written.
    """

    kind: str
    value: str
    original: str
    place: str
    port: int | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """A file of a tip as it is to be kept; `data` None when its bytes could not be had. `inside` came in it."""

    untrusted_name: str
    format: str
    mime: str
    data: bytes | None
    text: str = ""
    failures: tuple[str, ...] = ()
    inside: tuple[Handed, ...] = ()


@dataclass(frozen=True, slots=True)
class NewTip:
    """A tip as it is to be registered; `received` is UTC, ISO 8601. `numbered` gives its number from those in use."""

    numbered: Callable[[Iterable[str]], str]
    channel: str
    received: str
    title: str
    fields: Mapping[str, Value]
    case: int | None
    files: Sequence[Handed] = ()
    named: Sequence[Named] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a tip as kept; `parent` is the file it came in, `sha256` is empty when its bytes could not be had."""

    id: int
    parent: int | None
    name: bytes
    shown: str
    format: str
    mime: str
    size: int
    sha256: bytes
    text: str
    failures: tuple[str, ...]


def add(tip: NewTip, by: str) -> Act[Tip]:
    """Registers a tip with all that came with it."""

    def act(connection: Connection) -> Deed[Tip]:
        added = now()
        named = tip.numbered(numbers(connection))
        (number,) = connection.execute(
            "INSERT INTO tip(number, channel, received, state, title, fields, casefile, added, added_by)"
            " VALUES(?,?,?,'received',?,?,?,?,?) RETURNING id",
            (named, tip.channel, tip.received, tip.title, json.dumps(tip.fields, ensure_ascii=False), tip.case,
             added, by),
        ).fetchone()  # fmt: skip
        kept = [digest for handed in tip.files for digest in _keep(connection, number, None, handed)]
        connection.executemany(
            "INSERT INTO tip_address(tip, kind, value, original, place, port, time) VALUES(?,?,?,?,?,?,?)",
            [(number, one.kind, one.value, one.original, one.place, one.port, one.time) for one in tip.named],
        )
        search.add_tip(connection, number, "\n".join([tip.title, tip.text, *(handed.text for handed in tip.files)]))
        data: dict[str, Value] = {"number": named, "channel": tip.channel, "files": kept, "named": len(tip.named)}
        return Deed("tip_add", find(connection, str(number)), f"tip {number}", data, tip.case, alters=True)

    return act


def _keep(connection: Connection, tip: int, parent: int | None, handed: Handed) -> list[Value]:
    """Keeps a file and what came in it; gives their digests."""
    sha256 = blobs.put(connection, handed.data) if handed.data is not None else b""
    name = handed.untrusted_name.encode("utf-8", "surrogateescape")
    (number,) = connection.execute(
        "INSERT INTO tip_file(tip, parent, name, shown, format, mime, size, sha256, text, failure)"
        " VALUES(?,?,?,?,?,?,?,?,?,?) RETURNING id",
        (tip, parent, name, _shown(handed), handed.format, handed.mime, len(handed.data or b""), sha256, handed.text,
         json.dumps(handed.failures)),
    ).fetchone()  # fmt: skip
    below = [digest for inner in handed.inside for digest in _keep(connection, tip, number, inner)]
    return [sha256.hex(), *below]


def _shown(handed: Handed) -> str:
    return display(handed.untrusted_name)


def find(connection: Connection, named: str) -> Tip:
    """The tip with that row id or number; raises InputFault `no_tip`."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM tip WHERE number = ?1 OR CAST(id AS TEXT) = ?1", (named,)
    ).fetchone()
    if row is None:
        raise InputFault("no_tip", id=named)
    return _tip(row)


def listed(connection: Connection, text: str = "") -> list[Tip]:
    """All tips, newest first; with `text` those that hold it."""
    if not text.strip():
        return [_tip(row) for row in connection.execute(f"SELECT {_COLUMNS} FROM tip ORDER BY id DESC")]
    expression = search.query(text)
    query = f"SELECT {_COLUMNS} FROM tip WHERE id IN (SELECT rowid FROM tip_search WHERE tip_search MATCH ?)"
    return [_tip(row) for row in connection.execute(f"{query} ORDER BY id DESC", (expression,))] if expression else []


def numbers(connection: Connection) -> list[str]:
    """The numbers in use."""
    return [number for (number,) in connection.execute("SELECT number FROM tip")]


def named(connection: Connection, tip: int) -> list[Named]:
    """The addresses and digests a tip names."""
    query = "SELECT kind, value, original, place, port, time FROM tip_address WHERE tip = ? ORDER BY id"
    rows = connection.execute(query, (tip,))
    return [Named(*row) for row in rows]


def files(connection: Connection, tip: int) -> list[KeptFile]:
    """What was handed in with a tip, each file before what came in it."""
    rows = connection.execute(
        "SELECT id, parent, name, shown, format, mime, size, sha256, text, failure FROM tip_file WHERE tip = ?"
        " ORDER BY id",
        (tip,),
    )
    return [_file(row) for row in rows]


def with_file(connection: Connection, sha256: bytes) -> list[str]:
    """The numbers of the tips that came with the same file."""
    rows = connection.execute(
        "SELECT DISTINCT number FROM tip JOIN tip_file ON tip_file.tip = tip.id WHERE sha256 = ? ORDER BY tip.id",
        (sha256,),
    ).fetchall()
    return [number for (number,) in rows]


def _file(row: Sequence[Any]) -> KeptFile:
    values = list(row)
    values[9] = tuple(json.loads(row[9]))
    return KeptFile(*values)


def _tip(row: Sequence[Any]) -> Tip:
    values = list(row)
    values[6] = json.loads(row[6])
    return Tip(*values)

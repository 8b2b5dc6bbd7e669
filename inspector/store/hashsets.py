"""The register of hash sets; their entries lie encrypted in the library folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from inspector.domain.canonical import Value
from inspector.domain.fault import InputFault, UsageFault
from inspector.domain.match import Listing, Match
from inspector.store import hits
from inspector.store.connection import Connection
from inspector.store.deed import Act, Deed, now

Agreeing = tuple[int, Sequence[Match]]
"""A content and what of one set agrees with it."""

_COLUMNS = "name, listing, provider, version, format, file, entries, broken, digest, signals, id, added, added_by"


@dataclass(frozen=True, slots=True)
class Import:
    """What is known of a set when its file lies in the library and its row does not exist yet.

    `digest` is the set's own, `signals` counts its entries by signal.
    """

    name: str
    listing: Listing
    provider: str
    version: str
    format: str
    file: str
    entries: int
    broken: int
    digest: str
    signals: dict[str, int]


@dataclass(frozen=True, slots=True)
class HashSet(Import):
    """One hash set as registered."""

    id: int
    added: str
    added_by: str


def add(imported: Import, by: str, agree: Callable[[Connection], Iterable[Agreeing]] = lambda _: ()) -> Act[HashSet]:
    """Registers an imported set under a name of its own, with all that agrees with it in what is stored.

    `agree` is asked inside the transaction, so that a set that is in has been held against everything.
    """

    def act(connection: Connection) -> Deed[HashSet]:
        found, matched = enter(connection, imported, by, agree)
        data: dict[str, Value] = {
            "name": imported.name, "listing": imported.listing.value, "entries": imported.entries,
            "broken": imported.broken, "digest": imported.digest, "matched": matched,
        }  # fmt: skip
        return Deed("hashset_add", found, f"hashset {found.id}", data, alters=True)

    return act


def enter(
    connection: Connection, imported: Import, by: str, agree: Callable[[Connection], Iterable[Agreeing]]
) -> tuple[HashSet, int]:
    """Registers a set inside an act of others; the set, and how many contents agree with it."""
    if connection.execute("SELECT 1 FROM hashset WHERE name=? AND removed IS NULL", (imported.name,)).fetchone():
        raise UsageFault("hashset_exists", name=imported.name)
    number = _insert(connection, imported, by)
    matched = 0
    for content, matches in agree(connection):
        hits.add(connection, content, [replace(match, hashset=number) for match in matches])
        matched += 1
    return _row(connection.execute(f"SELECT {_COLUMNS} FROM hashset WHERE id = ?", (number,)).fetchone()), matched


def leave(connection: Connection, number: int) -> None:
    """Takes a set out of use inside an act of others."""
    connection.execute("UPDATE hashset SET removed = ? WHERE id = ?", (now(), number))


def _insert(connection: Connection, imported: Import, by: str) -> int:
    (number,) = connection.execute(
        "INSERT INTO hashset(name, listing, provider, version, format, file, entries, broken, digest, signals,"
        " added, added_by) VALUES(?,?,?,?,?,?,?,?,?,?,?,?) RETURNING id",
        (imported.name, imported.listing.value, imported.provider, imported.version, imported.format, imported.file,
         imported.entries, imported.broken, imported.digest, json.dumps(imported.signals), now(), by),
    ).fetchone()  # fmt: skip
    return int(number)


def remove(name: str) -> Act[HashSet]:
    """Takes a set out of use; what it said stays on record and no longer counts."""

    def act(connection: Connection) -> Deed[HashSet]:
        found = find(connection, name)
        leave(connection, found.id)
        return Deed("hashset_remove", found, f"hashset {found.id}", {"name": name}, alters=True)

    return act


def exported(case: int, scheme: str, category: str, about: Mapping[str, Value]) -> Act[None]:
    """Records that the contents of a category leave the workspace as a list; `about` tells the file."""
    data = {"scheme": scheme, "category": category, **about}
    return lambda _: Deed("hashset_export", None, f"case {case}", data, case)


def find(connection: Connection, name: str) -> HashSet:
    """The set in use under `name`; raises InputFault `no_hashset`."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM hashset WHERE name = ? AND removed IS NULL", (name,)).fetchone()
    if row is None:
        raise InputFault("no_hashset", name=name)
    return _row(row)


def listed(connection: Connection) -> list[HashSet]:
    """The sets in use, oldest first."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM hashset WHERE removed IS NULL ORDER BY id")
    return [_row(row) for row in rows]


def revision(connection: Connection) -> str:
    """A mark that changes whenever a set comes or goes."""
    row = connection.execute(
        "SELECT ifnull(max(id), 0), count(*), ifnull(sum(removed IS NOT NULL), 0) FROM hashset"
    ).fetchone()
    return ".".join(map(str, row))


def illegal_loaded(connection: Connection) -> bool:
    """Whether any list of illegal material is in use: without one, no hit means nothing."""
    query = "SELECT 1 FROM hashset WHERE listing = 'illegal' AND removed IS NULL AND entries > 0"
    return connection.execute(query).fetchone() is not None


def _row(row: Sequence[Any]) -> HashSet:
    values = list(row)
    values[1], values[9] = Listing(row[1]), json.loads(row[9])
    return HashSet(*values)

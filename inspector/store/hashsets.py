"""The register of hash sets; their entries lie encrypted in the library folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from inspector.domain.canonical import Value
from inspector.domain.fault import InputFault, UsageFault
from inspector.domain.match import Listing, Match
from inspector.domain.names import display
from inspector.store import hits
from inspector.store.connection import Connection
from inspector.store.deed import Act, Deed, now

Agreeing = tuple[int, Sequence[Match]]
"""A content and what of one set agrees with it."""

Agree = Callable[[Connection], Iterable[Agreeing]]
"""Asked inside the transaction, so that a set that is in use has been held against everything."""

_GIVEN = (
    "name, listing, provider, version, format, file, entries, broken, digest, signals, dated, facts, meanings,"
    " incomplete, replaces"
)
_COLUMNS = f"{_GIVEN}, id, added, added_by, off"


@dataclass(frozen=True, slots=True)
class Import:
    """What is known of a set when its file lies in the library and its row does not exist yet.

    `digest` is the set's own; `entries` counts what it says, `signals` the different hashes of each signal: one hash
    with two categories is two entries. `dated` is the list's own date as it is written there, `facts` what else the
    list says of itself and how it was read, `meanings` what its categories stand for, `incomplete` why not all of it is
    in: a code of what is wrong in lists, empty when all is. `replaces` is the set that this one is a newer version of.
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
    dated: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)
    incomplete: str = ""
    replaces: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HashSet(Import):
    """One hash set as registered; one that is `off` stays in the library and is not asked."""

    id: int
    added: str
    added_by: str
    off: str | None = None


def add(imported: Import, by: str, agree: Agree = lambda _: ()) -> Act[HashSet]:
    """Registers an imported set under a name of its own, with all that agrees with it in what is stored.

    The set that it replaces goes in the same transaction, and leaves its name; was it off, the new one is too.
    """

    def act(connection: Connection) -> Deed[HashSet]:
        if imported.replaces is not None:
            connection.execute("UPDATE hashset SET removed = ? WHERE id = ?", (now(), imported.replaces))
        if connection.execute("SELECT 1 FROM hashset WHERE name=? AND removed IS NULL", (imported.name,)).fetchone():
            raise UsageFault("hashset_exists", name=imported.name)
        number = _insert(connection, imported, by)
        matched = _hold(connection, number, agree)
        added = _numbered(connection, number)
        data: dict[str, Value] = {
            "name": imported.name, "listing": imported.listing.value, "entries": imported.entries,
            "broken": imported.broken, "digest": imported.digest, "matched": matched, "replaces": imported.replaces,
            "incomplete": imported.incomplete, "off": added.off is not None,
        }  # fmt: skip
        return Deed("hashset_add", added, f"hashset {number}", data, alters=True)

    return act


def _insert(connection: Connection, imported: Import, by: str) -> int:
    given = [
        json.dumps(value, sort_keys=True, ensure_ascii=False) if isinstance(value, Mapping) else value
        for value in (getattr(imported, name) for name in _GIVEN.split(", "))
    ]
    (number,) = connection.execute(
        f"INSERT INTO hashset({_GIVEN}, added, added_by, off)"
        f" VALUES({'?,' * len(given)}?,?, (SELECT off FROM hashset WHERE id = ?)) RETURNING id",
        (*given, now(), by, imported.replaces),
    ).fetchone()
    return int(number)


def _hold(connection: Connection, number: int, agree: Agree) -> int:
    """Keeps what agrees with a set; how many contents do."""
    matched = 0
    for content, matches in agree(connection):
        hits.add(connection, content, [replace(match, hashset=number) for match in matches])
        matched += 1
    return matched


def remove(name: str) -> Act[HashSet]:
    """Takes a set out of the library; what it said stays on record and no longer counts."""

    def act(connection: Connection) -> Deed[HashSet]:
        found = find(connection, name)
        connection.execute("UPDATE hashset SET removed = ? WHERE id = ?", (now(), found.id))
        return Deed("hashset_remove", found, f"hashset {found.id}", {"name": found.name}, alters=True)

    return act


def switch_off(name: str) -> Act[HashSet]:
    """Leaves a set in the library and asks it no longer; what it said no longer counts."""

    def act(connection: Connection) -> Deed[HashSet]:
        found = find(connection, name)
        if found.off is not None:
            raise UsageFault("hashset_off", name=name)
        connection.execute("UPDATE hashset SET off = ? WHERE id = ?", (now(), found.id))
        result = _numbered(connection, found.id)
        return Deed("hashset_off", result, f"hashset {found.id}", {"name": found.name}, alters=True)

    return act


def switch_on(name: str, agree: Agree) -> Act[HashSet]:
    """Asks a set again, and keeps what agrees with it in all that was stored meanwhile."""

    def act(connection: Connection) -> Deed[HashSet]:
        found = find(connection, name)
        if found.off is None:
            raise UsageFault("hashset_on", name=name)
        connection.execute("DELETE FROM hit WHERE hashset = ?", (found.id,))
        matched = _hold(connection, found.id, agree)
        connection.execute("UPDATE hashset SET off = NULL WHERE id = ?", (found.id,))
        data: dict[str, Value] = {"name": found.name, "matched": matched}
        return Deed("hashset_on", _numbered(connection, found.id), f"hashset {found.id}", data, alters=True)

    return act


def exported(case: int, scheme: str, category: str, about: Mapping[str, Value]) -> Act[None]:
    """Records that the contents of a category leave the workspace as a list; `about` tells the file."""
    data = {"scheme": scheme, "category": category, **about}
    return lambda _: Deed("hashset_export", None, f"case {case}", data, case)


def not_placed(sha256: str, reason: str) -> Act[None]:
    """Records that a list, on record as leaving, never came to lie in its place; `reason` is the fault's code."""
    return lambda _: Deed("list_not_placed", None, "list", {"sha256": sha256, "reason": reason})


def find(connection: Connection, name: str) -> HashSet:
    """The set in the library under `name`, also as `display` shows that; raises InputFault `no_hashset`."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM hashset WHERE name = ? AND removed IS NULL", (name,)).fetchone()
    shown = [_row(found)] if found else [one for one in listed(connection) if display(one.name) == name]
    if not shown:
        raise InputFault("no_hashset", name=name)
    return shown[0]


def former(connection: Connection, known: HashSet) -> HashSet | None:
    """The set that this one took the place of; it is in the library no longer."""
    return None if known.replaces is None else _numbered(connection, known.replaces)


def listed(connection: Connection) -> list[HashSet]:
    """The sets in the library, oldest first, also those that are off."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM hashset WHERE removed IS NULL ORDER BY id")
    return [_row(row) for row in rows]


def in_use(connection: Connection) -> list[HashSet]:
    """The sets that are asked, oldest first."""
    return [found for found in listed(connection) if found.off is None]


def revision(connection: Connection) -> str:
    """A mark that changes whenever a set comes into use or goes out of it."""
    return ".".join(str(number) for (number,) in connection.execute("SELECT id FROM set_in_use ORDER BY id"))


def illegal_loaded(connection: Connection) -> bool:
    """Whether any list of illegal material is in use: without one, no hit means nothing."""
    query = "SELECT 1 FROM set_in_use WHERE listing = 'illegal' AND entries > 0"
    return connection.execute(query).fetchone() is not None


def _numbered(connection: Connection, number: int) -> HashSet:
    return _row(connection.execute(f"SELECT {_COLUMNS} FROM hashset WHERE id = ?", (number,)).fetchone())


def _row(row: Sequence[Any]) -> HashSet:
    values = dict(zip(_COLUMNS.split(", "), row, strict=True))
    values["listing"] = Listing(values["listing"])
    for name in ("signals", "facts", "meanings"):
        values[name] = json.loads(values[name])
    return HashSet(**values)

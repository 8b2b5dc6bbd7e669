"""Workspaces ready to use: made once with a passphrase that costs nothing to check, copied for each test."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from inspector.domain.account import Role
from inspector.domain.case import Case, CaseKind
from inspector.domain.content import Analysis, Digests, Failure, Kind
from inspector.domain.entry import Entry
from inspector.domain.match import Listing, Match
from inspector.store import Workspace, accounts, cases, contents, hashsets, holdings, ingests, keys
from inspector.store.connection import Connection, connect
from inspector.store.contents import Outcome
from inspector.store.deed import Act, Deed
from inspector.store.hashsets import Import
from inspector.store.ingests import Ingest, Start
from inspector.store.workspace import DATABASE

PASSPHRASE = "cụm mật khẩu để thử"
CHEAP = keys.Cost(memory_kib=8, passes=1, lanes=1)
OWNER = "an"
ACCOUNTS: Mapping[str, Role] = {role.value: role for role in Role}
"""Beside the owner, who holds every role, one account for each role, named after it."""


def make(folder: Path) -> None:
    """A workspace with the owner and one account a role, all with the same passphrase."""
    with Workspace.create(folder, OWNER, "Nguyễn An", PASSPHRASE, CHEAP) as workspace:
        for name, role in ACCOUNTS.items():
            workspace.change(accounts.add(name, name.title(), frozenset({role})))
    key = data_key(folder)
    slots = keys.read_slots(folder)
    keys.write_slots(folder, {**slots, **{name: keys.seal(key, name, PASSPHRASE, CHEAP) for name in ACCOUNTS}})


def data_key(folder: Path, user: str = OWNER) -> bytes:
    """The key of a workspace, as whoever knows a passphrase can have it."""
    return keys.unseal(keys.read_slots(folder)[user], PASSPHRASE)


def raw(folder: Path) -> Connection:
    """The database as somebody sees it who has the key and does not ask the program."""
    connection = connect(folder / DATABASE, data_key(folder), write=True)
    connection.create_function(holdings.FUNCTION, -1, lambda *_: None)
    return connection


def copy(ready: Path, folder: Path) -> Path:
    """A workspace of one's own."""
    shutil.copytree(ready, folder)
    return folder


def signed_in(folder: Path, user: str = OWNER) -> Workspace:
    """The workspace with somebody signed in."""
    return Workspace.open(folder, user, PASSPHRASE)


def unplaced() -> Act[None]:
    """Makes every item one that was listed before places had classes."""

    def act(connection: Connection) -> Deed[None]:
        connection.execute("UPDATE item SET place = NULL")
        return Deed("made_old", None, "items", {}, None, alters=True)

    return act


def digests(content: bytes) -> Digests:
    """The three digests of a content."""
    return Digests(
        hashlib.md5(content, usedforsecurity=False).digest(),
        hashlib.sha1(content, usedforsecurity=False).digest(),
        hashlib.sha256(content).digest(),
        len(content),
    )


@dataclass(slots=True)
class Register:
    """Fills a case by the doors of the store, without evidence."""

    workspace: Workspace
    number: str = "01/VA"
    case: Case = field(init=False)
    ingest: Ingest = field(init=False)

    def __post_init__(self) -> None:
        self.case = self.workspace.change(cases.add(self.number, "Vụ việc thử", CaseKind.CRIMINAL, OWNER))
        start = Start(self.case.id, "VC-01", b"/nowhere/" + self.number.encode(), "folder", "full", "0", {}, True)
        self.ingest = self.workspace.change(ingests.begin(start, OWNER))

    def listed(self, *paths: bytes) -> list[int]:
        """Items that wait to be read; gives their ids in the order of `paths`."""
        self.workspace.change(ingests.add_entries(self.ingest, [_entry(path) for path in paths]))
        rows = self.workspace.reader().execute("SELECT path, id FROM item WHERE source = ?", (self.ingest.source,))
        known = dict(rows.fetchall())
        return [known[path] for path in paths]

    def read(
        self,
        path: bytes,
        content: bytes,
        *,
        kind: Kind = Kind.IMAGE,
        analysis: Analysis | None = None,
        failures: Sequence[Failure] = (),
        matches: Sequence[Match] = (),
    ) -> int:
        """One item with its content; gives its id."""
        (item,) = self.listed(path)
        outcome = Outcome(item, digests(content), "image/jpeg", kind, analysis or Analysis(), "0", tuple(failures),
                          tuple(matches))  # fmt: skip
        self.keep(outcome)
        return item

    def keep(self, *outcomes: Outcome) -> None:
        """Stores outcomes."""
        revision = hashsets.revision(self.workspace.reader())
        self.workspace.change(contents.store(self.ingest, list(outcomes), revision))

    def hashset(self, name: str, listing: Listing = Listing.ILLEGAL, meanings: Mapping[str, str] | None = None) -> int:
        """A registered hash set without entries of its own; gives its id."""
        imported = Import(
            name, listing, "", "", "sums", f"file-{name}", 1, 0, "00" * 32, {"sha256": 1}, meanings=meanings or {}
        )
        return self.workspace.change(hashsets.add(imported, OWNER)).id


def _entry(path: bytes, size: int = 3) -> Entry:
    return Entry(path, size, 1_700_000_000_000_000_000, 0, 0, 1, int.from_bytes(hashlib.sha256(path).digest()[:7]), 1)

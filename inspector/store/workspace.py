"""A workspace: one folder with the encrypted database, the key slots and the library of hash sets."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self, TypeVar

from inspector.domain.account import Account, Role
from inspector.domain.fault import EnvironmentFault
from inspector.store import accounts, audit, keys, schema
from inspector.store.barred import barriers_told
from inspector.store.connection import Connection, connect, faults
from inspector.store.deed import Act, Deed
from inspector.store.holdings import Holdings
from inspector.store.lock import FileLock

T = TypeVar("T")
DATABASE = "inspector.db"
LIBRARY = "library"
INGEST_LOCK = "ingest.lock"
LIBRARY_LOCK = "library.lock"
ACCOUNTS_LOCK = "accounts.lock"


class Workspace:
    """An unlocked workspace with one person signed in.

    One connection writes; every thread that reads has a connection of its own. Close it when done.
    """

    def __init__(self, folder: Path, key: bytes, user: str) -> None:
        self.folder = folder
        self.library = folder / LIBRARY
        self.library_key = keys.room_key(key, "library")
        self._key = key
        self._turn = threading.RLock()
        self._mine = threading.local()
        self._readers: list[Connection] = []
        self._writing = connect(folder / DATABASE, key, write=True)
        try:
            with faults(folder / DATABASE):
                applied = schema.bring_up(self._writing)
                self._holdings = Holdings(self._writing)
            self.account = accounts.find(self._writing, user)
            if applied:
                self.change(_brought_up(applied))
        except BaseException:
            self._writing.close()
            raise

    @classmethod
    def create(
        cls, folder: Path, user: str, full_name: str, passphrase: str, cost: keys.Cost | None = None
    ) -> Workspace:
        """A new workspace whose first account holds every role."""
        if (folder / keys.FILE).exists():
            raise EnvironmentFault("workspace_exists", folder=str(folder))
        if folder.exists() and any(found.name != DATABASE and not found.name.startswith(DATABASE + "-")
                                   for found in folder.iterdir() if found.name != LIBRARY):  # fmt: skip
            raise EnvironmentFault("folder_not_empty", folder=str(folder))
        (folder / LIBRARY).mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        for left_over in folder.glob(f"{DATABASE}*"):  # a creation that was stopped before it had slots
            left_over.unlink()
        key = keys.new_key()
        _found(folder, key, user, full_name)
        keys.write_slots(folder, {user: keys.seal(key, user, passphrase, cost or keys.Cost())})
        return cls(folder, key, user)

    @classmethod
    def open(cls, folder: Path, user: str, passphrase: str) -> Workspace:
        """The workspace in `folder`; a wrong name and a wrong passphrase are told alike."""
        with barriers_told(folder):
            slot = keys.read_slots(folder).get(user)
            if not _has_database(folder):
                raise EnvironmentFault("workspace_damaged")
        if slot is None:
            keys.seal(keys.new_key(), user, passphrase, keys.Cost())  # takes as long as a wrong passphrase does
            raise EnvironmentFault("wrong_passphrase")
        return cls(folder, keys.unseal(slot, passphrase), user)

    def add_account(self, user: str, full_name: str, roles: frozenset[Role], passphrase: str) -> Account:
        """A further person who can sign in."""
        with FileLock(self.folder / ACCOUNTS_LOCK, "workspace_busy"):
            slots = keys.read_slots(self.folder)
            if accounts.exists(self.reader(), user):  # even without a slot: nobody gets a new key to an old account so
                raise EnvironmentFault("account_exists", user=user)
            # The slot first: a slot without an account opens nothing, an account without one could not be made again.
            keys.write_slots(self.folder, {**slots, user: keys.seal(self._key, user, passphrase, keys.Cost())})
            return self.change(accounts.add(user, full_name, roles))

    def change(self, act: Act[T]) -> T:
        """Carries out one change: one transaction, one row of audit, or nothing at all."""
        with self._turn, faults(self.folder / DATABASE):
            return _carried_out(self._writing, self._holdings, self.account.name, act)

    def reader(self) -> Connection:
        """This thread's own connection for reading."""
        connection: Connection | None = getattr(self._mine, "connection", None)
        if connection is None:
            connection = connect(self.folder / DATABASE, self._key, write=False)
            self._mine.connection = connection
            with self._turn:
                self._readers.append(connection)
        return connection

    @contextmanager
    def sole_ingest(self) -> Iterator[None]:
        """Holds off every other ingest into this workspace, of this program or another."""
        with FileLock(self.folder / INGEST_LOCK, "ingest_running"):
            yield

    @contextmanager
    def sole_import(self) -> Iterator[None]:
        """Holds off every other change to the library folder, of this program or another."""
        with FileLock(self.folder / LIBRARY_LOCK, "import_running"):
            yield

    def close(self) -> None:
        """Closes every connection and forgets the keys as far as Python lets one."""
        with self._turn:
            for connection in (*self._readers, self._writing):
                with suppress(Exception):
                    connection.close()
            self._readers.clear()
            self._key = self.library_key = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _brought_up(applied: list[str]) -> Act[None]:
    """Says that a newer program gave the tables a new form: what they hold is summed anew behind it."""
    return lambda _: Deed("workspace_brought_up", None, "workspace", {"migrations": [*applied]})


def _has_database(folder: Path) -> bool:
    """Whether there is a database to open: SQLite would make an empty one where there is none."""
    database = folder / DATABASE
    return database.is_file() and database.stat().st_size > 0


def _found(folder: Path, key: bytes, user: str, full_name: str) -> None:
    """Makes the database with its first account, and its first row of audit."""
    connection = connect(folder / DATABASE, key, write=True)
    try:
        with faults(folder / DATABASE):
            schema.bring_up(connection)
            _carried_out(connection, Holdings(connection), user, accounts.add(user, full_name, frozenset(Role)))
    finally:
        connection.close()
    os.chmod(folder / DATABASE, 0o600)  # noqa: PTH101


def _carried_out(connection: Connection, holdings: Holdings, who: str, act: Act[T]) -> T:
    connection.execute("BEGIN IMMEDIATE")
    try:
        deed = act(connection)
        audit.append(connection, who, deed, holdings.settle())
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        cause = holdings.forget(error)
        if cause is error:
            raise
        raise cause from None
    return deed.result

"""The accounts of a workspace."""

from __future__ import annotations

from inspector.domain.account import Account, Role
from inspector.domain.fault import EnvironmentFault
from inspector.store.connection import Connection
from inspector.store.deed import Act, Deed, now


def add(name: str, full_name: str, roles: frozenset[Role]) -> Act[Account]:
    """A new account."""

    def act(connection: Connection) -> Deed[Account]:
        row = connection.execute(
            "INSERT INTO account(name, full_name, created) VALUES(?, ?, ?) RETURNING id", (name, full_name, now())
        ).fetchone()
        held = sorted(roles)
        connection.executemany("INSERT INTO account_role VALUES(?, ?)", [(row[0], role.value) for role in held])
        account = Account(row[0], name, full_name, roles)
        return Deed("account_add", account, f"account {row[0]}", {"name": name, "roles": [role.value for role in held]})

    return act


def find(connection: Connection, name: str) -> Account:
    """The account of `name`; a key slot without an account opens nothing."""
    row = connection.execute("SELECT id, name, full_name FROM account WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise EnvironmentFault("wrong_passphrase")
    return _account(connection, row)


def exists(connection: Connection, name: str) -> bool:
    """Whether there is such an account."""
    return connection.execute("SELECT 1 FROM account WHERE name = ?", (name,)).fetchone() is not None


def listed(connection: Connection) -> list[Account]:
    """All accounts, oldest first."""
    rows = connection.execute("SELECT id, name, full_name FROM account ORDER BY id").fetchall()
    return [_account(connection, row) for row in rows]


def _account(connection: Connection, row: tuple[int, str, str]) -> Account:
    roles = connection.execute("SELECT role FROM account_role WHERE account = ?", (row[0],))
    return Account(*row, frozenset(Role(role) for (role,) in roles))

"""An open workspace with one person signed in."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Self

from inspector.domain.account import Account, Right, Role
from inspector.domain.fault import EnvironmentFault, RightFault, UsageFault
from inspector.store import Workspace, accounts
from inspector.store.keys import read_slots

_LONGEST_USER = 200


class Session:
    """What a person works in; close it when done."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @classmethod
    def create(cls, folder: Path, user: str, full_name: str, passphrase: str) -> Self:
        """A new workspace whose first account holds every role."""
        user = _composed(user)
        _check_sign_in(user, passphrase)
        return cls(Workspace.create(folder, user, full_name or user, passphrase))

    @classmethod
    def open(cls, folder: Path, user: str | None, passphrase: str) -> Self:
        """Signs in; without a name, the only account of the workspace is meant."""
        return cls(Workspace.open(folder, _composed(user) if user else only_user(folder), passphrase))

    @property
    def account(self) -> Account:
        """Who is signed in."""
        return self.workspace.account

    def require(self, right: Right) -> None:
        """Raises RightFault unless the account holds `right`."""
        if not self.account.may(right):
            raise RightFault("no_right", user=self.account.name, right=right.value)

    def accounts(self) -> list[Account]:
        """All accounts of the workspace."""
        return accounts.listed(self.workspace.reader())

    def add_account(self, user: str, full_name: str, roles: frozenset[Role], passphrase: str) -> Account:
        """A further person who can sign in."""
        self.require(Right.ACCOUNTS)
        user = _composed(user)
        _check_sign_in(user, passphrase)
        return self.workspace.add_account(user, full_name or user, roles, passphrase)

    def close(self) -> None:
        """Locks the workspace."""
        self.workspace.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def users(folder: Path) -> list[str]:
    """The login names of a workspace, which stand in clear."""
    return sorted(read_slots(folder))


def only_user(folder: Path) -> str:
    """The login name of a workspace that has one account."""
    names = users(folder)
    if len(names) != 1:
        raise UsageFault("which_user")
    return names[0]


def _composed(user: str) -> str:
    """A login name in one spelling (NFC), however the keyboard wrote its marks."""
    return unicodedata.normalize("NFC", user)


def _check_sign_in(user: str, passphrase: str) -> None:
    if not user.strip() or not user.isprintable() or len(user) > _LONGEST_USER:
        raise UsageFault("bad_user")
    if not passphrase:
        raise EnvironmentFault("no_passphrase")

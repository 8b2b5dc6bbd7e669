"""`inspector user add NAME --role ROLE [--role ROLE …]` and `user list`."""

from __future__ import annotations

import argparse

from inspector.cli.call import Call
from inspector.domain.account import Account, Role
from inspector.words import Words


def add(command: argparse.ArgumentParser, words: Words, everywhere: argparse.ArgumentParser) -> None:
    """Declares the command."""
    acts = command.add_subparsers(metavar="ACT", required=True)
    new = acts.add_parser("add", parents=[everywhere], allow_abbrev=False, help=words.say("command-user-add"))
    new.add_argument("name", metavar="NAME")
    new.add_argument("--role", action="append", required=True, choices=[role.value for role in Role])
    new.add_argument("--name", dest="full_name", default="", help=words.say("command-help-full-name"))
    new.set_defaults(run=_add)
    listed = acts.add_parser("list", parents=[everywhere], allow_abbrev=False, help=words.say("command-user-list"))
    listed.set_defaults(run=_list)


def _add(call: Call) -> None:
    roles = frozenset(Role(role) for role in call.args.role)
    with call.session() as session:
        passphrase = call.passphrase("NEW_PASSPHRASE", "command-new-passphrase")
        account = session.add_account(call.args.name, call.args.full_name, roles, passphrase)
    call.answer(_record(account), call.say("command-user-added", user=account.name))


def _list(call: Call) -> None:
    with call.session() as session:
        accounts = session.accounts()
    lines = [f"{account.name}  {account.full_name}  {', '.join(sorted(account.roles))}" for account in accounts]
    call.answer([_record(account) for account in accounts], *lines)


def _record(account: Account) -> dict[str, object]:
    return {"user": account.name, "name": account.full_name, "roles": sorted(account.roles)}

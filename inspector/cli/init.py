"""`inspector init DIR --user NAME [--name "Full Name"]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from inspector.app import Session
from inspector.cli.call import Call
from inspector.domain.fault import UsageFault
from inspector.words import Words


def add(command: argparse.ArgumentParser, words: Words, _: argparse.ArgumentParser) -> None:
    """Declares the command."""
    command.add_argument("folder", metavar="DIR", type=Path)
    command.add_argument("--name", default="", help=words.say("command-help-full-name"))
    command.set_defaults(run=run)


def run(call: Call) -> None:
    """Makes a workspace."""
    if not getattr(call.args, "user", None):
        raise UsageFault("which_user")
    folder: Path = call.args.folder
    with Session.create(folder, call.args.user, call.args.name, call.passphrase()) as session:
        account = session.account
    document = {"workspace": str(folder), "user": account.name, "roles": sorted(account.roles)}
    call.answer(document, call.say("command-init-done", folder=str(folder), user=account.name))

"""`inspector sign FILE.pdf --with P12|pkcs11:… --role …`, and the words about keys that `report` shares."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.cli.call import Call
from inspector.words import Words

if TYPE_CHECKING:
    from inspector.app.reports import Signing
    from inspector.report.key import Secrets

_ROLES = ("examiner", "reviewer", "approver")


def add(command: argparse.ArgumentParser, words: Words, _: argparse.ArgumentParser) -> None:
    """Declares the command."""
    command.add_argument("file", metavar="FILE.pdf", type=Path)
    declare_key(command, words, "--with", needed=True)
    declare_role(command, words, default=None)
    command.set_defaults(run=run)


def declare_key(command: argparse.ArgumentParser, words: Words, option: str, *, needed: bool) -> None:
    """Declares the option that names a key."""
    told = words.say("command-help-key")
    command.add_argument(option, dest="sign", required=needed, metavar="P12|pkcs11:TOKEN/KEY", help=told)


def declare_role(command: argparse.ArgumentParser, words: Words, default: str | None) -> None:
    """Declares the option that names the signer's role."""
    told = words.say("command-help-role")
    command.add_argument("--role", choices=_ROLES, default=default, required=default is None, help=told)


def signing(call: Call, source: str) -> Signing:
    """How to sign a report, with secrets from the environment or from whoever sits before a terminal."""
    from inspector.app.reports import Signing  # noqa: PLC0415  what signs a PDF is slow to load
    from inspector.report.sign import SignerRole  # noqa: PLC0415

    return Signing(source, SignerRole(call.args.role), secrets(call, source))


def secrets(call: Call, source: str) -> Secrets:
    """What opens the key at `source`."""
    from inspector.report.key import Secrets  # noqa: PLC0415

    if source.startswith("pkcs11:"):
        driver = os.environ.get("INSPECTOR_PKCS11")
        pin = call.passphrase("PIN", "command-pin")
        return Secrets(pin=pin, driver=Path(driver) if driver else None)
    return Secrets(p12_password=call.passphrase("P12_PASSWORD", "command-p12-password"))


def run(call: Call) -> None:
    """Adds a signature."""
    from inspector.app import reports  # noqa: PLC0415

    with call.session() as session:
        signed = reports.countersign(session, call.args.file, signing(call, call.args.sign), call.words)
    document = {"report": str(call.args.file), "signer": signed.signer, "signatures": signed.count}
    call.answer(document, call.say("command-sign-done", signer=signed.signer, count=signed.count))

"""`inspector report --case NUMBER --form NAME --out FILE.pdf`, with `--answers`, `--sign`, `--role` and `--at`."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from inspector.cli.call import Call
from inspector.cli.sign import declare_key, declare_role, signing
from inspector.domain.fault import UsageFault
from inspector.words import Words

_FIRST_YEAR, _LAST_YEAR = 1970, 9998  # in every zone of the world


def add(command: argparse.ArgumentParser, words: Words, _: argparse.ArgumentParser) -> None:
    """Declares the command."""
    command.add_argument("--case", required=True, metavar="NUMBER")
    command.add_argument("--form", required=True, metavar="NAME")
    command.add_argument("--out", required=True, metavar="FILE.pdf", type=Path)
    command.add_argument("--answers", metavar="FILE.toml", type=Path, help=words.say("command-help-answers"))
    command.add_argument("--at", metavar="TIME", help=words.say("command-help-at"))
    declare_key(command, words, "--sign", needed=False)
    declare_role(command, words, default="examiner")
    command.set_defaults(run=run)


def run(call: Call) -> None:
    """Makes a report."""
    from inspector.app import reports  # noqa: PLC0415  what draws and signs a PDF is slow to load

    args = call.args
    order = reports.Order(args.case, args.form, args.out, args.answers, _moment(args.at))
    with call.session() as session:
        made = reports.make(session, order, call.words, None if args.sign is None else signing(call, args.sign))
    warnings = [
        {"code": caution.code, "message": call.say(f"warning-{caution.code.replace('_', '-')}", **caution.facts)}
        for caution in made.warnings
    ]
    for warning in () if call.json else warnings:
        print(warning["message"])
    document = {"report": str(made.path), "sha256": made.sha256, "signer": made.signer or None, "warnings": warnings}
    call.answer(document, call.say("command-report-done", path=str(made.path), sha256=made.sha256))


def _moment(text: str | None) -> datetime | None:
    """A moment as ISO 8601 writes it; one without a zone is UTC."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageFault("bad_time", given=text) from None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise UsageFault("bad_time", given=text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

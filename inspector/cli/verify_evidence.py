"""`inspector verify-evidence --case NUMBER [--archive-passwords FILE]`."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from inspector.app import evidence
from inspector.cli import passwords
from inspector.cli.call import Call
from inspector.words import Words


def add(command: argparse.ArgumentParser, words: Words, _: argparse.ArgumentParser) -> None:
    """Declares the command."""
    command.add_argument("--case", required=True, metavar="NUMBER")
    passwords.add(command, words)
    command.set_defaults(run=run)


def run(call: Call) -> int:
    """Reads everything again and holds it against the record."""
    tried = passwords.read(call.args)
    with call.session() as session:
        check = call.follow(evidence.verify(session, call.args.case, tried))
    document = {
        "ok": check.ok,
        "checked": check.checked,
        "changed": check.changed,
        "missing": check.missing,
        "problems": [asdict(problem) for problem in check.problems],
    }
    lines = [f"{problem.item}  {call.say(f'evidence-{problem.code}')}  {problem.shown}" for problem in check.problems]
    verdict = "command-evidence-ok" if check.ok else "command-evidence-differs"
    number = call.words.number
    facts = {"checked": number(check.checked), "changed": number(check.changed), "missing": number(check.missing)}
    call.answer(document, *lines, call.say(verdict, **facts))
    return 0 if check.ok else 1

"""`inspector elsewhere --case NUMBER`: what of a case was seen in others."""

from __future__ import annotations

import argparse

from inspector.app import links
from inspector.cli import record
from inspector.cli.call import Call
from inspector.domain.group import Seen
from inspector.domain.names import display
from inspector.words import Words


def add(command: argparse.ArgumentParser, _: Words, __: argparse.ArgumentParser) -> None:
    """Declares the command."""
    command.add_argument("--case", required=True, metavar="NUMBER")
    command.set_defaults(run=run)


def run(call: Call) -> None:
    """Lists contents, near groups, cameras and addresses by the other case they were seen in."""
    with call.session() as session:
        seen = links.case_elsewhere(session, call.args.case)
    lines = [line(call.words, one) for one in seen] or [call.say("command-elsewhere-nothing")]
    call.answer([record.seen(one) for one in seen], *lines)


def line(words: Words, seen: Seen) -> str:
    """One thing seen elsewhere, as a sentence."""
    facts: dict[str, str | float] = {
        "case": display(seen.case),
        "count": seen.count,
        "item": "-" if seen.item is None else str(seen.item),
        "distance": "-" if seen.distance is None else seen.distance,
        "value": display(seen.value),
    }
    return words.say(f"command-elsewhere-{seen.by}", **facts)

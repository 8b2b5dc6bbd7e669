"""`inspector categorise ID... --as CODE [--scheme NAME] [--note TEXT]`."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from inspector.app import review
from inspector.cli.call import Call
from inspector.cli.number import number
from inspector.domain.fault import UsageFault
from inspector.store.decisions import Choice
from inspector.words import Words


def add(command: argparse.ArgumentParser, words: Words, _: argparse.ArgumentParser) -> None:
    """Declares the command."""
    command.add_argument("ids", metavar="ID", nargs="+", type=number)
    command.add_argument("--as", dest="code", required=True, metavar="CODE", help=words.say("command-help-as"))
    command.add_argument("--scheme", default="vn", metavar="NAME")
    command.add_argument("--note", default="", metavar="TEXT")
    command.add_argument(
        "--detail", action="append", default=[], metavar="NAME=VALUE", help=words.say("command-help-detail")
    )
    command.set_defaults(run=run)


def run(call: Call) -> None:
    """Records one category for each item; an empty CODE takes the standing one back."""
    args = call.args
    choice = Choice(args.scheme, args.code or None, dict(_pair(text) for text in args.detail), args.note)
    with call.session() as session:
        made = review.categorise(session, list(dict.fromkeys(args.ids)), choice)
    document = [{**asdict(decision), "id": decision.item, "decision": decision.id} for decision in made]
    call.answer(document, call.say("command-categorised", count=len(made), code=args.code or "-"))


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageFault("bad_detail", given=text)
    return name, value

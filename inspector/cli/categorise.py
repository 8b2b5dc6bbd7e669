"""`inspector categorise ID...|--group ID [--over] --as CODE [--scheme NAME] [--note TEXT]`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import NoReturn

from inspector.app import review
from inspector.cli import grouped
from inspector.cli.call import Call
from inspector.cli.number import number
from inspector.domain.decision import Decision
from inspector.domain.fault import UsageFault
from inspector.domain.group import GroupKind
from inspector.store.decisions import Choice
from inspector.words import Words


def add(command: argparse.ArgumentParser, words: Words, _: argparse.ArgumentParser) -> None:
    """Declares the command."""
    command.add_argument("ids", metavar="ID", nargs="*", type=number)
    grouped.add(command, words)
    command.add_argument("--over", action="store_true", help=words.say("command-help-over"))
    command.add_argument("--as", dest="code", required=True, metavar="CODE", help=words.say("command-help-as"))
    command.add_argument("--scheme", default="vn", metavar="NAME")
    command.add_argument("--note", default="", metavar="TEXT")
    command.add_argument(
        "--detail", action="append", default=[], metavar="NAME=VALUE", help=words.say("command-help-detail")
    )
    command.set_defaults(run=partial(run, complain=command.error))


def run(call: Call, complain: Callable[[str], NoReturn]) -> None:
    """Records one category for each item, or for those of a group; an empty CODE takes the standing one back."""
    args, group = call.args, grouped.asked(call.args)
    if not args.ids and not group:
        complain("the following arguments are required: ID")
    if bool(args.ids) == bool(group) or (args.over and not group):
        raise UsageFault("items_or_group")
    choice = Choice(args.scheme, args.code or None, dict(_pair(text) for text in args.detail), args.note)
    if group:
        _group(call, *group, choice)
        return
    with call.session() as session:
        made = review.categorise(session, list(dict.fromkeys(args.ids)), choice)
    call.answer(_records(made), call.say("command-categorised", count=len(made), code=args.code or "-"))


def _group(call: Call, kind: GroupKind, item: int, choice: Choice) -> None:
    with call.session() as session:
        planned = review.plan(session, item, kind, choice, over=call.args.over)
        made = review.carry_out(session, planned, choice)
    group = planned.group
    document = {"kind": kind.value, "leader": group.sha256.hex(), "decisions": _records(made), "left": planned.left,
                "so": planned.so}  # fmt: skip
    lines = [call.say("command-categorised", count=len(made), code=choice.category or "-")]
    if planned.left:
        lines.append(call.say("command-categorised-left", count=len(planned.left)))
    call.answer(document, *lines)


def _records(made: list[Decision]) -> list[dict[str, object]]:
    return [{**asdict(decision), "id": decision.item, "decision": decision.id} for decision in made]


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageFault("bad_detail", given=text)
    return name, value

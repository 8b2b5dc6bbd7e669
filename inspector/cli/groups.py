"""`inspector groups --case NUMBER [--kind stack|near|series|burst] [--limit N]`."""

from __future__ import annotations

import argparse
from itertools import islice

from inspector.app import links
from inspector.cli import record
from inspector.cli.call import Call
from inspector.cli.number import number
from inspector.domain.group import Group, GroupKind
from inspector.domain.names import display
from inspector.words import Words


def add(command: argparse.ArgumentParser, _: Words, __: argparse.ArgumentParser) -> None:
    """Declares the command."""
    command.add_argument("--case", required=True, metavar="NUMBER")
    command.add_argument("--kind", choices=[kind.value for kind in GroupKind], default=GroupKind.NEAR.value)
    command.add_argument("--limit", type=number, metavar="N")
    command.set_defaults(run=run)


def run(call: Call) -> None:
    """Puts what waits into groups, and lists those that hold more than one."""
    args, kind = call.args, GroupKind(call.args.kind)
    with call.session() as session:
        waiting = call.follow(links.settle(session, args.case))
        found = list(islice(links.listed(session, args.case, kind), args.limit))
    if waiting:
        call.warn("command-groups-waiting", count=waiting)
    document = {
        "case": args.case,
        "kind": kind.value,
        "waiting": waiting,
        "groups": [record.group(one) for one in found],
    }
    call.answer(document, *[_line(call, one) for one in found], call.say("command-groups-count", count=len(found)))


def _line(call: Call, group: Group) -> str:
    counts = call.say("command-group", contents=group.contents, items=group.items)
    told = [str(group.item), group.sha256.hex()[:16], counts]
    if group.camera or group.serial:
        told += [display(f"{group.camera} {group.serial}".strip()), record.clock(group.first) or ""]
    return "\t".join(told)

"""`inspector audit verify [--anchor HEAD]`, `audit head`, `audit show`."""

from __future__ import annotations

import argparse
import json

from inspector.app import history
from inspector.cli.call import Call
from inspector.cli.number import number
from inspector.store.audit import Entry
from inspector.words import Words


def add(command: argparse.ArgumentParser, words: Words, everywhere: argparse.ArgumentParser) -> None:
    """Declares the command."""
    acts = command.add_subparsers(metavar="ACT", required=True)
    check = acts.add_parser("verify", parents=[everywhere], allow_abbrev=False, help=words.say("command-audit-verify"))
    check.add_argument("--anchor", metavar="HEAD", help=words.say("command-help-anchor"))
    check.set_defaults(run=_verify)
    head = acts.add_parser("head", parents=[everywhere], allow_abbrev=False, help=words.say("command-audit-head"))
    head.set_defaults(run=_head)
    show = acts.add_parser("show", parents=[everywhere], allow_abbrev=False, help=words.say("command-audit-show"))
    show.add_argument("--limit", type=number, default=-1, metavar="N")
    show.set_defaults(run=_show)


def _verify(call: Call) -> int:
    with call.session() as session:
        found = history.verify(session, call.args.anchor)
    problems = [
        {"code": problem.code, "entry": problem.seq, "message": _sentence(call, problem.code, problem.seq)}
        for problem in found.problems
    ]
    document = {
        "ok": found.ok,
        "entries": found.entries,
        "head": str(found.head),
        "anchored_up_to": found.anchored_up_to,
        "problems": problems,
    }
    lines = [str(problem["message"]) for problem in problems]
    facts = {"entries": call.words.number(found.entries), "head": str(found.head)}
    lines.append(call.say("audit-ok" if found.ok else "audit-not-ok", **facts))
    if found.ok and found.anchored_up_to < found.entries:
        first = call.words.number(found.anchored_up_to + 1)
        lines.append(call.say("audit-not-witnessed", first=first, last=call.words.number(found.entries)))
    call.answer(document, *lines)
    return 0 if found.ok else 1


def _sentence(call: Call, code: str, entry: int) -> str:
    return call.say(f"audit-{code.replace('_', '-')}", entry=call.words.number(entry))


def _head(call: Call) -> None:
    with call.session() as session:
        head = history.head(session)
    call.answer({"head": str(head), "entries": head.seq, "hash": head.hash.hex()}, str(head))


def _show(call: Call) -> None:
    with call.session() as session:
        entries = list(history.entries(session, call.args.limit))
    call.answer([_record(entry) for entry in entries], *(_line(call, entry) for entry in entries))


def _record(entry: Entry) -> dict[str, object]:
    return {
        "entry": entry.seq,
        "at": entry.at,
        "who": entry.who,
        "action": entry.action,
        "object": entry.object,
        "case": entry.case,
        "alters": entry.alters,
        "data": json.loads(entry.data),
        "hash": entry.hash.hex(),
    }


def _line(call: Call, entry: Entry) -> str:
    act = call.say(f"act-{entry.action.replace('_', '-')}")
    return f"{entry.seq}\t{call.words.when(entry.at)}\t{entry.who}\t{act}\t{entry.object}"

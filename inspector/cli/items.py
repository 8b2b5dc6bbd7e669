"""`inspector items --case NUMBER [--match …] [--kind …] [--category …] [--text …] [--inside ID] [--group ID] …`."""

from __future__ import annotations

import argparse
import json
import sys

from inspector.app import cases, evidence, links
from inspector.cli import grouped, record
from inspector.cli.call import Call
from inspector.cli.number import number
from inspector.domain.content import Kind
from inspector.library.scheme import scheme
from inspector.store.listing import Asked, Item
from inspector.words import Words


def add(command: argparse.ArgumentParser, words: Words, _: argparse.ArgumentParser) -> None:
    """Declares the command."""
    command.add_argument("--case", required=True, metavar="NUMBER")
    command.add_argument("--match", choices=("exact", "near", "any"))
    command.add_argument("--kind", choices=[kind.value for kind in Kind])
    command.add_argument("--category", metavar="CODE", help=words.say("command-help-category"))
    command.add_argument("--scheme", default="vn", metavar="NAME")
    command.add_argument("--text", metavar="QUERY", help=words.say("command-help-text"))
    command.add_argument("--failed", action="store_true")
    command.add_argument("--inside", type=number, metavar="ID", help=words.say("command-help-inside"))
    grouped.add(command, words)
    command.add_argument("--limit", type=number, default=-1, metavar="N")
    command.set_defaults(run=run)


def run(call: Call) -> None:
    """Lists items; the list is written as it is read, however long it is."""
    args = call.args
    _check_category(args.scheme, args.category)
    group = grouped.asked(args)
    with call.session() as session:
        asked = Asked(
            case=cases.find(session, args.case).id,
            match=args.match,
            kind=Kind(args.kind) if args.kind else None,
            scheme=args.scheme,
            category=args.category,
            text=args.text,
            failed=args.failed,
            limit=args.limit,
            container=args.inside,
            among=tuple(links.items(session, group[1], group[0])) if group else None,
        )
        shown = 0
        for shown, found in enumerate(evidence.items(session, asked), 1):
            _write(call, found, first=shown == 1)
    if call.json:
        print("\n]" if shown else "[]")
    else:
        print(call.say("command-items-count", items=call.words.number(shown)), file=sys.stderr)


def _check_category(name: str, code: str | None) -> None:
    """A scheme or category that is not there is a mistake, not an empty list."""
    known = scheme(name)
    if code:
        known.category(code)


def _write(call: Call, found: Item, *, first: bool) -> None:
    if call.json:
        print("[" if first else ",", json.dumps(record.item(found, call.words), ensure_ascii=True), sep="\n", end="")
        return
    marks = ",".join(dict.fromkeys(f"{one.listing.value}:{one.match.signal.value}" for one in found.matches))
    decided = ",".join(found.category.values())
    why = record.sentence(found.failures[0], call.words) if found.failures else ""
    digest = found.sha256.hex()[:16] if found.sha256 else "-"
    print(f"{found.id}\t{found.kind or '-'}\t{digest}\t{marks or '-'}\t{decided or '-'}\t{found.shown}\t{why}".rstrip())

"""`inspector hashset publish`, `hashset trust|distrust OFFICE --certificate FILE.pem` and `hashset show NAME`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.app import library, office_lists
from inspector.app.office_lists import Trusted
from inspector.cli import hashset_record
from inspector.cli.call import Call
from inspector.cli.hashset_export import left_out
from inspector.cli.number import number
from inspector.cli.sign import declare_key, secrets
from inspector.domain.names import display
from inspector.words import Words

if TYPE_CHECKING:
    from inspector.app.publishing import Published

    Acts = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  argparse names it nowhere else


def add(acts: Acts, words: Words, everywhere: argparse.ArgumentParser) -> None:
    """Declares the acts."""
    act = acts.add_parser(
        "publish", parents=[everywhere], allow_abbrev=False, help=words.say("command-hashset-publish")
    )
    act.add_argument("--case", required=True, action="append", metavar="NUMBER")
    act.add_argument("--category", required=True, metavar="CODE", help=words.say("command-help-export-category"))
    act.add_argument("--scheme", default="vn", metavar="NAME")
    act.add_argument("--list-name", required=True, metavar="NAME", help=words.say("command-help-list-name"))
    act.add_argument("--office", required=True, metavar="TEXT", help=words.say("command-help-office"))
    act.add_argument("--out", required=True, metavar="FILE", type=Path)
    act.add_argument("--since", metavar="N", type=number, help=words.say("command-help-since"))
    declare_key(act, words, "--sign", needed=True)
    act.set_defaults(run=_publish)
    for name, run in (("trust", _trust), ("distrust", _distrust)):
        told = words.say(f"command-hashset-{name}")
        known = acts.add_parser(name, parents=[everywhere], allow_abbrev=False, help=told)
        known.add_argument("office", metavar="OFFICE")
        known.add_argument("--certificate", required=True, metavar="FILE.pem", type=Path)
        known.set_defaults(run=run)
    shown = acts.add_parser("show", parents=[everywhere], allow_abbrev=False, help=words.say("command-hashset-show"))
    shown.add_argument("name", metavar="NAME")
    shown.set_defaults(run=_show)


def _publish(call: Call) -> None:
    from inspector.app import publishing  # noqa: PLC0415  what signs is slow to load

    args = call.args
    order = publishing.Order(args.case, args.category, args.list_name, args.office, args.out, args.scheme, args.since)
    with call.session() as session:
        made = publishing.publish(session, order, args.sign, secrets(call, args.sign))
    call.answer(_published(made), _line(call, made), *left_out(call, made.skipped))


def _published(made: Published) -> dict[str, object]:
    stretch = made.stretch
    return {"file": str(made.path), "format": "office-list", "list": stretch.list, "office": stretch.office,
            "certificate": stretch.certificate.hex(), "first": stretch.first, "last": stretch.last,
            "confirmed": made.confirmed, "withdrawn": made.withdrawn, "sha256": made.sha256,
            "skipped": made.skipped}  # fmt: skip


def _line(call: Call, made: Published) -> str:
    say = call.words.number
    return call.say(
        "command-hashset-published", path=str(made.path), first=str(made.stretch.first), last=str(made.stretch.last),
        confirmed=say(made.confirmed), withdrawn=say(made.withdrawn), sha256=made.sha256,
    )  # fmt: skip


def _trust(call: Call) -> None:
    with call.session() as session:
        told = office_lists.trust(session, call.args.office, call.args.certificate)
    _tell(call, told, "command-hashset-trusted")


def _distrust(call: Call) -> None:
    with call.session() as session:
        told = office_lists.distrust(session, call.args.office, call.args.certificate)
    _tell(call, told, "command-hashset-distrusted")


def _tell(call: Call, told: Sequence[Trusted], sentence: str) -> None:
    document = {"office": call.args.office,
                "certificates": [{"sha256": one.certificate, "holder": one.holder} for one in told]}  # fmt: skip
    lines = [call.say(sentence, office=display(one.office), holder=one.holder, sha256=one.certificate)
             for one in told]  # fmt: skip
    call.answer(document, *lines)


def _show(call: Call) -> None:
    with call.session() as session:
        found, shown = library.shown(session, call.args.name)
    document = {
        "name": call.args.name,
        "hashset": hashset_record.record(found) if found else None,
        "offices": hashset_record.offices(shown) if shown else [],
        "incomplete": bool(shown and shown.missing),
        "confirmed": {str(offices): count for offices, count in shown.confirmed.items()} if shown else {},
    }
    lines = [hashset_record.line(call, found)] if found else []
    call.answer(document, *lines, *(hashset_record.office_lines(call, shown) if shown else []))

"""`inspector hashset publish` and `hashset trust|distrust OFFICE --certificate FILE.pem`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.app import office_trust
from inspector.app.office_trust import Trusted
from inspector.cli.call import Call
from inspector.cli.hashset_export import left_out
from inspector.cli.number import number
from inspector.cli.sign import declare_key, secrets
from inspector.domain.names import display
from inspector.words import Words

if TYPE_CHECKING:
    from inspector.app.publishing import Published


def declare(act: argparse.ArgumentParser, words: Words) -> None:
    """Declares `publish`."""
    act.add_argument("--case", required=True, action="append", metavar="NUMBER")
    act.add_argument("--category", required=True, metavar="CODE", help=words.say("command-help-export-category"))
    act.add_argument("--scheme", default="vn", metavar="NAME")
    act.add_argument("--list-name", required=True, metavar="NAME", help=words.say("command-help-list-name"))
    act.add_argument("--office", required=True, metavar="TEXT", help=words.say("command-help-office"))
    act.add_argument("--out", required=True, metavar="FILE", type=Path)
    act.add_argument("--since", metavar="N", type=number, help=words.say("command-help-since"))
    declare_key(act, words, "--sign", needed=True)
    act.set_defaults(run=_publish)


def declare_certificate(act: argparse.ArgumentParser, run: Callable[[Call], None]) -> None:
    """Declares `trust` and `distrust`."""
    act.add_argument("office", metavar="OFFICE")
    act.add_argument("--certificate", required=True, metavar="FILE.pem", type=Path)
    act.set_defaults(run=run)


def _publish(call: Call) -> None:
    from inspector.app import publishing  # noqa: PLC0415  what signs is slow to load

    args = call.args
    order = publishing.Order(args.case, args.category, args.list_name, args.office, args.out, args.scheme, args.since)
    with call.session() as session:
        made = call.follow(publishing.publish(session, order, args.sign, secrets(call, args.sign)))
    call.answer(_published(made), _line(call, made), *left_out(call, made.skipped))


def _published(made: Published) -> dict[str, object]:
    stretch = made.stretch
    return {"file": str(made.path), "format": "office-list", "list": stretch.list, "office": stretch.office,
            "certificate": stretch.certificate.hex(), "first": stretch.first, "last": stretch.last,
            "confirmed": made.confirmed, "withdrawn": made.withdrawn, "sha256": made.sha256,
            "skipped": made.skipped}  # fmt: skip


def _line(call: Call, made: Published) -> str:
    return call.say(
        "command-hashset-published", path=str(made.path), first=str(made.stretch.first), last=str(made.stretch.last),
        confirmed=made.confirmed, withdrawn=made.withdrawn, sha256=made.sha256,
    )  # fmt: skip


def trust(call: Call) -> None:
    """Believes a certificate."""
    with call.session() as session:
        told = office_trust.trust(session, call.args.office, call.args.certificate)
    _tell(call, told, "command-hashset-trusted")


def distrust(call: Call) -> None:
    """Believes it no longer."""
    with call.session() as session:
        told = office_trust.distrust(session, call.args.office, call.args.certificate)
    _tell(call, told, "command-hashset-distrusted")


def _tell(call: Call, told: Sequence[Trusted], sentence: str) -> None:
    document = {"office": call.args.office,
                "certificates": [{"sha256": one.certificate, "holder": one.holder} for one in told]}  # fmt: skip
    lines = [call.say(sentence, office=display(one.office), holder=one.holder, sha256=one.certificate)
             for one in told]  # fmt: skip
    call.answer(document, *lines)

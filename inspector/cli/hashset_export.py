"""`inspector hashset export --case NUMBER --category CODE --as FORMAT --out FILE`, with `--scheme` and others."""

from __future__ import annotations

import argparse
from pathlib import Path

from inspector.app import exporting
from inspector.app.exporting import Exported, Wanted
from inspector.cli.call import Call
from inspector.cli.number import number
from inspector.domain.match import Signal
from inspector.words import Words


def declare(act: argparse.ArgumentParser, words: Words) -> None:
    """Declares the act."""
    act.add_argument("--case", required=True, metavar="NUMBER")
    act.add_argument("--category", required=True, metavar="CODE", help=words.say("command-help-export-category"))
    act.add_argument("--scheme", default="vn", metavar="NAME")
    act.add_argument("--as", dest="format", required=True, choices=exporting.FORMATS)
    act.add_argument("--out", required=True, metavar="FILE", type=Path)
    act.add_argument("--digest", default="sha256", choices=[digest.value for digest in exporting.DIGESTS],
                     help=words.say("command-help-digest"))  # fmt: skip
    act.add_argument("--vics-category", metavar="N", type=number, help=words.say("command-help-vics-category"))
    act.set_defaults(run=_export)


def _export(call: Call) -> None:
    args = call.args
    wanted = Wanted(args.case, args.category, args.format, args.out, args.scheme, Signal(args.digest),
                    args.vics_category)  # fmt: skip
    with call.session() as session:
        made = call.follow(exporting.export(session, wanted))
    if made.format == "pdq" and made.path.suffix.lower() != ".pdq":
        call.warn("command-export-pdq-name")
    document = {"file": str(made.path), "format": made.format, "entries": made.entries, "sha256": made.sha256,
                "skipped": made.skipped}  # fmt: skip
    call.answer(document, _line(call, made), *left_out(call, made.skipped))


def _line(call: Call, made: Exported) -> str:
    return call.say("command-hashset-exported", path=str(made.path), entries=made.entries, sha256=made.sha256)


def left_out(call: Call, skipped: dict[str, int]) -> list[str]:
    """A line for each reason why something was left out."""
    return [
        call.say("command-export-skipped", reason=call.say(f"skipped-{reason.replace('_', '-')}"), count=count)
        for reason, count in skipped.items()
    ]

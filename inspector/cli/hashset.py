"""`inspector hashset add FILE --list LIST`, `hashset list`, `hashset remove NAME`, and further acts of other files."""

from __future__ import annotations

import argparse
from pathlib import Path

from inspector.app import library
from inspector.app.library import Added, ListFile
from inspector.cli import hashset_export, hashset_offices
from inspector.cli.call import Call
from inspector.cli.hashset_record import line, merged, merged_lines, record
from inspector.domain.match import Listing
from inspector.domain.names import display
from inspector.library.entry import Broken
from inspector.library.formats import FORMATS
from inspector.words import Words

_MOST_SHOWN = 20


def add(command: argparse.ArgumentParser, words: Words, everywhere: argparse.ArgumentParser) -> None:
    """Declares the command."""
    acts = command.add_subparsers(metavar="ACT", required=True)
    new = acts.add_parser("add", parents=[everywhere], allow_abbrev=False, help=words.say("command-hashset-add"))
    new.add_argument("file", metavar="FILE", type=Path)
    new.add_argument("--list", dest="listing", required=True, choices=[listing.value for listing in Listing])
    new.add_argument("--name", default="", metavar="N")
    new.add_argument("--format", default="auto", metavar="|".join(("auto", *(known.NAME for known in FORMATS))))
    new.add_argument("--provider", default="", metavar="TEXT")
    new.add_argument("--set-version", default="", metavar="TEXT")
    new.add_argument("--trust", metavar="FILE.pem", type=Path, help=words.say("command-help-office-trust"))
    new.set_defaults(run=_add)
    listed = acts.add_parser("list", parents=[everywhere], allow_abbrev=False, help=words.say("command-hashset-list"))
    listed.set_defaults(run=_list)
    gone = acts.add_parser("remove", parents=[everywhere], allow_abbrev=False, help=words.say("command-hashset-remove"))
    gone.add_argument("name", metavar="NAME")
    gone.set_defaults(run=_remove)
    hashset_export.add(acts, words, everywhere)
    hashset_offices.add(acts, words, everywhere)


def _add(call: Call) -> None:
    args = call.args
    given = ListFile(args.file, Listing(args.listing), args.name, args.format, args.provider, args.set_version,
                     args.trust)  # fmt: skip
    with call.session() as session:
        added = call.follow(library.add(session, given))
    tally = added.summary.tally
    for broken in () if call.json else tally.shown[:_MOST_SHOWN]:
        call.warn("command-hashset-broken-line", line=call.words.number(broken.line), reason=_reason(call, broken))
    told = merged_lines(call, added.merged)
    call.answer(_added(call, added), line(call, added.hashset), *told, _counts(call, added))


def _counts(call: Call, added: Added) -> str:
    tally, number = added.summary.tally, call.words.number
    return call.say(
        "command-hashset-added",
        entries=number(tally.entries),
        duplicates=number(added.summary.duplicates),
        broken=number(tally.broken),
        mended=number(tally.mended),
        matched=number(added.matched),
    )


def _added(call: Call, added: Added) -> dict[str, object]:
    tally = added.summary.tally
    problems = [
        {"line": broken.line, "record": broken.record, "code": broken.code, "loaded": broken.entry is not None,
         "message": _reason(call, broken)}
        for broken in tally.shown
    ]  # fmt: skip
    counts = {"read": tally.entries, "duplicates": added.summary.duplicates, "broken": tally.broken,
              "mended": tally.mended, "blank": tally.blank, "matched": added.matched}  # fmt: skip
    return {**record(added.hashset), **counts, "problems": problems, **merged(added.merged)}


def _reason(call: Call, broken: Broken) -> str:
    return call.say(f"library-broken-{broken.code.replace('_', '-')}")


def _list(call: Call) -> None:
    with call.session() as session:
        found = library.listed(session)
    lines = [line(call, known) for known in found] or [call.say("command-hashset-none")]
    call.answer([record(known) for known in found], *lines)


def _remove(call: Call) -> None:
    with call.session() as session:
        removed = library.remove(session, call.args.name)
    call.answer(record(removed), call.say("command-hashset-removed", name=display(removed.name)))

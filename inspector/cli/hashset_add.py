"""`inspector hashset add FILE --list LIST [--name N] …` and `hashset update NAME FILE [--difference] …`."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from inspector.app import library
from inspector.app.deltas import MISSED
from inspector.app.library import Added, ListFile, changes
from inspector.app.products import UNCLEAR, UNKNOWN
from inspector.cli.call import Call
from inspector.cli.hashset_record import line, merged, merged_lines, record
from inspector.domain.fault import UsageFault
from inspector.domain.match import Listing
from inspector.domain.names import display
from inspector.library import nothing
from inspector.library.entry import Broken
from inspector.library.formats import FORMATS, NSRL
from inspector.library.formats.zero import MEANINGS
from inspector.library.reading import AUTO, Asked
from inspector.store.office_lists import FORMAT
from inspector.words import Words

_MOST_SHOWN = 20
_INCOMPLETE = {
    "truncated": "command-hashset-incomplete",
    MISSED: "command-hashset-missed",
    UNCLEAR: "command-hashset-kinds",
}


def declare(new: argparse.ArgumentParser, newer: argparse.ArgumentParser, words: Words) -> None:
    """Declares both commands."""
    new.add_argument("file", metavar="FILE", type=Path)
    new.add_argument("--list", dest="listing", required=True, choices=[listing.value for listing in Listing])
    new.add_argument("--name", default="", metavar="N")
    new.add_argument("--trust", metavar="FILE.pem", type=Path, help=words.say("command-help-office-trust"))
    new.set_defaults(run=_add)
    newer.add_argument("name", metavar="NAME")
    newer.add_argument("file", metavar="FILE", type=Path)
    newer.add_argument("--difference", action="store_true", help=words.say("command-hashset-difference"))
    newer.set_defaults(run=_update)
    for command in (new, newer):
        _describe(command, words)


def _describe(command: argparse.ArgumentParser, words: Words) -> None:
    """What may be said of a list."""
    formats = "|".join((AUTO, *(known.NAME for known in FORMATS), NSRL, FORMAT))
    command.add_argument("--format", default=AUTO, metavar=formats)
    command.add_argument("--provider", default="", metavar="TEXT")
    command.add_argument("--set-version", default="", metavar="TEXT")
    command.add_argument("--dated", default="", metavar="DATE", help=words.say("command-hashset-dated"))
    told = words.say("command-hashset-meaning")
    command.add_argument("--meaning", action="append", default=[], metavar="CATEGORY=TEXT", help=told)
    command.add_argument("--columns", default="", metavar="FIELD=COLUMN,…", help=words.say("command-hashset-columns"))
    command.add_argument("--zero", default="", choices=MEANINGS, help=words.say("command-hashset-zero"))


def _given(call: Call, listing: Listing, name: str) -> ListFile:
    args = call.args
    return ListFile(
        path=args.file,
        listing=listing,
        name=name,
        format=args.format,
        provider=args.provider,
        version=args.set_version,
        dated=args.dated,
        meanings=dict(map(_meaning, args.meaning)),
        asked=Asked(args.columns, args.zero),
        trust=getattr(args, "trust", None),
    )


def _meaning(text: str) -> tuple[str, str]:
    category, sign, meaning = text.partition("=")
    if not (sign and category.strip() and meaning.strip()):
        raise UsageFault("hashset_meaning", text=display(text))
    return category.strip(), meaning.strip()


def _add(call: Call) -> None:
    given = _given(call, Listing(call.args.listing), call.args.name)
    with call.session() as session:
        _answer(call, call.follow(library.add(session, given)))


def _update(call: Call) -> None:
    kept = _given(call, Listing.ALERT, "")  # it keeps its name and stays on the list that it is on
    given = replace(kept, difference=call.args.difference)
    with call.session() as session:
        _answer(call, call.follow(library.update(session, call.args.name, given)))


def _answer(call: Call, added: Added) -> None:
    for broken in () if call.json else added.summary.tally.shown[:_MOST_SHOWN]:
        call.warn("command-hashset-broken-line", line=broken.line, reason=_reason(call, broken))
    if sentence := _INCOMPLETE.get(added.hashset.incomplete):
        call.warn(sentence)
    if added.off:
        call.warn("command-hashset-stays-off", name=display(added.hashset.name))
    if left_out := added.summary.tally.left_out:
        call.warn("command-hashset-left-out", count=left_out)
    if tools := added.summary.tally.tools:
        call.warn("command-hashset-tools", count=tools, kinds=display(added.hashset.facts.get("tools", "")))
    if added.hashset.facts.get("tools") == UNKNOWN:
        call.warn("command-hashset-tools-unknown")
    if empty := added.summary.tally.codes[nothing.CODE]:
        call.warn("command-hashset-empty-files", count=empty)
    if unnamed := added.summary.tally.unnamed:
        call.warn("command-hashset-unnamed", count=unnamed)
    if missing := added.summary.missing - unnamed:
        call.warn("command-hashset-missing", count=missing)
    for message, count in changes(added.summary):
        call.warn(message, count=count)
    for name in added.same_as:
        call.warn("command-hashset-same", name=display(name))
    told = merged_lines(call, added.merged)
    call.answer(_added(call, added), line(call, added.hashset), *told, _counts(call, added))


def _counts(call: Call, added: Added) -> str:
    tally = added.summary.tally
    return call.say(
        "command-hashset-added",
        entries=tally.entries,
        duplicates=added.summary.duplicates,
        broken=tally.broken,
        mended=tally.mended,
        matched=added.matched,
    )


def _added(call: Call, added: Added) -> dict[str, object]:
    tally = added.summary.tally
    problems = [
        {"line": broken.line, "record": broken.record, "code": broken.code, "loaded": broken.entry is not None,
         "message": _reason(call, broken)}
        for broken in tally.shown
    ]  # fmt: skip
    counts = {"read": tally.entries, "duplicates": added.summary.duplicates, "broken": tally.broken,
              "mended": tally.mended, "blank": tally.blank, "gone": tally.gone,
              "left_out": tally.left_out, "tools": tally.tools, "missing": added.summary.missing,
              "uncategorised": tally.uncategorised, "changed": added.summary.changed,
              "taken_back": added.summary.taken_back, "in_part": added.summary.in_part,
              "matched": added.matched}  # fmt: skip
    return {**record(added.hashset), **counts, "same_as": list(added.same_as), "problems": problems,
            **merged(added.merged)}  # fmt: skip


def _reason(call: Call, broken: Broken) -> str:
    return call.say(f"library-broken-{broken.code.replace('_', '-')}")

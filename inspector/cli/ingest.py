"""`inspector ingest SOURCE... --case NUMBER`, with an exhibit, a look, passwords of archives and an engine."""

from __future__ import annotations

import argparse
from collections.abc import Generator

from inspector.app import Session, evidence
from inspector.app.evidence import Taken
from inspector.cli import passwords
from inspector.cli.call import Call
from inspector.domain.names import display
from inspector.domain.progress import Progress
from inspector.words import Words


def add(command: argparse.ArgumentParser, words: Words, _: argparse.ArgumentParser) -> None:
    """Declares the command."""
    command.add_argument("sources", metavar="SOURCE", nargs="+")
    command.add_argument("--case", required=True, metavar="NUMBER")
    command.add_argument("--exhibit", metavar="LABEL", help=words.say("command-help-exhibit"))
    command.add_argument("--look", choices=evidence.LOOKS, default="full", help=words.say("command-help-look"))
    passwords.add(command, words)
    command.add_argument("--engine", metavar="ADDRESS", default="", help=words.say("command-help-engine"))
    command.set_defaults(run=run)


def run(call: Call) -> None:
    """Takes the sources in, one after the other; with several the JSON document is a list."""
    args = call.args
    tried = passwords.read(args)
    with call.session() as session:
        evidence.check(session, args.case, args.sources)
        taken = [call.follow(_ingest(session, args, source, tried)) for source in args.sources]
    for one in taken:
        _warn(call, one)
    records = [record(one) for one in taken]
    call.answer(records[0] if len(records) == 1 else records, *(_line(call, one) for one in taken))


def _ingest(
    session: Session, args: argparse.Namespace, source: str, tried: tuple[str, ...]
) -> Generator[Progress, None, Taken]:
    return evidence.ingest(session, args.case, source, args.exhibit, args.look, passwords=tried, engine=args.engine)


def record(taken: Taken) -> dict[str, object]:
    """A run in the words of the contract."""
    tally, standing = taken.tally, taken.standing
    return {
        "case": taken.case.number,
        "exhibit": taken.exhibit,
        "entries": tally.entries,
        "skipped": tally.skipped,
        "bytes": tally.bytes,
        "contents": standing.contents,
        "new_contents": tally.new_contents,
        "failures": standing.failures,
        "matches": {"exact": standing.exact, "near": standing.near},
        "first_match_s": None if tally.first_match_s is None else round(tally.first_match_s, 3),
        "seconds": round(tally.seconds(), 3),
        "illegal_list_loaded": taken.illegal_list_loaded,
        "isolation_missing": [name for name, _ in taken.isolation_missing],
    }


def _warn(call: Call, taken: Taken) -> None:
    if not taken.illegal_list_loaded:
        call.warn("command-no-illegal-list")
    for name, reason in taken.isolation_missing:
        call.warn("command-isolation-missing", wall=call.say(f"work-wall-{name}"), reason=reason)


def _line(call: Call, taken: Taken) -> str:
    number = call.words.number
    return call.say(
        "command-ingest-done",
        exhibit=display(taken.exhibit),
        entries=number(taken.tally.entries),
        size=call.words.size(taken.tally.bytes),
        contents=number(taken.standing.contents),
        failures=number(taken.standing.failures),
        skipped=number(taken.tally.skipped),
        exact=number(taken.standing.exact),
        near=number(taken.standing.near),
        seconds=call.words.duration(taken.tally.seconds()),
    )

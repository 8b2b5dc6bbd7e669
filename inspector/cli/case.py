"""`inspector case new NUMBER --title TEXT [--kind KIND]`, `case list`, `case show NUMBER`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict

from inspector.app import cases
from inspector.cli.call import Call
from inspector.domain.case import Case, CaseKind
from inspector.domain.names import display
from inspector.store.cases import Counts
from inspector.store.ingests import Run
from inspector.store.manifests import ManifestCheck, Verdict
from inspector.words import Words


def add(command: argparse.ArgumentParser, words: Words, everywhere: argparse.ArgumentParser) -> None:
    """Declares the command."""
    acts = command.add_subparsers(metavar="ACT", required=True)
    new = acts.add_parser("new", parents=[everywhere], allow_abbrev=False, help=words.say("command-case-new"))
    new.add_argument("number", metavar="NUMBER")
    new.add_argument("--title", required=True)
    new.add_argument("--kind", choices=[kind.value for kind in CaseKind], default=CaseKind.CRIMINAL.value)
    new.set_defaults(run=_new)
    listed = acts.add_parser("list", parents=[everywhere], allow_abbrev=False, help=words.say("command-case-list"))
    listed.set_defaults(run=_list)
    show = acts.add_parser("show", parents=[everywhere], allow_abbrev=False, help=words.say("command-case-show"))
    show.add_argument("number", metavar="NUMBER")
    show.set_defaults(run=_show)


def _new(call: Call) -> None:
    with call.session() as session:
        case = cases.add(session, call.args.number, call.args.title, CaseKind(call.args.kind))
    call.answer(_record(case), call.say("command-case-opened", number=display(case.number)))


def _list(call: Call) -> None:
    with call.session() as session:
        found = cases.listed(session)
    lines = [_line(call, case, counts) for case, counts in found] or [call.say("command-case-none")]
    call.answer([{**_record(case), **asdict(counts)} for case, counts in found], *lines)


def _show(call: Call) -> None:
    with call.session() as session:
        seen = cases.overview(session, call.args.number)
        checks = cases.manifest_checks(session, call.args.number)
    document = {
        **_record(seen.case),
        **asdict(seen.counts),
        "illegal_list_loaded": seen.illegal_list_loaded,
        "unwitnessed": seen.unwitnessed,
        "known_good": seen.known_good,
        "ingests": [_run(run) for run in seen.runs],
        "manifests": [_manifest(check) for check in checks],
    }
    lines = [_line(call, seen.case, seen.counts)]
    if not seen.illegal_list_loaded:
        lines.append(call.say("command-no-illegal-list"))
    if seen.unwitnessed:
        lines.append(call.say("command-unwitnessed", count=call.words.number(seen.unwitnessed)))
    if seen.known_good:
        lines.append(call.say("command-known-good", count=call.words.number(seen.known_good)))
    lines += [_told(call, run) for run in seen.runs]
    lines += [line for check in checks for line in _manifest_lines(call, check)]
    call.answer(document, *lines)


def _record(case: Case) -> dict[str, object]:
    return {"case": case.number, "title": case.title, "kind": case.kind.value, "opened": case.opened}


def _run(run: Run) -> dict[str, object]:
    record = asdict(run)
    record["source"] = display(run.source)
    return record


def _line(call: Call, case: Case, counts: Counts) -> str:
    facts = {name: call.words.number(value) for name, value in asdict(counts).items() if name != "bytes"}
    return call.say(
        "command-case-line", number=display(case.number), title=display(case.title), size=call.words.size(counts.bytes),
        **facts,
    )  # fmt: skip


def _told(call: Call, run: Run) -> str:
    return call.say(
        "command-case-run", exhibit=display(run.exhibit), source=display(run.source), by=run.by,
        started=call.words.when(run.started), state=call.say(f"run-{run.state}"),
    )  # fmt: skip


def _manifest(check: ManifestCheck) -> dict[str, object]:
    return {
        "item": check.manifest.item,
        "kind": check.manifest.kind,
        "claimed": check.claimed,
        **{verdict.value: check.count(verdict) for verdict in Verdict},
        "problems": [{"code": row.verdict.value, "path": display(row.path)} for row in check.problems],
    }


def _manifest_lines(call: Call, check: ManifestCheck) -> Iterator[str]:
    counts = {verdict.value: call.words.number(check.count(verdict)) for verdict in Verdict}
    yield call.say(
        "command-manifest", path=check.manifest.shown, claimed=call.words.number(check.claimed),
        kind=call.say(f"manifest-{check.manifest.kind.replace('_', '-')}"), **counts,
    )  # fmt: skip
    for row in check.problems:
        verdict = call.say(f"manifest-{row.verdict.value}")
        yield call.say("command-manifest-problem", verdict=verdict, path=display(row.path))
    left = sum(check.counts.values()) - check.count(Verdict.MATCHED) - len(check.problems)
    if left:
        yield call.say("command-manifest-more", count=call.words.number(left))

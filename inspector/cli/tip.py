"""`inspector tip new`, `tip add FILE...`, `tip list`, `tip show ID`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from inspector.app import tips
from inspector.app.tips import Full
from inspector.cli.call import Call
from inspector.domain.names import display
from inspector.domain.tip import Tip
from inspector.store.tips import DIGESTS, KeptFile
from inspector.words import Words


def add(command: argparse.ArgumentParser, words: Words, everywhere: argparse.ArgumentParser) -> None:
    """Declares the command."""
    acts = command.add_subparsers(metavar="ACT", required=True)
    new = acts.add_parser("new", parents=[everywhere], allow_abbrev=False, help=words.say("command-tip-new"))
    new.add_argument("--answers", metavar="FILE.toml", type=Path, help=words.say("command-help-answers"))
    _declare(new, words)
    new.set_defaults(run=_new)
    handed = acts.add_parser("add", parents=[everywhere], allow_abbrev=False, help=words.say("command-tip-add"))
    handed.add_argument("files", metavar="FILE", nargs="+", type=Path)
    _declare(handed, words)
    handed.set_defaults(run=_add)
    listed = acts.add_parser("list", parents=[everywhere], allow_abbrev=False, help=words.say("command-tip-list"))
    listed.add_argument("--text", default="", metavar="QUERY", help=words.say("command-help-text"))
    listed.set_defaults(run=_list)
    show = acts.add_parser("show", parents=[everywhere], allow_abbrev=False, help=words.say("command-tip-show"))
    show.add_argument("id", metavar="ID")
    show.set_defaults(run=_show)


def _declare(command: argparse.ArgumentParser, words: Words) -> None:
    command.add_argument("--channel", default="", metavar="NAME", help=words.say("command-help-channel"))
    command.add_argument("--case", metavar="NUMBER")


def _new(call: Call) -> None:
    with call.session() as session:
        tip = tips.type_in(session, call.args.answers, call.args.channel, call.args.case)
    call.answer(record(tip), call.say("command-tip-registered", number=tip.number))


def _add(call: Call) -> None:
    args = call.args
    tips.check_files(args.files)
    with call.session() as session:
        added = [call.follow(tips.hand_in(session, path, args.channel, args.case)) for path in args.files]
    records = [full_record(call, one) for one in added]
    call.answer(records[0] if len(records) == 1 else records, *(line for one in added for line in _told(call, one)))


def _told(call: Call, one: Full) -> Iterator[str]:
    yield call.say("command-tip-registered", number=one.tip.number)
    for file in one.files:
        for code in file.failures:
            yield f"{file.shown}: {_sentence(call, code)}"
    if one.same_file_in:
        yield call.say("command-tip-same-file", numbers=", ".join(one.same_file_in))


def _list(call: Call) -> None:
    with call.session() as session:
        found = tips.listed(session, call.args.text)
    lines = [f"{tip.number}\t{call.words.when(tip.received)}\t{display(tip.channel)}\t{tip.title}" for tip in found]
    call.answer([record(tip) for tip in found], *(lines or [call.say("command-tip-none")]))


def _show(call: Call) -> None:
    with call.session() as session:
        found = tips.full(session, call.args.id)
    tip = found.tip
    lines = [f"{tip.number}  {tip.title}", f"{call.words.when(tip.received)}  {display(tip.channel)}"]
    lines += [f"{name}: {display(str(value))}" for name, value in tip.fields.items()]
    lines += [f"@ {named.kind}  {display(named.value)}  ({named.place})" for named in found.named]
    lines += [f"+ {file.shown}  {call.words.size(file.size)}  {file.sha256.hex() or '-'}" for file in found.files]
    call.answer(full_record(call, found), *lines)


def record(tip: Tip) -> dict[str, object]:
    """A tip as `tip list --json` lists it; urgency is rated by people and rules of a later day."""
    return {
        "id": tip.id,
        "number": tip.number,
        "channel": tip.channel,
        "received": tip.received,
        "state": tip.state,
        "urgency": {"score": None, "reasons": []},
        "title": tip.title,
    }


def full_record(call: Call, found: Full) -> dict[str, object]:
    """A tip as `tip show --json` shows it."""
    addresses = [named for named in found.named if named.kind not in DIGESTS]
    return {
        **record(found.tip),
        "fields": found.tip.fields,
        "addresses": [asdict(named) for named in addresses],
        "hashes": [
            {"kind": named.kind, "value": named.value, "place": named.place}
            for named in found.named
            if named.kind in DIGESTS
        ],
        "keywords": [],
        "attachments": [_file(call, file) for file in found.files],
        "clocks": [],
        "history": [{"at": entry.at, "who": entry.who, "action": entry.action} for entry in found.history],
        "case": found.case,
        "same_file_in": found.same_file_in,
    }


def _file(call: Call, file: KeptFile) -> dict[str, object]:
    return {
        "id": file.id,
        "parent": file.parent,
        "name": file.shown,
        "format": file.format,
        "mime": display(file.mime),
        "size_bytes": file.size,
        "sha256": file.sha256.hex() or None,
        "text": file.text,
        "failures": [{"code": code, "message": _sentence(call, code)} for code in file.failures],
    }


def _sentence(call: Call, code: str) -> str:
    return call.say(f"failure-{code.replace('_', '-')}")

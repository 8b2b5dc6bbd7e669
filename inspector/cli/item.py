"""`inspector item show ID` and `inspector item open ID --out FILE [--archive-passwords FILE]`."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from inspector.app import evidence, links, message_words
from inspector.app.links import InGroup
from inspector.cli import elsewhere, passwords, record
from inspector.cli.call import Call
from inspector.cli.number import number
from inspector.domain.content import Kind
from inspector.domain.group import GroupKind
from inspector.domain.match import EXACT, Signal
from inspector.domain.names import display
from inspector.library.altered import how_altered
from inspector.store.gallery import Detail
from inspector.store.listing import Agreed
from inspector.words import Words


def add(command: argparse.ArgumentParser, words: Words, everywhere: argparse.ArgumentParser) -> None:
    """Declares the command."""
    acts = command.add_subparsers(metavar="ACT", required=True)
    show = acts.add_parser("show", parents=[everywhere], allow_abbrev=False, help=words.say("command-item-show"))
    show.add_argument("id", metavar="ID", type=number)
    show.set_defaults(run=_show)
    opened = acts.add_parser("open", parents=[everywhere], allow_abbrev=False, help=words.say("command-item-open"))
    opened.add_argument("id", metavar="ID", type=number)
    opened.add_argument("--out", required=True, metavar="FILE", type=Path)
    passwords.add(opened, words)
    opened.set_defaults(run=_open)


def _show(call: Call) -> None:
    with call.session() as session:
        detail = evidence.item(session, call.args.id, most_said=-1)
        near, series = (links.of_item(session, call.args.id, kind) for kind in (GroupKind.NEAR, GroupKind.SERIES))
        seen = links.seen_elsewhere(session, call.args.id)
    document = {
        **record.item(detail.item, call.words),
        "occurrences": [asdict(place) for place in detail.occurrences],
        "findings": [asdict(finding) for finding in detail.findings],
        "decisions": [asdict(decision) for decision in detail.decisions],
        "failures": [record.failure(failed, call.words) for failed in detail.failures],
        "messages": [record.message(said) for said in detail.said],
        "unfolding": asdict(detail.holding) if detail.holding else None,
        "group": _group(near),
        "series": _group(series),
        "elsewhere": None if seen is None else [record.seen(one) for one in seen],
    }
    lines = [*_lines(call, detail), *_group_lines(call, detail.item.kind, near, series)]
    call.answer(document, *lines, *[f"> {elsewhere.line(call.words, one)}" for one in seen or ()])


def _group(found: InGroup | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {**record.group(found.group), "members": [record.member(each) for each in found.members]}


def _group_lines(call: Call, sort: Kind | None, *found: InGroup | None) -> list[str]:
    films = {GroupKind.NEAR: "near-films"} if sort is Kind.VIDEO else {}
    return [
        call.say(f"command-item-{films.get(one.group.kind, one.group.kind.value)}", contents=one.group.contents,
                 items=one.group.items, item=str(one.group.item))
        for one in found if one is not None
    ]  # fmt: skip


def _lines(call: Call, detail: Detail) -> list[str]:
    item = detail.item
    lines = [f"{item.id}  {item.shown}", f"{item.kind or '-'}  {item.mime or '-'}  {call.words.size(item.size)}"]
    for name, digest in (("MD5", item.md5), ("SHA-1", item.sha1), ("SHA-256", item.sha256)):
        lines.append(f"{name:8}{digest.hex() if digest else '-'}")
    lines += [
        f"= {display(place.exhibit)}: {place.shown}"
        + (f"  ({call.words.say(f'place-{place.place}')})" if place.place else "")
        for place in detail.occurrences
    ]
    lines += [_agreed(call, agreed) for agreed in detail.matches]
    lines += [
        f"# {call.words.when(made.at)}  {made.by}  {made.scheme}: {made.category or '-'}  {display(made.note)}".rstrip()
        for made in detail.decisions
    ]
    lines += [f"? {record.sentence(failed, call.words)}" for failed in detail.failures]
    for said in detail.said:
        lines += ["", message_words.heading(call.words, said.message)]
        lines += [f"    {line}" for line in message_words.lines(call.words, said)]
    return lines


def _agreed(call: Call, agreed: Agreed) -> str:
    match = agreed.match
    parts = [f"! {agreed.listing.value}", display(agreed.hashset), match.signal.value]
    if match.signal not in EXACT:
        unit = "missing" if match.signal is Signal.VPDQ else "bits"
        parts.append(call.say(f"command-match-{unit}", distance=match.distance))
    if match.variant:
        parts.append(how_altered(match.variant, call.words))
    if agreed.confirmations is not None:
        parts.append(call.say("command-match-confirmations", offices=agreed.confirmations))
    return "  ".join(parts)


def _open(call: Call) -> None:
    tried = passwords.read(call.args)
    with call.session() as session:
        size = evidence.open_item(session, call.args.id, call.args.out, tried)
    call.answer({"id": call.args.id, "bytes": size}, call.say("command-item-copied", size=call.words.size(size)))

"""`inspector hashset add FILE --list LIST …`, `update NAME FILE`, `list`, `show NAME`, `off`, `on`, `remove NAME`."""

from __future__ import annotations

import argparse

from inspector.app import library
from inspector.cli import hashset_add, hashset_export, hashset_offices
from inspector.cli.call import Call
from inspector.cli.hashset_record import details, line, office_lines, offices, record
from inspector.domain.names import display
from inspector.words import Words


def add(command: argparse.ArgumentParser, words: Words, everywhere: argparse.ArgumentParser) -> None:
    """Declares the command."""
    acts = command.add_subparsers(metavar="ACT", required=True)

    def act(name: str) -> argparse.ArgumentParser:
        told = words.say(f"command-hashset-{name}")
        return acts.add_parser(name, parents=[everywhere], allow_abbrev=False, help=told, description=told)

    hashset_add.declare(act("add"), act("update"), words)
    hashset_export.declare(act("export"), words)
    hashset_offices.declare(act("publish"), words)
    for name, run in (("trust", hashset_offices.trust), ("distrust", hashset_offices.distrust)):
        hashset_offices.declare_certificate(act(name), run)
    act("list").set_defaults(run=_list)
    for name, run in (("show", _show), ("off", _off), ("on", _on), ("remove", _remove)):
        named = act(name)
        named.add_argument("name", metavar="NAME")
        named.set_defaults(run=run)


def _list(call: Call) -> None:
    with call.session() as session:
        found = library.listed(session)
    lines = [line(call, known) for known in found] or [call.say("command-hashset-none")]
    call.answer([record(known) for known in found], *lines)


def _show(call: Call) -> None:
    with call.session() as session:
        found, shown = library.shown(session, call.args.name)
    told: dict[str, object] = record(found) if found else {"name": call.args.name, "entries": 0}
    lines = [line(call, found)] if found else []
    call.answer({**told, **offices(shown)}, *lines, *details(call, told), *office_lines(call, shown))


def _off(call: Call) -> None:
    with call.session() as session:
        found = library.switch_off(session, call.args.name)
    call.answer(record(found), call.say("command-hashset-switched-off", name=display(found.name)))


def _on(call: Call) -> None:
    with call.session() as session:
        found = call.follow(library.switch_on(session, call.args.name))
    call.answer(record(found), call.say("command-hashset-switched-on", name=display(found.name)))


def _remove(call: Call) -> None:
    with call.session() as session:
        removed = library.remove(session, call.args.name)
    call.answer(record(removed), call.say("command-hashset-removed", name=display(removed.name)))

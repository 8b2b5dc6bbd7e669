"""How a command names a group: by any item that is in it."""

from __future__ import annotations

import argparse

from inspector.cli.number import number
from inspector.domain.group import GroupKind
from inspector.words import Words

_OPTIONS = {"stack": GroupKind.STACK, "group": GroupKind.NEAR, "series": GroupKind.SERIES, "burst": GroupKind.BURST}


def add(command: argparse.ArgumentParser, words: Words) -> None:
    """Lets a command be told a group: --stack, --group, --series or --burst with an item's number."""
    one = command.add_mutually_exclusive_group()
    for option in _OPTIONS:
        one.add_argument(f"--{option}", type=number, metavar="ID", help=words.say(f"command-help-{option}"))


def asked(args: argparse.Namespace) -> tuple[GroupKind, int] | None:
    """The kind of group that is meant and an item in it, if any is."""
    given = ((kind, getattr(args, option)) for option, kind in _OPTIONS.items())
    return next(((kind, item) for kind, item in given if item is not None), None)

"""`--archive-passwords FILE`, as the commands that open evidence take it."""

from __future__ import annotations

import argparse
from pathlib import Path

from inspector.app import passwords
from inspector.words import Words


def add(command: argparse.ArgumentParser, words: Words) -> None:
    """Declares `--archive-passwords FILE`."""
    told = words.say("command-help-archive-passwords")
    command.add_argument("--archive-passwords", metavar="FILE", type=Path, help=told)


def read(args: argparse.Namespace) -> tuple[str, ...]:
    """The passwords in the file that was given; raises InputFault when it cannot be read."""
    return passwords.read(args.archive_passwords)

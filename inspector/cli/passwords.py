"""Passwords that are tried on archives, from a file: a secret is never an argument."""

from __future__ import annotations

import argparse
from pathlib import Path

from inspector.domain.fault import InputFault
from inspector.domain.names import display
from inspector.words import Words

_MOST, _LONGEST = 10_000, 1 << 20


def add(command: argparse.ArgumentParser, words: Words) -> None:
    """Declares `--archive-passwords FILE`."""
    told = words.say("command-help-archive-passwords")
    command.add_argument("--archive-passwords", metavar="FILE", type=Path, help=told)


def read(args: argparse.Namespace) -> tuple[str, ...]:
    """One password a line of the file (UTF-8), in its order; raises InputFault when it cannot be read."""
    path: Path | None = args.archive_passwords
    if path is None:
        return ()
    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST + 1).decode("utf-8-sig")
    except OSError as error:
        raise InputFault("list_unreadable", path=display(str(path)), reason=error.strerror or "") from None
    except UnicodeDecodeError:
        raise InputFault("passwords_unreadable", path=display(str(path))) from None
    lines = [line for line in text.split("\n") if line.strip("\r")]
    if len(text) > _LONGEST or len(lines) > _MOST:
        raise InputFault("passwords_unreadable", path=display(str(path)))
    return tuple(dict.fromkeys(line.rstrip("\r") for line in lines))

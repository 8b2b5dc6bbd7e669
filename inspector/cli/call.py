"""One call of the program: what was asked, in which language, and how to answer."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

from inspector.app import Session
from inspector.cli.progress import Ticker
from inspector.domain.fault import EnvironmentFault, UsageFault
from inspector.domain.progress import Progress
from inspector.words import Words

T = TypeVar("T")


class Call:
    """What a command works with."""

    def __init__(self, args: argparse.Namespace, words: Words) -> None:
        self.args = args
        self.words = words
        self.json: bool = getattr(args, "json", False)

    def session(self) -> Session:
        """Signs in to the workspace the call names."""
        return Session.open(self.workspace(), getattr(self.args, "user", None) or _set("USER"), self.passphrase())

    def workspace(self) -> Path:
        """The folder of the workspace."""
        folder = getattr(self.args, "workspace", None) or _set("WORKSPACE")
        if not folder:
            raise UsageFault("which_workspace")
        return Path(folder)

    def passphrase(self, variable: str = "PASSPHRASE", prompt: str = "command-passphrase") -> str:
        """A secret, from the environment or from whoever sits before a terminal."""
        given = _set(variable)
        if given is not None:
            return given
        if not sys.stdin.isatty():
            raise EnvironmentFault("no_passphrase", variable=f"INSPECTOR_{variable}")
        return getpass.getpass(self.words.say(prompt) + " ", stream=sys.stderr)

    def answer(self, document: object, *lines: str) -> None:
        """Prints the one JSON document, or the lines for a person."""
        if self.json:
            print(json.dumps(document, ensure_ascii=True, indent=1))
        else:
            for line in lines:
                print(line)

    def say(self, message: str, **facts: str | float) -> str:
        """A sentence of the catalogue."""
        return self.words.say(message, **facts)

    def warn(self, message: str, **facts: str | float) -> None:
        """Tells a person something on stderr, whatever stdout carries."""
        print(self.words.say(message, **facts), file=sys.stderr)

    def follow(self, work: Generator[Progress, None, T]) -> T:
        """Carries a long piece of work to its end, showing how far it is; Ctrl-C closes it cleanly."""
        ticker = Ticker(self.words, sys.stderr)
        try:
            while True:
                ticker.show(next(work))
        except StopIteration as end:
            result: T = end.value
            return result
        finally:
            ticker.end()
            work.close()


def _set(name: str) -> str | None:
    return os.environ.get(f"INSPECTOR_{name}")

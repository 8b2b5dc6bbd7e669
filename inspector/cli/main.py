"""Reads what was typed, runs one command, and answers with the contract's exit codes."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from inspector.app.faults import as_fault
from inspector.cli.call import Call
from inspector.cli.complaint import complaint
from inspector.domain.fault import EnvironmentFault, Fault, UsageFault
from inspector.words import LANGUAGES, Words

COMMANDS = (
    "init", "user", "case", "ingest", "items", "item", "groups", "elsewhere", "categorise", "hashset", "tip", "report",
    "sign", "verify", "audit", "verify_evidence", "demo",
)  # fmt: skip
INTERRUPTED = 130


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are faults, so that they are told like all others."""

    def error(self, message: str) -> NoReturn:
        """Raises UsageFault with the usage line."""
        usage = self.format_usage().strip().removeprefix("usage: ")
        raise UsageFault("usage", usage=usage, **complaint(message))


def main(argv: Sequence[str]) -> int:
    """Runs one command; gives its exit code."""
    words = Words(_language(argv))
    if not argv:
        return _window()
    as_json = "--json" in argv
    try:
        call = Call(parser(words, argv).parse_args(argv), words)
        code: int = call.args.run(call) or 0
        sys.stdout.flush()
    except KeyboardInterrupt:
        _tell(EnvironmentFault("interrupted"), words, as_json=as_json)
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  the border: whatever it is, a person is told in a sentence
        return _tell(_fault(error, argv), words, as_json=as_json)
    return code


def parser(words: Words, argv: Sequence[str] = ()) -> Parser:
    """The parser of all commands; where `argv` names one, only that one is loaded in full."""
    everywhere = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    everywhere.add_argument("--workspace", metavar="DIR", help=words.say("command-help-workspace"))
    everywhere.add_argument("--user", metavar="NAME", help=words.say("command-help-user"))
    everywhere.add_argument("--lang", choices=LANGUAGES, help=words.say("command-help-lang"))
    everywhere.add_argument("--json", action="store_true", help=words.say("command-help-json"))
    top = Parser(prog="inspector", description=words.say("command-about"), parents=[everywhere], allow_abbrev=False)
    top.add_argument("--version", action="version", version=_version())
    commands = top.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    for name in COMMANDS:
        typed = name.replace("_", "-")
        command = commands.add_parser(
            typed,
            help=words.say(f"command-{typed}"),
            description=words.say(f"command-{typed}"),
            parents=[everywhere],
            allow_abbrev=False,
        )
        if not argv or typed in argv:
            importlib.import_module(f"inspector.cli.{name}").add(command, words, everywhere)
    return top


def _version() -> str:
    from inspector import __version__  # noqa: PLC0415

    return f"inspector {__version__}"


def _language(argv: Sequence[str]) -> str:
    """The language asked for, found before anything else so that even a usage error is told in it."""
    asked = [os.environ.get("INSPECTOR_LANG", "")]
    for place, word in enumerate(argv):
        if word == "--lang" and place + 1 < len(argv):
            asked.append(argv[place + 1])
        elif word.startswith("--lang="):
            asked.append(word.removeprefix("--lang="))
    return next((language for language in reversed(asked) if language in LANGUAGES), LANGUAGES[0])


def _window() -> int:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    window = importlib.import_module("inspector.ui.window")  # a command never loads Qt
    code: int = window.main()
    return code


def _fault(error: Exception, argv: Sequence[str]) -> Fault:
    """The fault that says an error; typed bytes that are no text are the person's, whoever stumbled over them."""
    if isinstance(error, UnicodeEncodeError) and any(error.object in word for word in argv):
        return UsageFault("not_text")
    return as_fault(error)


def _tell(fault: Fault, words: Words, *, as_json: bool) -> int:
    sentence = words.fault(fault)
    with suppress(OSError):  # where the output itself cannot be written, the exit code still tells
        if as_json:
            print(json.dumps({"error": {"code": fault.code, "message": sentence}}, ensure_ascii=True), flush=True)
    print(sentence, file=sys.stderr)
    return fault.exit_code

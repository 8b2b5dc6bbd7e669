#!/usr/bin/env python3
"""Set-up with nothing but Python: `python3 packaging/bootstrap.py demo`, and `… test` for the whole test suite.

    demo [ARGUMENTS…]   set up, then `inspector demo ARGUMENTS…`
    run [ARGUMENTS…]    set up, then `inspector ARGUMENTS…`; without arguments the window opens
    test [ARGUMENTS…]   set up with what the tests need, then every check; arguments go to pytest
    validate [NAMES…]   set up likewise, then the slow batteries (tests/bench/battery_*.py), or those that are named
    lock [ARGUMENTS…]   make packaging/*.lock anew; arguments go to uv

Exit codes: that of what was run; 2 wrong usage; 3 the machine is not ready, with a sentence that says why.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said before an older Python trips over newer words
    print("Inspector cần Python 3.11 trở lên. / Inspector needs Python 3.11 or newer.", file=sys.stderr)
    sys.exit(3)

import os
import signal
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

import checks
import debian
import locks
from environment import Environment, clean_environment
from sentences import Stop, say

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str]) -> int:
    """Carry out the command line and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail_to_print(stream)
    if not arguments or arguments[0] not in COMMANDS:
        if arguments and arguments[0] not in ("-h", "--help"):
            say("unknown_command", command=arguments[0])
        say("usage")
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except Stop as stop:
        say(stop.code, **stop.facts)
        return stop.exit_code
    except KeyboardInterrupt:
        say("stopped")
        return 130


def _demo(arguments: Sequence[str]) -> int:
    return _run(["demo", *arguments])


def _run(arguments: Sequence[str]) -> int:
    environment = _set_up(locks.RUN, ["run"])
    # -P: the installed program runs, wherever the person stands, even in the source tree.
    return _hand_over([str(environment.python), "-P", "-m", "inspector", *arguments])


def _test(arguments: Sequence[str]) -> int:
    environment = _set_up(locks.TEST, ["run", "test"])
    return checks.run_all(environment.python, ROOT, checks.checks(arguments))


def _validate(arguments: Sequence[str]) -> int:
    steps = checks.batteries(ROOT, arguments)
    environment = _set_up(locks.TEST, ["run", "test"])
    return checks.run_all(environment.python, ROOT, steps)


def _lock(arguments: Sequence[str]) -> int:
    locks.make(ROOT, arguments)
    return 0


def _set_up(lock: str, system_parts: Sequence[str]) -> Environment:
    debian.ensure(ROOT / "packaging" / "system-packages.toml", system_parts)
    environment = Environment(ROOT)
    environment.prepare(lock)
    return environment


def _hand_over(command: list[str]) -> int:
    """Become the program, so that its signals and exit code are its own; Windows cannot, and waits for it."""
    surroundings = clean_environment()
    if sys.platform != "win32":
        os.execve(command[0], command, surroundings)  # noqa: S606 - a fixed program, no shell
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.call(command, env=surroundings)


def _never_fail_to_print(stream: TextIO) -> None:
    """A terminal that cannot show Vietnamese shows escapes instead of a traceback."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "demo": _demo, "run": _run, "test": _test, "validate": _validate, "lock": _lock,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

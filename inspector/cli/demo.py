"""`inspector demo [DIR]`: the whole job on drawn evidence."""

from __future__ import annotations

import argparse
import os
import secrets
import shlex
import string
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.cli import ingest
from inspector.cli.call import Call
from inspector.words import Words

if TYPE_CHECKING:
    from inspector.app.practice.case import Practice

_USER = "examiner"


def add(command: argparse.ArgumentParser, words: Words, _: argparse.ArgumentParser) -> None:
    """Declares the command."""
    command.add_argument("folder", metavar="DIR", type=Path, nargs="?", help=words.say("demo-help-folder"))
    command.set_defaults(run=run)


def run(call: Call) -> int:
    """Draws a practice case, does the whole job on it, and says what lies where."""
    from inspector.app.practice.case import Order, practise  # noqa: PLC0415  what draws and signs is slow to load

    given = os.environ.get("INSPECTOR_PASSPHRASE")
    passphrase = given or _passphrase()
    user = getattr(call.args, "user", None) or os.environ.get("INSPECTOR_USER") or _USER
    done = call.follow(practise(Order(call.args.folder, user, passphrase), call.words))
    shown = None if given else passphrase
    call.answer(_record(done, user, shown), *_lines(call, done, user, shown))
    return 0 if done.ok else 1


def _record(done: Practice, user: str, passphrase: str | None) -> dict[str, object]:
    spot = done.place
    return {
        "folder": str(spot.folder),
        "evidence": str(spot.evidence),
        "lists": str(spot.lists),
        "workspace": str(spot.workspace),
        "user": user,
        "passphrase": passphrase,
        "case": done.taken[0].case.number,
        "ingests": [ingest.record(taken) for taken in done.taken],
        "decided": done.decided,
        "answers": str(spot.answers),
        "report": str(spot.report),
        "trust": str(done.trust),
        "signatures": len(done.verdict.signatures),
        "report_ok": done.verdict.ok,
        "audit_ok": done.audit.ok,
        "verified": done.ok,
        "open": opening(spot.workspace, user),
    }


def _lines(call: Call, done: Practice, user: str, passphrase: str | None) -> list[str]:
    spot, number = done.place, call.words.number
    lines = [
        call.say("demo-evidence", folder=str(spot.evidence), entries=number(sum(t.tally.entries for t in done.taken))),
        call.say("demo-lists", folder=str(spot.lists)),
        call.say("demo-workspace", folder=str(spot.workspace), case=done.taken[0].case.number, user=user),
        call.say(
            "demo-matches",
            exact=number(sum(taken.standing.exact for taken in done.taken)),
            near=number(sum(taken.standing.near for taken in done.taken)),
            decided=number(done.decided),
        ),
        call.say("demo-report", path=str(spot.report), signatures=len(done.verdict.signatures)),
        call.say("demo-verified" if done.ok else "demo-not-verified"),
    ]
    if passphrase:
        lines.append(call.say("demo-passphrase", passphrase=passphrase))
    check = [*program(), "verify", str(spot.report), "--trust", str(done.trust)]
    return [*lines, call.say("demo-check"), f"  {_joined(check)}", call.say("demo-open"),
            f"  {opening(spot.workspace, user)}"]  # fmt: skip


def opening(workspace: Path, user: str) -> str:
    """The line to type that opens the window on a workspace."""
    settings = [f"INSPECTOR_WORKSPACE={workspace}", f"INSPECTOR_USER={user}"]
    if sys.platform == "win32":
        return " && ".join([*(f'set "{setting}"' for setting in settings), _joined(program())])
    return _joined(["env", *settings, *program()])


def program() -> list[str]:
    """How this program was started, so that it can be started so again."""
    started = Path(sys.argv[0])
    if started.name == "__main__.py":
        return [sys.executable, *(["-P"] if sys.flags.safe_path else []), "-m", "inspector"]
    return [str(started.absolute())]


def _joined(words: list[str]) -> str:
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def _passphrase() -> str:
    """Four groups of four small letters, without those that look alike: about 73 bits."""
    letters = "".join(letter for letter in string.ascii_lowercase if letter not in "ilo")
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))

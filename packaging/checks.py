"""Static checks and the test suite, or the slow batteries: one after the other, and a plain summary at the end."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from environment import clean_environment
from sentences import Stop

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@dataclass(frozen=True, slots=True)
class Check:
    """One step: what it is called in the summary and the arguments after `python`."""

    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one step ended: its exit code and the seconds it took."""

    check: Check
    code: int
    seconds: float


def checks(extra: Sequence[str]) -> list[Check]:
    """Every step in order; `extra` goes to pytest."""
    workers = str(max(2, min(os.cpu_count() or 2, 8)))
    return [
        Check("ruff check", ("-m", "ruff", "check", ".")),
        Check("ruff format", ("-m", "ruff", "format", "--check", ".")),
        Check("mypy --strict", ("-m", "mypy")),
        Check("import-linter", ("-c", LINT_IMPORTS)),
        Check("pytest", ("-m", "pytest", "-q", "-n", workers, "-p", "no:cacheprovider", *extra)),
    ]


def batteries(root: Path, names: Sequence[str]) -> list[Check]:
    """The slow batteries in order of their names, or those that are named; raises Stop for one that is not there."""
    found = sorted(path.stem.removeprefix("battery_") for path in (root / "tests" / "bench").glob("battery_*.py"))
    for name in names:
        if name not in found:
            raise Stop("unknown_battery", 2, name=name, known=", ".join(found))
    return [Check(name, ("-m", f"tests.bench.battery_{name}")) for name in names or found]


def run_all(python: Path, root: Path, steps: Sequence[Check]) -> int:
    """Run every step even after one failed; 0 when all passed, else 1."""
    outcomes = [_run(python, root, step) for step in steps]
    width = max(len(outcome.check.name) for outcome in outcomes)
    print()
    for outcome in outcomes:
        word = "ok" if outcome.code == 0 else f"FAILED (exit {outcome.code})"
        print(f"{outcome.check.name:{width}}  {outcome.seconds:6.1f} s  {word}")
    return int(any(outcome.code != 0 for outcome in outcomes))


def _run(python: Path, root: Path, check: Check) -> Outcome:
    print(f"\n== {check.name}", flush=True)
    started = time.monotonic()
    # The tests look for no screen; what is tested is the tree, so nothing else may be on the path.
    surroundings = {**clean_environment(), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([str(python), *check.arguments], cwd=root, env=surroundings, check=False)
    return Outcome(check, done.returncode, time.monotonic() - started)

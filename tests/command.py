"""The command line as the tests call it: a process of its own, from the tree, with the test's own settings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: exit code and both streams as text."""

    code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout; ValueError when it is anything else."""
        return json.loads(self.stdout)


class Run(Protocol):
    """The fixture `run`: `run("case", "list", "--json", env={"INSPECTOR_USER": "lan"}) -> Ended`."""

    def __call__(
        self,
        *arguments: str | Path,
        env: Mapping[str, str] | None = None,
        stdin: str = "",
        cwd: Path | None = None,
        timeout: float = 240,
    ) -> Ended:
        """Run `inspector ARGUMENTS…` to its end; `env` is added to the test's own isolated environment."""


def run_command(
    *arguments: str | Path,
    env: Mapping[str, str] | None = None,
    stdin: str = "",
    cwd: Path | None = None,
    timeout: float = 240,
) -> Ended:
    """See `Run`. The tree stands before any installed copy, so that what is tested is what was edited."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", **(env or {})}
    command = [sys.executable, "-m", "inspector", *map(str, arguments)]
    done = subprocess.run(
        command,
        env=surroundings,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        cwd=cwd or os.environ["HOME"],
        timeout=timeout,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)

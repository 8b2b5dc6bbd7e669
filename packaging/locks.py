"""Making the two locks anew: one for running, one for the tests, both for every platform and Python at once."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from pathlib import Path

from sentences import Stop, say

RUN = "requirements.lock"
TEST = "requirements-test.lock"


def make(root: Path, extra: Sequence[str]) -> None:
    """Write both locks of the tree at `root`; `extra` goes to uv (`--upgrade` takes newer releases). Raises Stop.

    The lock for the tests is held to the versions of the one for running, so that the tests try what people run.
    """
    _compile(root, RUN, list(extra))
    _compile(root, TEST, ["--extra", "test", "--constraint", f"packaging/{RUN}", *extra])


def _compile(root: Path, lock: str, extra: list[str]) -> None:
    path = f"packaging/{lock}"
    # Relative names only, and no index: neither this machine nor a registry may show in the file.
    command = [_uv(root), "pip", "compile", "pyproject.toml", "-", "--universal", "--generate-hashes"]
    command += ["--no-emit-index-url", "--no-header", "--no-annotate", "--quiet", "--output-file", path]
    done = subprocess.run(
        [*command, *extra], cwd=root, input=_build_requirements(root), stdout=subprocess.DEVNULL, text=True, check=False
    )
    if done.returncode != 0:
        raise Stop("lock_failed", lock=path)
    say("lock_made", lock=path)


def _build_requirements(root: Path) -> str:
    """What builds the program must be in the lock too: it is installed without build isolation."""
    with (root / "pyproject.toml").open("rb") as file:
        requires: list[str] = tomllib.load(file)["build-system"]["requires"]
    return "\n".join(requires) + "\n"


def _uv(root: Path) -> str:
    found = shutil.which("uv", path=str(root / ".venv" / "bin")) or shutil.which("uv")
    if found is None:
        raise Stop("no_uv")
    return found

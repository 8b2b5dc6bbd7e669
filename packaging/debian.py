"""System packages of Debian and Ubuntu: which are missing, and installing them where that is allowed."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from sentences import Stop, say


def ensure(listing: Path, parts: Sequence[str]) -> None:
    """Have the packages of the named `parts` of `listing` on this machine, or raise Stop with the line to type.

    On machines without dpkg nothing is known and nothing is done, but for Python's own ensurepip.
    """
    wanted = [name for part in parts for name in _listed(listing, part)]
    if not _can_make_environments():
        wanted.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if shutil.which("dpkg-query") is None:
        if not _can_make_environments():
            raise Stop("no_ensurepip")
        return
    names = missing(wanted)
    if names:
        _install(names)


def missing(wanted: Sequence[str]) -> list[str]:
    """Those of `wanted` that dpkg knows neither by name nor as provided by a package under another name."""
    present = _present()
    return [name for name in wanted if name not in present]


def _listed(listing: Path, part: str) -> list[str]:
    with listing.open("rb") as file:
        names: list[str] = tomllib.load(file)[part]
    return names


def _can_make_environments() -> bool:
    """Whether `python -m venv` can work: Debian ships it without ensurepip until python3-venv is installed."""
    found = importlib.util.find_spec("ensurepip")
    return found is not None and found.origin is not None


def _present() -> set[str]:
    """Names of all installed packages and of what they provide (libmagic1t64 provides libmagic1)."""
    command = ["dpkg-query", "-W", "-f", "${db:Status-Status}\t${Package}, ${Provides}\n"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    names: set[str] = set()
    for line in listed.splitlines():
        status, _, provided = line.partition("\t")
        if status == "installed":
            names.update(entry.split()[0] for entry in provided.split(",") if entry.strip())
    return names


def _install(names: Sequence[str]) -> None:
    line = "sudo apt-get install " + " ".join(names)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Stop("system_missing", line=line)
    say("installing_system", names=" ".join(names))
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # A failed update is no reason to stop: the lists on the machine may serve.
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, stdout=subprocess.DEVNULL, check=False)
    command = ["apt-get", "install", "-y", "-qq", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends", *names]
    if subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode != 0:
        raise Stop("system_failed", line=line)

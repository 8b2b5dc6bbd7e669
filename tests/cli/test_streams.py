"""The program's own streams: full, closed, or of an old terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ready
from tests.command import ROOT

COMMAND = [sys.executable, "-m", "inspector"]


@pytest.fixture
def surroundings(filled: Path, tmp_path: Path) -> dict[str, str]:
    workspace = ready.copy(filled / "workspace", tmp_path / "workspace")
    settings = {"WORKSPACE": str(workspace), "USER": ready.OWNER, "PASSPHRASE": ready.PASSPHRASE}
    return {**os.environ, "PYTHONPATH": str(ROOT), **{f"INSPECTOR_{name}": value for name, value in settings.items()}}


@pytest.mark.parametrize(
    ("given", "code"),
    [(("items", "--case", "01/VA", "--json"), 3), (("case", "list"), 3), (("case", "show", "x", "--json"), 4)],
)
def test_an_output_that_cannot_be_written_ends_in_a_sentence(
    surroundings: dict[str, str], given: tuple[str, ...], code: int
) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123  a device
        done = subprocess.run([*COMMAND, *given], env=surroundings, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert done.stderr.strip()


def test_a_reader_that_has_gone_is_no_error(surroundings: dict[str, str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*COMMAND, "audit", "show", "--json"], env=surroundings, stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_without_vietnamese_letters_gets_their_numbers(surroundings: dict[str, str]) -> None:
    env = {**surroundings, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*COMMAND, "items", "--case", "01/VA"], env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"ghi ch\\xfa.txt" in done.stdout
    assert b"m\\u1ee5c" in done.stderr


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([b"ingest", b"/nowhere/\xff", b"--case", b"01/VA"], 4),
        ([b"hashset", b"add", b"\xff", b"--list", b"alert"], 4),
        ([b"case", b"show", b"\xff"], 2),
        ([b"case", b"new", b"2", b"--title", b"\xff"], 2),
        ([b"items", b"--case", b"01/VA", b"--text", b"\xff"], 0),
    ],
)
def test_what_is_typed_and_is_not_utf_8_is_no_bug(
    surroundings: dict[str, str], tmp_path: Path, given: list[bytes], code: int
) -> None:
    command = [*map(os.fsencode, COMMAND), *given]
    done = subprocess.run(command, env=surroundings, capture_output=True, check=False, cwd=tmp_path)
    assert done.returncode == code, (given, done.stderr)
    assert b"Traceback" not in done.stderr

"""How a worker is started."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import inspector
from inspector.work import Pool
from inspector.work.process import command, environment, import_path

HOME = str(Path(inspector.__file__).resolve().parents[1])


def test_the_working_directory_is_no_place_to_import_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", ["", ".", "relative", "/somewhere"])

    assert import_path() == [HOME, "/somewhere"]


def test_a_hostile_working_directory_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("json", "socket", "sitecustomize", "usercustomize"):
        (tmp_path / f"{module}.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend("")

    with Pool(["tests.work.plain_tasks:echo"], size=1) as pool:
        assert pool.submit("tests.work.plain_tasks:echo", None, {}).result()["bytes"] == b""


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/inspector/inspector")

    assert command(5) == ["/opt/inspector/inspector", "--worker", "5", str(os.getpid())]


def test_the_environment_of_a_worker_is_a_short_list(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INSPECTOR_PIN", "PATH", "HOME", "LD_PRELOAD", "PYTHONSTARTUP", "MAGIC"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/lib")

    told = environment()

    assert "x" not in told.values()
    assert told["LD_LIBRARY_PATH"] == "/opt/lib"
    assert told["OMP_NUM_THREADS"] == "1"

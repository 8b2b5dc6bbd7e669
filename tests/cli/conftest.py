"""A shell on an empty workspace, and one on a workspace that holds a case with evidence."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from inspector.app import evidence
from inspector.cli.main import main
from inspector.source import unfold
from inspector.work import Limits, Pool
from tests import ready
from tests.cli.calling import CASE, CONTENTS, KNOWN, Shell


@pytest.fixture(scope="session")
def filled(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workspace and the evidence its case was filled from; the workspace is to be copied."""
    above = tmp_path_factory.mktemp("filled")
    workspace = ready.copy(blank, above / "workspace")
    (above / "evidence").mkdir()
    for name, content in CONTENTS.items():
        (above / "evidence" / name).write_bytes(content)
    (above / "list.txt").write_text(f"{KNOWN}  x\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("WORKSPACE", str(workspace)), ("USER", ready.OWNER), ("PASSPHRASE", ready.PASSPHRASE)):
            patch.setenv(f"INSPECTOR_{name}", value)
        for command in (
            ("case", "new", CASE, "--title", "Vụ việc thử"),
            ("hashset", "add", above / "list.txt", "--list", "illegal"),
            ("ingest", above / "evidence", "--case", CASE, "--exhibit", "VC-01"),
            ("categorise", "1", "--as", "KLQ", "--note", "xem rồi"),
        ):
            assert main(list(map(str, command))) == 0
    return above


@pytest.fixture(scope="session")
def shared_engine() -> Iterator[Pool]:
    with Pool([unfold.TASK], 1, Limits(errands=1_000_000)) as pool:
        yield pool


@pytest.fixture
def engine(shared_engine: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ingests of this test use workers that are up already."""
    monkeypatch.setattr(evidence, "pool", lambda: nullcontext(shared_engine))


@pytest.fixture
def shell(blank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Somebody before an empty workspace, not at a terminal."""
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return Shell(monkeypatch, capsys, ready.copy(blank, tmp_path / "workspace"))


@pytest.fixture
def case(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Somebody before a workspace with evidence in it."""
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return Shell(monkeypatch, capsys, ready.copy(filled / "workspace", tmp_path / "workspace"))

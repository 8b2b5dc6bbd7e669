"""Real workers shared by the tests of a module, and a session on a workspace of each test's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from inspector.app import Session, cases, evidence
from inspector.source import unfold
from inspector.work import Limits, Pool
from tests import ready
from tests.triage.taking import CASE


@pytest.fixture(scope="module")
def engine() -> Iterator[Pool]:
    limits = Limits(errands=1_000_000, open_files=100)  # a worker renewed meanwhile would look left behind
    with Pool([unfold.TASK], 1, limits) as pool:
        yield pool


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one empty case; to be copied."""
    folder = tmp_path_factory.mktemp("blank") / "workspace"
    ready.make(folder)
    with Session(ready.signed_in(folder)) as session:
        cases.add(session, CASE, "Vụ việc thử")
    return folder


@pytest.fixture
def session(blank: Path, tmp_path: Path, engine: Pool, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session of the owner, whose ingests use the shared workers."""
    monkeypatch.setattr(evidence, "pool", lambda size=None: nullcontext(engine))
    with Session(ready.signed_in(ready.copy(blank, tmp_path / "workspace"))) as opened:
        yield opened


@pytest.fixture
def other(session: Session, blank: Path, tmp_path: Path) -> Iterator[Session]:
    """Another session like it, on a workspace of its own."""
    with Session(ready.signed_in(ready.copy(blank, tmp_path / "other workspace"))) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of evidence."""
    made = tmp_path / "evidence"
    made.mkdir()
    return made

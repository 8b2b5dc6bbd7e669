"""A workspace of each test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector.app import Session
from inspector.store import Workspace
from tests import ready


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with accounts and nothing else; to be copied, not used."""
    folder = tmp_path_factory.mktemp("blank") / "workspace"
    ready.make(folder)
    return folder


@pytest.fixture
def folder(blank: Path, tmp_path: Path) -> Path:
    """The folder of a workspace of the test's own."""
    return ready.copy(blank, tmp_path / "workspace")


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    """That workspace, with its owner signed in."""
    with Session(ready.signed_in(folder)) as opened:
        yield opened


@pytest.fixture
def workspace(session: Session) -> Workspace:
    """The workspace of that session."""
    return session.workspace

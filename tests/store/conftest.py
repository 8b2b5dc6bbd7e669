"""A workspace of each test's own, and a case in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

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
def workspace(folder: Path) -> Iterator[Workspace]:
    """That workspace, with its owner signed in."""
    with ready.signed_in(folder) as opened:
        yield opened


@pytest.fixture
def register(workspace: Workspace) -> ready.Register:
    """A case to fill."""
    return ready.Register(workspace)

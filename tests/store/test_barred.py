"""A workspace that cannot be written to: what is in the way is told, not what SQLite makes of it."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from inspector.cli.main import main
from inspector.domain.fault import EnvironmentFault
from inspector.store import Workspace
from inspector.store.barred import barred
from inspector.store.keys import FILE
from inspector.store.workspace import DATABASE
from inspector.words import LANGUAGES
from tests import ready

STRANGER = 65_534


@pytest.fixture
def place() -> Iterator[Path]:
    """A workspace in a folder that every user of the machine can come to."""
    above = Path(tempfile.mkdtemp(prefix="inspector-barred-", dir="/var/tmp"))
    above.chmod(0o755)
    ready.make(above / "ws")
    yield above / "ws"
    shutil.rmtree(above)


@contextmanager
def taken_from(path: Path) -> Iterator[None]:
    """Whoever runs the program may not use `path`: a stranger is at work, or, where nobody can become one, no mode."""
    mode = path.stat().st_mode
    if os.geteuid() == 0:
        os.seteuid(STRANGER)
    else:
        path.chmod(0)
    try:
        yield
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
        path.chmod(mode)


def opened(folder: Path) -> EnvironmentFault:
    with pytest.raises(EnvironmentFault) as refused:
        Workspace.open(folder, ready.OWNER, ready.PASSPHRASE).close()
    assert refused.value.exit_code == 3
    return refused.value


@pytest.mark.parametrize("name", ["", DATABASE, FILE])
def test_files_of_somebody_else_are_named(place: Path, name: str) -> None:
    for part in (place, *place.iterdir()):
        part.chmod(0o777)
    (place / name).chmod(0o700)
    with taken_from(place / name):
        fault = opened(place)
    assert (fault.code, fault.facts["path"]) == ("workspace_not_permitted", str(place / name))
    assert fault.facts["owner"] == place.owner()


def test_a_way_that_is_barred_is_named(place: Path) -> None:
    place.parent.chmod(0o700)
    with taken_from(place.parent):
        fault = opened(place)
    assert (fault.code, fault.facts["path"]) == ("workspace_not_permitted", str(place.parent))


def test_a_drive_that_can_only_be_read_is_told_before_whose_the_files_are(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.statvfs

    class ReadOnly:
        def __init__(self, path: Any) -> None:
            self.f_flag = real(path).f_flag | os.ST_RDONLY

    place.chmod(0o755)
    for part in place.iterdir():
        part.chmod(0o755 if part.is_dir() else 0o644)
    monkeypatch.setattr(os, "statvfs", ReadOnly)
    with taken_from(place / DATABASE):
        fault = opened(place)
    assert (fault.code, fault.facts) == ("workspace_read_only_drive", {"folder": str(place)})


def test_a_drive_that_becomes_read_only_while_one_works_is_told(place: Path) -> None:
    with ready.signed_in(place) as workspace:
        place.chmod(0o755)
        with taken_from(place), pytest.raises(EnvironmentFault) as refused, workspace.sole_import():
            pytest.fail("the lock was made all the same")
    assert (refused.value.code, refused.value.exit_code) == ("workspace_not_permitted", 3)


def test_what_is_in_order_or_not_there_bars_nobody(place: Path, tmp_path: Path) -> None:
    assert barred(place) is None
    assert barred(tmp_path / "none" / "there") is None


def test_the_command_line_tells_it_in_both_languages(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {"WORKSPACE": str(place), "USER": ready.OWNER, "PASSPHRASE": ready.PASSPHRASE}.items():
        monkeypatch.setenv(f"INSPECTOR_{name}", value)
    assert main(["case", "list"]) == 0
    place.chmod(0o700)
    for language in LANGUAGES:
        with taken_from(place):
            assert main(["case", "list", "--lang", language, "--json"]) == 3
        told = capsys.readouterr().out.splitlines()[-1]
        assert json.loads(told)["error"]["code"] == "workspace_not_permitted"

"""A disk without room: the run ends and says so, nothing half-done stays, and the same command goes on."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from inspector.app import Session, history
from inspector.cli.main import main
from inspector.store import workspace as store
from inspector.store.connection import Connection, connect
from inspector.store.listing import Asked, items
from tests import ready
from tests.command import ROOT
from tests.triage import small_disk
from tests.triage.archives import pictures, zipped
from tests.triage.taking import CASE

INSIDE = {**pictures(30), "x.zip": zipped(pictures(8, side=40)), "z.txt": b"last " * 1000}


@pytest.fixture
def evidence_folder(folder: Path) -> dict[str, bytes]:
    """Files and an archive; gives the contents by path."""
    told = {f"{number:03d}.txt": b"text %d " % number * 300 for number in range(150)}
    for name, data in {**told, "a.zip": zipped(INSIDE)}.items():
        (folder / name).write_bytes(data)
    told |= {"a.zip": zipped(INSIDE), **{f"a.zip › {name}": data for name, data in INSIDE.items()}}
    return told | {f"a.zip › x.zip › {name}": data for name, data in pictures(8, side=40).items()}


def check(folder: Path, contents: dict[str, bytes]) -> None:
    """Every file is one item with the right digest, and the chain holds."""
    with Session(ready.signed_in(folder)) as session:
        found = list(items(session.workspace.reader(), Asked(1)))
        assert {item.shown: item.sha256 for item in found} == {
            path: hashlib.sha256(data).digest() for path, data in contents.items()
        }
        assert len(found) == len(contents)
        assert {(item.state, *item.failures) for item in found} == {("done",)}
        one = session.workspace.reader().execute
        assert one("SELECT count(*) FROM content WHERE analysed IS NULL").fetchone() == (0,)
        assert history.verify(session).ok


@pytest.fixture
def command(folder: Path, session: Session, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ingest of the folder as it is typed, with workers that are up already."""
    own = session.workspace.folder
    for name, value in (("WORKSPACE", own), ("USER", ready.OWNER), ("PASSPHRASE", ready.PASSPHRASE), ("LANG", "en")):
        monkeypatch.setenv(f"INSPECTOR_{name}", str(value))
    return ["ingest", str(folder), "--case", CASE, "--json"]


@pytest.mark.parametrize("pages", [1, 3, 10, 30, 60])
def test_a_database_that_can_grow_no_more(
    session: Session, evidence_folder: dict[str, bytes], command: list[str], capsys: pytest.CaptureFixture[str],
    pages: int,
) -> None:  # fmt: skip
    def small(path: Path, key: bytes, *, write: bool) -> Connection:
        connection = connect(path, key, write=write)
        if write:
            (used,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {used + pages}")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "connect", small)
        assert main(command) == 3
        assert json.loads(capsys.readouterr().out)["error"]["code"] == "disk_full"
    assert history.verify(session).ok
    assert main(command) == 0
    check(session.workspace.folder, evidence_folder)


def test_a_disk_that_is_full_in_truth(
    blank: Path, tmp_path: Path, folder: Path, evidence_folder: dict[str, bytes]
) -> None:
    own = ready.copy(blank, tmp_path / "workspace")
    (tmp_path / "disk").mkdir()
    alone = ["unshare", "--map-root-user", "--mount"]
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], check=False, capture_output=True).returncode:
        pytest.skip("no mounts of one's own here; the test above fills the database")
    given = map(str, (tmp_path / "disk", own, folder))
    settings = {"INSPECTOR_USER": ready.OWNER, "INSPECTOR_PASSPHRASE": ready.PASSPHRASE, "INSPECTOR_LANG": "en"}
    command = [*alone, sys.executable, "-m", "tests.triage.small_disk", *given]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, env={**os.environ, **settings})
    runs = [json.loads(line) for line in done.stdout.splitlines()]
    assert [code for code, *_ in runs] == [3] * (len(small_disk.ROOMS_KIB) - 1) + [0], runs
    assert {told["error"]["code"] for code, told, _ in runs if code} == {"disk_full"}
    assert not [said for _, _, said in runs if "Traceback" in said]
    check(own, evidence_folder)

"""A lab of several machines comes to the same items, digests and findings, also when one of them is lost on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspector.app import Session
from tests import ready
from tests.command import ROOT
from tests.triage.archives import pictures, zipped
from tests.triage.taking import CASE, take


@dataclass(frozen=True)
class Cluster:
    address: str
    processes: list[int]


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Two machines of a lab, in processes that are none of ours."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.triage.lab_cluster"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        told = json.loads(program.stdout.readline())
        yield Cluster(told["address"].replace("tcp://", "dask://"), told["processes"])
        program.stdin.close()
        program.wait(60)


@pytest.fixture
def evidence_folder(folder: Path) -> Path:
    """Pictures, an archive with pictures, copies, and a file that is no picture."""
    for name, data in pictures(30).items():
        (folder / name).write_bytes(data)
    (folder / "a.zip").write_bytes(zipped({**pictures(20, side=40), "x.zip": zipped({"deep.txt": b"deep"})}))
    (folder / "copy.png").write_bytes(pictures(1)["000.png"])
    (folder / "broken.png").write_bytes(pictures(1)["000.png"][:60])
    return folder


def everything(session: Session) -> list[tuple[object, ...]]:
    """Items, digests, fingerprints, findings and failures."""
    one = session.workspace.reader().execute
    items = one(
        "SELECT shown, state, sha256, md5, sha1, item.size, place, mime, kind, width, pdq, phash, dhash FROM item"
        " LEFT JOIN content ON content.id = item.content ORDER BY shown"
    ).fetchall()
    findings = one(
        "SELECT sha256, analyser, version, parameters, data FROM finding JOIN content ON content.id = content"
        " ORDER BY 1, 2, 3, 4"
    ).fetchall()
    failures = one(
        "SELECT shown, code, analyser FROM failure JOIN item ON item.id = failure.item"
        " OR item.content = failure.content ORDER BY 1, 2, 3"
    ).fetchall()
    return [*items, *findings, *failures]


def command(workspace: Path, folder: Path, cluster: Cluster) -> subprocess.Popen[str]:
    """The ingest of a folder on the lab."""
    settings = {"INSPECTOR_WORKSPACE": str(workspace), "INSPECTOR_USER": ready.OWNER,
                "INSPECTOR_PASSPHRASE": ready.PASSPHRASE, "INSPECTOR_LANG": "en", "PYTHONPATH": str(ROOT)}  # fmt: skip
    words = ["ingest", str(folder), "--case", CASE, "--json", "--engine", cluster.address]
    return subprocess.Popen(
        [sys.executable, "-m", "inspector", *words], env={**os.environ, **settings}, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.parametrize("lost", [False, True], ids=["both machines stay", "one machine is lost"])
def test_a_lab_comes_to_the_same(  # noqa: PLR0917  fixtures
    session: Session, evidence_folder: Path, blank: Path, tmp_path: Path, cluster: Cluster, lost: bool
) -> None:
    take(session, evidence_folder)
    expected = everything(session)
    workspace = ready.copy(blank, tmp_path / "lab")
    with command(workspace, evidence_folder, cluster) as program:
        if lost:
            wait_for_first(workspace)
            os.kill(cluster.processes[0], signal.SIGKILL)
        out, err = program.communicate(timeout=200)
    assert program.returncode == 0, err
    assert "no-network" in json.loads(out)["isolation_missing"]
    with Session(ready.signed_in(workspace)) as other:
        assert everything(other) == expected
        (isolation,) = other.workspace.reader().execute("SELECT isolation FROM ingest").fetchone()
        assert json.loads(isolation)["no-network"] == "lab"


def wait_for_first(workspace: Path) -> None:
    """Until the run has stored something."""
    with ready.signed_in(workspace) as opened:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            (done,) = opened.reader().execute("SELECT count(*) FROM item WHERE state = 'done'").fetchone()
            if done:
                return
            time.sleep(0.05)
    raise AssertionError("nothing was read")


def test_an_address_that_is_none_and_a_lab_that_is_not_there(tmp_path: Path, blank: Path, folder: Path) -> None:
    workspace = ready.copy(blank, tmp_path / "lab")
    with command(workspace, folder, Cluster("http://x", [])) as program:
        out, _ = program.communicate(timeout=60)
    assert (program.returncode, json.loads(out)["error"]["code"]) == (2, "bad_engine")

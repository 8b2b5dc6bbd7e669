"""A lab of several machines comes to the same items, digests and findings, also when one of them is lost on the way."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspector.app import Session, evidence
from inspector.domain.fault import EnvironmentFault, UsageFault
from tests import ready
from tests.command import ROOT, Ended, run_command
from tests.triage.archives import pictures, zipped
from tests.triage.taking import CASE, everything, take


@dataclass(frozen=True)
class Cluster:
    """A lab that runs: its address, the processes of its machines and the one that started them."""

    address: str
    machines: list[int]
    program: int


@contextmanager
def running(*words: str, cwd: Path = ROOT) -> Iterator[Cluster]:
    """Two machines of a lab, in processes that are none of ours: this one may not open a connection."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.triage.lab_cluster", *words]
    with subprocess.Popen(
        command, cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, start_new_session=True,
    ) as program:  # fmt: skip
        assert program.stdin is not None
        assert program.stdout is not None
        told = json.loads(program.stdout.readline())
        yield Cluster(told["address"].replace("tcp://", "dask://"), told["processes"], program.pid)
        program.stdin.close()
        program.wait(60)


def workers_left(machine: int) -> list[int]:
    """The workers of ours that a machine still runs, once they had time to go."""
    until = time.monotonic() + 20
    while (found := workers(machine)) and time.monotonic() < until:
        time.sleep(0.02)
    return found


def workers(machine: int) -> list[int]:
    """The workers of ours that a machine runs."""
    children = [
        int(word)
        for listing in Path(f"/proc/{machine}/task").glob("*/children")
        for word in listing.read_text(encoding="ascii").split()
    ]
    return [child for child in children if b"inspector.work.worker" in command_line(child)]


def opened(process: int) -> list[str]:
    """The names of the files that a process has open; none when it is gone."""
    try:
        return [os.readlink(number) for number in Path(f"/proc/{process}/fd").iterdir()]
    except OSError:
        return []


def command_line(process: int) -> bytes:
    """The words it was started with; nothing when it is gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A lab for tests that leave it as it is; from where it stands, `evidence/a.txt` is a file of its own."""
    there = tmp_path_factory.mktemp("there")
    (there / "evidence").mkdir()
    (there / "evidence" / "a.txt").write_bytes(b"another file of that name")
    with running(cwd=there) as started:
        yield started


@pytest.fixture
def evidence_folder(folder: Path) -> Path:
    """Pictures, an archive with pictures, copies, and a file that is no picture."""
    (folder / "thư mục").mkdir()
    for name, data in pictures(30).items():
        (folder / "thư mục" / name).write_bytes(data)
    (folder / "a.zip").write_bytes(zipped({**pictures(20, side=40), "x.zip": zipped({"deep.txt": b"deep"})}))
    (folder / "copy.png").write_bytes(pictures(1)["000.png"])
    (folder / "broken.png").write_bytes(pictures(1)["000.png"][:60])
    return folder


@pytest.fixture
def workspace(blank: Path, tmp_path: Path) -> Path:
    """A workspace for a run on the lab."""
    return ready.copy(blank, tmp_path / "lab")


def ingest(workspace: Path, folder: Path, address: str, cwd: Path | None = None) -> Ended:
    """The ingest of a folder on the lab, as the command line does it."""
    settings = {"INSPECTOR_WORKSPACE": str(workspace), "INSPECTOR_USER": ready.OWNER,
                "INSPECTOR_PASSPHRASE": ready.PASSPHRASE, "INSPECTOR_LANG": "en"}  # fmt: skip
    words = ("ingest", str(folder), "--case", CASE, "--json", "--engine", address)
    return run_command(*words, env=settings, cwd=cwd, timeout=100)


def asker(address: str, workspace: Path, folder: Path, patience_s: str) -> list[str]:
    """The words that start an ingest with little patience."""
    return [sys.executable, "-m", "tests.triage.lab_asker", address, str(workspace), str(folder), patience_s]


def fault(ended: Ended) -> tuple[int, str]:
    """The exit code of a run and the code it gave."""
    return ended.code, json.loads(ended.stdout)["error"]["code"]


def test_a_lab_comes_to_the_same_and_is_told_of(
    session: Session, evidence_folder: Path, workspace: Path, cluster: Cluster
) -> None:
    take(session, evidence_folder)
    ended = ingest(workspace, evidence_folder, cluster.address)
    assert ended.code == 0, ended.stderr
    assert "no-network" in ended.json["isolation_missing"]
    assert "no network connection" in ended.stderr
    with Session(ready.signed_in(workspace)) as other:
        assert everything(other) == everything(session)
        (isolation,) = other.workspace.reader().execute("SELECT isolation FROM ingest").fetchone()
        assert json.loads(isolation)["no-network"] == "lab"
        assert json.loads(isolation)["seccomp"] == ""
    assert [left for machine in cluster.machines for left in workers_left(machine)] == []


def test_a_machine_that_is_killed_with_work_in_hand_changes_nothing_and_without_any_the_rest_waits(
    session: Session, evidence_folder: Path, workspace: Path, blank: Path, tmp_path: Path
) -> None:
    take(session, evidence_folder)
    with running("30", str(tmp_path / "died")) as cluster:
        ended = ingest(workspace, evidence_folder, cluster.address)
        assert ended.code == 0, ended.stderr
        assert (tmp_path / "died").exists()
        with Session(ready.signed_in(workspace)) as other:
            assert everything(other) == everything(session)
        (tmp_path / "died").unlink()  # and the next machine that tells so much dies
        without_any(cluster, evidence_folder, ready.copy(blank, tmp_path / "other"), tmp_path / "died")


def without_any(cluster: Cluster, folder: Path, workspace: Path, died: Path) -> None:
    """A run whose machines are killed under it, all of them."""
    words = asker(cluster.address, workspace, folder, "10")
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        while not died.exists():
            assert program.poll() is None
            time.sleep(0.02)
        os.killpg(cluster.program, signal.SIGKILL)
        out, _ = program.communicate(timeout=60)
    assert out.strip() == "lab_unreached"
    with Session(ready.signed_in(workspace)) as other:
        one = other.workspace.reader().execute
        assert one("SELECT count(*) FROM item WHERE state = 'waiting'").fetchone() != (0,)
        assert one("SELECT count(*) FROM failure WHERE code = 'lost'").fetchone() == (0,)
        assert one("SELECT state FROM ingest").fetchall() == [("broken",)]


def test_machines_let_go_of_an_asker_that_is_killed(workspace: Path, folder: Path, cluster: Cluster) -> None:
    with (folder / "large").open("wb") as large:  # keeps a worker busy for long
        large.truncate(1 << 35)
    with subprocess.Popen(asker(cluster.address, workspace, folder, "10"), cwd=ROOT) as program:
        while not [file for machine in cluster.machines for worker in workers(machine) for file in opened(worker)
                   if file == str(folder / "large")]:  # fmt: skip
            assert program.poll() is None
            time.sleep(0.02)
        program.kill()
    assert [left for machine in cluster.machines for left in workers_left(machine)] == []


@pytest.mark.parametrize("name", ["a.txt", "nobody else has it.txt"])
def test_a_file_that_the_machines_do_not_see_as_this_one_does_is_not_taken_in(
    workspace: Path, cluster: Cluster, folder: Path, name: str
) -> None:
    (folder / name).write_bytes(b"this one is meant")
    found = ingest(workspace, Path("/proc/self/cwd/evidence"), cluster.address, cwd=folder.parent)
    assert fault(found) == (3, "lab_not_shared")
    with Session(ready.signed_in(workspace)) as other:
        one = other.workspace.reader().execute
        assert one("SELECT state FROM item").fetchall() == [("waiting",)]
        assert one("SELECT count(*) FROM content").fetchone() == (0,)


@pytest.mark.parametrize("address", ["http://x", "dask://", "dask://host", "dask://host:1:2", "dask://a b:1", "x"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(UsageFault, match="bad_engine"):
        evidence.engine_at(address)


def test_a_lab_that_is_not_there(workspace: Path, folder: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert fault(ingest(workspace, folder, f"dask://127.0.0.1:{free.getsockname()[1]}")) == (3, "lab_unreached")


def test_a_lab_that_never_answers(workspace: Path, folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"dask://127.0.0.1:{silent.getsockname()[1]}"
        words = asker(address, workspace, folder, "0.5")
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert done.stdout.strip() == "lab_unreached"


def test_the_extra_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("inspector.work.lab")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EnvironmentFault, match="lab_missing") as fault:
        evidence.engine_at("dask://127.0.0.1:1")
    assert fault.value.exit_code == 3

"""A run that is stopped, politely or not, goes on where it was: nothing lost, nothing doubled, nothing unproven."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from inspector.app import Session, evidence, history
from inspector.app.practice.pictures import encoded
from inspector.app.practice.scenes import scene
from inspector.domain.budget import Budget
from inspector.domain.fault import EnvironmentFault
from inspector.store import ingests
from tests import ready
from tests.command import ROOT
from tests.triage.archives import pictures, zipped
from tests.triage.taking import CASE, add_list, finish, items, take

FILES = 60


def fill(folder: Path, count: int = FILES) -> dict[bytes, bytes]:
    """Small pictures, texts, a few equal contents; gives the contents by path."""
    picture = scene(3, "shapes", 1)
    contents = {}
    for number in range(count):
        sort = number % 3
        name = (f"{number:03d}.png", f"{number:03d}.txt", f"copy {number:03d}.txt")[sort]
        content = (encoded(picture.resize((24 + number, 24)), "png"), b"text %d" % number, b"equal %d" % (number % 2))
        (folder / name).write_bytes(content[sort])
        contents[name.encode()] = content[sort]
    return contents


def check_whole(session: Session, contents: dict[bytes, bytes]) -> None:
    """Every file is one item, read and looked into, with the right digests, and the chain holds."""
    found = items(session)
    assert {path: item.sha256 for path, item in found.items()} == {
        path: hashlib.sha256(content).digest() for path, content in contents.items()
    }
    assert {(item.state, *item.failures) for item in found.values()} == {("done",)}
    one = session.workspace.reader().execute
    assert one("SELECT count(*) FROM item").fetchone() == (len(contents),)
    assert one("SELECT count(*) FROM content WHERE analysed IS NULL").fetchone() == (0,)
    assert one("SELECT count(*) FROM content").fetchone() == (len(set(contents.values())),)
    assert one("SELECT count(*) FROM picture WHERE role = 'thumbnail'").fetchone() == (FILES // 3,)
    assert history.verify(session).ok


def _line(content: bytes) -> str:
    return f"{hashlib.sha256(content).hexdigest()},{len(content)}\n"


@pytest.mark.parametrize("look", ["full", "quick"])
@pytest.mark.parametrize(
    ("at", "moment"),
    [(1, "inside"), (2, "after"), (3, "inside"), (5, "before"), (6, "after"), (8, "inside"), (11, "after")],
)
def test_a_program_killed_without_warning_loses_nothing(  # noqa: PLR0917
    session: Session, folder: Path, tmp_path: Path, at: int, moment: str, look: str
) -> None:
    contents = fill(folder)
    sought = (contents[b"058.txt"], contents[b"057.png"])
    add_list(session, tmp_path / "list.csv", "sha256,size\n" + "".join(map(_line, sought)))
    given = map(str, (session.workspace.folder, folder, at, moment, look))
    command = [sys.executable, "-m", "tests.triage.dying_program", *given]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert history.verify(session).ok
    before = session.workspace.reader().execute("SELECT count(*) FROM item WHERE state = 'done'").fetchone()[0]
    taken = take(session, folder, look)
    check_whole(session, contents)
    assert taken.standing.exact == 2
    assert taken.tally.read_items == FILES - before
    states = [run.state for run in ingests.runs(session.workspace.reader(), 1)]
    assert states[-1] == "done"
    assert set(states[:-1]) <= {"running"}  # shown as broken off, for it never ended


@pytest.mark.parametrize("listed_from", [1, 1 << 24], ids=["listed", "in one errand"])
@pytest.mark.parametrize(
    ("at", "moment"), [(3, "inside"), (4, "after"), (5, "before"), (7, "inside"), (9, "after"), (12, "inside")]
)
def test_a_program_killed_within_a_container_loses_nothing(
    session: Session, folder: Path, at: int, moment: str, listed_from: int
) -> None:
    inside = {**pictures(30), "x.zip": zipped(pictures(10, side=40)), "z.txt": b"last"}
    (folder / "a.zip").write_bytes(zipped(inside))
    given = map(str, (session.workspace.folder, folder, at, moment, "full", listed_from))
    command = [sys.executable, "-m", "tests.triage.dying_program", *given]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert history.verify(session).ok
    finish(evidence.ingest(session, CASE, str(folder), budget=Budget(listed_from=listed_from)))
    one = session.workspace.reader().execute
    assert one("SELECT count(*), count(DISTINCT shown) FROM item WHERE state = 'done'").fetchone() == (43, 43)
    assert one("SELECT count(*) FROM item WHERE state != 'done'").fetchone() == (0,)
    assert one("SELECT count(*) FROM content WHERE analysed IS NULL").fetchone() == (0,)
    assert one("SELECT count(*) FROM failure").fetchone() == (0,)
    assert history.verify(session).ok


@pytest.mark.parametrize("seen", [0, 1, 20])
def test_a_run_that_is_closed_keeps_what_it_read_and_goes_on(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch, seen: int
) -> None:
    monkeypatch.setattr("inspector.triage.conveyor._TELL_EVERY_S", 0.0)
    contents = fill(folder)
    work = evidence.ingest(session, CASE, str(folder))
    next(progress for progress in work if progress.stage == "reading" and progress.items >= seen)
    work.close()
    kept = session.workspace.reader().execute("SELECT count(*) FROM item WHERE state = 'done'").fetchone()[0]
    assert seen <= kept < FILES
    (run,) = ingests.runs(session.workspace.reader(), 1)
    assert (run.state, run.finished is None) == ("stopped", False)
    taken = take(session, folder)
    assert taken.tally.read_items == FILES - kept
    check_whole(session, contents)


def test_a_run_that_is_closed_while_it_walks_goes_on(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspector.triage.walk.BATCH", 7)
    contents = fill(folder)
    work = evidence.ingest(session, CASE, str(folder))
    assert next(work).stage == "walking"
    work.close()
    assert len(items(session)) == 7
    take(session, folder)
    check_whole(session, contents)


def test_ctrl_c_stops_with_130_and_the_same_command_goes_on(blank: Path, tmp_path: Path, folder: Path) -> None:
    contents = fill(folder)
    with (folder / "000 large").open("wb") as large:  # keeps the workers busy while the signal is on its way
        large.truncate(1 << 30)
    workspace = ready.copy(blank, tmp_path / "workspace")
    settings = {"INSPECTOR_WORKSPACE": str(workspace), "INSPECTOR_USER": ready.OWNER,
                "INSPECTOR_PASSPHRASE": ready.PASSPHRASE, "INSPECTOR_LANG": "en"}  # fmt: skip
    command = [sys.executable, "-m", "inspector", "ingest", str(folder), "--case", CASE, "--json"]
    with subprocess.Popen(
        command, env={**os.environ, **settings, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    ) as program:  # fmt: skip
        assert program.stderr is not None
        assert program.stderr.readline().startswith("Listing")
        os.killpg(program.pid, signal.SIGINT)  # as a terminal does: the workers get it too
        out, err = program.communicate()
    assert program.returncode == 130, err
    assert json.loads(out)["error"]["code"] == "interrupted"
    assert "Traceback" not in err
    (folder / "000 large").unlink()
    with Session(ready.signed_in(workspace)) as session:
        assert [run.state for run in ingests.runs(session.workspace.reader(), 1)] == ["stopped"]
        taken = finish(evidence.ingest(session, CASE, str(folder)))
        found = items(session)
        assert taken.tally.entries == FILES
        assert {path for path, item in found.items() if item.state == "done"} >= set(contents)
        assert len(found) == FILES + 1
        assert history.verify(session).ok


def test_a_run_that_a_fault_breaks_off_says_so_and_goes_on(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = fill(folder)

    def full(*_: object) -> None:
        raise EnvironmentFault("disk_full")

    with monkeypatch.context() as patched:
        patched.setattr("inspector.triage.conveyor.contents.store", full)
        with pytest.raises(EnvironmentFault, match="disk_full"):
            take(session, folder)
    assert [run.state for run in ingests.runs(session.workspace.reader(), 1)] == ["broken"]
    take(session, folder)
    check_whole(session, contents)

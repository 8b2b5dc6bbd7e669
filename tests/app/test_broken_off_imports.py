"""An import that is broken off leaves no set behind, and the same list goes on where it was."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from inspector.app import Session, history, library, lists
from inspector.app.library import Added, ListFile
from inspector.domain.fault import InputFault
from inspector.domain.match import Listing
from inspector.library.building.gathering import Gathering
from tests.triage.taking import finish

LINES = 400
AT_ONCE = 100


@pytest.fixture
def session(session: Session, monkeypatch: pytest.MonkeyPatch) -> Session:
    """One whose imports put rows away every hundred, and tell of every line."""
    monkeypatch.setattr(lists, "Gathering", partial(Gathering, at_once=AT_ONCE))
    monkeypatch.setattr(lists, "_TELL_EVERY", 1)
    return session


@pytest.fixture
def listed(tmp_path: Path) -> ListFile:
    """A table, which comes line by line, with a broken line, categories, and the digest of an empty file."""
    rows = [f"{hashlib.sha256(b'%d' % number).hexdigest()},{number % 3}" for number in range(LINES)]
    rows[5] = "xyz,1"
    rows[100] = rows[101] = rows[201] = f"{hashlib.sha256(b'').hexdigest()},1"
    path = tmp_path / "list.csv"
    path.write_text("sha256,category\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return ListFile(path, Listing.ALERT)


def broken_off(session: Session, listed: ListFile, steps: int) -> None:
    work = library.add(session, listed)
    for _ in range(steps):
        next(work)
    work.close()


def left(session: Session) -> set[str]:
    return {path.suffix for path in session.workspace.library.iterdir()} - {".lock"}


def same(added: Added, whole: Added) -> bool:
    return (added.hashset.digest, added.summary.tally.told()) == (whole.hashset.digest, whole.summary.tally.told())


@pytest.fixture
def whole(session: Session, listed: ListFile) -> Added:
    """The list taken in at once, and out again."""
    added = finish(library.add(session, listed))
    library.remove(session, "list.csv")
    return added


@pytest.mark.parametrize("steps", [1, 99, 150, 350, LINES, LINES + 2])
def test_the_same_list_goes_on(session: Session, listed: ListFile, whole: Added, steps: int) -> None:
    broken_off(session, listed, steps)
    assert library.listed(session) == []
    assert left(session) == ({".import", ".run"} if steps > AT_ONCE else set())
    work = library.add(session, listed)
    assert next(work).items >= (steps // AT_ONCE - 1) * AT_ONCE
    assert same(finish(work), whole)
    assert left(session) == {".set"}
    assert history.verify(session).ok


def test_another_list_sweeps_what_was_left(session: Session, listed: ListFile, tmp_path: Path) -> None:
    broken_off(session, listed, 250)
    (tmp_path / "other.txt").write_text(f"{hashlib.md5(b'x').hexdigest()}\n", encoding="utf-8")
    finish(library.add(session, ListFile(tmp_path / "other.txt", Listing.ALERT)))
    assert left(session) == {".set"}


def test_a_list_that_changed_begins_anew(session: Session, listed: ListFile) -> None:
    broken_off(session, listed, 250)
    text = listed.path.read_text(encoding="utf-8").splitlines(keepends=True)
    listed.path.write_text("".join(text[:-1]), encoding="utf-8")
    added = finish(library.add(session, listed))
    assert added.summary.tally.places == LINES
    assert left(session) == {".set"}


def test_a_list_that_became_shorter_under_the_same_name_and_time(
    session: Session, listed: ListFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "_import_id", lambda *_: "0" * 32)
    broken_off(session, listed, 350)
    listed.path.write_text("sha256\n", encoding="utf-8")
    with pytest.raises(InputFault, match="list_changed"):
        finish(library.add(session, listed))
    assert left(session) == set()


def test_a_note_that_is_damaged_is_not_used(session: Session, listed: ListFile, whole: Added) -> None:
    broken_off(session, listed, 350)
    (note,) = session.workspace.library.glob("*.import")
    content = note.read_bytes()
    note.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert same(finish(library.add(session, listed)), whole)
    assert left(session) == {".set"}


KILLED = """
import os, pathlib, signal, sys
from functools import partial
from inspector.app import Session, library, lists
from inspector.app.library import ListFile
from inspector.domain.match import Listing
from inspector.library.building.gathering import Gathering
from tests import ready

folder, path, steps = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
lists.Gathering, lists._TELL_EVERY = partial(Gathering, at_once=100), 1
with Session(ready.signed_in(folder)) as session:
    for step, _ in enumerate(library.add(session, ListFile(path, Listing.ALERT))):
        if step == steps:
            os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("steps", [50, 210, LINES + 1])
def test_killed_in_the_middle(session: Session, listed: ListFile, whole: Added, steps: int) -> None:
    folder = session.workspace.folder
    command = [sys.executable, "-c", KILLED, str(folder), str(listed.path), str(steps)]
    killed = subprocess.run(command, check=False, timeout=60, cwd=Path(__file__).parents[2])
    assert killed.returncode == -9
    assert library.listed(session) == []
    assert same(finish(library.add(session, listed)), whole)
    assert left(session) == {".set"}

"""Evidence that moves while it is read, or since it was read: said once, nothing lost, nothing mixed up."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector.analyse.told import Identity
from inspector.app import Session, evidence
from inspector.domain.budget import Budget
from inspector.source import Source
from inspector.source.folder import Folder
from inspector.triage.errand import Errand
from inspector.triage.reading import Reading
from inspector.triage.telling import Node
from tests.triage.archives import zipped
from tests.triage.taking import CASE, finish, items, take

Meddling = Callable[[Path], object]


def meddle(monkeypatch: pytest.MonkeyPatch, folder: Path, *, before: Meddling | None, after: Meddling | None) -> None:
    """Has somebody touch the file `x` just before or just after it is opened for reading."""

    class Touched(Folder):
        def open(self, path: bytes) -> int:
            if before and path == b"x":
                before(folder / "x")
            descriptor = super().open(path)
            if after and path == b"x":
                after(folder / "x")
            return descriptor

    def find(path: str | bytes) -> Source:
        return Touched(os.fsencode(path))

    monkeypatch.setattr(evidence, "find_source", find)


def append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def rewrite(path: Path) -> None:
    path.write_bytes(b"SAME LENGTH")
    os.utime(path, (1, 1))


def disguise(path: Path) -> None:
    """Another content of the same length, and the time of modification set back."""
    old = path.stat()
    path.write_bytes(b"SAME LENGTH")
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))


def swap(path: Path) -> None:
    """Another file under the same name, of the same length and time of modification."""
    old = path.stat()
    other = path.with_name("other")
    other.write_bytes(b"SAME LENGTH")
    os.utime(other, ns=(old.st_atime_ns, old.st_mtime_ns))
    other.replace(path)


@pytest.fixture
def evidence_folder(folder: Path) -> Path:
    (folder / "a").write_bytes(b"steady")
    (folder / "x").write_bytes(b"same length")
    return folder


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(
    "change",
    [append, rewrite, lambda path: os.truncate(path, 3), disguise, swap],
    ids=["grow", "edit", "shrink", "disguise", "swap"],
)
def test_a_file_that_changes_while_it_is_read_is_told_and_kept(
    session: Session, evidence_folder: Path, monkeypatch: pytest.MonkeyPatch, moment: str, change: Meddling
) -> None:
    times: dict[str, Meddling | None] = {"before": None, "after": None, moment: change}
    meddle(monkeypatch, evidence_folder, before=times["before"], after=times["after"])
    taken = take(session, evidence_folder)
    found = items(session)
    assert [failed.code for failed in found[b"x"].failures] == ["changed"]
    now = (evidence_folder / "x").read_bytes()
    read = b"same length" if (change, moment) == (swap, "after") else now  # what was open stays what it was
    assert found[b"x"].sha256 == hashlib.sha256(read).digest()
    assert (found[b"a"].failures, taken.standing.failures) == ([], 1)


def test_a_file_that_vanishes_before_it_is_read_is_a_failure_of_its_own(
    session: Session, evidence_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meddle(monkeypatch, evidence_folder, before=Path.unlink, after=None)
    take(session, evidence_folder)
    found = items(session)
    assert [failed.code for failed in found[b"x"].failures] == ["vanished"]
    assert (found[b"x"].state, found[b"x"].sha256, found[b"a"].state) == ("failed", None, "done")


def test_a_file_that_vanishes_after_it_was_opened_was_read(
    session: Session, evidence_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meddle(monkeypatch, evidence_folder, before=None, after=Path.unlink)
    take(session, evidence_folder)
    found = items(session)[b"x"]
    assert found.sha256 == hashlib.sha256(b"same length").digest()
    assert [failed.code for failed in found.failures] == ["changed"]


def test_a_file_swapped_for_a_pipe_or_a_link_is_not_opened(session: Session, evidence_folder: Path) -> None:
    outside = evidence_folder.parent / "outside.txt"
    outside.write_bytes(b"outside")

    def swap(path: Path) -> None:
        path.unlink()
        path.symlink_to(outside)

    with pytest.MonkeyPatch.context() as patch:
        meddle(patch, evidence_folder, before=swap, after=None)
        take(session, evidence_folder)
    found = items(session)[b"x"]
    assert (found.state, found.sha256) == ("failed", None)
    assert found.failures


MEMBERS = {f"{number:02d}": b"member %d " % number * 20_000 for number in range(8)}


@pytest.mark.parametrize(
    "change",
    [append, lambda path: os.truncate(path, 400_000), Path.unlink, lambda path: path.write_bytes(b"\0" * 1_500_000)],
    ids=["grow", "shrink", "vanish", "overwrite"],
)
@pytest.mark.parametrize("budget", [None, Budget(listed_from=1)], ids=["in one errand", "listed"])
def test_an_archive_that_changes_while_it_is_unfolded_is_told_and_what_was_read_is_kept(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch, change: Meddling, budget: Budget | None
) -> None:
    archive = folder / "x"
    archive.write_bytes(zipped(MEMBERS, zipfile.ZIP_STORED))
    (folder / "y").write_bytes(b"steady")
    wanted, asked = Reading.wanted, []

    def meddled(reading: Reading, errand: Errand, node: Node, identity: Identity) -> bool:
        asked.append(node)
        if len(asked) == 4:
            change(archive)
        return wanted(reading, errand, node, identity)

    monkeypatch.setattr(Reading, "wanted", meddled)
    finish(evidence.ingest(session, CASE, str(folder), budget=budget))
    found = items(session)
    assert found[b"y"].failures == []
    assert {item.state for item in found.values()} <= {"done", "failed"}
    sound = {hashlib.sha256(data).digest() for data in MEMBERS.values()}
    read = [item for path, item in found.items() if path in map(str.encode, MEMBERS)]
    assert sum(item.sha256 in sound for item in read) >= 2
    assert all(item.failures for item in read if item.sha256 not in sound)
    codes = {path: [failed.code for failed in item.failures] for path, item in found.items()}
    if budget is None:
        assert "changed" in codes[b"x"]
    else:  # the archive itself may have been read before, its last members were not
        assert "changed" in codes[b"07"] or not found[b"07"].sha256


def test_evidence_that_changed_since_is_said_once_and_what_was_read_stays(
    session: Session, evidence_folder: Path
) -> None:
    take(session, evidence_folder)
    first = items(session)[b"x"].sha256
    append(evidence_folder / "x")
    for _ in range(2):
        take(session, evidence_folder)
    found = items(session)[b"x"]
    assert found.sha256 == first
    assert [failed.code for failed in found.failures] == ["changed_since"]


def test_what_came_since_is_read_and_what_went_stays_on_record(session: Session, evidence_folder: Path) -> None:
    take(session, evidence_folder)
    (evidence_folder / "a").unlink()
    (evidence_folder / "new").write_bytes(b"new")
    again = take(session, evidence_folder)
    assert set(items(session)) == {b"a", b"x", b"new"}
    assert (again.tally.entries, again.tally.new_contents, again.standing.contents) == (2, 1, 3)


def test_checking_the_evidence_finds_what_changed_and_what_is_gone(session: Session, evidence_folder: Path) -> None:
    (evidence_folder / "z").write_bytes(b"zzz")
    take(session, evidence_folder)
    (evidence_folder / "x").write_bytes(b"same lengtH")
    (evidence_folder / "z").unlink()
    check = finish(evidence.verify(session, CASE))
    assert (check.ok, check.checked, check.changed, check.missing) == (False, 3, 1, 1)
    assert {(problem.shown, problem.code) for problem in check.problems} == {("x", "changed"), ("z", "missing")}


def test_checking_evidence_that_was_taken_away_says_all_of_it_is_missing(
    session: Session, evidence_folder: Path
) -> None:
    take(session, evidence_folder)
    evidence_folder.rename(evidence_folder.parent / "elsewhere")
    check = finish(evidence.verify(session, CASE))
    assert (check.ok, check.missing) == (False, 2)

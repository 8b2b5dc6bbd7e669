"""What was known before: lists that come before, during and after an ingest find the same."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
from pathlib import Path

import pytest

from inspector.analyse.told import Identity
from inspector.app import Session, evidence, library
from inspector.app.practice.pictures import encoded, jpeg
from inspector.app.practice.scenes import scene
from inspector.domain.match import Listing
from inspector.store import ingests
from inspector.triage.errand import Errand
from inspector.triage.known import Known
from inspector.triage.reading import Reading
from inspector.triage.telling import Node
from tests.triage.taking import CASE, add_list, finish, items, take


@pytest.fixture(scope="module")
def pictures() -> dict[str, bytes]:
    """A scene as it was first saved, a smaller and coarser copy of it, and another scene."""
    first = scene(7, "landscape", 1)
    return {
        "first.png": encoded(first, "png"),
        "near.jpg": jpeg(first.resize((480, 360)), quality=60),
        "other.jpg": jpeg(scene(7, "shapes", 2)),
    }


@pytest.fixture
def evidence_folder(folder: Path, pictures: dict[str, bytes]) -> Path:
    for name, content in pictures.items():
        (folder / name).write_bytes(content)
    (folder / "copy of first.png").write_bytes(pictures["first.png"])
    return folder


def sums(*contents: bytes, how: str = "sha256") -> str:
    return "".join(f"{hashlib.new(how, content).hexdigest()}  x\n" for content in contents)


def matched(session: Session) -> dict[str, set[str]]:
    """Path of every item that agrees with anything, and by which signals."""
    found = items(session, match="any")
    return {path.decode(): {str(agreed.match.signal) for agreed in item.matches} for path, item in found.items()}


@pytest.mark.parametrize("how", ["md5", "sha1", "sha256"])
def test_a_list_finds_the_same_before_and_after(
    session: Session, evidence_folder: Path, pictures: dict[str, bytes], tmp_path: Path, how: str
) -> None:
    listed = sums(pictures["first.png"], how=how)
    add_list(session, tmp_path / "before.txt", listed)
    take(session, evidence_folder)
    added = add_list(session, tmp_path / "after.txt", listed)
    assert matched(session) == {"first.png": {how}, "copy of first.png": {how}}
    assert added.matched == 1  # contents, not items
    agreed = items(session)[b"first.png"].matches
    assert {one.hashset for one in agreed} == {"before.txt", "after.txt"}


def test_a_list_of_likenesses_finds_the_altered_copy_before_and_after(
    session: Session, evidence_folder: Path, tmp_path: Path
) -> None:
    take(session, evidence_folder)
    first = items(session)[b"first.png"]
    assert first.pdq is not None
    listed = f"{first.pdq.hex()},{first.pdq_quality}\n"
    add_list(session, tmp_path / "after.pdq", listed)
    found = matched(session)
    assert set(found) == {"first.png", "copy of first.png", "near.jpg"}
    assert all("pdq" in signals for signals in found.values())
    near = next(agreed.match for agreed in items(session)[b"near.jpg"].matches)
    assert 0 < near.distance <= 31


def test_a_list_that_comes_during_the_ingest_misses_nothing(
    session: Session, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Batches of one, and the list comes after the second: what was stored before and after it agrees."""
    contents = [b"content %d" % number for number in range(60)]
    for number, content in enumerate(contents):
        (folder / f"{number:02d}").write_bytes(content)
    monkeypatch.setattr("inspector.triage.conveyor.EVERY_S", 0.0)
    monkeypatch.setattr("inspector.triage.reading.TOGETHER", 1)
    monkeypatch.setattr("inspector.triage.conveyor._TELL_EVERY_S", 0.0)
    work = evidence.ingest(session, CASE, str(folder))
    for progress in work:
        if progress.stage == "reading" and 2 <= progress.items < len(contents):
            break
    else:
        pytest.fail("the ingest was over before the list could come")
    add_list(session, tmp_path / "list.txt", sums(*contents))
    taken = finish(work)
    assert len(matched(session)) == taken.standing.exact == len(contents)


def test_a_list_taken_out_of_use_no_longer_counts_and_can_come_back(
    session: Session, evidence_folder: Path, pictures: dict[str, bytes], tmp_path: Path
) -> None:
    take(session, evidence_folder)
    listed = sums(pictures["other.jpg"])
    add_list(session, tmp_path / "list.txt", listed)
    assert set(matched(session)) == {"other.jpg"}
    library.remove(session, "list.txt")
    assert matched(session) == {}
    assert library.listed(session) == []
    assert list(session.workspace.library.iterdir()) == [] or not any(
        path.is_file() and path.stat().st_size for path in session.workspace.library.iterdir()
    )
    assert add_list(session, tmp_path / "list.txt", listed).matched == 1
    assert set(matched(session)) == {"other.jpg"}


def test_a_list_removed_during_the_ingest_no_longer_counts(
    session: Session, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = [b"content %d" % number for number in range(12)]
    for number, content in enumerate(contents):
        (folder / f"{number:02d}").write_bytes(content)
    add_list(session, tmp_path / "list.txt", sums(*contents))
    monkeypatch.setattr("inspector.triage.conveyor.EVERY_S", 0.0)
    monkeypatch.setattr("inspector.triage.reading.TOGETHER", 1)
    work = evidence.ingest(session, CASE, str(folder))
    next(progress for progress in work if progress.stage == "reading")
    library.remove(session, "list.txt")
    assert finish(work).standing.exact == 0


def test_a_list_with_broken_lines_loads_the_rest_and_says_so(session: Session, folder: Path, tmp_path: Path) -> None:
    (folder / "x").write_bytes(b"x")
    take(session, folder)
    added = add_list(session, tmp_path / "list.txt", "not a digest\n" + sums(b"x") + "abcd  short\n" + sums(b"y"))
    assert (added.hashset.entries, added.summary.tally.broken, added.matched) == (2, 2, 1)
    assert [broken.line for broken in added.summary.tally.shown] == [1, 3]


def test_equal_contents_are_looked_into_once(session: Session, folder: Path, pictures: dict[str, bytes]) -> None:
    for number in range(20):
        (folder / f"{number}.png").write_bytes(pictures["first.png"])
    taken = take(session, folder)
    reader = session.workspace.reader()
    assert (taken.standing.contents, taken.tally.new_contents) == (1, 1)
    assert reader.execute("SELECT count(*) FROM picture WHERE role = 'thumbnail'").fetchone() == (1,)
    assert {item.state for item in items(session).values()} == {"done"}
    assert len({item.content for item in items(session).values()}) == 1


def test_copies_that_come_before_the_first_is_stored_are_not_looked_into_again(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    wanted = Reading.wanted

    def count(reading: Reading, errand: Errand, node: Node, identity: Identity) -> bool:
        answer = wanted(reading, errand, node, identity)
        looked.extend([errand.item.id] * answer)
        return answer

    monkeypatch.setattr(Reading, "wanted", count)
    monkeypatch.setattr("inspector.triage.conveyor.EVERY_S", 3600.0)
    for number in range(60):
        (folder / f"{number:02d}.txt").write_bytes(b"the same words")
    take(session, folder)
    assert len(looked) == 1


def test_what_is_known_from_another_case_is_not_looked_into_again(
    session: Session, evidence_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from inspector.app import cases  # noqa: PLC0415

    take(session, evidence_folder)
    before = session.workspace.reader().execute("SELECT id, analysed FROM content").fetchall()
    cases.add(session, "02/VA", "khác")
    taken = finish(evidence.ingest(session, "02/VA", str(evidence_folder)))
    assert taken.tally.new_contents == 0
    assert taken.standing.contents == 3
    assert session.workspace.reader().execute("SELECT id, analysed FROM content").fetchall() == before


def test_a_quick_look_reads_the_sizes_that_are_known_first(
    session: Session, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The known one stands last in the order of the source, and is read first; then everything else is read too."""
    for number in range(30):
        (folder / f"{number:02d}").write_bytes(b"x" * (100 + number))
    (folder / "zz").write_bytes(b"known content")
    digest = hashlib.sha256(b"known content").hexdigest()
    add_list(session, tmp_path / "list.csv", f"sha256,size\n{digest},13\n")
    taken = take(session, folder, look="quick")
    (run,) = ingests.runs(session.workspace.reader(), 1)
    assert (run.look, taken.standing.exact, taken.standing.contents) == ("quick", 1, 31)
    order = session.workspace.reader().execute(
        "SELECT item.path FROM content JOIN item ON item.content = content.id ORDER BY content.id"
    )
    assert b"zz" in [path for (path,) in order][:17]  # within the first that were under way together


def test_a_quick_look_registers_the_sizes_that_are_known_ahead_of_the_walk(
    session: Session, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspector.triage.walk.BATCH", 10)
    for number in range(30):
        (folder / f"{number:02d}").write_bytes(b"x" * (100 + number))
    (folder / "zz").write_bytes(b"known content")
    os.link(folder / "zz", folder / "another name")
    digest = hashlib.sha256(b"known content").hexdigest()
    add_list(session, tmp_path / "list.csv", f"sha256,size\n{digest},13\n")
    stages = [progress.stage for progress in evidence.ingest(session, CASE, str(folder), look="quick")]
    assert [stage for stage, _ in itertools.groupby(stages)] == ["scouting", "walking", "reading"]
    connection = session.workspace.reader()
    found = connection.execute("SELECT data FROM audit WHERE action = 'entries_found' ORDER BY seq")
    told = [json.loads(data) for (data,) in found]
    assert [(each.get("ahead", False), each["found"], each["new"]) for each in told] == [
        (True, 2, 2), (False, 10, 10), (False, 10, 10), (False, 10, 10), (False, 2, 0),
    ]  # fmt: skip
    (run,) = ingests.runs(connection, 1)
    assert (run.entries, run.state) == (32, "done")
    assert {item.state for item in items(session).values()} == {"done"}


def test_no_illegal_list_is_said_as_long_as_there_is_none(session: Session, folder: Path, tmp_path: Path) -> None:
    (folder / "x").write_bytes(b"x")
    assert not take(session, folder).illegal_list_loaded
    add_list(session, tmp_path / "good.txt", sums(b"y"), Listing.KNOWN_GOOD)
    assert not take(session, folder).illegal_list_loaded
    add_list(session, tmp_path / "bad.txt", sums(b"y"), Listing.ILLEGAL)
    assert take(session, folder).illegal_list_loaded
    library.remove(session, "bad.txt")
    assert not take(session, folder).illegal_list_loaded


def test_a_list_that_is_broken_off_while_it_is_matched_is_not_in(
    session: Session, evidence_folder: Path, pictures: dict[str, bytes], tmp_path: Path
) -> None:
    """A set that is listed has been held against everything stored: it is in, or it is not."""
    take(session, evidence_folder)
    path = tmp_path / "list.txt"
    path.write_text(sums(pictures["other.jpg"]), encoding="utf-8")
    work = library.add(session, library.ListFile(path, Listing.ILLEGAL))
    next(progress for progress in work if progress.stage == "matching")
    work.close()
    assert library.listed(session) == []
    assert finish(library.add(session, library.ListFile(path, Listing.ILLEGAL))).matched == 1


def test_what_is_known_to_be_harmless_is_no_hit_and_is_not_read_first(
    session: Session, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A quick look past a list of known good files finds the one that is sought; its time is that of the first hit."""
    for number in range(10):
        (folder / f"{number:02d}").write_bytes(b"x" * (100 + number))
    digest = hashlib.sha256(b"x" * 105).hexdigest()
    add_list(session, tmp_path / "good.csv", f"sha256,size\n{digest},105\n", Listing.KNOWN_GOOD)
    assert Known(session.workspace).refresh()
    taken = take(session, folder, "quick")
    assert (taken.tally.matches, taken.tally.first_match_s) == (0, None)
    known = Known(session.workspace)
    known.refresh()
    assert known.sizes() == set()

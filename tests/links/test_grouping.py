"""Groups in the store: what waits, what is settled, and what a program that dies leaves."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from inspector.app import Session
from inspector.domain.content import Fingerprint, Kind, Variation
from inspector.domain.variation import AROUND
from inspector.links.grouping import Grouping
from inspector.links.neighbours import Pictures as Alike
from inspector.store import Workspace, audit, groups, pictured
from inspector.store.contents import Outcome
from tests import ready
from tests.command import ROOT
from tests.links.pictures import Pictures, picture, settle


@pytest.fixture
def case(workspace: Workspace) -> Pictures:
    return Pictures(workspace)


def test_what_is_stored_waits_until_it_is_settled(case: Pictures) -> None:
    case.put("large", 0, side=200)
    case.put("small", 0b111)
    case.put("other", 2**255 - 1)
    assert groups.how_many_wait(case.workspace.reader(), case.case.id) == 3
    assert {leader for leader, _ in case.groups().values()} == {None}
    settle(case)
    assert case.groups() == {"large": ("large", 0), "small": ("large", 3), "other": ("other", 0)}
    assert groups.how_many_wait(case.workspace.reader(), case.case.id) == 0


def test_what_has_no_fingerprint_is_in_no_group_and_what_tells_too_little_alone(case: Pictures) -> None:
    case.put("none", None)
    case.read(b"text", b"text", kind=Kind.DOCUMENT)
    case.put("flat", 0, quality=49)
    case.put("clear", 0)
    settle(case)
    assert case.groups() == {"flat": ("flat", 0), "clear": ("clear", 0)}


def test_a_mirrored_copy_is_in_the_group_and_one_window_alone_is_not_asked(case: Pictures) -> None:
    marks = {word: random.Random(word).getrandbits(256) for word in ("plain", "mirrored", "part")}
    told = {word: Fingerprint(marks[word].to_bytes(32, "big"), 90) for word in ("mirrored", "part")}
    variations = tuple(Variation(word, mark) for word, mark in told.items())
    case.read(b"best", b"best", analysis=replace(picture(marks["plain"], side=200), variations=variations))
    back = (Variation("mirrored", Fingerprint(marks["plain"].to_bytes(32, "big"), 90)),)
    seen = replace(picture(marks["mirrored"] ^ 0b11), variations=back)
    copy = case.read(b"copy", b"copy", analysis=seen)
    case.put("cut", marks["part"])
    settle(case)
    assert case.groups() == {"best": ("best", 0), "copy": ("best", 2), "cut": ("cut", 0)}
    place = groups.place(case.workspace.reader(), case.case.id, case.content(copy))
    assert place is not None
    assert place.variant == "mirrored"


def test_each_case_has_groups_of_its_own(case: Pictures) -> None:
    other = Pictures(case.workspace, "02/VA")
    case.put("small", 0b1)
    other.put("large", 0, side=200)
    other.copy("again", b"small")
    settle(case)
    settle(other)
    assert case.groups() == {"small": ("small", 0)}
    assert other.groups() == {"large": ("large", 0), "again": ("large", 1)}


def crowded(case: Pictures, start: int, end: int) -> None:
    """Some pictures of a few loose crowds, the same whoever asks."""
    rng = random.Random(4)
    marks = [rng.getrandbits(256) for _ in range(4)]
    for number in range(end):
        mark = rng.choice(marks) ^ sum(1 << bit for bit in rng.sample(range(256), rng.randint(0, 25)))
        marks.append(mark)
        side = rng.randint(1, 9)
        if number >= start:
            case.put(f"{number}", mark, side=side)


def test_one_run_after_another_gives_what_one_run_gives(case: Pictures) -> None:
    crowded(case, 0, 30)
    settle(case)
    crowded(case, 30, 60)
    grouping = Grouping(case.workspace, case.case.id)
    assert grouping.settle() == 30
    once = Pictures(case.workspace, "02/VA")
    for number in range(60):
        once.copy(f"{number}", str(number).encode())
    settle(once)
    assert once.groups() == case.groups()
    assert len({leader for leader, _ in once.groups().values()}) < 40


def test_a_grouping_that_goes_on_counts_what_is_stored(case: Pictures, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspector.links.grouping.BATCH", 2)
    grouping = Grouping(case.workspace, case.case.id)
    for number in range(5):
        case.put(f"{number}", number)
        grouping.stored(1)
    assert groups.how_many_wait(case.workspace.reader(), case.case.id) == 1
    for _ in grouping.to_the_end():
        pass
    assert {leader for leader, _ in case.groups().values()} == {case.groups()["0"][0]}


def test_a_content_that_looks_otherwise_than_before_sets_its_cases_back(case: Pictures) -> None:
    first, _ = case.put("best", 0, side=300), case.put("like", 0b11)
    grouping = Grouping(case.workspace, case.case.id)
    grouping.settle()
    assert case.groups()["like"] == ("best", 2)
    case.keep(Outcome(first, ready.digests(b"best"), "image/jpeg", Kind.IMAGE, picture(2**256 - 1, side=300), "2"))
    assert {leader for leader, _ in case.groups().values()} == {None}
    case.put("new", 0b1)
    while grouping.settle():  # it had the old groups in hand
        pass
    settled = case.groups()
    assert settled["best"] == ("best", 0)
    assert settled["like"][0] == settled["new"][0]


def test_a_content_looked_into_again_with_the_same_result_stays_where_it_is(case: Pictures) -> None:
    item = case.put("best", 0, side=300)
    settle(case)
    case.keep(Outcome(item, ready.digests(b"best"), "image/jpeg", Kind.IMAGE, picture(0, side=300), "2"))
    assert case.groups() == {"best": ("best", 0)}


def test_what_a_quick_look_left_out_waits_in_every_case_once_it_is_looked_into(case: Pictures) -> None:
    case.copy("quick", b"x")
    other = Pictures(case.workspace, "02/VA")
    assert case.groups() == {}
    other.put("full", 0, b"x")
    assert (case.groups(), other.groups()) == ({"quick": (None, 0)}, {"full": (None, 0)})


def test_settling_is_one_act_that_alters_no_case_and_the_chain_holds(case: Pictures) -> None:
    case.put("a", 0)
    case.put("b", 1)
    head = audit.case_head(case.workspace.reader(), case.case.id)
    settle(case)
    last = audit.newest(case.workspace.reader(), 1)[0]
    assert (last.action, last.alters) == ("groups_settled", False)
    assert audit.case_head(case.workspace.reader(), case.case.id) == head
    assert audit.verify(case.workspace.reader()).ok


def test_a_group_changed_behind_the_programs_back_is_found(case: Pictures, folder: Path) -> None:
    case.put("a", 0)
    settle(case)
    raw = ready.raw(folder)
    raw.execute("UPDATE near_group SET distance = 7")
    raw.close()
    assert "contents_differ" in [problem.code for problem in audit.verify(case.workspace.reader()).problems]


def test_a_workspace_of_an_older_program_gets_groups_and_cameras(case: Pictures, folder: Path) -> None:
    camera = {"make": "M", "model": "One", "serial": "A1234", "taken": "2026-01-02T03:04:05"}
    case.put("a", 0, camera=camera)
    case.put("b", 1)
    case.workspace.close()
    raw = ready.raw(folder)
    for statement in ("DROP TABLE near_group", "DROP TABLE capture", "DROP INDEX content_mark",
                      "DELETE FROM holding WHERE name IN ('near_group', 'capture')",
                      "DELETE FROM _sqlite_migrations WHERE name = 'm012_groups'"):  # fmt: skip
        raw.execute(statement)
    raw.close()
    with Session(ready.signed_in(folder)) as session:
        case.workspace = session.workspace
        assert {leader for leader, _ in case.groups().values()} == {None}
        settle(case)
        assert case.groups()["b"] in {("a", 1), ("b", 0)}
        row = session.workspace.reader().execute("SELECT model, serial, taken FROM capture").fetchall()
        assert row == [("One", "A1234", 1767323045)]
        assert audit.verify(session.workspace.reader()).ok


DYING = """
import os, signal, sys
from pathlib import Path
from inspector.links import grouping
from inspector.store import groups
from tests import ready

grouping.BATCH = 7
settle, left = groups.settle, int(sys.argv[2])
def dying(*given):
    global left
    left -= 1
    act = settle(*given)
    def carried_out(connection):
        deed = act(connection)
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return deed
    return carried_out
groups.settle = dying
with ready.signed_in(Path(sys.argv[1])) as workspace:
    for _ in grouping.Grouping(workspace, 1).to_the_end():
        pass
"""


@pytest.mark.parametrize("act", [1, 4])
def test_a_program_killed_in_the_middle_leaves_whole_batches_and_the_next_run_the_same_groups(
    case: Pictures, folder: Path, act: int
) -> None:
    crowded(case, 0, 40)
    once = Pictures(case.workspace, "02/VA")
    for number in range(40):
        once.copy(f"{number}", str(number).encode())
    settle(once)
    done = subprocess.run([sys.executable, "-c", DYING, str(folder), str(act)], cwd=ROOT, check=False,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    assert groups.how_many_wait(case.workspace.reader(), case.case.id) == 40 - 7 * (act - 1)
    assert audit.verify(case.workspace.reader()).ok
    settle(case)
    assert case.groups() == once.groups()


def test_many_pictures_are_read_back_as_they_look_one_by_one(case: Pictures) -> None:
    words = ["mirrored", "turned", "trimmed", "turned+trimmed", "widened", "part"]
    rng = random.Random(6)
    for number in range(40):
        marks = [Fingerprint(rng.randbytes(32), rng.choice([50, 90])) for _ in range(rng.randint(0, 6))]
        told = tuple(Variation(word, mark) for word, mark in zip(rng.sample(words, len(marks)), marks, strict=True))
        parts = [Fingerprint(rng.randbytes(32), 90) for _ in range(rng.choice([0, AROUND - 1, AROUND, 9]))]
        told += tuple(Variation("part", mark) for mark in parts)
        seen = picture(rng.getrandbits(256), side=rng.randint(1, 70_000), quality=rng.choice([10, 49, 50, 77, 100]))
        case.read(b"%d" % number, rng.randbytes(rng.randint(1, 99)), analysis=replace(seen, variations=told))
    settle(case)
    reader, one_by_one, at_once = case.workspace.reader(), Alike(), Alike()
    for part in pictured.settled(reader, case.case.id):
        at_once.add_columns(part)
        one_by_one.add(groups.looks_of(reader, part.contents))
    assert at_once.orders.all.tolist() == one_by_one.orders.all.tolist()
    for ours, theirs in zip(sorts(at_once), sorts(one_by_one), strict=True):
        assert ours == theirs


def sorts(alike: Alike) -> list[list[object]]:
    """All fingerprints by row, with what was done."""
    return [
        [sort.first.all.tolist(), sort.owner.all.tolist(), sort.words.all.tolist(),
         [alike.names[number] for number in sort.variant.all.tolist()]]
        for sort in (alike.plain, alike.flips, alike.parts, alike.altered)
    ]  # fmt: skip

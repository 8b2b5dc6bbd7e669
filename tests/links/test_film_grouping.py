"""Groups of films in the store: what waits, what is settled beside pictures, and what was seen in other cases."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from inspector.app import Session, links
from inspector.domain.group import GroupKind, Seen
from inspector.links.grouping import Grouping
from inspector.store import Workspace, audit, groups
from tests import ready
from tests.command import ROOT
from tests.links.films import Films, frames, lying
from tests.links.pictures import settle
from tests.links.test_grouping import DYING

WHOLE = frames(range(20))
COPY = frames(range(1, 19), loose=9, steady=2)


@pytest.fixture
def case(workspace: Workspace) -> Films:
    return Films(workspace)


def test_films_wait_and_are_settled_beside_pictures(case: Films) -> None:
    case.shown("small", COPY)
    case.shown("large", WHOLE, side=200)
    case.shown("other", frames(range(50, 70)))
    case.put("picture", 0, side=300)
    case.put("like it", 0b111)
    case.read(b"sound", b"sound")
    assert {leader for leader, _ in case.groups().values()} == {None}
    settle(case)
    assert case.groups() == {
        "small": ("large", 0), "large": ("large", 0), "other": ("other", 0), "picture": ("picture", 0),
        "like it": ("picture", 3),
    }  # fmt: skip
    assert groups.how_many_wait(case.workspace.reader(), case.case.id) == 0


def test_a_picture_is_never_in_the_group_of_a_film_though_a_frame_is_the_same(case: Films) -> None:
    case.shown("film", WHOLE)
    case.put("frame", int.from_bytes(WHOLE[3][0], "big"))
    settle(case)
    assert case.groups() == {"film": ("film", 0), "frame": ("frame", 0)}


def test_a_turned_film_tells_so_and_its_distance_is_in_percent(case: Films, session: Session) -> None:
    case.shown("large", WHOLE, side=200)
    item = case.shown("turned", lying(frames([*range(3, 20), *range(60, 64)]), 5))
    settle(case)
    around = links.around(session, item)
    assert around.near is not None
    assert around.place is not None
    assert (around.near.contents, around.place.film, around.place.distance) == (2, True, 15)
    assert "turned" in around.place.variant
    near = links.of_item(session, item, GroupKind.NEAR)
    assert near is not None
    assert [(member.distance, member.variant) for member in near.members] == [(0, ""), (15, around.place.variant)]


def test_the_longer_of_equally_large_films_represents_the_group(case: Films, session: Session) -> None:
    first = case.shown("shorter", COPY, content=b"a" * 99)
    case.shown("longer", WHOLE)
    settle(case)
    assert case.groups()["shorter"] == ("longer", 0)
    (group,) = links.listed(session, case.number, GroupKind.NEAR)
    near = links.of_item(session, first, GroupKind.NEAR)
    assert near is not None
    assert group.sha256 == near.group.sha256 == ready.digests(b"longer").sha256


def test_one_run_after_another_gives_what_one_run_gives(case: Films) -> None:
    told = {f"{number}": frames(range(4 * (number % 7), 4 * (number % 7) + 16), loose=number % 9, seed=number)
            for number in range(20)}  # fmt: skip
    for name in list(told)[:11]:
        case.shown(name, told[name])
    settle(case)
    for name in list(told)[11:]:
        case.shown(name, told[name])
    settle(case)
    once = Films(case.workspace, "02/VA")
    for name in reversed(told):
        once.copy(name, name.encode())
    settle(once)
    assert case.groups() == {name: once.groups()[name] for name in told}
    assert 1 < len({leader for leader, _ in once.groups().values()}) < 8


def test_films_of_many_frames_are_read_some_at_a_time(case: Films, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspector.store.groups._BYTES_AT_ONCE", 1_000)
    for number in range(5):
        case.shown(f"{number}", frames(range(20), loose=number, seed=number))
    grouping = Grouping(case.workspace, case.case.id)
    assert [grouping.settle() for _ in range(4)] == [2, 2, 1, 0]
    assert len({leader for leader, _ in case.groups().values()}) == 1


def test_a_film_that_looks_otherwise_than_before_sets_its_cases_back(case: Films) -> None:
    case.shown("best", WHOLE, side=300)
    case.shown("like", COPY)
    case.put("picture", 0)
    grouping = Grouping(case.workspace, case.case.id)
    grouping.settle()
    assert case.groups()["like"] == ("best", 0)
    case.again("best", tuple((pdq, quality, 40_000 + at_ms) for pdq, quality, at_ms in frames(range(80, 90))), side=300)
    assert {leader for leader, _ in case.groups().values()} == {None}
    case.put("new picture", 1)
    while grouping.settle():  # it had the old groups in hand
        pass
    assert None not in {leader for leader, _ in case.groups().values()}


def test_a_film_looked_into_again_with_the_same_result_stays_where_it_is(case: Films) -> None:
    case.shown("best", WHOLE, side=300)
    settle(case)
    case.again("best", WHOLE, side=300)
    assert case.groups() == {"best": ("best", 0)}


def test_frames_of_an_earlier_look_do_not_stay(case: Films) -> None:
    item = case.shown("best", WHOLE)
    case.again("best", tuple((pdq, quality, at_ms + 250) for pdq, quality, at_ms in COPY))
    looks = groups.looks(case.workspace.reader(), item)
    assert looks is not None
    assert COPY[0][0] in looks.frames
    assert WHOLE[-1][0] not in looks.frames


def test_a_film_that_tells_nothing_when_it_is_looked_into_again_is_likened_to_nothing(case: Films) -> None:
    item = case.shown("best", WHOLE, side=200)
    case.shown("copy", COPY)
    settle(case)
    case.again("best", ())
    assert groups.looks(case.workspace.reader(), item) is None
    settle(case)
    assert case.groups() == {"copy": ("copy", 0)}


def test_pictures_and_films_of_a_workspace_of_an_older_program_wait_for_their_groups(case: Films, folder: Path) -> None:
    case.shown("large", WHOLE, side=200)
    case.shown("small", COPY)
    case.put("picture", 0)
    settle(case)
    case.workspace.close()
    raw = ready.raw(folder)
    raw.execute("DELETE FROM near_group WHERE content IN (SELECT content FROM frame)")
    raw.execute("DELETE FROM _sqlite_migrations WHERE name = 'm015_films_in_groups'")
    raw.close()
    with Session(ready.signed_in(folder)) as session:
        case.workspace = session.workspace
        assert case.groups() == {"large": (None, 0), "small": (None, 0), "picture": (None, 0)}
        assert audit.verify(session.workspace.reader()).ok
        settle(case)
        assert case.groups()["small"] == ("large", 0)
        assert audit.verify(session.workspace.reader()).ok


def test_a_program_killed_in_the_middle_leaves_whole_batches_and_the_next_run_the_same_groups(
    case: Films, folder: Path
) -> None:
    once = Films(case.workspace, "02/VA")
    for number in range(24):
        case.shown(f"{number}", frames(range(number % 5, number % 5 + 14), loose=number % 12, seed=number))
        once.copy(f"{number}", str(number).encode())
    settle(once)
    done = subprocess.run([sys.executable, "-c", DYING, str(folder), "3"], cwd=ROOT, check=False,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    assert groups.how_many_wait(case.workspace.reader(), case.case.id) == 10
    settle(case)
    assert case.groups() == once.groups()
    assert audit.verify(case.workspace.reader()).ok


def test_a_like_film_of_another_case_is_seen_and_a_part_of_it_is_not(case: Films, session: Session) -> None:
    mine = case.shown("mine", WHOLE)
    there, third = Films(case.workspace, "02/VA"), Films(case.workspace, "03/VA")
    there.shown("far", frames([*range(2, 18), *range(70, 74)]))
    nearer = there.shown("near", lying(COPY, 1))
    third.shown("part", frames(range(8)))
    third.put("frame", int.from_bytes(WHOLE[3][0], "big"))
    case.shown("here", COPY, content=b"another")
    expected = [Seen("02/VA", "near", nearer, 1, 0, "mirrored", film=True)]
    assert links.seen_elsewhere(session, mine) == expected
    assert links.seen_elsewhere(session, nearer) == [Seen("01/VA", "near", mine, 1, 0, "mirrored", film=True)]


def test_the_same_film_in_another_case_is_told_as_that_and_not_as_like_it(case: Films, session: Session) -> None:
    mine = case.shown("mine", WHOLE)
    there = Films(case.workspace, "02/VA")
    same = there.copy("same", b"mine")
    assert links.seen_elsewhere(session, mine) == [Seen("02/VA", "content", same, 1, 0)]


def test_a_case_tells_like_films_and_like_pictures_of_another_as_one(case: Films, session: Session) -> None:
    case.shown("film", WHOLE)
    case.shown("copy", COPY)
    case.put("picture", 0)
    there = Films(case.workspace, "02/VA")
    first = there.shown("film there", frames(range(20), loose=5))
    there.put("picture there", 1)
    settle(case)
    assert links.case_elsewhere(session, case.number) == [Seen("02/VA", "near", first, 2)]

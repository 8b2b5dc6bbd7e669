"""Groups are there when a run of ingest has ended, and wait in the store when it was stopped."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from PIL import Image

from inspector.app import Session, cases, evidence, links
from inspector.app.practice.pictures import encoded
from inspector.app.practice.scenes import scene
from inspector.domain.group import GroupKind
from inspector.store import groups
from tests.triage.taking import CASE, finish, items, take

COPIES = (("small.jpg", 0.5, "jpeg"), ("half.png", 0.7, "png"), ("original.png", 1.0, "png"))


def draw(folder: Path, seed: int, name: str = "") -> None:
    """A picture and copies of it in other sizes and formats."""
    picture = scene(seed, "landscape", 1)
    for copy, scale, kind in COPIES:
        size = (round(picture.width * scale), round(picture.height * scale))
        (folder / f"{name}{copy}").write_bytes(encoded(picture.resize(size, Image.Resampling.LANCZOS), kind))


def near(session: Session, number: str = CASE) -> set[frozenset[str]]:
    """The near groups of a case, each with the names of what is in it, the best first."""
    connection = session.workspace.reader()
    found = list(links.listed(session, number, GroupKind.NEAR))
    names = dict(connection.execute("SELECT id, shown FROM item").fetchall())
    for group in found:
        assert names[group.item].endswith("original.png")
    return {frozenset(names[item] for item in links.items(session, group.item, GroupKind.NEAR)) for group in found}


def group(name: str) -> frozenset[str]:
    return frozenset(f"{name}{copy}" for copy, _, _ in COPIES)


def test_copies_are_a_group_behind_the_run_that_found_them(session: Session, folder: Path) -> None:
    draw(folder, 3, "a ")
    draw(folder, 4, "b ")
    take(session, folder)
    assert near(session) == {group("a "), group("b ")}
    assert groups.how_many_wait(session.workspace.reader(), 1) == 0


def test_what_a_later_run_finds_joins(session: Session, folder: Path) -> None:
    draw(folder, 3, "a ")
    late = (folder / "a original.png").read_bytes()
    (folder / "a original.png").unlink()
    take(session, folder)
    (folder / "a original.png").write_bytes(late)
    take(session, folder)
    assert near(session) == {group("a ")}


def test_a_run_that_is_stopped_leaves_what_is_not_settled_waiting(session: Session, folder: Path) -> None:
    draw(folder, 3, "a ")
    with closing(evidence.ingest(session, CASE, str(folder))) as work:
        while sum(item.state == "done" for item in items(session).values()) < 3:
            next(work)
    assert groups.how_many_wait(session.workspace.reader(), 1) == 3
    finish(links.settle(session, CASE))
    assert near(session) == {group("a ")}


def test_what_was_taken_in_for_one_case_is_grouped_in_another(session: Session, folder: Path) -> None:
    draw(folder, 3, "a ")
    take(session, folder)
    cases.add(session, "02/VA", "x")
    finish(evidence.ingest(session, "02/VA", str(folder)))
    assert near(session, "02/VA") == {group("a ")}
    seen = links.seen_elsewhere(session, min(item.id for item in items(session).values()))
    assert {(one.case, one.by) for one in seen or ()} == {("02/VA", "content"), ("02/VA", "near")}

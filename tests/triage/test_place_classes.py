"""Where a copy lay, through the whole pipeline: stored with each item, recorded by which rules, and counted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from inspector.app import Session
from inspector.domain.fault import InputFault
from inspector.domain.place_class import PlaceClass
from inspector.library import places as library_places
from inspector.library.places import Places
from inspector.report.gathering import gather
from inspector.store import audit, cases, contents, decisions, figures
from inspector.store.connection import Connection
from inspector.store.contents import Waiting
from inspector.store.decisions import Choice
from inspector.store.gallery import detail
from tests import ready
from tests.triage.taking import CASE, add_list, items, take

TREE = {
    "DCIM/Camera/IMG_1.jpg": PlaceClass.CAMERA,
    "Users/an/Desktop/a.jpg": PlaceClass.SAVED,
    "Users/an/AppData/Local/Google/Chrome/User Data/Default/Cache/f_1": PlaceClass.CACHE,
    "Users/an/Pictures/Thumbs.db": PlaceClass.THUMBNAIL,
    "Windows/System32/a.dll": PlaceClass.SYSTEM,
    "$Recycle.Bin/S-1-5-21-1/$RA.jpg": PlaceClass.DELETED,
    "ghi chú.txt": None,
}
OWN = {"DCIM/Camera/IMG_1.jpg", "Users/an/Desktop/a.jpg", "$Recycle.Bin/S-1-5-21-1/$RA.jpg", "ghi chú.txt"}


@pytest.fixture
def tree(folder: Path) -> Path:
    for number, name in enumerate(TREE):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * (number + 1))
    return folder


def sizes_of(names: set[str]) -> int:
    return sum(list(TREE).index(name) + 1 for name in names)


def test_every_new_item_has_the_class_of_its_place(session: Session, tree: Path) -> None:
    take(session, tree)
    found = items(session)
    assert {path.decode(): item.place for path, item in found.items()} == TREE
    camera, unknown = found[b"DCIM/Camera/IMG_1.jpg"].id, found["ghi chú.txt".encode()].id
    places = [detail(session.workspace.reader(), number).occurrences[0].place for number in (camera, unknown)]  # type: ignore[union-attr]
    assert places == ["camera", None]


def test_the_record_of_an_ingest_tells_by_which_rules(session: Session, tree: Path) -> None:
    take(session, tree)
    (begun,) = [entry for entry in audit.entries(session.workspace.reader()) if entry.action == "ingest_start"]
    assert json.loads(begun.data)["places"] == {"version": Places.load().version, "digest": Places.load().digest.hex()}


def test_counts_are_told_with_and_without_the_systems_copies(session: Session, tree: Path) -> None:
    take(session, tree)
    connection = session.workspace.reader()
    facts = gather(connection, cases.find(connection, CASE), "0")
    assert (facts.total.items, facts.total.own_items) == (len(TREE), len(OWN))
    assert (facts.total.bytes, facts.total.own_bytes) == (sizes_of(set(TREE)), sizes_of(OWN))
    undecided = facts.schemes[0].undecided
    assert (undecided.own_items, undecided.own_bytes) == (facts.total.own_items, facts.total.own_bytes)
    assert all(category.tally.own_items == 0 for category in facts.schemes[0].categories)
    assert sum(tally.own_items or 0 for tally in facts.kinds.values()) == len(OWN)


def test_a_report_lists_the_rules_among_the_analysers(session: Session, tree: Path) -> None:
    take(session, tree)
    take(session, tree)
    connection = session.workspace.reader()
    facts = gather(connection, cases.find(connection, CASE), "0")
    (rules,) = [each for each in facts.analysers if each.name == "places"]
    assert rules.version == Places.load().version
    assert Places.load().digest.hex() in rules.parameters


def test_what_was_listed_before_there_were_classes_is_not_counted_and_gets_one_when_taken_in_again(
    session: Session, tree: Path
) -> None:
    take(session, tree)
    session.workspace.change(ready.unplaced())
    connection = session.workspace.reader()
    assert figures.total(connection, 1).own_items is None
    take(session, tree)
    assert {path.decode(): item.place for path, item in items(session).items()} == TREE
    assert figures.total(connection, 1).own_items == len(OWN)
    assert audit.verify(connection).ok


def test_an_item_keeps_the_class_it_was_given(
    session: Session, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(session, tree)
    other = tmp_path / "rules" / "places"
    other.mkdir(parents=True)
    (other / "own.toml").write_text(
        'version = "2099-01-01"\n[[rule]]\nplace = "received"\npaths = ["DCIM/"]\nsource = "x"\n', encoding="utf-8"
    )
    monkeypatch.setattr(library_places, "resource", lambda name: tmp_path / "rules" / name)
    take(session, tree)
    assert items(session)[b"DCIM/Camera/IMG_1.jpg"].place == "camera"


def test_broken_rules_stop_an_ingest_before_it_begins(
    session: Session, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "own.toml").write_text("version = 1", encoding="utf-8")
    monkeypatch.setattr(library_places, "resource", lambda name: tmp_path / name)
    with pytest.raises(InputFault, match="library_places_broken"):
        take(session, tree)
    assert not [entry for entry in audit.entries(session.workspace.reader()) if entry.action == "ingest_start"]


def test_a_quick_look_asks_for_known_sizes_and_then_for_what_a_person_saved(
    session: Session, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bytes] = []
    to_read = contents.items_to_read

    def remembered(connection: Connection, numbers: Sequence[int]) -> list[Waiting]:
        found = to_read(connection, numbers)
        asked.extend(item.path for item in found if item.path not in asked)
        return found

    monkeypatch.setattr(contents, "items_to_read", remembered)
    thumbnail = hashlib.md5(b"x" * 4, usedforsecurity=False).hexdigest()
    add_list(session, tmp_path / "known.txt", f"%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n4,{thumbnail},x\n")
    taken = take(session, tree, look="quick")
    assert asked[:3] == [b"Users/an/Pictures/Thumbs.db", b"Users/an/Desktop/a.jpg", b"DCIM/Camera/IMG_1.jpg"]
    assert taken.standing.exact == 1
    assert len(asked) == len(TREE)


def test_a_content_counts_with_its_bytes_in_every_group_it_stands_in(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "twice"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_bytes(b"the same ten")
    take(session, folder)
    second = items(session)[b"b.txt"].id
    session.workspace.change(decisions.decide([second], Choice("vn", "KLQ"), "an"))
    counts = figures.categories(session.workspace.reader(), 1, "vn")
    assert {code: (count.items, count.contents, count.content_bytes) for code, count in counts.items()} == {
        None: (1, 1, 12),
        "KLQ": (1, 1, 12),
    }
    assert (figures.total(session.workspace.reader(), 1).contents, len(counts)) == (1, 2)

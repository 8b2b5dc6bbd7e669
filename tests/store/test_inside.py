"""What lies inside containers, as the gallery filters, counts and tells it."""

from __future__ import annotations

from typing import Any

import pytest

from inspector.domain.content import Failure, Kind
from inspector.domain.entry import Entry
from inspector.store import cases, gallery, listing
from inspector.store.contents import Outcome
from inspector.store.gallery import Filter
from inspector.store.listing import Asked
from inspector.store.members import READ, Spot, Unfolded
from tests import ready


class Case(ready.Register):
    """Two files beside an archive: in it a picture, a second archive with a picture and a copy of the first file."""

    def __init__(self, workspace: Any) -> None:
        super().__init__(workspace)
        self.plain = self.read(b"a/plain.jpg", b"plain")
        (self.outer,) = self.listed(b"a/x.zip")
        self.listed(b"a/waits.jpg")
        outer = Spot(self.outer, shown="a/x.zip")
        inner = self.spot(outer, b"in/y.zip", "0", "a/x.zip › in/y.zip")
        unfolded = Unfolded("zip", "1", READ, {"files": 3, "note": "ghi chú"})
        self.keep(
            self.outcome(self.spot(outer, b"one.jpg", "1", "a/x.zip › one.jpg"), b"one"),
            self.outcome(self.spot(inner, b"two.jpg", "0", "a/x.zip › in/y.zip › two.jpg"), b"two"),
            self.outcome(self.spot(inner, b"copy.jpg", "1", "a/x.zip › in/y.zip › copy.jpg"), b"plain"),
            Outcome(self.spot(inner, b"sealed.jpg", "2", "…"), None, failures=(Failure("encrypted", "zip"),)),
            self.outcome(inner, b"inner", Kind.ARCHIVE, Unfolded("zip", "1", READ), Failure("damaged", "zip")),
            self.outcome(self.outer, b"outer", Kind.ARCHIVE, unfolded),
        )

    def spot(self, within: Spot, path: bytes, locator: str, shown: str) -> Spot:
        entry = Entry(path, 3, 10**18, None, None, 0, 0, 1, created_ns=2 * 10**18, locator=locator, volume="NTFS 2")
        return Spot(None, within, entry, "deleted", shown, path)

    def outcome(
        self, item: int | Spot, content: bytes, kind: Kind = Kind.IMAGE, unfolded: Unfolded | None = None,
        *failures: Failure,
    ) -> Outcome:  # fmt: skip
        digests = ready.digests(content)
        return Outcome(item, digests, "image/jpeg", kind, analysed="0", failures=failures, unfolded=unfolded)

    def named(self, **asked: Any) -> list[str]:
        reader = self.workspace.reader()
        ids = gallery.tile_ids(reader, Filter(self.case.id, **asked))
        return [tile.name for tile in gallery.tiles(reader, ids)]

    def item(self, name: str) -> int:
        (found,) = self.workspace.reader().execute("SELECT id FROM item WHERE path = ?", (name.encode(),)).fetchone()
        return int(found)


@pytest.fixture
def case(workspace: Any) -> Case:
    return Case(workspace)


def test_what_lies_inside_a_container_is_found_at_any_depth(case: Case) -> None:
    assert case.named(container=case.outer) == ["one.jpg", "y.zip", "two.jpg", "copy.jpg", "sealed.jpg"]
    assert case.named(container=case.item("in/y.zip")) == ["two.jpg", "copy.jpg", "sealed.jpg"]
    assert case.named(container=case.item("one.jpg")) == []
    assert case.named(container=case.outer, kind=Kind.ARCHIVE) == ["y.zip"]
    asked = Asked(case.case.id, container=case.outer)
    assert len(list(listing.items(case.workspace.reader(), asked))) == 5


def test_containers_and_members_with_failures_are_counted_and_found(case: Case) -> None:
    assert case.named(failed=True) == ["y.zip", "sealed.jpg"]
    assert case.named(failed=True, container=case.item("in/y.zip")) == ["sealed.jpg"]
    counts = cases.counts(case.workspace.reader(), case.case.id)
    assert (counts.items, counts.failed, counts.waiting) == (8, 2, 1)


def test_a_tile_is_marked_when_any_of_its_copies_failed(case: Case) -> None:
    case.keep(Outcome(case.item("a/waits.jpg"), ready.digests(b"plain"), "image/jpeg", Kind.IMAGE, analysed="0",
                      failures=(Failure("changed", "source"),)))  # fmt: skip
    (tile,) = gallery.tiles(case.workspace.reader(), [case.plain])
    assert tile.failed
    detail = gallery.detail(case.workspace.reader(), case.plain)
    assert detail is not None
    assert detail.failures == []
    assert [place.failed for place in detail.occurrences] == [False, True, False]
    assert [place.container for place in detail.occurrences] == [None, None, case.item("in/y.zip")]


def test_the_detail_of_a_member_leads_down_from_the_file_of_the_source(case: Case) -> None:
    detail = gallery.detail(case.workspace.reader(), case.item("two.jpg"))
    assert detail is not None
    assert [(link.path, link.reader) for link in detail.chain] == [
        (b"a/x.zip", "zip"), (b"in/y.zip", "zip"), (b"two.jpg", None)]  # fmt: skip
    assert (detail.item.created_ns, detail.item.volume) == (2 * 10**18, "NTFS 2")
    assert detail.holding is None


def test_the_detail_of_a_container_tells_how_it_was_unfolded(case: Case) -> None:
    outer = gallery.detail(case.workspace.reader(), case.outer)
    assert outer is not None
    assert outer.holding is not None
    told = outer.holding
    assert (told.reader, told.version, told.state, told.facts) == ("zip", "1", "read", {"files": 3, "note": "ghi chú"})
    assert (told.members, told.failed, told.waiting, told.more) == (2, 1, 0, False)
    inner = gallery.detail(case.workspace.reader(), case.item("in/y.zip"))
    assert inner is not None
    assert inner.holding is not None
    assert (inner.holding.members, inner.holding.failed) == (3, 1)
    plain = gallery.detail(case.workspace.reader(), case.plain)
    assert plain is not None
    assert plain.holding is None

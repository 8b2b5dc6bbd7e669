"""The gallery: one tile a content, the gravest first, and every filter alone and together."""

from __future__ import annotations

from typing import Any

import pytest

from inspector.domain.content import Analysis, Failure, Finding, Kind
from inspector.domain.match import Listing, Match, Signal
from inspector.store import decisions, gallery, hashsets, listing
from inspector.store.contents import Outcome
from inspector.store.decisions import Choice
from inspector.store.gallery import Filter
from inspector.store.listing import Asked
from tests import ready


class Case(ready.Register):
    """A case with one item of each sort, by name."""

    def __init__(self, workspace: Any) -> None:
        super().__init__(workspace)
        illegal, alert, good = (self.hashset(listing.value, listing) for listing in Listing)
        exact, near = Signal.SHA256, Signal.PDQ
        self.items = {
            "plain": self.read(b"a/plain.jpg", b"plain", analysis=Analysis(thumbnail=b"small")),
            "near": self.read(b"a/near.jpg", b"near", matches=[Match(illegal, near, 12, "n", "")]),
            "good": self.read(b"a/good.png", b"good", matches=[Match(good, Signal.MD5, 0, "g", "")]),
            "alert": self.read(b"a/alert.jpg", b"alert", matches=[Match(alert, exact, 0, "a", "")]),
            "both": self.read(
                b"a/both.jpg", b"both", matches=[Match(good, exact, 0, "g", ""), Match(illegal, near, 30, "i", "A1")]
            ),
            "exact": self.read(b"b/exact.jpg", b"exact", matches=[Match(illegal, exact, 0, "e", "")]),
            "copy": self.read(b"b/copy.jpg", b"plain"),
            "film": self.read(
                b"b/film.mp4", b"film", kind=Kind.VIDEO, analysis=Analysis(duration_ms=4000, sheet=b"sheet")
            ),
            "text": self.read("b/thư.txt".encode(), b"text", kind=Kind.DOCUMENT, analysis=Analysis(text="xin chào")),
            "broken": self.read(
                b"c/broken.jpg", b"broken", analysis=Analysis(failures=(Failure("crashed", "picture"),))
            ),
        }
        (self.items["gone"], self.items["waits"]) = self.listed(b"c/gone.jpg", b"c/waits.jpg")
        self.keep(Outcome(self.items["gone"], None, failures=(Failure("vanished", "source"),)))

    def __getitem__(self, name: str) -> int:
        return self.items[name]

    def shown(self, **asked: Any) -> list[str]:
        """The tiles of the gallery under a filter, by name and in order."""
        names = {number: name for name, number in self.items.items()}
        return [names[number] for number in gallery.tile_ids(self.workspace.reader(), Filter(self.case.id, **asked))]

    def hidden(self, **asked: Any) -> int:
        return gallery.hidden_known_good(self.workspace.reader(), Filter(self.case.id, **asked))

    def listed_as(self, **asked: Any) -> set[str]:
        names = {number: name for name, number in self.items.items()}
        return {names[found.id] for found in listing.items(self.workspace.reader(), Asked(self.case.id, **asked))}


@pytest.fixture
def case(workspace: Any) -> Case:
    return Case(workspace)


def test_the_gravest_comes_first_and_the_known_good_not_at_all(case: Case) -> None:
    assert case.shown() == [
        "exact", "near", "both", "alert", "plain", "film", "text", "broken", "gone", "waits",
    ]  # fmt: skip


def test_known_good_is_shown_when_asked_for_and_comes_last(case: Case) -> None:
    shown = case.shown(known_good=True)
    assert shown[-1] == "good"
    assert len(shown) == 11
    assert case.hidden() == 1


def test_what_is_hidden_is_counted_under_the_same_filter(case: Case) -> None:
    assert case.hidden(match="exact") == 1
    assert case.hidden(text="good") == 1
    assert case.hidden(text="plain") == case.hidden(kind=Kind.VIDEO) == case.hidden(match="near") == 0
    case.workspace.change(hashsets.switch_off("known-good"))
    assert case.hidden() == 0


def test_a_match_says_what_its_category_stands_for_where_the_set_does(case: Case) -> None:
    meanings = {"A1": "tài liệu xâm hại trẻ em", "g": "của danh sách khác"}
    told = case.hashset("nói rõ", Listing.ALERT, meanings=meanings)
    number = case.read(
        b"d/x.jpg", b"x", matches=[Match(told, Signal.SHA1, 0, "x", "A1"), Match(told, Signal.MD5, 0, "x", "B")]
    )
    item = listing.item(case.workspace.reader(), number)
    assert item is not None
    found = {one.match.category: one.meaning for one in item.matches}
    assert found == {"A1": "tài liệu xâm hại trẻ em", "B": ""}


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"match": "exact"}, {"exact", "alert", "good", "both"}),
        ({"match": "near"}, {"near", "both"}),
        ({"match": "any"}, {"exact", "alert", "good", "near", "both"}),
        ({"kind": Kind.VIDEO}, {"film"}),
        ({"kind": Kind.AUDIO}, set()),
        ({"text": "xin chao"}, {"text"}),
        ({"text": "thư"}, {"text"}),
        ({"text": "film"}, {"film"}),
        ({"failed": True}, {"broken", "gone"}),
        ({"failed": True, "kind": Kind.IMAGE}, {"broken"}),
        ({"match": "any", "text": "near"}, {"near"}),
        ({"category": "1"}, set()),
    ],
)  # fmt: skip
def test_filters_of_the_list_and_of_the_gallery_agree(case: Case, asked: dict[str, Any], names: set[str]) -> None:
    assert case.listed_as(**asked) == names
    assert set(case.shown(known_good=True, **asked)) == names


def test_a_category_filters_items_and_an_empty_one_finds_the_undecided(case: Case) -> None:
    choice = Choice("vn", "2")
    case.workspace.change(decisions.decide([case["exact"], case["film"]], choice, ready.OWNER))
    assert case.listed_as(category="2") == {"exact", "film"}
    assert case.shown(category="2") == ["exact", "film"]
    assert case.listed_as(category="") == set(case.items) - {"exact", "film"}
    assert case.listed_as(category="2", scheme="vics") == set()
    assert case.listed_as(category="2", match="exact") == {"exact"}


def test_equal_contents_are_one_tile_with_a_count(case: Case) -> None:
    (tile,) = gallery.tiles(case.workspace.reader(), [case["plain"]])
    assert (tile.count, tile.name, tile.signal, tile.category, tile.failed) == (2, "plain.jpg", None, None, False)
    assert gallery.siblings(case.workspace.reader(), case["copy"]) == [case["plain"], case["copy"]]
    assert gallery.siblings(case.workspace.reader(), case["waits"]) == [case["waits"]]


def test_tiles_come_in_the_order_asked_and_strangers_are_left_out(case: Case) -> None:
    asked = [case["film"], case["exact"], 999_999, case["gone"]]
    tiles = gallery.tiles(case.workspace.reader(), asked)
    assert [tile.item for tile in tiles] == [case["film"], case["exact"], case["gone"]]
    film, exact, gone = tiles
    assert (film.kind, film.duration_ms) == (Kind.VIDEO, 4000)
    assert (exact.signal, exact.listing) == ("exact", Listing.ILLEGAL)
    assert (gone.content, gone.count, gone.failed) == (None, 1, True)


def test_the_stricter_list_and_the_nearer_match_lead(case: Case) -> None:
    (tile,) = gallery.tiles(case.workspace.reader(), [case["both"]])
    assert (tile.signal, tile.listing) == ("near", Listing.ILLEGAL)
    item = listing.item(case.workspace.reader(), case["both"])
    assert item is not None
    assert [agreed.listing for agreed in item.matches] == [Listing.ILLEGAL, Listing.KNOWN_GOOD]


def test_a_set_taken_out_of_use_no_longer_counts(case: Case) -> None:
    case.workspace.change(hashsets.remove(Listing.ILLEGAL.value))
    assert case.listed_as(match="any") == {"alert", "good", "both"}
    assert case.shown()[0] == "alert"
    assert "both" not in case.shown()  # what is left of it is known and harmless


def test_pictures_are_found_by_content(case: Case) -> None:
    reader = case.workspace.reader()
    plain, film = gallery.tiles(reader, [case["plain"], case["film"]])
    assert plain.content is not None
    assert film.content is not None
    assert gallery.thumbnail(reader, plain.content) == b"small"
    assert gallery.sheet(reader, film.content) == b"sheet"
    assert gallery.thumbnail(reader, film.content) is None


def test_the_detail_holds_every_occurrence_finding_and_failure(case: Case) -> None:
    found = Finding("exif", "1", {}, {"Model": "Máy"})
    number = case.read(b"d/one.jpg", b"detailed", analysis=Analysis((found,), (Failure("partial", "picture"),)))
    case.read(b"d/two.jpg", b"detailed")
    case.workspace.change(decisions.decide([number], Choice("vn", "1"), ready.OWNER))
    detail = gallery.detail(case.workspace.reader(), number)
    assert detail is not None
    assert [(place.exhibit, place.shown) for place in detail.occurrences] == [
        ("VC-01", "d/one.jpg"),
        ("VC-01", "d/two.jpg"),
    ]
    assert detail.findings == [found]
    assert [failed.code for failed in detail.failures] == []  # the second reading of the same bytes succeeded
    assert [made.category for made in detail.decisions] == ["1"]
    assert gallery.detail(case.workspace.reader(), 999_999) is None


def test_another_case_shows_none_of_this(case: Case) -> None:
    other = ready.Register(case.workspace, "02/VA")
    number = other.read(b"x.jpg", b"plain")
    assert list(gallery.tile_ids(case.workspace.reader(), Filter(other.case.id))) == [number]
    (tile,) = gallery.tiles(case.workspace.reader(), [number])
    assert tile.count == 1
    assert gallery.siblings(case.workspace.reader(), number) == [number]


def test_many_tiles_take_eight_bytes_each(case: Case) -> None:
    case.listed(*(b"many/%05d" % number for number in range(3000)))
    ids = gallery.tile_ids(case.workspace.reader(), Filter(case.case.id))
    assert (len(ids), ids.itemsize) == (3010, 8)
    assert list(ids[10:]) == sorted(ids[10:])

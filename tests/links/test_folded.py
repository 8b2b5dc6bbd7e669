"""The gallery with near groups folded, and one group alone."""

from __future__ import annotations

from typing import Any

import pytest

from inspector.app import Session, links
from inspector.domain.match import Listing, Match, Signal
from inspector.store import decisions, gallery
from inspector.store.decisions import Choice
from inspector.store.gallery import Filter
from tests.links.pictures import Pictures, picture


class Case(Pictures):
    """A group of three, another of two in which one that does not lead is known illegal, and what is in none."""

    def __init__(self, workspace: Any) -> None:
        super().__init__(workspace)
        listed = self.hashset("list", Listing.ILLEGAL)
        self.put("like", 1)
        self.put("best", 0, side=200)
        self.put("least", 3)
        self.copy("again", b"best")
        self.put("better", 2**256 - 1, side=200)
        hit = [Match(listed, Signal.SHA256, 0, "e", "")]
        self.read(b"known", b"known", analysis=picture(2**256 - 2), matches=hit)
        self.put("alone", 2**128 - 1)
        self.put("plain", None)
        (self.waits,) = self.listed(b"waits")

    def shown(self, **asked: Any) -> list[str]:
        reader = self.workspace.reader()
        ids = gallery.tile_ids(reader, Filter(self.case.id, **asked))
        return [tile.name for tile in gallery.tiles(reader, ids)]

    def item(self, name: str) -> int:
        query = "SELECT id FROM item WHERE path = ?"
        return int(self.workspace.reader().execute(query, (name.encode(),)).fetchone()[0])


@pytest.fixture
def case(session: Session) -> Case:
    made = Case(session.workspace)
    list(links.settle(session, "01/VA"))
    return made


def test_a_group_is_one_tile_and_what_is_grave_is_never_folded_away(case: Case) -> None:
    assert case.shown() == ["known", "like", "best", "least", "better", "alone", "plain", "waits"]
    assert case.shown(folded=True) == ["known", "best", "alone", "plain", "waits"]


def test_of_a_group_only_what_meets_the_filter_counts(case: Case) -> None:
    both = [case.item("best"), case.item("again")]
    case.workspace.change(decisions.decide(both, Choice("vn", "KLQ"), "an"))
    assert case.shown(folded=True, category="") == ["known", "like", "alone", "plain", "waits"]
    assert case.shown(folded=True, category="KLQ") == ["best"]
    assert case.shown(folded=True, match="exact") == ["known"]


def test_a_folded_tile_tells_how_many_contents_stand_behind_it(case: Case) -> None:
    reader = case.workspace.reader()
    ids = gallery.tile_ids(reader, Filter(case.case.id, folded=True))
    assert [tile.alike for tile in gallery.tiles(reader, ids, folded=True)] == [2, 3, 1, 0, 0]
    assert [tile.alike for tile in gallery.tiles(reader, ids)] == [0] * 5


@pytest.mark.parametrize("of", ["like", "best", "again"])
def test_a_group_alone(case: Case, of: str) -> None:
    assert case.shown(group=case.item(of)) == ["like", "best", "least"]


def test_what_is_in_no_group_stands_alone(case: Case) -> None:
    assert case.shown(group=case.item("plain")) == ["plain"]
    assert case.shown(group=case.item("alone")) == ["alone"]

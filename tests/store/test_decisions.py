"""Decisions: a correction is a new row, and what stands is the last one."""

from __future__ import annotations

import pytest

from inspector.domain.fault import InputFault
from inspector.store import Workspace, audit, decisions, listing
from inspector.store.decisions import Choice
from inspector.store.listing import Asked
from tests import ready


def decide(workspace: Workspace, items: list[int], category: str | None, scheme: str = "vn", by: str = "an") -> None:
    workspace.change(decisions.decide(items, Choice(scheme, category, {"age": "unclear"}, "vì sao"), by))


def test_the_last_decision_stands_and_every_one_is_kept(register: ready.Register) -> None:
    item = register.read(b"a", b"1")
    for category in ("1", "2", None, "3"):
        decide(register.workspace, [item], category)
    reader = register.workspace.reader()
    assert decisions.standing(reader, item) == {"vn": "3"}
    history = decisions.history(reader, item)
    assert [made.category for made in history] == ["1", "2", None, "3"]
    assert {(made.by, made.note, made.details["age"]) for made in history} == {("an", "vì sao", "unclear")}


def test_taking_back_leaves_the_item_undecided(register: ready.Register) -> None:
    item = register.read(b"a", b"1")
    decide(register.workspace, [item], "1")
    decide(register.workspace, [item], None)
    reader = register.workspace.reader()
    assert decisions.standing(reader, item) == {}
    assert [found.id for found in listing.items(reader, Asked(register.case.id, category=""))] == [item]


def test_schemes_do_not_disturb_one_another(register: ready.Register) -> None:
    item = register.read(b"a", b"1")
    decide(register.workspace, [item], "1", "vn")
    decide(register.workspace, [item], "16+", "age")
    decide(register.workspace, [item], None, "vn")
    assert decisions.standing(register.workspace.reader(), item) == {"age": "16+"}


def test_one_act_over_many_items_is_one_row_of_audit(register: ready.Register) -> None:
    items = [register.read(b"%d" % number, b"%d" % number) for number in range(20)]
    before = audit.head(register.workspace.reader()).seq
    decide(register.workspace, items, "1")
    assert audit.head(register.workspace.reader()).seq == before + 1
    assert len(list(decisions.of_case(register.workspace.reader(), register.case.id))) == 20


@pytest.mark.parametrize("wrong", [999, -1, 0, 1 << 62])
def test_an_item_that_is_none_stops_the_whole_act(register: ready.Register, wrong: int) -> None:
    item = register.read(b"a", b"1")
    before = audit.head(register.workspace.reader())
    with pytest.raises(InputFault) as refused:
        decide(register.workspace, [item, wrong], "1")
    assert (refused.value.code, refused.value.exit_code) == ("no_item", 4)
    assert decisions.standing(register.workspace.reader(), item) == {}
    assert audit.head(register.workspace.reader()) == before


def test_items_of_two_cases_are_not_decided_in_one_act(register: ready.Register) -> None:
    other = ready.Register(register.workspace, "02/VA")
    items = [register.read(b"a", b"1"), other.read(b"a", b"1")]
    with pytest.raises(InputFault) as refused:
        decide(register.workspace, items, "1")
    assert refused.value.code == "items_of_several_cases"


def test_what_stands_never_differs_from_the_history(register: ready.Register) -> None:
    """What the window reads is derived, and can be derived again from the append-only rows alone."""
    items = [register.read(b"%d" % number, b"%d" % number) for number in range(6)]
    for number, category in enumerate(("1", "2", None, "3", None, "1", "2")):
        decide(register.workspace, items[number % 3 :], category)
    reader = register.workspace.reader()
    for item in items:
        last = decisions.history(reader, item)[-1].category
        assert decisions.standing(reader, item) == ({} if last is None else {"vn": last})

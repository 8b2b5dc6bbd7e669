"""A decision for a group: told first, recorded item by item, and named as such in the audit."""

from __future__ import annotations

import json

import pytest

from inspector.app import Session, links, review
from inspector.domain.fault import InputFault, RightFault, UsageFault
from inspector.domain.group import GroupKind
from inspector.store import Workspace, audit, decisions
from inspector.store.decisions import Choice
from tests import ready
from tests.links.pictures import Pictures

CHOICE = Choice("vn", "KLQ")
OTHER = Choice("vn", "D142")


class Near(Pictures):
    """A case with a near group of three contents in four items, and something else; another case with a copy."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.best, self.like = self.put("best", 0, side=200), self.put("like", 1)
        self.least, self.else_ = self.put("least", 3), self.put("else", 2**256 - 1)
        self.again = self.copy("again", b"like")
        self.abroad = Pictures(workspace, "02/VA").copy("abroad", b"like")

    @property
    def all(self) -> list[int]:
        return [self.best, self.like, self.least, self.again]

    def stands(self) -> dict[int, str]:
        connection = self.workspace.reader()
        items = [*self.all, self.else_, self.abroad]
        return {item: code for item in items if (code := decisions.standing(connection, item).get("vn"))}


@pytest.fixture
def near(session: Session) -> Near:
    case = Near(session.workspace)
    list(links.settle(session, "01/VA"))
    return case


def test_each_item_of_the_group_gets_a_decision_of_its_own_and_nothing_else_does(session: Session, near: Near) -> None:
    planned = review.plan(session, near.like, GroupKind.NEAR, CHOICE)
    assert (planned.items, planned.left, planned.so) == (near.all, [], [])
    made = review.carry_out(session, planned, CHOICE)
    assert [decision.item for decision in made] == near.all
    assert near.stands() == dict.fromkeys(near.all, "KLQ")
    entry = audit.newest(session.workspace.reader(), 1)[0]
    data = json.loads(entry.data)
    leader = ready.digests(b"best").sha256.hex()
    assert (entry.action, data["group"]) == ("decide", {"kind": "near", "leader": leader, "over": False})
    assert [record["item"] for record in data["decisions"]] == near.all
    assert audit.verify(session.workspace.reader()).ok


def test_what_was_decided_otherwise_is_left_alone_unless_asked_for(session: Session, near: Near) -> None:
    review.categorise(session, [near.least], OTHER)
    review.categorise(session, [near.best], CHOICE)
    planned = review.plan(session, near.best, GroupKind.NEAR, CHOICE)
    assert (planned.items, planned.left, planned.so) == ([near.like, near.again], [near.least], [near.best])
    review.carry_out(session, planned, CHOICE)
    assert near.stands()[near.least] == "D142"
    over = review.plan(session, near.best, GroupKind.NEAR, CHOICE, over=True)
    assert over.items == [near.least]
    review.carry_out(session, over, CHOICE)
    assert near.stands() == dict.fromkeys(near.all, "KLQ")


def test_taking_back_touches_those_that_stand(session: Session, near: Near) -> None:
    review.categorise(session, [near.like, near.else_], OTHER)
    planned = review.plan(session, near.best, GroupKind.NEAR, Choice("vn", None))
    assert planned.items == [near.like]
    review.carry_out(session, planned, Choice("vn", None))
    assert near.stands() == {near.else_: "D142"}


def test_a_plan_that_holds_no_longer_is_not_carried_out(session: Session, near: Near) -> None:
    planned = review.plan(session, near.best, GroupKind.NEAR, CHOICE)
    review.categorise(session, [near.least], OTHER)
    with pytest.raises(InputFault) as caught:
        review.carry_out(session, planned, CHOICE)
    assert caught.value.code == "group_changed"
    assert near.stands() == {near.least: "D142"}


def test_a_plan_says_what_it_touches_even_when_more_came_into_the_group(session: Session, near: Near) -> None:
    planned = review.plan(session, near.best, GroupKind.NEAR, CHOICE)
    later = near.copy("later", b"like")
    review.carry_out(session, planned, CHOICE)
    assert decisions.standing(session.workspace.reader(), later) == {}


def test_the_copies_of_a_content_are_a_group(session: Session, near: Near) -> None:
    planned = review.plan(session, near.again, GroupKind.STACK, CHOICE)
    review.carry_out(session, planned, CHOICE)
    assert near.stands() == dict.fromkeys([near.like, near.again], "KLQ")


def test_what_is_in_no_group_is_refused(session: Session, near: Near) -> None:
    for kind in GroupKind:
        with pytest.raises(InputFault) as caught:
            review.plan(session, near.else_, kind, CHOICE)
        assert caught.value.code == "no_group"
    with pytest.raises(InputFault):
        review.plan(session, 999, GroupKind.STACK, CHOICE)


def test_an_unknown_category_is_refused_before_anything_is_looked_at(session: Session, near: Near) -> None:
    with pytest.raises(UsageFault):
        review.plan(session, 999, GroupKind.NEAR, Choice("vn", "none such"))


def test_who_may_not_decide_may_not_plan(near: Near, session: Session) -> None:
    with Session(ready.signed_in(session.workspace.folder, "approver")) as other, pytest.raises(RightFault):
        review.plan(other, near.best, GroupKind.NEAR, CHOICE)


def test_a_second_opinion_is_recorded_though_it_is_the_same(near: Near, session: Session) -> None:
    review.carry_out(session, review.plan(session, near.best, GroupKind.NEAR, CHOICE), CHOICE)
    with Session(ready.signed_in(session.workspace.folder, "reviewer")) as other:
        planned = review.plan(other, near.best, GroupKind.NEAR, CHOICE)
        assert (planned.items, planned.left, planned.so) == (near.all, [], [])
        made = review.carry_out(other, planned, CHOICE)
        assert {decision.by for decision in made} == {other.account.name}
        again = review.plan(other, near.best, GroupKind.NEAR, CHOICE)
        assert (again.items, again.so) == ([], near.all)
    assert review.plan(session, near.best, GroupKind.NEAR, CHOICE).items == []

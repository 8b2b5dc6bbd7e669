"""What was seen in another case, and who may know of it."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from inspector.app import Session, links
from inspector.domain.account import Role
from inspector.domain.content import Kind
from inspector.domain.fault import RightFault
from inspector.domain.group import Seen
from inspector.store import Workspace, tips
from inspector.store.contents import Outcome
from inspector.store.tips import Named, NewTip
from tests import ready
from tests.links.pictures import Pictures, picture

CAMERA = {"make": "Maker", "model": "One", "serial": "AB-1234"}


@pytest.fixture
def here(workspace: Workspace) -> Pictures:
    return Pictures(workspace)


@pytest.fixture
def there(here: Pictures) -> Pictures:
    return Pictures(here.workspace, "02/VA")


def seen(session: Session, item: int) -> list[Seen]:
    found = links.seen_elsewhere(session, item)
    assert found is not None
    return found


def test_the_same_content_in_another_case_is_seen_with_its_first_item(
    session: Session, here: Pictures, there: Pictures
) -> None:
    mine = here.put("a", None)
    first = there.copy("x", b"a")
    there.copy("y", b"a")
    here.copy("b", b"a")
    assert seen(session, mine) == [Seen("02/VA", "content", first, 2, 0)]


def test_something_like_it_is_seen_whatever_group_it_is_in_the_nearest_of_each_case(
    session: Session, here: Pictures, there: Pictures
) -> None:
    mine = here.put("a", 0)
    there.put("best", (1 << 40) - 1, side=900)  # leads the others, and is not like mine
    there.put("far", (1 << 31) - 1)
    nearer = there.put("near", 0b1111)
    third = Pictures(here.workspace, "03/VA").put("third", 1)
    Pictures(here.workspace, "04/VA").put("flat", 0, quality=40)
    expected = [Seen("02/VA", "near", nearer, 1, 4), Seen("03/VA", "near", third, 1, 1)]
    assert seen(session, mine) == expected
    assert [one.case for one in seen(session, nearer)] == ["01/VA", "03/VA"]


def test_what_is_like_it_only_in_its_own_case_is_not_elsewhere(session: Session, here: Pictures) -> None:
    mine = here.put("a", 0)
    here.put("b", 1)
    assert seen(session, mine) == []


def test_the_same_body_is_seen_and_the_same_model_is_not(session: Session, here: Pictures, there: Pictures) -> None:
    mine, other = here.put("a", None, camera=CAMERA), here.put("b", None, camera={**CAMERA, "serial": "AB-9999"})
    first = there.put("x", None, camera={**CAMERA, "make": "MAKER INC."})
    there.put("y", None, camera=CAMERA)
    there.put("z", None, camera={"make": "Maker", "model": "One"})
    assert seen(session, mine) == [Seen("02/VA", "camera", first, 2, value="AB-1234")]
    assert seen(session, other) == []


def tip(case: Pictures, number: str, *named: Named) -> None:
    new = NewTip(lambda _: number, "email", "2026", "x", {}, case.case.id, named=named)
    case.workspace.change(tips.add(new, ready.OWNER))


def test_an_address_that_tips_of_both_cases_name_is_seen(session: Session, here: Pictures, there: Pictures) -> None:
    mail, digest = Named("email", "a@example.org", "a@example.org", ""), Named("md5", "00" * 16, "", "")
    tip(here, "T-1", mail, digest)
    tip(there, "T-2", mail, digest)
    tip(there, "T-3", mail, Named("url", "http://b", "http://b", ""))
    assert links.case_elsewhere(session, "01/VA") == [Seen("02/VA", "address", None, 2, None, "email", "a@example.org")]


def test_a_case_tells_what_of_it_was_seen_in_each_other(session: Session, here: Pictures, there: Pictures) -> None:
    here.put("a", 0, side=200, camera=CAMERA)
    here.put("b", 3)
    here.put("c", None, b"same")
    list(links.settle(session, "01/VA"))
    like = there.put("x", 1)
    same = there.copy("y", b"same")
    body = there.put("z", None, camera=CAMERA)
    assert links.case_elsewhere(session, "01/VA") == [
        Seen("02/VA", "content", same, 1), Seen("02/VA", "near", like, 1),
        Seen("02/VA", "camera", body, 1, value="AB-1234"),
    ]  # fmt: skip


def crowd(case: Pictures, count: int) -> None:
    """Pictures that are all alike and not the same."""
    outcomes = [
        Outcome(item, ready.digests(b"%s %d" % (case.number.encode(), number)), "image/jpeg", Kind.IMAGE,
                picture(1 << number % 250), "0")
        for number, item in enumerate(case.listed(*(b"%d" % number for number in range(count))))
    ]  # fmt: skip
    case.keep(*outcomes)


def test_crowds_of_two_cases_that_are_alike_take_memory_for_what_is_told_only(
    session: Session, here: Pictures, there: Pictures
) -> None:
    for case in (here, there):
        crowd(case, 500)
    list(links.settle(session, "01/VA"))
    tracemalloc.start()
    try:
        (found,) = links.case_elsewhere(session, "01/VA")
        assert (found.by, found.count) == ("near", 1)
        assert tracemalloc.get_traced_memory()[1] < 500 * 500 * 100  # bytes; all pairs at once take twice that
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("role", Role)
def test_who_may_know_of_other_cases(folder: Path, role: Role, workspace: Workspace) -> None:
    here, there = Pictures(workspace), Pictures(workspace, "02/VA")
    mine = here.put("a", None)
    there.copy("x", b"a")
    allowed = {Role.EXAMINER, Role.INSPECTOR, Role.APPROVER}
    with Session(ready.signed_in(folder, role.value)) as session:
        if role in {Role.ADMINISTRATOR, Role.AUDITOR}:
            with pytest.raises(RightFault):
                links.seen_elsewhere(session, mine)
        else:
            assert (links.seen_elsewhere(session, mine) is not None) == (role in allowed)
        if role not in allowed:
            with pytest.raises(RightFault):
                links.case_elsewhere(session, "01/VA")

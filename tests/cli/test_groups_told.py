"""Groups and what was seen elsewhere, as the command line tells them."""

from __future__ import annotations

import pytest

from inspector.store import groups
from tests import ready
from tests.cli.calling import Shell
from tests.links.pictures import Pictures

CAMERA = {"make": "Maker", "model": "One", "serial": "AB-1234"}


@pytest.fixture
def told(shell: Shell) -> Shell:
    """A case with two like pictures of one camera, a copy, and something else; another case with a like picture."""
    with ready.signed_in(shell.workspace) as workspace:
        here, there = Pictures(workspace), Pictures(workspace, "02/VA")
        here.put("best", 0, side=200, camera={**CAMERA, "taken": "2026-01-01T10:00:00"})
        here.put("like", 0b111, camera={**CAMERA, "taken": "2026-01-01T10:00:02"})
        here.copy("copy", b"like")
        here.put("else", 2**256 - 1)
        there.put("there", 0b1, camera=CAMERA)
    return shell


def leader() -> str:
    return ready.digests(b"best").sha256.hex()


def test_groups_are_settled_and_listed(told: Shell) -> None:
    ended = told("groups", "--case", "01/VA", "--json")
    assert (ended.code, ended.json["waiting"], ended.json["kind"]) == (0, 0, "near")
    (group,) = ended.json["groups"]
    assert group == {
        "kind": "near", "leader": leader(), "item": 1, "contents": 2, "items": 3, "camera": None, "serial": None,
        "first": None, "last": None,
    }  # fmt: skip
    with ready.signed_in(told.workspace) as workspace:
        assert groups.how_many_wait(workspace.reader(), 1) == 0


@pytest.mark.parametrize(("kind", "contents", "items"), [("series", 2, 3), ("burst", 2, 3), ("stack", 1, 2)])
def test_other_kinds_are_listed(told: Shell, kind: str, contents: int, items: int) -> None:
    (group,) = told("groups", "--case", "01/VA", "--kind", kind, "--json").json["groups"]
    assert (group["contents"], group["items"]) == (contents, items)
    if kind != "stack":
        assert (group["camera"], group["serial"]) == ("Maker One", "AB-1234")
        assert (group["first"], group["last"]) == ("2026-01-01T10:00:00", "2026-01-01T10:00:02")


def test_whoever_may_not_take_evidence_in_is_told_that_something_waits(told: Shell) -> None:
    ended = told("groups", "--case", "01/VA", "--json", USER="reviewer")
    assert (ended.code, ended.json["waiting"], ended.json["groups"]) == (0, 3, [])
    assert ended.stderr


def test_the_items_of_a_group_are_listed(told: Shell) -> None:
    told("groups", "--case", "01/VA")
    found = told("items", "--case", "01/VA", "--group", "3", "--json").json
    assert [item["path"] for item in found] == ["best", "like", "copy"]
    assert len(told("items", "--case", "01/VA", "--stack", "2", "--json").json) == 2
    assert told("items", "--case", "02/VA", "--group", "3", "--json").json == []


def test_an_item_tells_its_group_its_series_and_where_else_it_was_seen(told: Shell) -> None:
    told("groups", "--case", "01/VA")
    shown = told("item", "show", "2", "--json").json
    assert (shown["group"]["leader"], shown["group"]["items"]) == (leader(), 3)
    assert shown["group"]["members"][1] == {
        "item": 2, "sha256": ready.digests(b"like").sha256.hex(), "items": 2, "distance": 3, "variant": "",
        "taken": None,
    }  # fmt: skip
    assert [member["taken"] for member in shown["series"]["members"]] == ["2026-01-01T10:00:00", "2026-01-01T10:00:02"]
    assert [(seen["case"], seen["by"], seen["distance"], seen["value"]) for seen in shown["elsewhere"]] == [
        ("02/VA", "near", 2, ""), ("02/VA", "camera", None, "AB-1234"),
    ]  # fmt: skip
    alone = told("item", "show", "4", "--json").json
    assert (alone["group"], alone["series"], alone["elsewhere"]) == (None, None, [])
    assert told("item", "show", "2", "--json", USER="reviewer").json["elsewhere"] is None
    assert "02/VA" in told("item", "show", "2", LANG="en").stdout


def test_a_case_tells_what_was_seen_elsewhere_to_those_who_may_know(told: Shell) -> None:
    told("groups", "--case", "01/VA")
    ended = told("elsewhere", "--case", "01/VA", "--json")
    assert [(seen["case"], seen["by"], seen["count"]) for seen in ended.json] == [
        ("02/VA", "near", 1), ("02/VA", "camera", 1),
    ]  # fmt: skip
    refused = told("elsewhere", "--case", "01/VA", "--json", USER="reviewer")
    assert (refused.code, refused.json["error"]["code"]) == (5, "no_right")


def test_a_group_is_categorised_item_by_item(told: Shell) -> None:
    told("groups", "--case", "01/VA")
    told("categorise", "2", "--as", "D142")
    ended = told("categorise", "--group", "1", "--as", "KLQ", "--json")
    assert ended.code == 0
    assert (ended.json["kind"], ended.json["leader"], ended.json["left"], ended.json["so"]) == (
        "near", leader(), [2], [],
    )  # fmt: skip
    assert [decision["id"] for decision in ended.json["decisions"]] == [1, 3]
    assert "1" in told("categorise", "--group", "1", "--as", "KLQ").stdout
    over = told("categorise", "--group", "1", "--over", "--as", "KLQ", "--json").json
    assert ([decision["id"] for decision in over["decisions"]], over["so"]) == ([2], [1, 3])


@pytest.mark.parametrize(
    ("given", "code", "fault"),
    [
        (("1", "--group", "1"), 2, "items_or_group"), (("1", "--over"), 2, "items_or_group"),
        (("--group", "4"), 4, "no_group"), (("--group", "1", "--stack", "1"), 2, "usage"),
    ],
)  # fmt: skip
def test_what_is_meant_must_be_plain(told: Shell, given: tuple[str, ...], code: int, fault: str) -> None:
    ended = told("categorise", *given, "--as", "KLQ", "--json")
    assert (ended.code, ended.json["error"]["code"]) == (code, fault)

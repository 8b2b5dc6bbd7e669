"""Series and bursts of one camera, and what a camera's serial tells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from inspector.app import Session, links
from inspector.domain.content import Fingerprint, Variation
from inspector.domain.fault import InputFault
from inspector.domain.group import GroupKind
from inspector.library.film.gaps import Gaps, gaps
from inspector.store import Workspace, audit
from inspector.store.captures import capture
from tests.links.pictures import Camera, Pictures, picture

ONE = {"make": "Maker", "model": "One"}


@pytest.fixture
def case(workspace: Workspace) -> Pictures:
    return Pictures(workspace)


def at(seconds: int, **camera: object) -> Camera:
    return {**ONE, **camera, "taken": f"2026-01-01T10:{seconds // 60:02}:{seconds % 60:02}"}


def series(session: Session, kind: GroupKind = GroupKind.SERIES) -> list[tuple[int, int, str]]:
    """How many contents and items each series holds, and the first item of what stands for it."""
    return [(found.contents, found.items, f"{found.item}") for found in links.listed(session, "01/VA", kind)]


def test_a_series_ends_where_the_gap_is_too_long_and_its_largest_picture_stands_for_it(
    session: Session, case: Pictures
) -> None:
    items = [
        case.put(f"{second}", second, camera=at(second), side=100 + second % 7) for second in (0, 50, 110, 171, 180)
    ]
    assert series(session) == [(3, 3, str(items[2])), (2, 2, str(items[4]))]
    (first, second) = links.listed(session, "01/VA", GroupKind.SERIES)
    assert first.last is not None
    assert second.first is not None
    assert second.first - first.last == 61
    assert [member.item for member in links.of_item(session, items[1], GroupKind.SERIES).members] == items[:3]  # type: ignore[union-attr]
    assert links.items(session, items[4], GroupKind.SERIES) == items[3:]


def test_margins_do_not_keep_the_largest_picture_from_standing_for_its_series(session: Session, case: Pictures) -> None:
    """They count in near groups, where the framed one would not lead."""
    trimmed = (Variation("trimmed", Fingerprint(bytes(32), 100)),)
    plain = case.put("plain", 0, side=100, camera=at(0))
    seen = picture(0, side=120, camera=at(1))
    framed = case.read(b"framed", b"framed", analysis=replace(seen, variations=trimmed))
    assert series(session) == [(2, 2, str(framed))]
    [*links.settle(session, "01/VA")]
    assert [group.item for group in links.listed(session, "01/VA", GroupKind.NEAR)] == [plain]


def test_a_burst_is_what_was_taken_in_one_go(session: Session, case: Pictures) -> None:
    items = [case.put(f"{second}", second, side=90 - second, camera=at(second)) for second in (0, 3, 6, 10, 30)]
    assert series(session, GroupKind.BURST) == [(3, 3, str(items[0]))]
    assert links.of_item(session, items[4], GroupKind.BURST) is None
    assert series(session) == [(5, 5, str(items[0]))]


def test_a_series_is_of_one_camera_and_one_case(session: Session, case: Pictures) -> None:
    mine = [case.put("a", 0, side=200, camera=at(0, serial="AB123")), case.put("b", 1, camera=at(2, serial="AB123"))]
    case.put("c", 2, camera=at(1, serial="AB124"))
    case.put("d", 3, camera=at(1, model="Two"))
    case.put("e", 4, camera={**ONE, "serial": "AB123"})  # no time
    Pictures(case.workspace, "02/VA").put("f", 5, camera=at(1, serial="AB123"))
    assert links.items(session, mine[0], GroupKind.SERIES) == mine
    assert series(session) == [(2, 2, str(mine[0]))]


def test_copies_of_a_picture_of_a_series_are_counted_as_items(session: Session, case: Pictures) -> None:
    first, _ = case.put("a", 0, camera=at(0)), case.put("b", 1, camera=at(1))
    case.copy("copy", b"a")
    assert [found[:2] for found in series(session)] == [(2, 3)]
    assert links.of_item(session, first, GroupKind.STACK).group.items == 2  # type: ignore[union-attr]
    assert [(found.contents, found.items) for found in links.listed(session, "01/VA", GroupKind.STACK)] == [(1, 2)]


def test_many_pictures_of_one_second_are_one_series_however_it_is_entered(session: Session, case: Pictures) -> None:
    items = [case.put(f"{number}", number, camera=at(0)) for number in range(9)]
    assert all(links.items(session, item, GroupKind.SERIES) == items for item in items)


@pytest.mark.parametrize("serial", ["", "0", "0000000", "    ", "unknown", "N/A", "Serial Number", "1111", "ab"])
def test_a_serial_that_tells_nothing_is_none(serial: str) -> None:
    told = capture({**ONE, "serial": serial})
    assert told is not None
    assert (told.serial, told.camera) == ("", capture(ONE).camera)  # type: ignore[union-attr]


def test_one_body_is_one_camera_however_the_maker_is_spelt(session: Session) -> None:
    one, other = (capture({"make": make, "model": "D90", "serial": "20 1234"}) for make in ("NIKON", "Nikon Corp."))
    assert one is not None
    assert other is not None
    assert one.camera == other.camera
    assert capture({"model": "D80", "serial": "20 1234"}).camera != one.camera  # type: ignore[union-attr]


def test_a_picture_that_names_no_camera_has_none_and_a_time_that_is_none_is_left_out() -> None:
    assert capture({"taken": "2026-01-01T00:00:00", "software": "x"}) is None
    told = capture({**ONE, "taken": "yesterday"})
    assert told is not None
    assert told.taken is None


@pytest.mark.parametrize("facts", [
    {"make": "M\0\0x", "model": "", "serial": "S\nAB1\0"}, {"make": "x" * 100_000, "serial": "12\0" * 999},
    {"make": ["a"], "model": {"b": 1}, "serial": 12345, "taken": 5}, {"model": "One", "taken": "0001-01-01T00:00:00"},
    {"model": "One", "taken": "9999-12-31T23:59:59"},
])  # fmt: skip
def test_what_a_hostile_picture_says_of_its_camera_is_kept_and_the_chain_holds(
    session: Session, case: Pictures, facts: Camera
) -> None:
    item = case.put("a", 0, camera=facts)
    case.put("b", 1, camera=facts)
    links.of_item(session, item, GroupKind.SERIES)
    list(links.listed(session, "01/VA", GroupKind.SERIES))
    assert links.seen_elsewhere(session, item) == []
    assert audit.verify(session.workspace.reader()).ok


def test_the_gaps_are_data() -> None:
    assert gaps() == Gaps(60, 3)


@pytest.mark.parametrize(
    "text", ["", "series = 1", "series = 1\nburst = '3'", "series = -1\nburst = 1", "\xff", "series = true\nburst = 1"]
)
def test_wrong_gaps_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "gaps.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(InputFault) as caught:
        gaps(path)
    assert caught.value.code == "gaps_broken"

"""The parts of the window that are no widgets: rate, choice of tiles, undo, folders, what a pane says."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.domain.content import Finding, Kind
from inspector.domain.decision import Decision
from inspector.domain.fault import InputFault
from inspector.domain.match import Listing, Match, Signal
from inspector.domain.progress import Progress
from inspector.store.gallery import Detail, Occurrence
from inspector.store.listing import Agreed, Item
from inspector.ui.detail_lines import sections
from inspector.ui.grading import Stand, Step, Steps, stand
from inspector.ui.look import Look
from inspector.ui.models import folder as folders
from inspector.ui.rate import Rate
from inspector.ui.widgets.chosen import Chosen
from tests.ui.synthetic import choices

HOSTILE = "a\u202egpj.exe\n<b>x</b>\x1b[31m"


def steps(*amounts: int, total: int | None = 1000) -> Rate:
    rate = Rate()
    for second, amount in enumerate(amounts):
        rate.add(Progress("reading", bytes=amount, bytes_total=total, seconds=float(second)))
    return rate


def test_the_rate_is_the_median_so_that_one_stall_does_not_move_it() -> None:
    assert steps(0, 100, 200, 200, 300, 400, 500).bytes_per_second() == 100


def test_the_time_left_is_unknown_until_enough_was_seen() -> None:
    assert steps(0, 100).seconds_left() is None
    assert steps(0, 100, 200, 300, 400, total=None).seconds_left() is None
    assert steps(0, 100, 200, 300, 400).seconds_left() == 6


def test_many_small_files_at_the_end_are_part_of_the_time_left() -> None:
    rate = Rate()
    for second in range(6):
        rate.add(Progress("reading", second * 10, 1_000, second * 180, 1_000, seconds=float(second)))
    assert rate.seconds_left() == 95


def test_only_the_last_minute_counts_and_a_new_stage_starts_anew() -> None:
    rate = Rate()
    for second in range(200):
        amount = second * 10 if second < 100 else 1000 + (second - 100) * 50
        rate.add(Progress("reading", bytes=amount, bytes_total=10_000, seconds=float(second)))
    assert rate.bytes_per_second() == 50
    rate.add(Progress("matching", seconds=201.0))
    assert rate.bytes_per_second() is None


@settings(max_examples=100)
@given(st.lists(st.tuples(st.sampled_from(["only", "up_to", "flip"]), st.integers(0, 20)), max_size=25))
def test_chosen_tiles_are_what_a_set_would_hold(acts: list[tuple[str, int]]) -> None:
    chosen, anchor, expected = Chosen(), 0, set[int]()
    for act, position in acts:
        getattr(chosen, act)(position)
        if act == "only":
            anchor, expected = position, {position}
        elif act == "up_to":
            expected = set(range(min(anchor, position), max(anchor, position) + 1))
        else:
            anchor, expected = position, expected ^ {position}
    assert sorted(chosen) == sorted(expected)
    assert len(chosen) == len(expected)
    assert all((position in chosen) == (position in expected) for position in range(21))


def decision(scheme: str, category: str | None, **details: str) -> Decision:
    return Decision(1, 1, scheme, category, details, "", "an", "2026-11-21T00:00:00Z")


def test_what_stands_is_the_newest_decision_of_the_scheme() -> None:
    history = [decision("vn", "A", age="u13"), decision("vics", "1"), decision("vn", None)]
    assert stand(history[:2], "vn") == Stand("A", (("age", "u13"),))
    assert stand(history, "vn") == Stand(None)
    assert stand([], "vn") == Stand()


def test_undo_groups_items_by_what_stood_before() -> None:
    taken = Steps()
    taken.take(Step("vn", {1: Stand(), 2: Stand("A"), 3: Stand("A")}))
    step = taken.undo()
    assert step is not None
    assert step.reverse() == [(Stand(), [1]), (Stand("A"), [2, 3])]
    assert taken.undo() is None


def test_a_folder_lists_folders_first_and_hostile_names_as_escapes(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "a.pdf").touch()
    (tmp_path / "c.txt").touch()
    (tmp_path / os.fsdecode(b"\xff\xe2\x80\xae")).mkdir()
    shown = [entry.shown for entry in folders.read(tmp_path, (".pdf",)).entries]
    assert shown == ["\\xff\\u202e", "b", "a.pdf"]
    assert [entry.folder for entry in folders.read(tmp_path, None).entries] == [True, True]
    with pytest.raises(InputFault):
        folders.read(tmp_path / "nowhere", None)


def detail(findings: list[Finding], name: str = "x.jpg") -> Detail:
    agreed = Agreed("Danh mục", Listing.ILLEGAL, Match(1, Signal.PDQ, 12, "e"))
    item = Item(
        1, "VC-01", b"/s", b"p", name, None, None, 9, 2**62, "done", 1, b"\x01" * 16, b"\x02" * 20, b"\x03" * 32,
        "image/jpeg", Kind.IMAGE, 640, 480, None, b"\x04" * 32, 77, None, None, [agreed], {}, [],
    )  # fmt: skip
    return Detail(item, [Occurrence(1, "VC-01", name, None)] * 45, findings, [agreed], [decision("test", "C2")], [])


def said(look: Look, found: Detail) -> str:
    lines = [line for section in sections(look, found, {"test": choices()}) for line in section.lines]
    return "\n".join(f"{line.name}: {line.value}" for line in lines)


def test_the_pane_says_what_was_done_to_a_picture_before_it_agreed(look: Look) -> None:
    match = Match(1, Signal.PDQ, 12, "e", "", "mirrored+trimmed")
    shown = replace(detail([]), matches=[Agreed("Danh mục", Listing.ILLEGAL, match)])
    assert "PDQ, cách 12 bit · bản lật ngược như soi gương, khớp sau khi bỏ viền" in said(look, shown)


def test_the_pane_says_distance_digests_places_and_history(look: Look) -> None:
    text = said(look, detail([]))
    assert "PDQ, cách 12 bit" in text
    assert "03" * 32 in text
    assert "… và 5 nơi khác" in text
    assert "B · Loại 2" in text


def test_nothing_hostile_out_of_a_finding_reaches_the_screen_bare(look: Look) -> None:
    finding = Finding("exif", "1", {}, {"make": HOSTILE, HOSTILE: [HOSTILE, {"deep": HOSTILE}], "long": "x" * 9000})
    found = sections(look, detail([finding], HOSTILE), {})
    for line in (line for section in found for line in section.lines):
        assert line.name.isprintable()
        assert line.value.isprintable()
        assert len(line.value) <= 400

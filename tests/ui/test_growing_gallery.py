"""The gallery while evidence comes in: hits appear, nothing in sight moves, nothing chosen is lost."""

from __future__ import annotations

import hashlib
import threading
from array import array
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inspector.app import evidence, library
from inspector.app.library import ListFile
from inspector.domain.match import Listing
from inspector.domain.progress import Progress
from inspector.ui.main_window import Window
from inspector.ui.models.gallery import GalleryModel
from inspector.ui.pace import Pace
from tests.ui.conftest import PATIENCE_MS
from tests.ui.practice import finish
from tests.ui.synthetic import Synthetic

Key = Qt.Key


def ids(*numbers: int) -> array[int]:
    return array("q", numbers)


def test_at_the_beginning_what_ranks_higher_comes_right_behind_the_current_tile(gallery: Any) -> None:
    gallery.show_ids(ids(*range(10, 60)))
    hits = ids(901, 902, *range(10, 60))
    assert not gallery.take_in(hits)
    assert list(gallery.model.ids[:4]) == [10, 901, 902, 11]
    assert gallery.item == 10
    assert gallery.wanted() == [10]


def test_further_on_nothing_in_sight_moves(gallery: Any) -> None:
    gallery.view.go_to(120)
    place, top = gallery.view.verticalScrollBar().value(), gallery.view.shown_ids()
    last = gallery.view.last_shown
    rect = gallery.view.visualRect(gallery.view.currentIndex())
    told: list[Any] = []
    gallery.moved.connect(told.append)
    assert not gallery.take_in(ids(901, 902, *range(1, 501), 903))
    assert gallery.view.verticalScrollBar().value() == place
    assert gallery.view.shown_ids() == top
    assert gallery.view.visualRect(gallery.view.currentIndex()) == rect
    assert (gallery.item, told) == (121, [])
    assert list(gallery.model.ids[: last + 1]) == list(range(1, last + 2))
    assert list(gallery.model.ids[last + 1 : last + 4]) == [901, 902, last + 2]


def test_what_was_chosen_stays_chosen_even_out_of_sight(gallery: Any) -> None:
    gallery.view.go_to(300)
    for _ in range(3):
        QTest.keyClick(gallery.view, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    gallery.view.verticalScrollBar().setValue(0)
    gallery.take_in(ids(901, *range(1, 501)))
    assert gallery.wanted() == [301, 302, 303, 304]


def test_a_clear_picture_stays_clear_while_tiles_come(gallery: Any) -> None:
    QTest.keyPress(gallery.view, Key.Key_Space)
    assert gallery.reveal.showing
    gallery.take_in(ids(*range(1, 700)))
    assert gallery.reveal.showing
    QTest.keyRelease(gallery.view, Key.Key_Space)


def test_tiles_that_are_no_more_go_behind_what_is_in_sight(gallery: Any) -> None:
    last = gallery.view.last_shown
    gallery.view.go_to(1)
    gallery.take_in(ids(*(number for number in range(1, 501) if number not in (2, 400))))
    assert gallery.item == 2
    assert 400 not in gallery.model.ids
    assert len(gallery.model.ids) == 499
    assert gallery.view.last_shown == last


def test_what_has_come_in_order_is_in_order_and_new_faces_are_fetched(gallery: Any) -> None:
    gallery.source.decided[1] = "C3"
    assert gallery.take_in(ids(*range(1, 503)))
    assert gallery.model.tile_at(0).category == "C3"
    assert len(gallery.model.ids) == 502


def test_into_an_empty_gallery_everything_comes_as_it_is(gallery: Any) -> None:
    gallery.show_ids(ids())
    assert gallery.take_in(ids(5, 3, 4))
    assert list(gallery.model.ids) == [5, 3, 4]
    assert gallery.item == 5


def test_a_tile_is_gone_to_by_any_of_its_items(gallery: Any) -> None:
    assert gallery.go_to_item([900, 321])
    assert gallery.item == 321
    assert not gallery.go_to_item([900])
    assert gallery.item == 321


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 7)), max_size=6))
def test_a_model_that_grows_and_shrinks_has_a_cell_for_every_tile(steps: list[tuple[int, int]]) -> None:
    model = GalleryModel(Synthetic(100), 4)
    for count, columns in steps:
        model.set_columns(columns)
        model.take_in(ids(*range(1, count + 1)))
        cells = [model.index(row, column) for row in range(model.rowCount()) for column in range(columns)]
        assert [at for cell in cells if (at := model.position(cell)) is not None] == list(range(count))


def test_a_growing_model_keeps_qts_rules(qtmodeltester: Any) -> None:
    model = GalleryModel(Synthetic(300), 4)
    qtmodeltester.check(model)
    for count in (1, 9, 9, 300, 3, 0, 5):
        model.take_in(ids(*range(1, count + 1)))


def test_looking_leaves_the_machine_to_whoever_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("inspector.ui.pace.time.monotonic", lambda: now[0])
    pace = Pace(1.0)
    assert pace.due
    pace.asked()
    assert not pace.due
    now[0] += 3.0
    pace.answered()
    now[0] += 29.9
    assert not pace.due
    now[0] += 0.2
    assert pace.due


class Halfway:
    """An ingest whose evidence is all stored, but which does not end before it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stored, self.go_on = threading.Event(), threading.Event()
        self._whole = evidence.ingest
        monkeypatch.setattr("inspector.ui.pages.cases.evidence.ingest", self.steps)

    def steps(self, *given: Any, **named: Any) -> Generator[Progress, None, Any]:
        taken = yield from self._whole(*given, **named)
        self.stored.set()
        while not self.go_on.wait(0.05):
            yield taken.tally.reading()
        return taken


@pytest.fixture
def known_file(window: Window, tmp_path: Path) -> Path:
    """A folder of 30 texts, the last of them on an illegal list."""
    folder = tmp_path / "moi"
    folder.mkdir()
    for number in range(30):
        (folder / f"tệp {number:02d}.txt").write_text(f"nội dung mới {number}", encoding="utf-8")
    listed = tmp_path / "them.md5"
    listed.write_text(f"{hashlib.md5((folder / 'tệp 29.txt').read_bytes()).hexdigest()}  x\n")
    assert window.session is not None
    finish(library.add(window.session, ListFile(listed, Listing.ILLEGAL, "Danh mục thêm")))
    return folder


def test_hits_come_into_the_gallery_while_the_ingest_runs(
    qtbot: QtBot, window: Window, known_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    halfway = Halfway(monkeypatch)
    shell: Any = window.shell
    shell.show_page("review")
    page = shell.pages["review"]
    qtbot.waitUntil(lambda: len(page.gallery.model.ids) > 0, timeout=PATIENCE_MS)
    before, tiles = page.gallery.item, len(page.gallery.model.ids)
    shell.pages["cases"]._run(shell.desk.case, str(known_file), "VC-02")
    (job,) = window.jobs.running
    qtbot.waitUntil(lambda: len(page.gallery.model.ids) == tiles + 30, timeout=60_000)
    assert window.jobs.running == [job]
    assert page.gallery.item == before
    qtbot.waitUntil(lambda: "tệp 29.txt" in shown(page), timeout=PATIENCE_MS)
    with qtbot.waitSignal(job.ended, timeout=PATIENCE_MS):
        halfway.go_on.set()
    qtbot.waitUntil(lambda: page._growing.wanted is False, timeout=PATIENCE_MS)
    assert page.gallery.item == before
    assert page._total.text() == window.look.say("tiles", count=tiles + 30, shown=str(tiles + 30))


def test_a_list_out_of_order_says_so_and_is_put_in_order(qtbot: QtBot, window: Window, known_file: Path) -> None:
    shell: Any = window.shell
    shell.show_page("review")
    page = shell.pages["review"]
    qtbot.waitUntil(lambda: len(page.gallery.model.ids) > 0, timeout=PATIENCE_MS)
    page.gallery.view.go_to(len(page.gallery.model.ids) - 1)
    shell.pages["cases"]._run(shell.desk.case, str(known_file), "VC-02")
    (job,) = window.jobs.running
    with qtbot.waitSignal(job.ended, timeout=60_000):
        pass
    qtbot.waitUntil(page._changed.isVisible, timeout=PATIENCE_MS)
    tiles, item = set(page.gallery.model.ids), page.gallery.item
    QTest.keyClick(page, Key.Key_F5)
    qtbot.waitUntil(lambda: not page._changed.isVisible(), timeout=PATIENCE_MS)
    assert set(page.gallery.model.ids) == tiles
    assert page.gallery.item == item
    assert page.gallery.model.tile_at(5).name == "tệp 29.txt"


def test_the_list_of_cases_counts_along_and_keeps_its_row(
    qtbot: QtBot, window: Window, known_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    halfway = Halfway(monkeypatch)
    shell: Any = window.shell
    page = shell.pages["cases"]
    qtbot.waitUntil(lambda: len(page.table.records.rows) == 2, timeout=PATIENCE_MS)
    page._run(shell.desk.case, str(known_file), "VC-02")
    (job,) = window.jobs.running
    counted = items_of_cases(page)["12/2026"]
    (other,) = [place for place, row in enumerate(page.table.records.rows) if row[0].number != "12/2026"]
    page.table.choose(other)
    qtbot.waitUntil(lambda: items_of_cases(page)["12/2026"] == counted + 30, timeout=60_000)
    assert window.jobs.running == [job]
    assert page.table.current[0].number != "12/2026"
    with qtbot.waitSignal(job.ended, timeout=PATIENCE_MS):
        halfway.go_on.set()


def test_another_language_meanwhile_goes_on_showing_what_comes(
    qtbot: QtBot, window: Window, known_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    halfway = Halfway(monkeypatch)
    shell: Any = window.shell
    shell.pages["cases"]._run(shell.desk.case, str(known_file), "VC-02")
    (job,) = window.jobs.running
    shell.show_page("review")
    window._prefer(replace(window.preferences, language="en"))
    again: Any = window.shell
    assert again is not shell
    page = again.pages["review"]
    qtbot.waitUntil(halfway.stored.is_set, timeout=60_000)
    qtbot.waitUntil(lambda: "tệp 29.txt" in shown(page), timeout=PATIENCE_MS)
    assert window.jobs.running == [job]
    with qtbot.waitSignal(job.ended, timeout=PATIENCE_MS):
        halfway.go_on.set()
    assert again.status.text.startswith(window.look.say("ingest-done", case="12/2026", entries="30", failures=0))


def items_of_cases(page: Any) -> dict[str, int]:
    """How many items each case has in the list."""
    return {case.number: counts.items for case, counts in page.table.records.rows}


def shown(page: Any) -> list[str]:
    """The names of the first tiles."""
    many = min(len(page.gallery.model.ids), 8)
    return [page.gallery.model.tile_at(place).name for place in range(many)]

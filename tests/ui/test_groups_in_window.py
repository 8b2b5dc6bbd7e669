"""Groups in the window: what the details say of them, folding, looking into one and deciding for one as a whole."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inspector.app import Session, cases, links, review
from inspector.domain.account import Role
from inspector.store import audit
from inspector.store.decisions import Choice
from inspector.store.gallery import Tile
from inspector.ui.look import Look
from inspector.ui.main_window import Window
from inspector.ui.widgets.tile_marks import TileMarks, folded_words
from tests.links.pictures import Pictures
from tests.ui import practice
from tests.ui.at_review import decided, dialogs, go, headings, names, opened, planned, press, said, shown, waits_for
from tests.ui.conftest import PATIENCE_MS

HERE, ABROAD = "20/2026", "21/2026\u202e"
CAMERA = {"make": "Hãng\u202e", "model": "M-1", "serial": "SN12345"}


def taken(minute: int) -> dict[str, object]:
    return {**CAMERA, "taken": f"2026-03-01T10:{minute:02d}:00"}


@pytest.fixture(scope="module")
def grouped_case(finished_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with a group of three contents in four items, two pictures of one series, and another case with a copy."""
    folder = tmp_path_factory.mktemp("grouped") / "ws"
    shutil.copytree(finished_case / "ws", folder)
    with Session.open(folder, practice.USER, practice.PASSPHRASE) as session:
        case = Pictures(session.workspace, HERE)
        case.put("one.jpg", 2**128 - 1, camera=taken(0))
        case.put("like.jpg", 1)
        case.put("best.jpg", 0, side=200)
        case.put("two.jpg", 2**256 - 1, camera=taken(1))
        case.put("least.jpg", 3)
        case.copy("again.jpg", b"like.jpg")
        case.put("alone.jpg", None)
        Pictures(session.workspace, ABROAD).copy("abroad.jpg", b"like.jpg")
        practice.finish(links.settle(session, HERE))
    return folder


@pytest.fixture
def workspace_folder(grouped_case: Path, tmp_path: Path) -> Path:
    """The folder of a workspace of the test's own."""
    shutil.copytree(grouped_case, tmp_path / "ws")
    return tmp_path / "ws"


FOLDED = ["one.jpg", "best.jpg", "two.jpg", "alone.jpg"]
ALL = ["one.jpg", "like.jpg", "best.jpg", "two.jpg", "least.jpg", "alone.jpg"]
GROUP = ["like.jpg", "best.jpg", "least.jpg"]


@pytest.fixture
def page(qtbot: QtBot, window: Window) -> Any:
    return opened(qtbot, window, HERE, ALL)


def test_the_details_say_what_group_a_tile_is_in_and_how_it_stands_there(qtbot: QtBot, page: Any) -> None:
    go(qtbot, page, "least.jpg")
    waits_for(qtbot, lambda: said(page), "Ảnh giống nhau · 3 nội dung · 4 tệp")
    assert "cách ảnh đại diện 2 bit" in said(page)
    go(qtbot, page, "best.jpg")
    waits_for(qtbot, lambda: said(page), "ảnh đại diện của nhóm")
    assert page.look.say("detail-series") not in headings(page)


def test_the_details_say_what_series_a_tile_is_in(qtbot: QtBot, page: Any) -> None:
    go(qtbot, page, "one.jpg")
    waits_for(qtbot, lambda: headings(page), "Loạt ảnh")
    assert {r"Hãng\u202e M-1 SN12345", "01/03/2026 10:00:00", "2 nội dung · 2 tệp"} <= set(said(page))
    assert "01/03/2026 10:01:00 (theo đồng hồ máy ảnh)" in said(page)
    assert "Nhóm" not in headings(page)


def test_the_details_say_what_was_seen_in_other_cases(qtbot: QtBot, page: Any) -> None:
    go(qtbot, page, "like.jpg")
    waits_for(qtbot, lambda: headings(page), "Ở vụ việc khác")
    waits_for(qtbot, lambda: said(page), "cùng nội dung: 1 tệp")
    assert r"21/2026\u202e" in said(page)
    go(qtbot, page, "least.jpg")
    waits_for(qtbot, lambda: said(page), "ảnh giống nhau, cách 1 bit: 1 tệp")


def test_who_may_not_know_of_other_cases_is_told_nothing(
    qtbot: QtBot, window: Window, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    session: Any = window.session
    reviewer = replace(session.account, roles=frozenset({Role.REVIEWER}))
    monkeypatch.setattr(type(session), "account", property(lambda _: reviewer))
    go(qtbot, page, "like.jpg")
    waits_for(qtbot, lambda: headings(page), "Nhóm")
    qtbot.wait(400)
    assert "Ở vụ việc khác" not in headings(page)


def test_folding_shows_one_tile_a_group_and_is_remembered(qtbot: QtBot, window: Window, page: Any) -> None:
    QTest.mouseClick(page.filters.fold, Qt.MouseButton.LeftButton)
    shown(qtbot, page, FOLDED)
    assert [page.gallery.model.tile_at(place).alike for place in range(4)] == [1, 3, 1, 0]
    (undecided,) = [line for line in page.filters.category.rows if line.facet.value == ""]
    qtbot.waitUntil(lambda: undecided.count == 4, timeout=PATIENCE_MS)
    assert window.preferences.folded
    QTest.mouseClick(page.filters.fold, Qt.MouseButton.LeftButton)
    shown(qtbot, page, ALL)
    assert page.gallery.model.tile_at(2).alike == 0
    assert not window.preferences.folded


def test_a_folded_tile_says_how_much_of_its_group_is_decided(
    qtbot: QtBot, window: Window, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> tuple[int, int, str]:
        tile = page.gallery.model.tile_at(1)
        return tile.decided, tile.alike, folded_words(page.look, tile)

    go(qtbot, page, "least.jpg")
    QTest.keyClick(page.gallery.view, Qt.Key.Key_1)
    session: Any = window.session
    query = "SELECT id FROM item WHERE path = ?"
    (again,) = session.workspace.reader().execute(query, (b"again.jpg",)).fetchone()
    QTest.mouseClick(page.filters.fold, Qt.MouseButton.LeftButton)
    shown(qtbot, page, FOLDED)
    assert told() == (1, 3, "1/3")
    review.categorise(session, [again], Choice("vn", page.filters.choices.by_key(1).code))
    page.gallery.model.refresh(page.gallery.model.ids)
    assert told() == (1, 3, "1/3")  # the tile of like.jpg itself shows no category
    page.filters._scheme.setCurrentIndex(1)
    qtbot.waitUntil(lambda: told() == (0, 3, "3"), timeout=PATIENCE_MS)
    page.filters._scheme.setCurrentIndex(0)
    shown(qtbot, page, FOLDED)
    dialogs(monkeypatch, lambda dialog: len(planned(qtbot, dialog)))
    go(qtbot, page, "best.jpg")
    QTest.keyClick(page.gallery.view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: told() == (3, 3, "3/3"), timeout=PATIENCE_MS)


@pytest.mark.parametrize("decided", [0, 1, 3])
def test_only_what_is_partly_decided_is_amber(look: Look, decided: int) -> None:
    tile = Tile(1, 1, None, "x", 1, None, None, None, failed=False, duration_ms=None, alike=3, decided=decided)
    image = QImage(144, 108, QImage.Format.Format_RGB32)
    image.fill(QColor(look.tones.tile))
    painter = QPainter(image)
    TileMarks(look, painter, QRectF(image.rect())).paint(tile, None)
    painter.end()
    grounds = {image.pixelColor(x, 12).name() for x in range(144)}
    assert (look.tones.warning_ground in grounds) == (decided == 1)
    assert (look.tones.raised in grounds) == (decided != 1)


def test_a_digit_on_a_folded_tile_decides_that_content_alone(qtbot: QtBot, window: Window, page: Any) -> None:
    QTest.mouseClick(page.filters.fold, Qt.MouseButton.LeftButton)
    shown(qtbot, page, FOLDED)
    go(qtbot, page, "best.jpg")
    QTest.keyClick(page.gallery.view, Qt.Key.Key_1)
    assert decided(window) == {"best.jpg"}
    page.filters.category.rows[1].click()
    shown(qtbot, page, ["one.jpg", "like.jpg", "two.jpg", "alone.jpg"])


@pytest.mark.parametrize("folded", [False, True])
def test_g_shows_the_group_alone_and_esc_leads_back(qtbot: QtBot, page: Any, *, folded: bool) -> None:
    page.filters.words.setText("jpg")
    page.filters.fold.setChecked(folded)
    before = FOLDED if folded else ALL
    shown(qtbot, page, before)
    go(qtbot, page, "best.jpg")
    QTest.keyClick(page.gallery.view, Qt.Key.Key_G)
    shown(qtbot, page, GROUP)
    assert page.detail.title.text() == "best.jpg"
    assert page.filters.inside.isVisible()
    assert page.filters.inside.name == "best.jpg"
    assert page.filters.words.text() == ""
    assert page.filters.narrowed
    go(qtbot, page, "like.jpg")
    QTest.keyClick(page.gallery.view, Qt.Key.Key_Escape)
    shown(qtbot, page, before)
    qtbot.waitUntil(lambda: page.detail.title.text() == "best.jpg", timeout=PATIENCE_MS)
    assert page.filters.words.text() == "jpg"
    assert not page.filters.inside.isVisible()


def test_the_details_lead_into_the_group_and_the_bar_out(qtbot: QtBot, page: Any) -> None:
    go(qtbot, page, "least.jpg")
    waits_for(qtbot, lambda: headings(page), "Nhóm")
    press(page, page.look.say("act-group", kind="near"))
    shown(qtbot, page, GROUP)
    (like,) = [line for line in page.filters.match.rows if line.facet.value is None]
    qtbot.waitUntil(lambda: like.count == 3, timeout=PATIENCE_MS)
    press(page, page.look.say("group-back"))
    shown(qtbot, page, ALL)
    qtbot.waitUntil(lambda: page.detail.title.text() == "least.jpg", timeout=PATIENCE_MS)


def test_g_where_there_is_no_group_says_so(qtbot: QtBot, window: Window, page: Any) -> None:
    told: list[str] = []
    shell: Any = window.shell
    shell.desk.said.connect(told.append)
    go(qtbot, page, "alone.jpg")
    QTest.keyClick(page.gallery.view, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: told == [page.look.say("group-none")], timeout=PATIENCE_MS)
    assert names(page) == ALL


def test_esc_twice_still_covers_the_screen_from_within_a_group(qtbot: QtBot, window: Window, page: Any) -> None:
    go(qtbot, page, "best.jpg")
    QTest.keyClick(page.gallery.view, Qt.Key.Key_G)
    shown(qtbot, page, GROUP)
    hidden: list[bool] = []
    window.watch.hide_wished.connect(lambda: hidden.append(True))
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    assert hidden == [True]


def test_another_case_is_not_filtered_by_a_group_of_this_one(qtbot: QtBot, window: Window, page: Any) -> None:
    go(qtbot, page, "best.jpg")
    QTest.keyClick(page.gallery.view, Qt.Key.Key_G)
    shown(qtbot, page, GROUP)
    shell: Any = window.shell
    shell.desk.open_case(cases.find(shell.desk.session, "12/2026"))
    assert page.filters.inside.group is None


def test_ctrl_g_decides_for_the_whole_group_after_saying_what_it_touches_and_z_takes_back(
    qtbot: QtBot, window: Window, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(qtbot, page, "least.jpg")
    QTest.keyClick(page.gallery.view, Qt.Key.Key_2)
    assert decided(window) == {"least.jpg"}
    told: list[list[str]] = []

    def answer(dialog: Any) -> int:
        told.append(planned(qtbot, dialog))
        return 1

    dialogs(monkeypatch, answer)
    go(qtbot, page, "best.jpg")
    QTest.keyClick(page.gallery.view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(decided(window)) == 4, timeout=PATIENCE_MS)
    assert told == [["Sẽ phân loại 3 tệp.", "Giữ nguyên 1 tệp đã được phân loại khác."]]
    assert decided(window) == {"best.jpg", "like.jpg", "again.jpg", "least.jpg"}
    entry = audit.newest(page.desk.session.workspace.reader(), 1)[0]
    assert json.loads(entry.data)["group"]["kind"] == "near"
    QTest.keyClick(page.gallery.view, Qt.Key.Key_Z)
    assert decided(window) == {"least.jpg"}


def test_the_dialog_decides_anew_only_when_told_and_counts_again(
    qtbot: QtBot, window: Window, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(qtbot, page, "least.jpg")
    QTest.keyClick(page.gallery.view, Qt.Key.Key_2)
    told: list[list[str]] = []

    def answer(dialog: Any) -> int:
        dialog.show()
        dialog.activateWindow()
        told.append(planned(qtbot, dialog))
        assert dialog.over.isVisible()
        assert dialog._accept.isDefault()
        qtbot.waitUntil(dialog.category.hasFocus, timeout=PATIENCE_MS)
        dialog.over.setChecked(True)
        assert not dialog._accept.isEnabled()
        told.append(planned(qtbot, dialog))
        dialog.category.setCurrentIndex(dialog.category.findData(page.filters.choices.by_key(2).code))
        told.append(planned(qtbot, dialog))
        dialog.category.setCurrentIndex(0)
        told.append(planned(qtbot, dialog))
        dialog.close()
        return 0

    dialogs(monkeypatch, answer)
    go(qtbot, page, "least.jpg")
    waits_for(qtbot, lambda: headings(page), "Nhóm")
    press(page, page.look.say("act-decide-group", kind="near"))
    qtbot.waitUntil(lambda: len(told) == 4, timeout=PATIENCE_MS)
    assert told[1:] == [
        ["Sẽ phân loại 4 tệp."],
        ["Sẽ phân loại 3 tệp.", "1 tệp đã ở đúng tình trạng này, không ghi thêm."],
        ["Sẽ lấy lại phân loại của 1 tệp.", "3 tệp đã ở đúng tình trạng này, không ghi thêm."],
    ]
    assert decided(window) == {"least.jpg"}


def test_a_group_that_changed_meanwhile_is_not_decided(
    qtbot: QtBot, window: Window, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[str] = []
    page.desk.faulted.connect(lambda fault: faults.append(fault.code))

    def answer(dialog: Any) -> int:
        planned(qtbot, dialog)
        other = Choice("vn", page.filters.choices.by_key(3).code)
        review.categorise(page.desk.session, [page.gallery.item], other)
        return 1

    dialogs(monkeypatch, answer)
    go(qtbot, page, "best.jpg")
    QTest.keyClick(page.gallery.view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: faults == ["group_changed"], timeout=PATIENCE_MS)
    assert decided(window) == {"best.jpg"}


def test_folding_puts_into_groups_what_still_waits(qtbot: QtBot, window: Window, page: Any) -> None:
    session: Any = window.session
    late = Pictures(session.workspace, "22/2026")
    late.put("first.jpg", 0, side=200)
    late.put("second.jpg", 1)
    assert links.waits(session, "22/2026")
    page.desk.open_case(cases.find(session, "22/2026"))
    shown(qtbot, page, ["first.jpg", "second.jpg"])
    QTest.mouseClick(page.filters.fold, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not links.waits(session, "22/2026"), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not page.desk.jobs.running, timeout=PATIENCE_MS)
    QTest.keyClick(page, Qt.Key.Key_F5)
    shown(qtbot, page, ["first.jpg"])

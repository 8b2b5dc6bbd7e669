"""Series and bursts in the window: looked into alone, decided as a whole, asked about where a tile is in several."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from inspector.app import Session, links
from inspector.store import audit
from inspector.ui.main_window import Window
from inspector.ui.widgets.which_group import WhichGroup
from tests.links.pictures import Pictures
from tests.ui import practice
from tests.ui.at_review import decided, dialogs, go, headings, opened, planned, press, said, shown, waits_for
from tests.ui.conftest import PATIENCE_MS

HERE = "20/2026"
NEAR, BURST, SERIES = ["a.jpg", "b.jpg"], ["a.jpg", "b.jpg", "c.jpg"], ["a.jpg", "b.jpg", "c.jpg", "d.jpg"]
ALL = [*SERIES, "e.jpg"]


def taken(second: int) -> dict[str, object]:
    return {"make": "Hãng", "model": "M-1", "serial": "SN12345", "taken": f"2026-03-01T10:00:{second:02d}"}


@pytest.fixture(scope="module")
def shot_case(finished_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A series of four, of which three are a burst and two of these look alike; and one picture of no camera."""
    folder = tmp_path_factory.mktemp("shot") / "ws"
    shutil.copytree(finished_case / "ws", folder)
    with Session.open(folder, practice.USER, practice.PASSPHRASE) as session:
        case = Pictures(session.workspace, HERE)
        marks = (0, 1, 2**128 - 1, 2**256 - 1)
        for name, mark, second in zip(SERIES, marks, (0, 2, 4, 50), strict=True):
            case.put(name, mark, camera=taken(second), side=200 if name == "a.jpg" else 100)
        case.put("e.jpg", None)
        practice.finish(links.settle(session, HERE))
    return folder


@pytest.fixture
def workspace_folder(shot_case: Path, tmp_path: Path) -> Path:
    """The folder of a workspace of the test's own."""
    shutil.copytree(shot_case, tmp_path / "ws")
    return tmp_path / "ws"


@pytest.fixture
def page(qtbot: QtBot, window: Window) -> Any:
    return opened(qtbot, window, HERE, ALL)


def answer_menu(offered: list[list[str]], key: Qt.Key) -> None:
    """Reads the menu that opens and presses a key in it."""

    def answer() -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            QTimer.singleShot(20, answer)
            return
        offered.append([act.text().replace("&", "") for act in menu.actions()])
        QTest.keyClick(menu, key)

    QTimer.singleShot(0, answer)


def test_the_details_lead_into_series_and_burst_and_the_bar_out(qtbot: QtBot, page: Any) -> None:
    go(qtbot, page, "c.jpg")
    waits_for(qtbot, lambda: headings(page), "Lượt chụp liền")
    assert {"4 nội dung · 4 tệp", "3 nội dung · 3 tệp"} <= set(said(page))
    for by, wanted in (("series", SERIES), ("burst", BURST)):
        press(page, page.look.say("act-group", kind=by))
        shown(qtbot, page, wanted)
        assert page.look.say("group-only", kind=by) == page.filters.inside._says.text()
        assert page.filters.narrowed
        press(page, page.look.say("group-back"))
        shown(qtbot, page, ALL)
        qtbot.waitUntil(lambda: page.detail.title.text() == "c.jpg", timeout=PATIENCE_MS)
        waits_for(qtbot, lambda: headings(page), "Lượt chụp liền")


def test_a_burst_that_is_the_whole_series_is_not_told_twice(qtbot: QtBot, window: Window, page: Any) -> None:
    session: Any = window.session
    other = Pictures(session.workspace, "23/2026")
    first = other.put("x.jpg", None, camera=taken(0))
    other.put("y.jpg", None, camera=taken(1))
    around = links.around(session, first)
    assert [group.kind.value for group in around.groups] == ["series"]


@pytest.mark.parametrize(
    ("key", "wanted"),
    [(Qt.Key.Key_Return, NEAR), (Qt.Key.Key_2, BURST), (Qt.Key.Key_3, SERIES), (Qt.Key.Key_Escape, ALL)],
)
def test_g_asks_which_where_a_tile_is_in_several(qtbot: QtBot, page: Any, key: Qt.Key, wanted: list[str]) -> None:
    offered: list[list[str]] = []
    go(qtbot, page, "b.jpg")
    answer_menu(offered, key)
    QTest.keyClick(page.gallery.view, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: bool(offered), timeout=PATIENCE_MS)
    shown(qtbot, page, wanted)
    assert offered == [[
        "1   Ảnh giống nhau · 2 nội dung · 2 tệp",
        "2   Lượt chụp liền · 3 nội dung · 3 tệp",
        "3   Loạt ảnh chụp liên tiếp · 4 nội dung · 4 tệp",
    ]]  # fmt: skip


@pytest.mark.parametrize("away", ["cover", "page"])
def test_no_menu_opens_over_what_one_went_to_meanwhile(
    qtbot: QtBot, window: Window, page: Any, monkeypatch: pytest.MonkeyPatch, *, away: str
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(WhichGroup, "exec", lambda menu, _: opened.append(menu))
    go(qtbot, page, "b.jpg")
    QTest.keyClick(page.gallery.view, Qt.Key.Key_G)
    if away == "cover":
        window.cover_all()
    else:
        page.desk.page_wished.emit("cases")
    asked = list[object]()
    page.desk.jobs.queries.ask(lambda: True, asked.append, asked.append)
    qtbot.waitUntil(lambda: asked == [True], timeout=PATIENCE_MS)
    assert opened == []


def test_ctrl_g_decides_for_the_only_series_after_counting_and_z_takes_back(
    qtbot: QtBot, window: Window, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []

    def answer(dialog: Any) -> int:
        told.extend([dialog.windowTitle(), *planned(qtbot, dialog)])
        return 1

    dialogs(monkeypatch, answer)
    go(qtbot, page, "d.jpg")
    QTest.keyClick(page.gallery.view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: decided(window) == set(SERIES), timeout=PATIENCE_MS)
    assert told == ["Phân loại cả loạt ảnh chụp liên tiếp", "Sẽ phân loại 4 tệp."]
    entry = audit.newest(page.desk.session.workspace.reader(), 1)[0]
    assert json.loads(entry.data)["group"]["kind"] == "series"
    QTest.keyClick(page.gallery.view, Qt.Key.Key_Z)
    assert decided(window) == set()


def test_within_a_burst_ctrl_g_means_that_burst(
    qtbot: QtBot, window: Window, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogs(monkeypatch, lambda dialog: len(planned(qtbot, dialog)))
    go(qtbot, page, "b.jpg")
    answer_menu([], Qt.Key.Key_2)
    QTest.keyClick(page.gallery.view, Qt.Key.Key_G)
    shown(qtbot, page, BURST)
    page.window().activateWindow()  # without a screen nobody gives a window back what a menu took
    qtbot.waitUntil(lambda: page.isActiveWindow() and page.gallery.view.hasFocus(), timeout=PATIENCE_MS)
    QTest.keyClick(page.gallery.view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: decided(window) == set(BURST), timeout=PATIENCE_MS)


def test_what_comes_into_a_series_is_shown_when_it_is_listed_anew(qtbot: QtBot, window: Window, page: Any) -> None:
    session: Any = window.session
    growing = Pictures(session.workspace, "24/2026")
    growing.put("x.jpg", None, camera=taken(0))
    growing.put("y.jpg", None, camera=taken(30))
    page.desk.open_case(growing.case)
    shown(qtbot, page, ["x.jpg", "y.jpg"])
    go(qtbot, page, "y.jpg")
    QTest.keyClick(page.gallery.view, Qt.Key.Key_G)
    qtbot.waitUntil(page.filters.inside.isVisible, timeout=PATIENCE_MS)
    growing.put("alone.jpg", None)
    growing.put("late.jpg", None, camera=taken(59))
    QTest.keyClick(page, Qt.Key.Key_F5)
    shown(qtbot, page, ["x.jpg", "y.jpg", "late.jpg"])

"""The keys of the gallery: moving, choosing, deciding, and a picture that is clear only while Space is held."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.synthetic import Synthetic

Key = Qt.Key


def hold_space(gallery: Any) -> None:
    QTest.keyPress(gallery.view, Key.Key_Space)
    assert gallery.reveal.showing


def test_space_shows_while_held_and_blurs_when_let_go(gallery: Any, qtbot: QtBot) -> None:
    hold_space(gallery)
    assert gallery.reveal.isVisible()
    QTest.keyRelease(gallery.view, Key.Key_Space)
    qtbot.waitUntil(lambda: not gallery.reveal.showing)
    assert not gallery.reveal.isVisible()


@pytest.mark.parametrize("marked", [True, False])
def test_auto_repeat_neither_flickers_nor_ends_it(gallery: Any, qtbot: QtBot, *, marked: bool) -> None:
    """X does not mark the first repetitions of a key as such."""
    hold_space(gallery)
    shown: list[int] = []
    gallery.revealed.connect(shown.append)
    for _ in range(5):
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            event = QKeyEvent(kind, Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", autorep=marked)
            QCoreApplication.sendEvent(gallery.view, event)
        assert gallery.reveal.showing
    assert shown == []
    QTest.keyRelease(gallery.view, Key.Key_Space)
    qtbot.waitUntil(lambda: not gallery.reveal.showing)


def test_reveal_is_told_once_for_the_item_shown(gallery: Any) -> None:
    shown: list[int] = []
    gallery.revealed.connect(shown.append)
    hold_space(gallery)
    assert shown == [1]


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_3, Key.Key_D, Key.Key_PageDown])
def test_any_other_key_ends_the_reveal(gallery: Any, key: Key) -> None:
    hold_space(gallery)
    QTest.keyPress(gallery.view, key)
    assert not gallery.reveal.showing


def test_losing_the_focus_ends_the_reveal(gallery: Any, qtbot: QtBot) -> None:
    other = QLineEdit(gallery)
    other.show()
    hold_space(gallery)
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert not gallery.reveal.showing


def test_a_window_that_is_no_longer_in_front_blurs(gallery: Any) -> None:
    hold_space(gallery)
    QCoreApplication.sendEvent(gallery.view, QEvent(QEvent.Type.WindowDeactivate))
    assert not gallery.reveal.showing


def test_scrolling_clicking_hiding_and_new_tiles_blur(gallery: Any) -> None:
    hold_space(gallery)
    gallery.view.verticalScrollBar().setValue(400)
    assert not gallery.reveal.showing
    QTest.keyRelease(gallery.view, Key.Key_Space)
    gallery.view.go_to(0)
    hold_space(gallery)
    QTest.mouseClick(gallery.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert not gallery.reveal.showing
    QTest.keyRelease(gallery.view, Key.Key_Space)
    hold_space(gallery)
    gallery.show_ids(Synthetic(20).ids())
    assert not gallery.reveal.showing
    QTest.keyRelease(gallery.view, Key.Key_Space)
    hold_space(gallery)
    gallery.hide()
    assert not gallery.reveal.showing


def test_nothing_clear_is_painted_without_a_reveal(gallery: Any, qtbot: QtBot) -> None:
    """The drawn picture is red and blue; a tile that shows any of it in colour would show saturated points."""
    qtbot.waitUntil(lambda: gallery._blurred.get(1) is not None)
    picture = gallery.view.grab().toImage()
    tile = gallery.view.visualRect(gallery.model.index_at(1)).adjusted(24, 24, -24, -40)
    colours = [
        picture.pixelColor(x, y)
        for x in range(tile.left(), tile.right(), 4)
        for y in range(tile.top(), tile.bottom(), 4)
    ]
    assert colours
    assert max(colour.hsvSaturationF() for colour in colours) < 0.1


@pytest.mark.parametrize("digit", range(1, 10))
def test_digits_ask_for_a_category_of_the_current_tile(gallery: Any, qtbot: QtBot, digit: int) -> None:
    gallery.view.go_to(4)
    with qtbot.waitSignal(gallery.decided) as told:
        QTest.keyClick(gallery.view, ord(str(digit)))
    assert told.args == [[5], digit]


def test_zero_asks_for_details_z_takes_back_d_shows_details(gallery: Any, qtbot: QtBot) -> None:
    with qtbot.waitSignal(gallery.annotated) as told:
        QTest.keyClick(gallery.view, Key.Key_0)
    assert told.args == [[1]]
    with qtbot.waitSignal(gallery.undone):
        QTest.keyClick(gallery.view, Key.Key_Z)
    with qtbot.waitSignal(gallery.detailed):
        QTest.keyClick(gallery.view, Key.Key_D)


def test_a_digit_with_ctrl_is_not_a_decision(gallery: Any, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(gallery.decided):
        QTest.keyClick(gallery.view, Key.Key_3, Qt.KeyboardModifier.ControlModifier)


def test_shift_chooses_a_run_in_reading_order_and_a_digit_takes_all(gallery: Any, qtbot: QtBot) -> None:
    gallery.view.go_to(3)
    for _ in range(4):
        QTest.keyClick(gallery.view, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(gallery.decided) as told:
        QTest.keyClick(gallery.view, Key.Key_2)
    assert told.args == [[4, 5, 6, 7, 8], 2]
    gallery.move_on()
    assert gallery.view.position == 8
    assert gallery.wanted() == [9]


def test_ctrl_click_adds_and_takes_out(gallery: Any) -> None:
    def click(position: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        place = gallery.view.visualRect(gallery.model.index_at(position)).center()
        QTest.mouseClick(gallery.view.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    click(0)
    click(2, Qt.KeyboardModifier.ControlModifier)
    click(4, Qt.KeyboardModifier.ControlModifier)
    click(2, Qt.KeyboardModifier.ControlModifier)
    assert gallery.wanted() == [1, 5]


def test_arrows_follow_the_order_of_review(gallery: Any) -> None:
    columns = gallery.model.columns
    gallery.view.go_to(columns - 1)
    QTest.keyClick(gallery.view, Key.Key_Right)
    assert gallery.view.position == columns
    QTest.keyClick(gallery.view, Key.Key_Left)
    QTest.keyClick(gallery.view, Key.Key_Down)
    assert gallery.view.position == 2 * columns - 1
    QTest.keyClick(gallery.view, Key.Key_End)
    assert gallery.view.position == 499
    QTest.keyClick(gallery.view, Key.Key_Down)
    assert gallery.view.position == 499
    QTest.keyClick(gallery.view, Key.Key_Home)
    QTest.keyClick(gallery.view, Key.Key_Up)
    assert gallery.view.position == 0


def test_down_into_a_short_last_row_reaches_the_last_tile(gallery: Any) -> None:
    columns = gallery.model.columns
    gallery.show_ids(Synthetic(columns + 1).ids())
    gallery.view.go_to(columns - 1)
    QTest.keyClick(gallery.view, Key.Key_Down)
    assert gallery.view.position == columns


def test_the_current_tile_stays_when_the_grid_is_laid_out_anew(gallery: Any, qtbot: QtBot) -> None:
    gallery.view.go_to(321)
    before = gallery.model.columns
    gallery.resize(500, 600)
    qtbot.waitUntil(lambda: gallery.model.columns < before)
    assert gallery.item == 322
    QTest.keyClick(gallery.view, Key.Key_Minus)
    assert gallery.item == 322
    assert gallery.view.visualRect(gallery.view.currentIndex()).intersects(gallery.view.viewport().rect())


def test_the_current_tile_stays_current_in_another_list(gallery: Any) -> None:
    gallery.view.go_to(99)
    gallery.show_ids(Synthetic(500).ids()[50:])
    assert gallery.item == 100


def test_sizes_go_up_and_down_and_stop_at_the_ends(gallery: Any) -> None:
    sizes: list[int] = []
    gallery.sized.connect(sizes.append)
    for key in [Key.Key_Minus] * 5 + [Key.Key_Plus] * 5:
        QTest.keyClick(gallery.view, key)
    assert (min(sizes), max(sizes)) == (96, 208)

"""The whole window on a drawn case: grading, filters, language, lock and cover, and nothing left behind."""

from __future__ import annotations

import json
import threading
from collections.abc import Generator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from inspector.app import evidence
from inspector.domain.fault import InputFault
from inspector.domain.progress import Progress
from inspector.store import decisions
from inspector.store.gallery import siblings
from inspector.ui.desk import Work
from inspector.ui.main_window import Window
from inspector.ui.preferences import Preferences, load
from tests.ui.conftest import PATIENCE_MS, sign_in
from tests.ui.practice import MARK, PASSPHRASE

Key = Qt.Key


def shell(window: Window) -> Any:
    assert window.shell is not None
    return window.shell


def review(qtbot: QtBot, window: Window) -> Any:
    """The review page with its tiles listed and the focus in the gallery."""
    shell(window).show_page("review")
    page = shell(window).pages["review"]
    qtbot.waitUntil(lambda: len(page.gallery.model.ids) > 0, timeout=PATIENCE_MS)
    page.gallery.view.setFocus()
    qtbot.waitUntil(page.gallery.view.hasFocus, timeout=PATIENCE_MS)
    return page


def standing(window: Window, item: int) -> dict[str, str]:
    assert window.session is not None
    return decisions.standing(window.session.workspace.reader(), item)


def history(window: Window, item: int) -> list[str | None]:
    assert window.session is not None
    return [made.category for made in evidence.item(window.session, item).decisions]


def test_a_wrong_passphrase_is_told_and_the_field_is_emptied(qtbot: QtBot, window: Window) -> None:
    window.lock()
    assert window.sign_in is not None
    window.sign_in.passphrase.setText("sai")
    window.sign_in.go()
    qtbot.waitUntil(lambda: bool(window.sign_in and window.sign_in.fault.isVisible()), timeout=PATIENCE_MS)
    assert window.sign_in.fault.text.splitlines()[0] == window.look.words.say("error-wrong-passphrase")
    assert window.sign_in.passphrase.text() == ""


def test_the_list_of_cases_has_counts(qtbot: QtBot, window: Window) -> None:
    table = shell(window).pages["cases"].table
    qtbot.waitUntil(lambda: len(table.records.rows) == 2, timeout=PATIENCE_MS)
    (counts,) = [counts for case, counts in table.records.rows if case.number == "12/2026"]
    assert counts.items > counts.contents > 0
    assert counts.exact == 6


def test_known_illegal_comes_first_and_copies_are_one_tile(qtbot: QtBot, window: Window) -> None:
    page = review(qtbot, window)
    tiles = [page.gallery.model.tile_at(position) for position in range(len(page.gallery.model.ids))]
    assert [tile.signal for tile in tiles[:5]] == ["exact"] * 5
    assert {tile.signal for tile in tiles[5:]} == {None}
    assert max(tile.count for tile in tiles) == 2


def test_the_gallery_has_the_keys_as_soon_as_it_is_there(qtbot: QtBot, window: Window) -> None:
    shell(window).show_page("review")
    page = shell(window).pages["review"]
    qtbot.waitUntil(page.gallery.view.hasFocus, timeout=PATIENCE_MS)


def test_digits_decide_and_move_on_and_z_takes_back_by_adding(qtbot: QtBot, window: Window) -> None:
    page = review(qtbot, window)
    first, second = page.gallery.model.ids[:2]
    QTest.keyClick(page.gallery.view, Key.Key_3)
    QTest.keyClick(page.gallery.view, Key.Key_1)
    assert standing(window, first) == {"vn": page.filters.choices.by_key(3).code}
    assert standing(window, second) == {"vn": page.filters.choices.by_key(1).code}
    assert page.gallery.view.position == 2
    assert page.gallery.model.tile_at(0).category == page.filters.choices.by_key(3).code
    QTest.keyClick(page.gallery.view, Key.Key_Z)
    QTest.keyClick(page.gallery.view, Key.Key_Z)
    assert standing(window, first) == standing(window, second) == {}
    assert history(window, first) == [page.filters.choices.by_key(3).code, None]
    QTest.keyClick(page.gallery.view, Key.Key_Z)
    assert shell(window).status.text == window.look.say("nothing-to-undo")


def test_undo_gives_back_what_stood_before(qtbot: QtBot, window: Window) -> None:
    page = review(qtbot, window)
    item = page.gallery.model.ids[0]
    choices = page.filters.choices
    QTest.keyClick(page.gallery.view, Key.Key_2)
    page.gallery.view.go_to(0)
    QTest.keyClick(page.gallery.view, Key.Key_5)
    QTest.keyClick(page.gallery.view, Key.Key_Z)
    assert standing(window, item) == {"vn": choices.by_key(2).code}


def test_details_of_a_decision_come_back_with_undo(qtbot: QtBot, window: Window) -> None:
    page = review(qtbot, window)
    item = page.gallery.model.ids[0]
    detail = page.filters.choices.details[0]
    value = detail.values[0][0]
    assert page.acts.decide([item], page.filters.choices.choices[0].code, {detail.id: value}, "ghi chú")
    page.gallery.view.go_to(0)
    QTest.keyClick(page.gallery.view, Key.Key_4)
    QTest.keyClick(page.gallery.view, Key.Key_Z)
    assert window.session is not None
    assert evidence.item(window.session, item).decisions[-1].details == {detail.id: value}


def test_a_decision_is_about_every_copy_of_the_same_bytes(qtbot: QtBot, window: Window) -> None:
    page = review(qtbot, window)
    tiles = [page.gallery.model.tile_at(position) for position in range(len(page.gallery.model.ids))]
    position, tile = next((place, tile) for place, tile in enumerate(tiles) if tile.count == 2)
    page.gallery.view.go_to(position)
    QTest.keyClick(page.gallery.view, Key.Key_3)
    assert window.session is not None
    copies = siblings(window.session.workspace.reader(), tile.item)
    assert len(copies) == 2
    code = page.filters.choices.by_key(3).code
    assert [standing(window, item) for item in copies] == [{"vn": code}] * 2
    QTest.keyClick(page.gallery.view, Key.Key_Z)
    assert [standing(window, item) for item in copies] == [{}, {}]


def test_filters_narrow_and_clear(qtbot: QtBot, window: Window) -> None:
    page = review(qtbot, window)
    everything = len(page.gallery.model.ids)
    page.filters.match.choose("exact")
    page.filters.changed.emit()
    qtbot.waitUntil(lambda: len(page.gallery.model.ids) == 5, timeout=PATIENCE_MS)
    page.filters.clear()
    qtbot.waitUntil(lambda: len(page.gallery.model.ids) == everything, timeout=PATIENCE_MS)
    page.filters.kind.choose("document")
    page.filters.changed.emit()
    qtbot.waitUntil(lambda: len(page.gallery.model.ids) == 1, timeout=PATIENCE_MS)
    page.filters.clear()
    page.filters.words.setText("bản sao")
    qtbot.waitUntil(lambda: 0 < len(page.gallery.model.ids) < everything, timeout=PATIENCE_MS)
    page.filters.words.setText("không có tên này")
    qtbot.waitUntil(lambda: page._middle.currentIndex() == 2, timeout=PATIENCE_MS)


def test_category_filter_and_counts_follow_decisions(qtbot: QtBot, window: Window) -> None:
    page = review(qtbot, window)
    code = page.filters.choices.by_key(1).code
    QTest.keyClick(page.gallery.view, Key.Key_1)
    (row,) = [line for line in page.filters.category.rows if line.facet.value == code]
    qtbot.waitUntil(lambda: row.count == 1, timeout=PATIENCE_MS)
    row.click()
    qtbot.waitUntil(lambda: len(page.gallery.model.ids) == 1, timeout=PATIENCE_MS)


def test_the_detail_pane_shows_the_current_tile(qtbot: QtBot, window: Window) -> None:
    page = review(qtbot, window)
    shown: list[str] = []
    page._detail_came = lambda detail: shown.append(detail.item.shown)
    page.gallery.view.go_to(1)
    qtbot.waitUntil(lambda: bool(shown), timeout=PATIENCE_MS)
    assert shown[0].endswith(".jpg")


def test_language_changes_at_once_and_keeps_case_and_page(qtbot: QtBot, window: Window) -> None:
    review(qtbot, window)
    window._prefer(replace(window.preferences, language="en"))
    assert window.look.words.language == "en"
    assert shell(window).page_name == "review"
    assert shell(window).desk.case.number == "12/2026"
    assert shell(window).rail._buttons["review"].text() == "Review"
    window._prefer(replace(window.preferences, language="vi"))
    assert shell(window).rail._buttons["review"].text() == "Rà soát"


def test_what_was_filled_in_survives_a_change_of_language(window: Window) -> None:
    shell(window).show_page("report")
    shell(window).pages["report"].answers._fields["agency"].fill("Công an tỉnh")
    window._prefer(replace(window.preferences, language="en"))
    assert shell(window).pages["report"].answers.values()["agency"] == "Công an tỉnh"


def test_ctrl_l_locks_and_signing_in_comes_back_to_the_same_place(qtbot: QtBot, window: Window) -> None:
    review(qtbot, window)
    old = window.session
    QTest.keyClick(window, Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.shell is None
    assert window.session is None
    assert old is not None
    qtbot.waitUntil(lambda: old.workspace._key == b"", timeout=PATIENCE_MS)
    sign_in(qtbot, window)
    assert shell(window).page_name == "review"
    assert shell(window).desk.case.number == "12/2026"


def test_the_session_outlives_every_question_asked_of_it(qtbot: QtBot, window: Window) -> None:
    session, held = window.session, threading.Event()
    assert session is not None
    told: list[object] = []

    def count() -> object:
        held.wait()
        return session.workspace.reader().execute("SELECT count(*) FROM item").fetchone()

    window.jobs.counts.ask(count, told.append, told.append)
    window.lock()
    assert session.workspace.library_key
    held.set()
    qtbot.waitUntil(lambda: not session.workspace.library_key, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
    assert isinstance(told[0], tuple)


def test_nobody_there_locks(window: Window) -> None:
    window.watch.left_alone.emit()
    assert window.session is None


def test_esc_esc_covers_everything_and_enter_lifts_it(qtbot: QtBot, window: Window) -> None:
    page = review(qtbot, window)
    QTest.keyPress(page.gallery.view, Key.Key_Space)
    assert page.gallery.reveal.showing
    QTest.keyClick(window.windowHandle(), Key.Key_Escape)
    assert window.cover is None
    QTest.keyClick(window.windowHandle(), Key.Key_Escape)
    assert window.cover is not None
    assert window._stack.currentWidget() is window.cover
    assert not page.gallery.reveal.showing
    assert not page.isVisible()
    QTest.keyClick(window.cover, Key.Key_A)
    assert window.cover is not None
    QTest.keyClick(window.cover, Key.Key_Return)
    assert window.cover is None
    assert page.isVisible()


def test_esc_once_then_another_key_does_not_cover(window: Window) -> None:
    for key in (Key.Key_Escape, Key.Key_A, Key.Key_Escape):
        QTest.keyClick(window.windowHandle(), key)
    assert window.cover is None


def test_a_fault_says_what_happened_what_it_means_and_what_to_do_and_can_be_copied(window: Window) -> None:
    panel = shell(window).fault
    shell(window).desk.faulted.emit(InputFault("source_missing", path="/media/usb"))
    assert panel.isVisible()
    lines = panel.text.splitlines()
    assert len(lines) == 3
    assert "/media/usb" in lines[0]
    panel._to_clipboard()
    assert QApplication.clipboard().text() == panel.text


def test_an_ingest_runs_with_progress_and_can_be_cancelled_where_it_is_shown(
    qtbot: QtBot, window: Window, finished_case: Path
) -> None:
    page = shell(window).pages["cases"]
    case = shell(window).desk.case
    page._run(case, str(finished_case / "evidence"), "VC-02")
    (job,) = window.jobs.running
    assert shell(window).status._cancel.isVisible()
    with qtbot.waitSignal(job.ended, timeout=PATIENCE_MS):
        shell(window).status.cancel_wished.emit()
    assert not shell(window).status._cancel.isVisible()
    page._run(case, str(finished_case / "evidence"), "VC-02")
    (again,) = window.jobs.running
    with qtbot.waitSignal(again.finished, timeout=60_000) as told:
        pass
    assert told.args[0].standing.contents > 0


def test_locking_while_evidence_is_read_lets_it_finish(qtbot: QtBot, window: Window, finished_case: Path) -> None:
    old = window.session
    assert old is not None
    shell(window).pages["cases"]._run(shell(window).desk.case, str(finished_case / "evidence"), "VC-03")
    (job,) = window.jobs.running
    window.lock()
    assert window.sign_in is not None
    with qtbot.waitSignal(job.ended, timeout=60_000):
        pass
    qtbot.waitUntil(lambda: old.workspace._key == b"", timeout=PATIENCE_MS)


@pytest.mark.parametrize("stopped", [False, True])
def test_a_work_that_fails_or_is_stopped_after_the_theme_was_changed_is_still_told(
    qtbot: QtBot, window: Window, *, stopped: bool
) -> None:
    go, told = threading.Event(), list[object]()

    def steps() -> Generator[Progress, None, None]:
        yield Progress("storing")
        go.wait(60)
        if not stopped:
            raise InputFault("source_missing", path="/media/usb")
        yield Progress("storing")

    job = shell(window).desk.run(Work("việc dài", steps), told.append)
    shell(window).turn_theme()
    if stopped:
        job.cancel()
    with qtbot.waitSignal(job.ended, timeout=PATIENCE_MS):
        go.set()
    assert shell(window).fault.isVisible() != stopped
    assert (shell(window).status.text == window.look.say("cancelled", name="việc dài")) == stopped
    assert told == []


def test_a_short_work_does_not_take_the_long_one_out_of_sight(qtbot: QtBot, window: Window) -> None:
    go = threading.Event()

    def steps(wait: threading.Event) -> Generator[Progress, None, None]:
        yield Progress("storing", 1, 2)
        wait.wait(60)
        yield Progress("storing", 2, 2)

    desk, status, told = shell(window).desk, shell(window).status, list[object]()
    done = threading.Event()
    long = desk.run(Work("việc dài", partial(steps, go)), told.append)
    short, at_once = desk.run(Work("việc ngắn", partial(steps, done)), told.append), status.text
    done.set()
    with qtbot.waitSignal(short.ended, timeout=PATIENCE_MS):
        pass
    offered = status._cancel.isVisible()
    status._cancel.click()
    with qtbot.waitSignal(long.ended, timeout=PATIENCE_MS):
        go.set()
    assert "việc ngắn" in at_once
    assert (offered, long.stopping, status._cancel.isVisible()) == (True, True, False)
    assert told == [None]


def test_locking_closes_dialogs_and_menus_first(window: Window) -> None:
    """A dialog that died with its page would leave whoever opened it with nothing to go on with."""
    menu = QMenu(window)
    menu.addAction("một")
    QTimer.singleShot(0, window, lambda: menu.popup(QPoint()))
    QTimer.singleShot(100, window, window.lock)
    shell(window).pages["cases"].new_case()
    assert window.session is None
    assert not menu.isVisible()


def test_every_page_opens_by_key_and_keeps_its_place(window: Window) -> None:
    for place, name in enumerate(("cases", "review", "tips", "report", "hashsets", "audit", "settings"), 1):
        QTest.keyClick(window, Key(Key.Key_0 + place), Qt.KeyboardModifier.ControlModifier)
        assert shell(window).page_name == name
        assert shell(window).pages[name].isVisible()
        assert not shell(window).fault.isVisible()


def test_the_journal_is_checked(qtbot: QtBot, window: Window) -> None:
    shell(window).show_page("audit")
    page = shell(window).pages["audit"]
    page.verify()
    qtbot.waitUntil(lambda: page._result.property("role") == "verified", timeout=PATIENCE_MS)


def test_a_report_is_made_from_the_form(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    shell(window).show_page("report")
    page = shell(window).pages["report"]
    page.answers._fields["agency"].fill("Công an tỉnh")
    page.out.field.setText(str(tmp_path / "bao-cao.pdf"))
    page.start()
    qtbot.waitUntil(lambda: (tmp_path / "bao-cao.pdf").exists() and page.make.isEnabled(), timeout=60_000)
    assert (tmp_path / "bao-cao.pdf").read_bytes().startswith(b"%PDF-")
    assert window.look.say("report-unsigned") in page._result.text()


def test_a_wrong_answer_is_told_and_nothing_is_written(window: Window, tmp_path: Path) -> None:
    shell(window).show_page("report")
    page = shell(window).pages["report"]
    page.answers._fields["date"].fill("hôm qua")
    page.out.field.setText(str(tmp_path / "bao-cao.pdf"))
    page.start()
    assert shell(window).fault.isVisible()
    assert not (tmp_path / "bao-cao.pdf").exists()


def test_settings_files_hold_no_path_and_no_name(qtbot: QtBot, window: Window, home: Path, tmp_path: Path) -> None:
    """Whatever Qt or the window wrote into the home or its settings: none of it names evidence, case or folder."""
    review(qtbot, window)
    window._prefer(replace(window.preferences, theme="dark"))
    window.shut()
    QSettings().sync()
    files = [path for folder in (home, tmp_path / "settings") for path in folder.rglob("*") if path.is_file()]
    assert tmp_path / "settings" / "window.json" in files
    for path in files:
        content = path.read_bytes()
        for secret in (MARK, "12/2026", "evidence", str(tmp_path), PASSPHRASE, "danh-muc"):
            assert secret.encode() not in content, (path.name, secret)
    kept = json.loads((tmp_path / "settings" / "window.json").read_text(encoding="utf-8"))
    assert all(
        isinstance(value, (bool, int)) or value in {"vi", "en", "light", "dark", "vn"} for value in kept.values()
    )


@pytest.mark.parametrize("broken", ["", "[]", "{", '{"language": "xx", "tile": 7, "theme": 3, "detail_width": -4}'])
def test_broken_preferences_are_defaults(tmp_path: Path, broken: str) -> None:
    (tmp_path / "window.json").write_text(broken)
    assert load(tmp_path) == Preferences()

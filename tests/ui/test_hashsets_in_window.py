"""Hash sets through the window: added, explained, updated, switched off and on, removed; what is hidden is counted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from inspector.app import library, office_trust
from inspector.app.library import ListFile
from inspector.domain.fault import Fault
from inspector.domain.match import Listing
from inspector.domain.office_list import Says
from inspector.report.key import file_key
from inspector.ui.imports import Wanted
from inspector.ui.main_window import Window
from inspector.ui.pages.add_hashset import AddHashSet, UpdateHashSet
from inspector.ui.pages.broken_lines import BrokenLines
from inspector.ui.pages.column_dialog import ColumnDialog
from inspector.ui.pages.zero_question import ZeroQuestion
from tests.exchange import chains
from tests.ui.conftest import PATIENCE_MS, at
from tests.ui.papers import PASSWORD, office_key
from tests.ui.practice import finish

FIRST = "Danh mục đối chiếu"


@pytest.fixture
def page(hashsets_page: Any) -> Any:
    return hashsets_page


@pytest.fixture
def said(page: Any) -> Iterator[list[str]]:
    """What the status bar was given to say."""
    told: list[str] = []
    page.desk.said.connect(told.append)
    yield told
    page.desk.said.disconnect(told.append)


@pytest.fixture
def pictures(finished_case: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted((finished_case / "evidence").rglob("Ảnh *.jpg"))]


def rows(qtbot: QtBot, page: Any, count: int) -> list[Any]:
    qtbot.waitUntil(lambda: len(page.table.records.rows) == count and not page.desk.jobs.running, timeout=PATIENCE_MS)
    return list(page.table.records.rows)


def shown(pane: Any) -> str:
    """All that a pane says."""
    return "\n".join(part.text() for part in pane.findChildren(QLabel))


def sums(path: Path, *contents: bytes) -> Path:
    path.write_text("".join(f"{hashlib.sha256(one).hexdigest()}  x\n" for one in contents), encoding="utf-8")
    return path


def vics(path: Path, *contents: bytes) -> Path:
    """A list of a country of which nobody knows what its 0 means."""
    context = "http://github.com/ICMEC/ProjectVic/DataModels/1.3.xml/UK#Media"
    records = [{"MediaID": 1, "Category": 0, "MD5": hashlib.md5(one).hexdigest()} for one in contents]
    path.write_text(json.dumps({"odata.context": context, "value": records}), encoding="utf-8")
    return path


def test_a_list_is_added_by_keys_and_everything_is_told(
    qtbot: QtBot, page: Any, said: list[str], *, pictures: list[bytes], tmp_path: Path, monkeypatch: Any
) -> None:
    path = sums(tmp_path / "l.sha256", pictures[5], pictures[5], b"x")
    path.write_text(path.read_text(encoding="utf-8") + "hỏng\n", encoding="utf-8")

    def fill(dialog: AddHashSet) -> None:
        QTest.keyClicks(dialog.file.field, str(path))
        seen = dialog._look.say("hashset-format-seen", format=dialog._look.say("format-sums"))
        qtbot.waitUntil(lambda: dialog._seen.text() == seen, timeout=PATIENCE_MS)
        QTest.keyClick(dialog.listing, Qt.Key.Key_Down)
        QTest.keyClick(dialog.listing, Qt.Key.Key_Down)
        dialog.name.setText("Cảnh báo của tỉnh")
        dialog.version.setText("7")
        dialog.meanings.write(0, "1", "cần xem")
        assert dialog.meanings.rowCount() == 2
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)

    at(monkeypatch, AddHashSet, fill)
    page.add()
    known = rows(qtbot, page, 2)[1]
    assert (known.name, known.listing, known.entries, known.broken) == ("Cảnh báo của tỉnh", Listing.ALERT, 2, 1)
    assert known.meanings == {"1": "cần xem"}
    look = page.look
    assert look.say("told-entries", count=2, read=3, duplicates=1) in page.told.text
    assert look.say("told-broken", broken=1, mended=0) in page.told.text
    assert look.say("told-matched", count=1) in page.told.text
    assert said[-1] == look.say("hashset-added", name=known.name, count=2, matched=1)
    page.table.choose(1)
    qtbot.waitUntil(lambda: known.digest in shown(page.pane), timeout=PATIENCE_MS)
    assert "cần xem" in shown(page.pane)
    at(monkeypatch, BrokenLines, lambda dialog: dialog.copy())
    page.told.show_broken.click()
    reason = look.words.say("library-broken-shape")
    assert QGuiApplication.clipboard().text() == f"Dòng 4\t{reason}\t{look.say('broken-lost')}"


def test_what_is_wrong_is_said_in_the_dialog_before_anything_is_read(window: Window, page: Any, tmp_path: Path) -> None:
    dialog = AddHashSet(page.desk, window)
    dialog.show()
    told = []
    strange, sound = tmp_path / "x.bin", sums(tmp_path / "l", b"x")
    strange.write_bytes(b"nothing that is a hash\n")
    delta = tmp_path / "RDS_2026.06.1_modern_minimal_delta.sql"
    delta.write_text("BEGIN TRANSACTION;\nCOMMIT;\n", encoding="utf-8")
    long = "x" * 201
    steps = (("", -1, ""), (strange, -1, ""), (strange, 0, ""), (sound, 0, FIRST), (sound, 0, long), (delta, 2, ""))
    for path, listing, name in steps:
        dialog.file.field.setText(str(path))
        dialog.listing.setCurrentIndex(listing)
        dialog.name.setText(name)
        dialog._try()
        told.append(dialog._problem.text())
    say = window.look.words.say
    assert told == [
        say("error-window-no-file"),
        say("error-window-no-listing"),
        say("error-window-list-unknown"),
        say("error-window-hashset-exists", name=FIRST),
        say("error-hashset-label", text=long[:60], longest=200),
        say("error-window-list-is-difference"),
    ]
    assert dialog.given is None
    dialog.close()


def test_tab_goes_through_the_dialog_as_one_reads(qtbot: QtBot, window: Window, page: Any) -> None:
    dialog = AddHashSet(page.desk, window)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.file.field.hasFocus, timeout=PATIENCE_MS)
    reading = (dialog.listing, dialog.name, dialog.provider, dialog.version, dialog.dated, dialog.format,
               dialog._choose, dialog.meanings)  # fmt: skip
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)  # the button beside the field
    for field in reading:
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is field
        assert field.accessibleName()
    QTest.keyClicks(dialog.meanings, "1")
    editor = dialog.focusWidget()
    assert editor is not dialog.meanings
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.meanings._text(0, 0) == "1", timeout=PATIENCE_MS)
    QTest.keyClick(dialog.meanings, Qt.Key.Key_Return)
    assert dialog.isVisible()  # Enter writes into the table
    dialog.close()


def test_columns_are_chosen_over_the_first_rows(qtbot: QtBot, page: Any, tmp_path: Path, monkeypatch: Any) -> None:
    table = tmp_path / "bảng.csv"
    table.write_text(f"một;hai\nA;{hashlib.md5(b'x').hexdigest()}\n", encoding="utf-8")

    def choose(dialog: ColumnDialog) -> None:
        first, second = dialog.choices
        second.setCurrentIndex(second.findData(""))
        dialog._try()
        assert dialog._problem.text() == page.look.words.say("error-window-no-hash-column")
        for choice in (first, second):
            choice.setCurrentIndex(choice.findData("hash"))
        dialog._try()
        assert page.look.say("column-hash") in dialog._problem.text()
        first.setCurrentIndex(first.findData("category"))
        QTest.keyClick(second, Qt.Key.Key_Return)

    def fill(dialog: AddHashSet) -> None:
        dialog.file.field.setText(str(table))
        dialog.choose_columns()
        assert "hash" not in dialog._chosen.text()
        dialog.listing.setCurrentIndex(1)
        dialog._try()

    at(monkeypatch, ColumnDialog, choose)
    at(monkeypatch, AddHashSet, fill)
    page.add()
    known = rows(qtbot, page, 2)[1]
    assert (known.format, known.entries, known.facts["columns"]) == ("csv", 1, "category=1,hash=2")


def test_category_nought_is_asked_when_the_person_is_there(
    qtbot: QtBot, window: Window, page: Any, *, said: list[str], tmp_path: Path, monkeypatch: Any
) -> None:
    assert window.shell is not None
    asked: list[str] = []

    def answer(dialog: ZeroQuestion) -> None:
        asked.append(shown(dialog))
        QTest.keyClick(dialog, Qt.Key.Key_Return)  # answers nothing
        if len(asked) > 1:
            dialog.show()
            dialog._choose("uncategorised")

    at(monkeypatch, ZeroQuestion, answer)
    wanted = Wanted(ListFile(vics(tmp_path / "uk.json", b"x"), Listing.ILLEGAL))
    window.shell.show_page("cases")
    page.imports.start(wanted)
    qtbot.waitUntil(lambda: said[-1:] == [page.look.say("zero-waiting", name="uk.json")], timeout=PATIENCE_MS)
    assert asked == []
    window.shell.show_page("hashsets")
    qtbot.waitUntil(lambda: said[-1] == page.look.say("zero-left", name="uk.json"), timeout=PATIENCE_MS)
    assert "UK" in asked[0]
    assert page.look.say("zero-unknown") in asked[0]
    page.imports.start(wanted)
    assert rows(qtbot, page, 2)[1].facts["zero"] == "uncategorised"


def test_a_set_is_updated_switched_off_and_on_and_removed(
    qtbot: QtBot, page: Any, said: list[str], *, pictures: list[bytes], tmp_path: Path, monkeypatch: Any
) -> None:
    newer = sums(tmp_path / "mới.sha256", pictures[0])

    versions = iter(("2026.4", "2026.5"))

    def fill(dialog: UpdateHashSet) -> None:
        dialog.kind.choose("difference")
        dialog.file.field.setText(str(newer))
        dialog.version.setText(next(versions))
        dialog._try()

    at(monkeypatch, UpdateHashSet, fill)
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: rows(qtbot, page, 1)[0].version == "2026.4", timeout=PATIENCE_MS)
    assert (page.table.records.rows[0].name, page.table.records.rows[0].entries) == (FIRST, 6)
    qtbot.waitUntil(lambda: "2026.3" in shown(page.pane), timeout=PATIENCE_MS)

    assert page.notice.isHidden()
    page.turn.click()
    qtbot.waitUntil(lambda: page.table.records.rows[0].off is not None, timeout=PATIENCE_MS)
    qtbot.waitUntil(page.notice.isVisible, timeout=PATIENCE_MS)
    assert page.look.say("hashset-is-off") in page.table.records.data(page.table.records.index(0, 9))
    qtbot.waitUntil(page.update_it.isEnabled, timeout=PATIENCE_MS)
    page.update_it.click()
    qtbot.waitUntil(lambda: rows(qtbot, page, 1)[0].version == "2026.5", timeout=PATIENCE_MS)
    assert page.table.records.rows[0].off is not None
    assert page.look.say("told-stays-off") in shown(page.told)
    page.turn.click()
    qtbot.waitUntil(lambda: page.table.records.rows[0].off is None, timeout=PATIENCE_MS)
    assert page.look.say("hashset-switched-on", name=FIRST) in said

    sure = iter((False, True))
    monkeypatch.setattr(page, "_sure", lambda _: next(sure))
    page.remove_it.click()
    assert len(page.table.records.rows) == 1
    page.remove_it.click()
    rows(qtbot, page, 0)
    assert page._stack.currentIndex() == 0


@pytest.mark.parametrize(("name", "code"), [("cụt.sha256", "list_update_cut"), ("nén.zip", "list_packed")])
def test_what_cannot_take_the_place_of_a_set_is_told_and_the_set_stays(
    qtbot: QtBot, page: Any, pictures: list[bytes], *, tmp_path: Path, name: str, code: str
) -> None:
    (before,) = rows(qtbot, page, 1)
    list_file = sums(tmp_path / name, *pictures[:2])
    content = list_file.read_bytes()
    list_file.write_bytes(content[:100] if code == "list_update_cut" else b"PK\3\4" + content)
    told: list[Fault] = []
    page.desk.faulted.connect(told.append)
    page.imports.start(Wanted(ListFile(list_file, Listing.ALERT), updates=FIRST))
    qtbot.waitUntil(lambda: [fault.code for fault in told] == [code], timeout=PATIENCE_MS)
    page.desk.faulted.disconnect(told.append)
    assert rows(qtbot, page, 1) == [before]


def test_a_list_that_was_stopped_says_that_it_goes_on_where_it_was(
    qtbot: QtBot, page: Any, said: list[str], tmp_path: Path
) -> None:
    wanted = Wanted(ListFile(sums(tmp_path / "l", b"a", b"b"), Listing.ALERT))
    page.imports.start(wanted).cancel()
    qtbot.waitUntil(lambda: said[-1:] == [page.look.say("hashset-stopped", name="l")], timeout=PATIENCE_MS)
    page.imports.start(wanted)
    assert rows(qtbot, page, 2)[1].entries == 2


def test_a_list_of_an_office_that_was_stopped_says_that_it_begins_anew(
    qtbot: QtBot, page: Any, said: list[str], tmp_path: Path
) -> None:
    path = office_key(tmp_path / "khóa", "PA05")
    office_trust.trust(page.desk.session, "PA05", path.with_suffix(".pem"))
    signed = chains.file_of("PA05", chains.chain("PA05", [("một", Says.CONFIRM, "D147")]), file_key(path, PASSWORD))
    (tmp_path / "l").write_bytes(signed)
    page.imports.start(Wanted(ListFile(tmp_path / "l", Listing.ILLEGAL))).cancel()
    qtbot.waitUntil(lambda: said[-1:] == [page.look.say("hashset-stopped-late", name="l")], timeout=PATIENCE_MS)


def test_an_import_outlives_the_page_that_began_it(qtbot: QtBot, window: Window, page: Any, tmp_path: Path) -> None:
    page.imports.start(Wanted(ListFile(sums(tmp_path / "l", b"a"), Listing.ALERT)))
    window._prefer(replace(window.preferences, theme="dark"))
    assert window.shell is not None
    later: Any = window.shell.pages["hashsets"]
    assert later is not page
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=PATIENCE_MS)
    later.appear()
    rows(qtbot, later, 2)


def test_a_narrow_window_leaves_out_what_the_pane_tells(qtbot: QtBot, window: Window, page: Any) -> None:
    shown = {}
    for width in (1366, 960):
        window.resize(width, 768)
        QApplication.processEvents()
        places = range(page.table.records.columnCount())
        shown[width] = [place for place in places if not page.table.isColumnHidden(place)]
    assert (len(shown[1366]), shown[960]) == (10, [0, 1, 3, 5, 7, 9])


def test_what_is_known_and_harmless_is_hidden_counted_and_shown_by_one_act(
    qtbot: QtBot, window: Window, pictures: list[bytes], tmp_path: Path
) -> None:
    assert window.session is not None
    assert window.shell is not None
    harmless = ListFile(sums(tmp_path / "n.sha256", *pictures[6:9]), Listing.KNOWN_GOOD)
    finish(library.add(window.session, harmless))
    window.shell.show_page("review")
    review: Any = window.shell.pages["review"]
    bar, look = review.filters.hidden, window.look

    def stands(tiles: int, sentence: str) -> None:
        said = look.say(sentence, count=3, shown="3")
        qtbot.waitUntil(lambda: bar.text == said and len(review.gallery.model.ids) == tiles, timeout=PATIENCE_MS)

    qtbot.waitUntil(lambda: len(review.gallery.model.ids) > 0, timeout=PATIENCE_MS)
    few = len(review.gallery.model.ids)
    stands(few, "known-hidden")
    assert bar.isVisible()
    bar._turn.click()
    stands(few + 3, "known-shown")
    bar._turn.click()
    stands(few, "known-hidden")
    library.switch_off(window.session, "n.sha256")
    review.desk.case_grew.emit()
    qtbot.waitUntil(lambda: bar.isHidden() and len(review.gallery.model.ids) == few + 3, timeout=PATIENCE_MS)

"""What leaves through the window: a category as a hash set, the office's own list; counted first, told afterwards."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inspector.app import cases, publishing, review
from inspector.store import audit, decisions
from inspector.store.decisions import Choice
from inspector.ui.main_window import Window
from inspector.ui.pages.export_hashset import ExportHashSet
from inspector.ui.pages.publish_list import PublishList
from tests.ui.conftest import PATIENCE_MS, at
from tests.ui.papers import PASSWORD, office_key

CASE, CODE = "12/2026", "D147"
LIST, OFFICE = "danh mục chung", "PA05 tỉnh A"


@pytest.fixture
def page(hashsets_page: Any) -> Any:
    return hashsets_page


@pytest.fixture
def items(window: Window) -> list[int]:
    """Four pictures that one person put into a category; about three of them another agrees, about one of these not."""
    session: Any = window.session
    query = "SELECT id FROM item WHERE path LIKE 'DCIM/%' ORDER BY id LIMIT 4"
    found = [item for (item,) in session.workspace.reader().execute(query)]
    review.categorise(session, found, Choice("vn", CODE))
    session.workspace.change(decisions.decide(found[:2], Choice("vn", CODE), "bình"))
    session.workspace.change(decisions.decide(found[2:3], Choice("vn", "D146"), "bình"))
    session.workspace.change(decisions.decide(found[2:3], Choice("vn", CODE), "an"))
    return found


@pytest.fixture
def faults(page: Any) -> list[str]:
    told: list[str] = []
    page.desk.faulted.connect(lambda fault: told.append(fault.code))
    return told


def counted(qtbot: QtBot, dialog: Any) -> list[str]:
    """What the dialog says it would write, once it has counted."""
    waiting = dialog._look.say("outgoing-counting")
    qtbot.waitUntil(lambda: dialog.told.text() != waiting and not dialog._soon.isActive(), timeout=PATIENCE_MS)
    said: list[str] = dialog.told.text().splitlines()
    return said


def choose(box: Any, value: object) -> None:
    box.setCurrentIndex(box.findData(value))


def ended(qtbot: QtBot, page: Any) -> None:
    qtbot.waitUntil(lambda: not page.desk.jobs.running and page.sharing.told.isVisible(), timeout=PATIENCE_MS)


def test_a_category_is_counted_first_and_written_as_a_hash_set(
    qtbot: QtBot, page: Any, items: list[int], *, tmp_path: Path, monkeypatch: Any
) -> None:
    out = tmp_path / "xuất.txt"
    told: list[list[str]] = []

    def fill(dialog: ExportHashSet) -> None:
        assert dialog.case.currentData() == CASE
        told.append(counted(qtbot, dialog))
        assert not dialog._accept.isEnabled()
        choose(dialog.category.category, CODE)
        choose(dialog.format, "plain")
        choose(dialog.digest, "md5")
        assert dialog.out.field.text().endswith("bo-bam-12-2026-D147.txt")
        dialog.out.field.setText(str(out))
        told.append(counted(qtbot, dialog))
        QTest.keyClick(dialog.out.field, Qt.Key.Key_Return)

    at(monkeypatch, ExportHashSet, fill)
    QTest.keyClick(page, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    ended(qtbot, page)
    assert told == [["Không có nội dung nào để ghi."], ["Sẽ ghi 4 giá trị."]]
    lines = out.read_text().splitlines()
    assert [len(line) for line in lines] == [32] * 4
    shown = page.sharing.told.text
    assert "4 giá trị, ghi ra" in shown
    assert "Việc này đã được ghi vào nhật ký." in shown
    (entry,) = audit.newest(page.desk.session.workspace.reader(), 1)
    assert (entry.action, json.loads(entry.data)["entries"]) == ("hashset_export", 4)
    page.sharing.told._copy.click()
    assert QGuiApplication.clipboard().text() == json.loads(entry.data)["sha256"]
    page.sharing.told.put_away.click()
    assert page.sharing.told.isHidden()


def test_what_a_list_leaves_out_is_told_before_and_after(
    qtbot: QtBot, page: Any, items: list[int], *, tmp_path: Path, monkeypatch: Any
) -> None:
    session: Any = page.desk.session
    query = "SELECT id FROM item WHERE content IS (SELECT content FROM item WHERE id = ?) AND id != ?"
    (twin,) = session.workspace.reader().execute(query, (items[0], items[0])).fetchone()
    session.workspace.change(decisions.decide([twin], Choice("vn", "KLQ"), "an"))
    told: list[list[str]] = []

    def fill(dialog: ExportHashSet) -> None:
        choose(dialog.category.category, CODE)
        choose(dialog.format, "hashdeep")
        dialog.out.field.setText(str(tmp_path / "x.hashdeep"))
        told.append(counted(qtbot, dialog))
        dialog._try()

    at(monkeypatch, ExportHashSet, fill)
    page.sharing.export_it.click()
    ended(qtbot, page)
    left = "Bỏ lại 1: nội dung đang có phân loại khác nhau."
    assert told == [["Sẽ ghi 3 giá trị.", left]]
    assert left in page.sharing.told.text


def test_the_file_proposed_is_named_after_the_chosen_case(window: Window, page: Any) -> None:
    cases.add(page.desk.session, "đ" * 200, "vụ có số rất dài")
    dialog: Any = ExportHashSet(page.desk, window)
    names = []
    for number in (CASE, "13/2026", "đ" * 200):
        choose(dialog.case, number)
        names.append(Path(dialog.out.field.text()).name)
    code = dialog.category.chosen[1]
    assert names == [f"bo-bam-{number}-{code}.json" for number in ("12-2026", "13-2026", "đ" * 50)]
    dialog.out.field.setText("/media/usb/của tôi.json")
    choose(dialog.case, CASE)
    assert dialog.out.field.text() == "/media/usb/của tôi.json"
    dialog.close()


def test_a_vics_category_that_the_mapping_leaves_open_is_asked_for(
    qtbot: QtBot, window: Window, page: Any, items: list[int]
) -> None:
    session: Any = window.session
    review.categorise(session, items, Choice("vn", "D326"))
    dialog: Any = ExportHashSet(page.desk, window)
    dialog.show()
    choose(dialog.category.category, CODE)
    assert not dialog._vics_place.isVisible()
    choose(dialog.category.category, "D326")
    assert dialog._vics_place.isVisible()
    assert [dialog.vics.itemData(place) for place in range(dialog.vics.count())] == [None, 1, 2, 0]
    qtbot.waitUntil(lambda: "1, 2, 0" in dialog._problem.text(), timeout=PATIENCE_MS)
    assert not dialog._accept.isEnabled()
    choose(dialog.vics, 2)
    assert counted(qtbot, dialog) == ["Sẽ ghi 4 giá trị."]
    assert dialog._problem.isHidden()
    choose(dialog.format, "pdq")
    assert not dialog._vics_place.isVisible()
    assert dialog._wanted(Path()).vics_category is None
    dialog.close()


def test_a_place_that_cannot_be_is_refused_in_the_dialog(
    qtbot: QtBot, window: Window, page: Any, *, items: list[int], finished_case: Path, tmp_path: Path
) -> None:
    dialog: Any = ExportHashSet(page.desk, window)
    dialog.show()
    choose(dialog.category.category, CODE)
    counted(qtbot, dialog)
    there = tmp_path / "có rồi.json"
    there.write_text("của người khác")
    told = []
    for place in ("", str(there), str(finished_case / "evidence" / "x.json")):
        dialog.out.field.setText(place)
        dialog._try()
        told.append(dialog._problem.text())
    say = window.look.words.say
    assert told == [say("error-window-no-place"), say("error-file-exists"), say("error-out-in-evidence")]
    assert dialog.given is None
    assert there.read_text() == "của người khác"
    dialog.close()


def test_the_list_of_the_office_is_counted_signed_and_told(
    qtbot: QtBot, page: Any, items: list[int], *, tmp_path: Path, monkeypatch: Any
) -> None:
    key, out = office_key(tmp_path / "khóa", OFFICE), tmp_path / "phần.list"
    told: list[list[str]] = []

    def fill(dialog: PublishList) -> None:
        told.append(counted(qtbot, dialog))
        choose(dialog.category.category, CODE)
        dialog.list.setEditText(LIST)
        dialog.office.setEditText(OFFICE)
        told.append(counted(qtbot, dialog))
        dialog._try()
        told.append([dialog._problem.text()])
        dialog.key.file.field.setText(str(key))
        dialog.key.password.setText(PASSWORD)
        dialog.out.field.setText(str(out))
        QTest.keyClick(dialog.key.password, Qt.Key.Key_Return)
        assert dialog.key.password.text() == ""

    at(monkeypatch, PublishList, fill)
    page.sharing.publish_it.click()
    ended(qtbot, page)
    say = page.look.words.say
    assert told == [
        [say("window-outgoing-unsaid")],
        [
            "Xác nhận thêm 2 nội dung mà hai người trở lên cùng ý kiến.",
            "Bỏ lại 1: nội dung đang có phân loại khác nhau.",
            "Bỏ lại 1: nội dung mới có ý kiến của một người.",
        ],
        [say("error-window-no-key")],
    ]
    assert "Dòng 1–2: xác nhận thêm 2, rút 0." in page.sharing.told.text
    assert "Bỏ lại 1: nội dung mới có ý kiến của một người." in page.sharing.told.text
    (entry,) = audit.newest(page.desk.session.workspace.reader(), 1)
    assert (entry.action, json.loads(entry.data)["confirmed"]) == ("office_list_publish", 2)
    assert out.stat().st_size > 0

    again: Any = PublishList(page.desk, page)
    again.show()
    assert (again.list.currentText(), again.office.currentText()) == (LIST, OFFICE)
    choose(again.category.category, CODE)
    assert counted(qtbot, again)[0] == "Chưa có gì mới để công bố."
    assert not again._accept.isEnabled()
    again.since.setText("1")
    assert counted(qtbot, again)[0] == "Ghi lại 2 dòng đã công bố trước đây."
    assert again._accept.isEnabled()
    again.since.setText("x")
    qtbot.waitUntil(lambda: again._problem.text() == say("error-window-since"), timeout=PATIENCE_MS)
    again.cases.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert counted(qtbot, again) == [say("window-outgoing-unsaid")]
    again.close()


@pytest.mark.parametrize("name", ["PA05", "pa05 a"])
def test_a_name_is_taken_as_it_was_typed_however_like_one_of_before(
    qtbot: QtBot, window: Window, page: Any, monkeypatch: pytest.MonkeyPatch, *, name: str
) -> None:
    """Nobody can call back what was published under a name that the program completed."""
    monkeypatch.setattr(publishing, "spoken", lambda _: [("PA05 A", OFFICE)])
    dialog: Any = PublishList(page.desk, window)
    dialog.open()
    dialog.activateWindow()
    dialog.list.setFocus()
    qtbot.waitUntil(dialog.list.hasFocus, timeout=PATIENCE_MS)
    dialog.list.lineEdit().selectAll()
    QTest.keyClicks(dialog.list.lineEdit(), name)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.list.currentText() == name
    dialog.close()


def test_a_wrong_password_or_folder_is_told_where_all_is_filled_in(
    qtbot: QtBot, page: Any, items: list[int], *, tmp_path: Path, monkeypatch: Any
) -> None:
    key, out, told = office_key(tmp_path / "khóa", OFFICE), tmp_path / "phần.list", []

    def fill(dialog: PublishList) -> None:
        choose(dialog.category.category, CODE)
        dialog.list.setEditText(LIST)
        dialog.office.setEditText(OFFICE)
        dialog.key.file.field.setText(str(key))
        for password, place in (("sai", out), (PASSWORD, tmp_path / "không có" / out.name)):
            dialog.key.password.setText(password)
            dialog.out.field.setText(str(place))
            counted(qtbot, dialog)
            dialog._try()
            told.append(dialog._problem.text())
        assert dialog.given is None

    at(monkeypatch, PublishList, fill)
    page.sharing.publish_it.click()
    say = page.look.words.say
    assert told == [say("error-report-p12-password"), say("error-folder-missing")]
    assert not out.exists()


@pytest.mark.parametrize("kind", [ExportHashSet, PublishList])
def test_tab_goes_through_the_dialogs_as_one_reads(
    qtbot: QtBot, window: Window, page: Any, items: list[int], kind: type[Any]
) -> None:
    dialog = kind(page.desk, window)
    choose(dialog.category.category, CODE)
    dialog.open()
    dialog.activateWindow()
    if isinstance(dialog, ExportHashSet):
        choose(dialog.format, "plain")
        reading = [dialog.case, *boxes(dialog), dialog.format, dialog.digest, dialog.out.field]
    else:
        reading = [dialog.cases, *boxes(dialog), dialog.list, dialog.office, dialog.key.kind, dialog.key.file.field,
                   None, dialog.key.password, dialog.out.field, None, dialog.since]  # fmt: skip
    qtbot.waitUntil(reading[0].hasFocus, timeout=PATIENCE_MS)
    for field in reading:  # None is the button that chooses a file
        assert field is None or dialog.focusWidget() in {field, getattr(field, "lineEdit", lambda: None)()}
        assert field is None or field.accessibleName()
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    dialog.close()


def boxes(dialog: Any) -> list[Any]:
    return [dialog.category.scheme, dialog.category.category]

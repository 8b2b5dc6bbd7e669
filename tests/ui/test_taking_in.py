"""Taking evidence in through the window: folder or file, quick or full, passwords, and what is said meanwhile."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from inspector.app import library
from inspector.domain.fault import InputFault
from inspector.domain.progress import Progress
from inspector.ui.desk import Work
from inspector.ui.look import Look
from inspector.ui.main_window import Window
from inspector.ui.pages.ingest_dialog import IngestDialog
from inspector.ui.progress_words import parts
from inspector.ui.rate import Rate
from inspector.ui.widgets.chooser import Chooser, Wanted
from inspector.ui.widgets.status_bar import StatusBar
from inspector.words import Words
from tests.ui.conftest import PATIENCE_MS


def shell(window: Window) -> Any:
    assert window.shell is not None
    return window.shell


def dialog(window: Window, qtbot: QtBot, look: str = "full") -> Any:
    desk = shell(window).desk
    made = IngestDialog(desk, desk.case, window, look)
    with qtbot.waitExposed(made):
        made.show()
    return made


def the_button(root: Any, words: str) -> QAbstractButton:
    (found,) = [made for made in root.findChildren(QAbstractButton) if made.text() == words and made.isVisible()]
    return found  # type: ignore[no-any-return]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of evidence, beside the workspace."""
    made = tmp_path / "evidence"
    made.mkdir()
    return made


def click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_file_is_taken_as_well_as_a_folder(qtbot: QtBot, window: Window, folder: Path) -> None:
    (folder / "kho.zip").write_bytes(b"x")
    for path in (folder / "kho.zip", folder):
        made = dialog(window, qtbot)
        made.path.field.setText(str(path))
        made.label.setText(" VC-09 ")
        click(the_button(made, window.look.say("ingest-start")))
        assert (made.source, made.exhibit, made.look, made.passwords) == (path, "VC-09", "full", ())
        assert not made.isVisible()


def test_what_is_not_there_is_said_before_anything_runs(qtbot: QtBot, window: Window, folder: Path) -> None:
    made = dialog(window, qtbot)
    made.path.field.setText(str(folder / "không có"))
    QTest.keyClick(made.path.field, Qt.Key.Key_Return)
    assert made.isVisible()
    assert "không có" in made._problem.text()
    made.close()


def test_the_quick_look_is_one_choice_away(qtbot: QtBot, window: Window) -> None:
    made = dialog(window, qtbot)
    click(the_button(made, window.look.say("look-quick")))
    assert made.looks.value == "quick"
    made.close()


def test_the_button_for_a_quick_look_asks_for_the_source_alone(
    qtbot: QtBot, window: Window, folder: Path, monkeypatch: Any
) -> None:
    asked: list[Any] = []
    page = shell(window).pages["cases"]
    qtbot.waitUntil(lambda: page.table.current is not None, timeout=PATIENCE_MS)
    monkeypatch.setattr(page, "_run", lambda *given: asked.append(given))

    def accept(made: Any) -> bool:
        made.path.field.setText(str(folder))
        made._try()
        return True

    monkeypatch.setattr(IngestDialog, "exec", accept)
    click(the_button(page, window.look.say("look-quick")))
    ((case, source, exhibit, look, passwords),) = asked
    assert (case.number, source, exhibit, look, passwords) == ("12/2026", str(folder), None, "quick", ())


def test_passwords_come_from_a_file_and_a_broken_one_is_said(qtbot: QtBot, window: Window, folder: Path) -> None:
    listed = folder / "mat-khau.txt"
    made = dialog(window, qtbot)
    made.path.field.setText(str(folder))
    made.archive_passwords.field.setText(str(listed))
    made._try()
    assert "mat-khau.txt" in made._problem.text()
    listed.write_bytes(b"\xff\xfe")
    made._try()
    assert made._problem.text() == window.look.words.fault(InputFault("passwords_unreadable", path=str(listed)))
    assert made.source is None
    listed.write_text("mật khẩu\n\nhai\nhai\n", encoding="utf-8")
    made._try()
    assert made.passwords == ("mật khẩu", "hai")


def test_without_an_illegal_list_it_is_said_where_evidence_is_taken_in(qtbot: QtBot, window: Window) -> None:
    made = dialog(window, qtbot)
    assert not made._notice.isVisible()
    made.close()
    assert window.session is not None
    library.remove(window.session, "Danh mục đối chiếu")
    made = dialog(window, qtbot)
    assert made._notice.isVisible()
    made.close()
    shell(window).desk.case_grew.emit()
    qtbot.waitUntil(shell(window).status._unlisted.isVisible, timeout=PATIENCE_MS)


def test_an_archive_opens_with_the_passwords_that_were_given(qtbot: QtBot, window: Window, folder: Path) -> None:
    with zipfile.ZipFile(folder / "kho.zip", "w") as archive:
        archive.writestr("Ảnh/một.txt", "nội dung một")
        archive.writestr("hai.txt", "nội dung hai")
    page = shell(window).pages["cases"]
    page._run(shell(window).desk.case, str(folder / "kho.zip"), "VC-05", "quick", ("mật khẩu",))
    (job,) = window.jobs.running
    with qtbot.waitSignal(job.finished, timeout=60_000) as told:
        pass
    assert told.args[0].tally.entries == 3
    assert shell(window).status.text.startswith(window.look.say("ingest-done", case="12/2026", entries="3", failures=0))


def test_a_chooser_for_either_gives_a_file_or_a_folder(qtbot: QtBot, look: Look, window: Window, folder: Path) -> None:
    (folder / "a").mkdir()
    (folder / "b.E01").touch()
    chooser = Chooser(look, window.jobs, Wanted("x", (), either=True), window)
    chooser._go(folder)
    qtbot.waitUntil(lambda: chooser._list.count() == 2, timeout=PATIENCE_MS)
    assert chooser._picked() == folder
    chooser._list.setCurrentRow(0)
    assert chooser._picked() == folder / "a"
    chooser._list.setCurrentRow(1)
    assert chooser._picked() == folder / "b.E01"
    chooser.close()


def said(look: Look, **told: Any) -> str:
    return " · ".join(parts(look, Progress(**told), Rate()))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_first_match_is_said_when_it_comes_and_for_a_while(language: str) -> None:
    look = Look.of(Words(language), "light")
    moment: dict[str, Any] = {"stage": "reading", "items": 5, "items_total": 10, "matches": 1200}
    first = look.say("first-match", seconds=look.words.number(3.2, 1))
    assert first in said(look, **moment, seconds=3.3, first_match_s=3.2)
    assert first not in said(look, **moment, seconds=60.0, first_match_s=3.2)
    assert look.say("matches", count=1200, shown=look.words.number(1200)) in said(look, **moment, seconds=60.0)
    assert "3,2" in first if language == "vi" else "3.2" in first


def test_members_of_containers_are_told_apart_and_listing_is_not_called_reading(look: Look) -> None:
    listing = said(look, stage="listing", items=5120, members=5120)
    assert listing == "5.120 mục · chưa rõ thời gian còn lại"
    reading = said(look, stage="reading", items=10, items_total=6000, members=5120)
    assert "10/6.000 tệp" in reading
    assert "5.120 trong tệp chứa" in reading
    assert "trong tệp chứa" not in said(look, stage="reading", items=10, items_total=6000)


def test_a_long_line_does_not_widen_the_window(qtbot: QtBot, look: Look) -> None:
    bar = StatusBar(look, leads=True)
    qtbot.addWidget(bar)
    narrow = bar.minimumSizeHint().width()
    bar.say("x" * 2_000)
    assert bar.minimumSizeHint().width() == narrow


class Held:
    """A work that stops where a test wants it to."""

    def __init__(self) -> None:
        self.go_on = threading.Event()

    def steps(self) -> Generator[Progress, None, None]:
        yield Progress("reading", items=1, items_total=3, matches=1, seconds=1.0, first_match_s=0.5)
        self.go_on.wait(30)
        yield Progress("reading", items=3, items_total=3, matches=2, seconds=9.0, first_match_s=0.5)


def test_matches_can_be_gone_to_while_it_runs_and_a_moment_of_it_does_not_stay(qtbot: QtBot, window: Window) -> None:
    status, held = shell(window).status, Held()
    job = shell(window).desk.run(Work("Tiếp nhận thử", held.steps))
    qtbot.waitUntil(status._hits.isVisible, timeout=PATIENCE_MS)
    assert window.look.say("first-match", seconds="0,5") in status.text
    click(status._hits)
    assert shell(window).page_name == "review"
    with qtbot.waitSignal(job.ended, timeout=PATIENCE_MS):
        held.go_on.set()
    assert status.text == window.look.say("ended", name="Tiếp nhận thử")
    assert not status._hits.isVisible()


def test_a_work_that_fails_leaves_its_fault_in_sight(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    page = shell(window).pages["cases"]
    page._run(shell(window).desk.case, str(tmp_path / "không có"), "VC-07")
    (job,) = window.jobs.running
    with qtbot.waitSignal(job.ended, timeout=PATIENCE_MS):
        pass
    assert shell(window).fault.isVisible()

"""Tips through the window, and a report signed with a practice certificate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from inspector.app import tips
from inspector.report.demo import demo_certificate
from inspector.ui.main_window import Window
from inspector.ui.pages.add_hashset import AddHashSet
from inspector.ui.pages.ingest_dialog import IngestDialog
from inspector.ui.pages.new_case import NewCase
from inspector.ui.pages.new_tip import NewTip
from inspector.ui.pages.tip_file import TipFile
from tests.ui.conftest import PATIENCE_MS


def page(window: Window, name: str) -> Any:
    assert window.shell is not None
    window.shell.show_page(name)
    return window.shell.pages[name]


def desk(window: Window) -> Any:
    assert window.shell is not None
    return window.shell.desk


def _fill(dialog: Any, path: Path) -> bool:
    dialog.file.field.setText(str(path))
    dialog._try()
    return True


def test_a_dialog_says_what_is_missing_and_stays(window: Window) -> None:
    for dialog in (AddHashSet(desk(window), window), TipFile(desk(window), window)):
        dialog.show()
        dialog._try()
        assert dialog._problem.text() == window.look.words.say("error-window-no-file")
        assert dialog.isVisible()
        dialog.close()
    ingest = IngestDialog(desk(window), desk(window).case, window)
    ingest._try()
    assert ingest._problem.text() == window.look.words.say("error-window-no-source")


def test_a_case_number_that_exists_is_refused_in_words(window: Window) -> None:
    dialog = NewCase(desk(window), window)
    dialog.name.setText("Kiểm tra thử")
    dialog.number.setText("12/2026")
    dialog._try()
    assert "12/2026" in dialog._problem.text()
    dialog.number.setText("14/2026")
    dialog._try()
    assert dialog.case is not None


def test_a_tip_is_written_down_and_shown_with_what_it_names(qtbot: QtBot, window: Window) -> None:
    made = page(window, "tips")
    dialog = NewTip(desk(window), window)
    texts = [name for name, field in dialog.answers._fields.items() if type(field).__name__ == "_Lines"]
    dialog.answers._fields[texts[0]].fill("Liên hệ ke.xau@example.com")
    dialog._try()
    assert dialog.tip is not None, dialog._problem.text()
    made.appear()
    qtbot.waitUntil(lambda: len(made.table.records.rows) == 1, timeout=PATIENCE_MS)
    assert window.session is not None
    full = tips.full(window.session, str(dialog.tip.id))
    assert [named.value for named in full.named if named.kind == "email"] == ["ke.xau@example.com"]
    qtbot.waitUntil(lambda: made.pane.title.text() not in ("", window.look.say("tip-none")), timeout=PATIENCE_MS)


def test_a_tip_file_is_taken_in(qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: Any) -> None:
    path = tmp_path / "tin.txt"
    path.write_text("Xem https://example.com/x và gọi 0912345678", encoding="utf-8")
    made = page(window, "tips")
    monkeypatch.setattr(TipFile, "exec", lambda self: _fill(self, path))
    made.add_file()
    qtbot.waitUntil(lambda: len(made.table.records.rows) == 1, timeout=60_000)


def test_a_report_is_signed(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    demo_certificate(tmp_path / "ky.p12", "mật khẩu")
    made = page(window, "report")
    made.key.file.field.setText(str(tmp_path / "ky.p12"))
    made.key.password.setText("mật khẩu")
    made.out.field.setText(str(tmp_path / "ký.pdf"))
    made.start()
    assert made.key.password.text() == ""
    qtbot.waitUntil(made.make.isEnabled, timeout=60_000)
    assert not made.desk.jobs.running
    assert "DEMO" in made._result.text()
    assert (tmp_path / "ký.pdf").exists()

"""Certificates of offices in the window: shown before anybody agrees, trusted as shown, distrusted, told of a list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from inspector.app import library, office_trust
from inspector.app.library import ListFile
from inspector.domain.fault import InputFault
from inspector.domain.match import Listing
from inspector.domain.office_list import Says
from inspector.report.key import file_key
from inspector.ui.look import Look
from inspector.ui.main_window import Window
from inspector.ui.pages.office_certificates import OfficeCertificates
from inspector.ui.pages.trust_office import TrustOffice
from inspector.ui.paper_lines import in_groups, paper_lines, warnings
from inspector.ui.widgets.help_page import HelpPage
from tests.exchange import chains
from tests.ui.conftest import PATIENCE_MS, at
from tests.ui.papers import PASSWORD, office_key
from tests.ui.practice import finish

OFFICE, LIST = "PA05 tỉnh A", "danh mục chung"


@pytest.fixture
def page(hashsets_page: Any) -> Any:
    return hashsets_page


@pytest.fixture
def pem(tmp_path: Path) -> Path:
    return office_key(tmp_path / "khóa", "Người giữ khóa").with_suffix(".pem")


def shown(dialog: Any) -> str:
    """All that a dialog says."""
    return "\n".join(part.text() for part in dialog.findChildren(QLabel) if part.isVisible())


def test_a_certificate_is_shown_before_it_is_trusted_and_trusted_as_it_was_shown(
    qtbot: QtBot, page: Any, pem: Path, *, tmp_path: Path, monkeypatch: Any
) -> None:
    (paper,) = office_trust.papers(pem)
    stranger = office_key(tmp_path / "lạ", "Người lạ").with_suffix(".pem")
    told: list[str] = []

    def fill(dialog: TrustOffice) -> None:
        say = page.look.words.say
        dialog.name.setText(OFFICE)
        dialog._try()
        told.append(dialog._problem.text())
        dialog.file.field.setText(str(pem))
        qtbot.waitUntil(lambda: in_groups(paper.fingerprint) in shown(dialog), timeout=PATIENCE_MS)
        assert "Người giữ khóa" in shown(dialog)
        assert f"{paper.until:%d/%m/%Y}" in shown(dialog)
        dialog._try()
        told.append(dialog._problem.text())
        assert told == [say("error-window-no-certificate"), say("error-window-not-compared")]
        QTest.keyClick(dialog.compared, Qt.Key.Key_Space)
        pem.write_bytes(stranger.read_bytes())  # the stick says something else the next time it is read
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)

    at(monkeypatch, TrustOffice, fill)
    dialog = OfficeCertificates(page.desk, page)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=PATIENCE_MS)
    assert page.look.say("papers-none") in shown(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: len(office_trust.kept(page.desk.session)) == 1, timeout=PATIENCE_MS)
    (kept,) = office_trust.kept(page.desk.session)
    assert (kept.office, kept.paper.fingerprint, kept.added_by) == (OFFICE, paper.fingerprint, "an")
    assert in_groups(paper.fingerprint) in shown(dialog)

    sure = iter((False, True))
    monkeypatch.setattr(dialog, "_sure", lambda _: next(sure))
    dialog.distrust_it.click()
    assert len(office_trust.kept(page.desk.session)) == 1
    dialog.distrust_it.click()
    assert office_trust.kept(page.desk.session) == []
    assert not dialog.distrust_it.isEnabled()
    dialog.close()


def test_another_certificate_has_to_be_compared_anew(
    qtbot: QtBot, window: Window, page: Any, pem: Path, tmp_path: Path
) -> None:
    both = tmp_path / "hai.pem"
    both.write_bytes(pem.read_bytes() + office_key(tmp_path / "lạ", "Người lạ").with_suffix(".pem").read_bytes())
    dialog: Any = TrustOffice(page.desk, window)
    dialog.show()
    dialog.name.setText(OFFICE)
    dialog.file.field.setText(str(both))
    qtbot.waitUntil(lambda: dialog.which.count() == 2, timeout=PATIENCE_MS)
    assert dialog.which.isVisible()
    dialog.compared.setChecked(True)
    dialog.which.setCurrentIndex(1)
    assert not dialog.compared.isChecked()
    qtbot.waitUntil(lambda: "Người lạ" in shown(dialog), timeout=PATIENCE_MS)
    dialog.compared.setChecked(True)
    dialog._try()
    assert dialog.paper == office_trust.papers(both)[1]
    dialog.close()


def test_what_is_no_certificate_says_so(qtbot: QtBot, window: Window, page: Any, tmp_path: Path) -> None:
    wrong = tmp_path / "x.pem"
    wrong.write_bytes(b"no certificate")
    with pytest.raises(InputFault, match="report_trust_broken"):
        office_trust.papers(wrong)
    dialog: Any = TrustOffice(page.desk, window)
    dialog.show()
    dialog.file.field.setText(str(wrong))
    broken = window.look.words.say("error-report-trust-broken")
    qtbot.waitUntil(lambda: dialog._problem.text() == broken, timeout=PATIENCE_MS)
    dialog.close()


def test_a_certificate_that_does_not_hold_today_and_a_strange_name_are_told_safely(look: Look, tmp_path: Path) -> None:
    (old,) = office_trust.papers(office_key(tmp_path / "cũ", "DEMO \u202eA05", days=-1).with_suffix(".pem"))
    lines = paper_lines(look, old)
    assert all(line.value.isprintable() for line in lines)
    assert [line.tone for line in lines if line.name == "Hiệu lực"] == ["warning"]
    assert warnings(look, old) == [look.say("paper-demo"), look.say("paper-not-now")]
    (sound,) = office_trust.papers(office_key(tmp_path / "mới", "A05").with_suffix(".pem"))
    assert warnings(look, sound) == []


def test_a_list_of_an_office_says_who_stands_behind_it(qtbot: QtBot, page: Any, tmp_path: Path) -> None:
    path = office_key(tmp_path / "khóa", "Người giữ khóa")
    session = page.desk.session
    office_trust.trust(session, OFFICE, path.with_suffix(".pem"))
    words = [(name, Says.CONFIRM, "D147") for name in ("một", "hai", "ba")] + [("ba", Says.WITHDRAW, "D147")]
    told = tmp_path / "phần.list"
    told.write_bytes(chains.file_of(OFFICE, chains.chain(OFFICE, words, LIST), file_key(path, PASSWORD), LIST))
    finish(library.add(session, ListFile(told, Listing.ILLEGAL)))
    page.appear()
    qtbot.waitUntil(lambda: len(page.table.records.rows) == 2, timeout=PATIENCE_MS)
    page.table.choose([known.name for known in page.table.records.rows].index(LIST))
    qtbot.waitUntil(lambda: OFFICE in shown(page.pane), timeout=PATIENCE_MS)
    said = shown(page.pane)
    assert "Đang xác nhận\n2\nĐã rút\n1" in said
    assert "Người giữ khóa" in said
    (kept,) = office_trust.kept(session)
    assert kept.paper.fingerprint in said
    office_trust.withdraw(session, OFFICE, kept.paper)
    page.sharing.trusted.emit()
    qtbot.waitUntil(lambda: page.look.say("office-paper-none") in shown(page.pane), timeout=PATIENCE_MS)


def test_f1_helps_at_the_certificates_too(qtbot: QtBot, page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    at(monkeypatch, HelpPage, lambda shown: opened.append(shown.windowTitle()))
    dialog = OfficeCertificates(page.desk, page)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=PATIENCE_MS)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    assert opened == [page.look.say("help")]
    dialog.close()


@pytest.mark.parametrize(("key", "goes"), [(Qt.Key.Key_Return, False), (Qt.Key.Key_Escape, False), (None, True)])
def test_enter_and_esc_leave_a_certificate_trusted(
    page: Any, pem: Path, monkeypatch: pytest.MonkeyPatch, *, key: Qt.Key | None, goes: bool
) -> None:
    office_trust.trust(page.desk.session, OFFICE, pem)

    def press(box: QMessageBox) -> None:
        if key is None:
            (act,) = [one for one in box.buttons() if one.text() == page.look.say("distrust-act")]
            act.click()
        else:
            QTest.keyClick(box, key)

    at(monkeypatch, QMessageBox, press)
    dialog = OfficeCertificates(page.desk, page)
    dialog.show()
    dialog.distrust_it.click()
    assert (office_trust.kept(page.desk.session) == []) == goes
    dialog.close()

"""Signing in the window by a key on a token: the office's own list, and a report; the same fields for both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import pkcs12
from pytestqt.qtbot import QtBot

from inspector.app import review
from inspector.domain.fault import UsageFault
from inspector.report.demo import demo_certificate
from inspector.report.key import file_key
from inspector.store import audit, decisions
from inspector.store.decisions import Choice
from inspector.ui.main_window import Window
from inspector.ui.pages.publish_list import PublishList
from inspector.ui.widgets.key_fields import KeyFields
from tests.tokens import PIN, TOKEN, token
from tests.ui.conftest import PATIENCE_MS, at
from tests.ui.papers import PASSWORD

CODE, LIST, OFFICE = "D147", "danh mục chung", "PA05 tỉnh A"


@pytest.fixture
def p12(tmp_path: Path) -> Path:
    """An RSA key, as tokens hold one."""
    demo_certificate(tmp_path / "key.p12", PASSWORD, holder=OFFICE)
    return tmp_path / "key.p12"


@pytest.fixture
def driver(tmp_path: Path, p12: Path) -> Iterator[Path]:
    """A token with the office's key on it."""
    key, certificate, _ = pkcs12.load_key_and_certificates(p12.read_bytes(), PASSWORD.encode())
    assert certificate is not None
    (tmp_path / "hsm").mkdir()
    with token(tmp_path / "hsm", key, certificate) as library:
        yield library


def fill(fields: Any, driver: Path, pin: str = PIN) -> None:
    fields.kind.setCurrentIndex(fields.kind.findData("token"))
    fields.driver.field.setText(str(driver))
    fields.token.setText(TOKEN)
    fields.name.setText("ky")
    fields.pin.setText(pin)


def test_the_list_of_the_office_is_signed_by_a_token(
    qtbot: QtBot, hashsets_page: Any, *, driver: Path, p12: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    page, session = hashsets_page, hashsets_page.desk.session
    rows = session.workspace.reader().execute("SELECT id FROM item WHERE path LIKE 'DCIM/%' LIMIT 3")
    items = [item for (item,) in rows]
    review.categorise(session, items, Choice("vn", CODE))
    session.workspace.change(decisions.decide(items, Choice("vn", CODE), "bình"))
    told: list[tuple[str, str]] = []

    def give(dialog: Any) -> None:
        dialog.category.category.setCurrentIndex(dialog.category.category.findData(CODE))
        dialog.list.setEditText(LIST)
        dialog.office.setEditText(OFFICE)
        dialog.out.field.setText(str(tmp_path / "phần.list"))
        for pin in ("000000", PIN):
            fill(dialog.key, driver, pin)
            assert dialog.key.pin.isVisible()
            assert not dialog.key.password.isVisible()
            dialog._try()
            told.append((dialog._problem.text() if dialog._problem.isVisible() else "", dialog.key.pin.text()))

    at(monkeypatch, PublishList, give)
    page.sharing.publish_it.click()
    qtbot.waitUntil(lambda: not page.desk.jobs.running and page.sharing.told.isVisible(), timeout=PATIENCE_MS)
    assert told == [(page.look.words.say("error-report-pin-wrong"), ""), ("", "")]
    (entry,) = audit.newest(session.workspace.reader(), 1)
    told_of = json.loads(entry.data)
    assert (entry.action, told_of["new"]) == ("office_list_publish", len(set(items)))
    assert told_of["certificate"] == file_key(p12, PASSWORD).certificate.sha256.hex()


def test_a_report_is_signed_by_a_token(qtbot: QtBot, window: Window, driver: Path, tmp_path: Path) -> None:
    assert window.shell is not None
    window.shell.show_page("report")
    page: Any = window.shell.pages["report"]
    fill(page.key, driver)
    page.out.field.setText(str(tmp_path / "báo cáo.pdf"))
    page.start()
    assert page.key.pin.text() == ""
    qtbot.waitUntil(page.make.isEnabled, timeout=60_000)
    assert page.look.say("report-signed", signer=f"DEMO {OFFICE}") in page._result.text()


@pytest.mark.parametrize(
    ("driver_path", "label", "name", "code"),
    [("", "VGCA", "ky", "window_no_driver"), ("/x.so", "", "ky", "window_no_token"),
     ("/x.so", "VGCA", "", "window_no_token"), ("/x.so", "a/b", "ky", "window_no_token")],
)  # fmt: skip
def test_a_token_said_in_part_is_asked_for(
    qtbot: QtBot, window: Window, *, driver_path: str, label: str, name: str, code: str
) -> None:
    fields: Any = KeyFields(window.look, window.jobs)
    qtbot.addWidget(fields)
    assert fields.chosen() is None
    fill(fields, Path(driver_path))
    fields.driver.field.setText(driver_path)
    fields.token.setText(label)
    fields.name.setText(name)
    with pytest.raises(UsageFault, match=code):
        fields.chosen()
    fields.forget()
    fields.token.clear()
    fields.name.clear()
    assert (fields.chosen(), fields.pin.text()) == (None, "")


def test_the_driver_set_for_the_command_line_is_proposed(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSPECTOR_PKCS11", "/opt/vgca/libvgca.so")
    fields: Any = KeyFields(window.look, window.jobs)
    qtbot.addWidget(fields)
    assert fields.driver.field.text() == "/opt/vgca/libvgca.so"
    assert "PIN" not in repr(fields.chosen())

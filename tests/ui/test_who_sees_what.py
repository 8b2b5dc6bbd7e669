"""What each role finds in the window: acts it may do, none that it may not, and never a bare refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from inspector.app import cases, links
from inspector.app.links import Around
from inspector.domain.account import Right, Role
from inspector.domain.group import Group, GroupKind
from inspector.store.groups import Place
from inspector.ui.group_lines import around_sections
from inspector.ui.look import Look
from inspector.ui.main_window import Window, _Place
from inspector.ui.pages.office_certificates import OfficeCertificates
from inspector.ui.rail_entries import entries
from inspector.ui.widgets.keys import CAPS, Keys
from inspector.words import Words
from tests.ui.conftest import PATIENCE_MS

ACTS = {
    "cases": {"case-new": Right.CASES, "look-quick": Right.INGEST, "ingest-start": Right.INGEST,
              "case-open": Right.CONTENT},
    "hashsets": {"hashset-act-add": Right.LIBRARY, "hashset-act-update": Right.LIBRARY,
                 "hashset-act-off": Right.LIBRARY, "hashset-act-remove": Right.LIBRARY,
                 "sharing-export": Right.EXPORT, "sharing-publish": Right.SIGN},
    "audit": {"audit-verify": Right.AUDIT},
}  # fmt: skip
PAPERS = {"papers-trust": Right.LIBRARY, "papers-distrust": Right.LIBRARY}
Become = Callable[[Role], Any]


@pytest.fixture
def become(qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch) -> Become:
    """Gives the shell as somebody sees it who has one role only, on the page of cases, and notes what goes wrong."""

    def _become(role: Role) -> Any:
        session: Any = window.session
        person = replace(session.account, roles=frozenset({role}))
        monkeypatch.setattr(type(session), "account", property(lambda _: person))
        window._leave_shell()
        window._place = _Place()
        window._build_shell()
        shell: Any = window.shell
        shell.told = []
        shell.desk.faulted.connect(lambda fault: shell.told.append(fault.code))
        rows = shell.pages["cases"].table.records
        qtbot.waitUntil(lambda: len(rows.rows) == 2, timeout=PATIENCE_MS)
        return shell

    return _become


def seen(root: QWidget) -> set[str]:
    """What stands on the buttons in sight."""
    return {made.text() for made in root.findChildren(QAbstractButton) if made.isVisible()}


def quiet(qtbot: QtBot, shell: Any) -> None:
    """Waits until all that was asked is answered."""
    done: list[object] = []
    shell.desk.jobs.counts.ask(lambda: None, done.append, done.append)
    qtbot.waitUntil(lambda: len(done) == 1, timeout=PATIENCE_MS)
    shell.desk.jobs.queries.ask(lambda: None, done.append, done.append)
    qtbot.waitUntil(lambda: len(done) == 2, timeout=PATIENCE_MS)


@pytest.mark.parametrize("role", list(Role))
def test_everybody_sees_the_acts_of_their_role_and_no_other(
    qtbot: QtBot, window: Window, become: Become, role: Role
) -> None:
    shell, say = become(role), window.look.say
    account = window.session.account if window.session else None
    assert account is not None
    for entry in entries(account):
        shell.show_page(entry.name)
        quiet(qtbot, shell)
        there = seen(shell.pages[entry.name])
        wanted = ACTS.get(entry.name, {})
        assert {act for act in wanted if say(act) in there} == {act for act in wanted if account.may(wanted[act])}
    papers = OfficeCertificates(shell.desk, window)
    papers.show()
    assert {act for act in PAPERS if say(act) in seen(papers)} == {act for act in PAPERS if account.may(PAPERS[act])}
    papers.close()
    assert shell.told == []


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_may_not_see_contents_is_told_calmly_what_the_list_is_for(
    qtbot: QtBot, window: Window, become: Become, role: Role
) -> None:
    shell = become(role)
    page = shell.pages["cases"]
    told = [made.text() for made in page.findChildren(QLabel) if made.isVisible()]
    assert window.look.say("cases-counts-only") in told
    assert not shell.bar.choice.isVisible()
    page.table.choose(0)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    quiet(qtbot, shell)
    assert (shell.page_name, shell.desk.case, shell.told) == ("cases", None, [])


def test_a_case_left_open_by_another_is_no_fault_of_whoever_comes_next(
    qtbot: QtBot, window: Window, become: Become
) -> None:
    shell = become(Role.ADMINISTRATOR)
    assert window.session is not None
    shell.desk.open_case(cases.find(window.session, "12/2026"))
    quiet(qtbot, shell)
    assert shell.told == []
    assert not shell.fault.isVisible()


def test_who_only_looks_on_is_told_so_and_nothing_is_decided(
    qtbot: QtBot, window: Window, become: Become, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = become(Role.APPROVER)
    assert window.session is not None
    shell.desk.open_case(cases.find(window.session, "12/2026"))
    shell.show_page("review")
    page = shell.pages["review"]
    qtbot.waitUntil(lambda: len(page.gallery.model.ids) > 0, timeout=PATIENCE_MS)
    monkeypatch.setattr(links, "around", lambda *_: pytest.fail("asked for a group that is not to be decided"))
    count = "SELECT count(*) FROM decision"
    reader = window.session.workspace.reader()
    before = reader.execute(count).fetchone()
    for key in (Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_Z):
        shell.status.say("")
        QTest.keyClick(page.gallery.view, key)
        assert shell.status.text == window.look.say("looks-only")
    page.belonging.drop()
    page._decide_group()
    quiet(qtbot, shell)
    assert reader.execute(count).fetchone() == before
    assert shell.told == []


@pytest.mark.parametrize("role", list(Role))
def test_only_keys_of_use_are_listed(window: Window, become: Become, role: Role) -> None:
    shell = become(role)
    dialog = Keys(window.look, window, shell.desk.may)
    shown = {made.text() for made in dialog.findChildren(QLabel)}
    assert (CAPS["digits"] in shown) == shell.desk.may(Right.DECIDE)
    assert (CAPS["space"] in shown) == shell.desk.may(Right.CONTENT)
    assert CAPS["lock"] in shown


@pytest.mark.parametrize("language", ["vi", "en"])
def test_to_decide_for_a_group_is_offered_to_whoever_decides(qtbot: QtBot, language: str) -> None:
    around = Around(7, Group(GroupKind.NEAR, 1, b"", 1, 3, 4), Place(2, 1, 12, "mirrored"))
    look = Look.of(Words(language), "light")
    offered = [
        [act.wish for line in section.lines for act in line.acts]
        for decides in (True, False)
        for section in around_sections(look, around, "x.jpg", decides=decides)
    ]
    assert offered == [["group", "decide-group"], ["group"]]

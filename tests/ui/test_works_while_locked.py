"""Works that end while the window is locked: told to whoever began them, and to nobody else."""

from __future__ import annotations

import threading
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from inspector.app import library, reports
from inspector.app.library import ListFile
from inspector.domain.account import Role
from inspector.domain.fault import InputFault
from inspector.domain.match import Listing
from inspector.domain.progress import Progress
from inspector.store import accounts, keys
from inspector.store.keys import Cost
from inspector.ui.desk import Work
from inspector.ui.imports import Imports, Wanted
from inspector.ui.main_window import Window
from inspector.ui.telling import telling
from tests.ui import practice
from tests.ui.conftest import PATIENCE_MS, sign_in

OTHER = "bình"
NAME = "việc dài của An"


class Held:
    """A work that stops where a test wants it to, and then ends well or badly."""

    def __init__(self, *, fails: bool = False) -> None:
        self.go_on, self._fails = threading.Event(), fails

    def steps(self) -> Generator[Progress, None, str]:
        yield Progress("storing", 1, 2)
        self.go_on.wait(30)
        if self._fails:
            raise InputFault("source_missing", path="/media/usb/TenBiMat")
        return "xong"


@pytest.fixture
def other(window: Window) -> str:
    """A further account, an examiner too."""
    session: Any = window.session
    workspace = session.workspace
    cheap = Cost(memory_kib=1024, passes=1, lanes=1)
    slot = keys.seal(workspace._key, OTHER, practice.PASSPHRASE, cheap)
    keys.write_slots(workspace.folder, {**keys.read_slots(workspace.folder), OTHER: slot})
    workspace.change(accounts.add(OTHER, "Trần Bình", frozenset({Role.EXAMINER})))
    return OTHER


def shell(window: Window) -> Any:
    assert window.shell is not None
    return window.shell


def run(window: Window, held: Held) -> Any:
    tells = telling(lambda _, made: f"An đã làm {made}")
    return shell(window).desk.run(Work(NAME, held.steps, tells))


def ends(qtbot: QtBot, job: Any, held: Held) -> None:
    with qtbot.waitSignal(job.ended, timeout=PATIENCE_MS):
        held.go_on.set()


def enter(qtbot: QtBot, window: Window, user: str) -> None:
    assert window.sign_in is not None
    window.sign_in.user.setEditText(user)
    sign_in(qtbot, window)


@pytest.mark.parametrize("fails", [False, True])
def test_its_end_is_told_after_signing_in_again(qtbot: QtBot, window: Window, *, fails: bool) -> None:
    held = Held(fails=fails)
    job = run(window, held)
    window.lock()
    ends(qtbot, job, held)
    sign_in(qtbot, window)
    late = shell(window).late
    assert late.isVisible()
    fault = window.look.words.fault(InputFault("source_missing", path="/media/usb/TenBiMat"))
    assert (("An đã làm xong" in late.text), (f"{NAME}: {fault}" in late.text)) == (not fails, fails)
    late.put_away.click()
    assert not late.parent().isVisible()
    window.lock()
    sign_in(qtbot, window)
    assert not shell(window).late.isVisible()


def test_nobody_else_sees_anything_of_it(qtbot: QtBot, window: Window, other: str) -> None:
    first, second = Held(), Held(fails=True)
    jobs = [run(window, first), run(window, second)]
    window.lock()
    enter(qtbot, window, other)
    status = shell(window).status
    assert (status.text, status._cancel.isVisible()) == (window.look.say("ready"), False)
    ends(qtbot, jobs[0], first)
    ends(qtbot, jobs[1], second)
    seen = (shell(window).late.isVisible(), shell(window).fault.isVisible(), status.text)
    assert seen == (False, False, window.look.say("ready"))
    window.lock()
    enter(qtbot, window, practice.USER)
    assert "An đã làm xong" in shell(window).late.text
    assert NAME in shell(window).late.text


def test_the_session_of_a_work_closes_with_it_whoever_else_is_there(qtbot: QtBot, window: Window, other: str) -> None:
    old: Any = window.session
    held = Held()
    job = run(window, held)
    window.lock()
    enter(qtbot, window, other)
    between: Any = window.session
    window.lock()
    qtbot.waitUntil(lambda: between.workspace._key == b"", timeout=PATIENCE_MS)
    assert old.workspace._key
    ends(qtbot, job, held)
    qtbot.waitUntil(lambda: old.workspace._key == b"", timeout=PATIENCE_MS)


def test_a_work_that_goes_on_is_seen_again_and_its_end_told_where_it_happens(qtbot: QtBot, window: Window) -> None:
    held = Held()
    job = run(window, held)
    window.lock()
    sign_in(qtbot, window)
    assert shell(window).status._cancel.isVisible()
    ends(qtbot, job, held)
    assert shell(window).status.text == "An đã làm xong"
    assert not shell(window).late.isVisible()


def test_who_comes_after_another_finds_neither_their_place_nor_what_they_filled_in(
    qtbot: QtBot, window: Window, other: str
) -> None:
    shell(window).show_page("report")
    shell(window).pages["report"].answers._fields["agency"].fill("Công an tỉnh")
    window.lock()
    enter(qtbot, window, other)
    assert (shell(window).page_name, shell(window).desk.case, shell(window).desk.drafts) == ("cases", None, {})


def test_an_import_that_ends_meanwhile_tells_what_came_in(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = tmp_path / "thêm.md5"
    listed.write_text("".join(f"{number:032x}\n" for number in range(3)))
    held, add = threading.Event(), library.add

    def waiting(session: Any, given: ListFile) -> Any:
        held.wait(30)
        return (yield from add(session, given))

    monkeypatch.setattr(library, "add", waiting)
    job = Imports(shell(window).desk).start(Wanted(ListFile(listed, Listing.ALERT, "Danh mục mới")))
    window.lock()
    with qtbot.waitSignal(job.ended, timeout=PATIENCE_MS):
        held.set()
    sign_in(qtbot, window)
    assert window.look.say("hashset-added", name="Danh mục mới", count=3, matched=0) in shell(window).late.text


@pytest.mark.parametrize("fails", [False, True])
def test_a_report_that_is_made_meanwhile_is_told(
    qtbot: QtBot, window: Window, *, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    shell(window).show_page("report")
    page, held, make = shell(window).pages["report"], threading.Event(), reports.make

    def waiting(*given: Any) -> Any:
        held.wait(30)
        if fails:
            raise InputFault("source_missing", path="x")
        return make(*given)

    monkeypatch.setattr(reports, "make", waiting)
    page.out.field.setText(str(out := tmp_path / "báo cáo.pdf"))
    page.start()
    (job,) = window.jobs.running
    window.lock()
    with qtbot.waitSignal(job.ended, timeout=60_000):
        held.set()
    sign_in(qtbot, window)
    made = window.look.say("report-made", path=str(out))
    assert (made in shell(window).late.text, out.exists()) == (not fails, not fails)


def test_a_question_nobody_was_there_to_answer_is_told(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = threading.Event()

    def asking(*_: object) -> Any:
        yield Progress("importing")
        held.wait(30)
        raise InputFault("library-zero-unsaid", version="1", country="?", application="?")

    monkeypatch.setattr(library, "add", asking)
    job = Imports(shell(window).desk).start(Wanted(ListFile(Path("x.json"), Listing.ILLEGAL, "VIC")))
    window.lock()
    with qtbot.waitSignal(job.ended, timeout=PATIENCE_MS):
        held.set()
    sign_in(qtbot, window)
    assert window.look.say("zero-left", name="VIC") in shell(window).late.text
    assert "--zero" not in shell(window).late.text

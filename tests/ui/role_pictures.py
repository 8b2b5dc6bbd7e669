"""Pictures of what other roles find, of works that ended while the window was locked, and of a token to sign with."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

from inspector.domain.account import Role
from inspector.domain.fault import EnvironmentFault, InputFault
from inspector.domain.progress import Progress
from inspector.ui.desk import Work
from inspector.ui.main_window import _Place
from inspector.ui.pages.office_certificates import OfficeCertificates
from inspector.ui.pages.publish_list import PublishList
from inspector.ui.telling import telling


def take(window: Any, out: Path, tag: str, settle: Callable[[Any], None]) -> None:
    """Takes them; the window is as it was afterwards."""
    _token(window, out, tag, settle)
    account, place = window.session.workspace.account, _Place("cases", window.shell.desk.case)
    for role, pages in ((Role.ADMINISTRATOR, ("cases", "hashsets")), (Role.APPROVER, ("cases", "hashsets", "review"))):
        window.session.workspace.account = replace(account, roles=frozenset({role}))
        _again(window, _Place() if role is Role.ADMINISTRATOR else place)
        for page in pages:
            window.shell.show_page(page)
            settle(window)
            window.grab().save(str(out / f"{role.value}-{page}-{tag}.png"))
        papers = OfficeCertificates(window.shell.desk, window)
        papers.show()
        settle(window)
        papers.grab().save(str(out / f"{role.value}-papers-{tag}.png"))
        papers.close()
    window.session.workspace.account = account
    _again(window, place)
    _late(window, out, tag, settle)


def _again(window: Any, place: _Place) -> None:
    window._leave_shell()
    window._place = place
    window._build_shell()


def _token(window: Any, out: Path, tag: str, settle: Callable[[Any], None]) -> None:
    dialog = PublishList(window.shell.desk, window)
    dialog.show()
    window.shell.show_page("report")
    for key in (dialog.key, window.shell.pages["report"].key):
        key.kind.setCurrentIndex(1)
        key.driver.field.setText("/usr/lib/vgca/libvgca_p11.so")
        key.token.setText("VGCA")
        key.name.setText("Ký số PA05")
        key.pin.setText("123456")
    settle(window)
    settle(window)
    dialog.grab().save(str(out / f"publish-token-{tag}.png"))
    dialog.close()
    settle(window)
    window.grab().save(str(out / f"report-token-{tag}.png"))
    window.shell.pages["report"].key.kind.setCurrentIndex(0)


def _late(window: Any, out: Path, tag: str, settle: Callable[[Any], None]) -> None:
    say = window.look.say

    def steps(fails: bool) -> Generator[Progress, None, None]:
        yield Progress("reading")
        time.sleep(0.2)
        if fails:
            raise InputFault("source_missing", path="/media/usb/VC-03")

    name = say("hashset-adding", name="Danh mục đối chiếu 2026.4")
    done = telling(lambda look, _: look.say("hashset-added", name="Danh mục đối chiếu 2026.4", count=1_204, matched=9))
    window.shell.desk.run(Work(name, lambda: steps(False), done))
    window.shell.desk.run(Work(say("ingest-name", case="12/2026"), lambda: steps(True)))
    session, place = window.session, _Place("cases", window.shell.desk.case)
    window._leave_shell()
    window._ask_in(say("locked-busy"))
    settle(window)
    window.sign_in.fault.show_fault(EnvironmentFault("workspace_read_only_drive", folder="/media/usb/hồ sơ 2026"))
    settle(window)
    window.grab().save(str(out / f"sign-in-read-only-{tag}.png"))
    window._place = place
    window._enter(session)
    settle(window)
    window.grab().save(str(out / f"late-{tag}.png"))
    window.shell.late.hide()

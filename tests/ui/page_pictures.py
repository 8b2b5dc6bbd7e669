"""Takes the pictures of `screenshots.py` at the scale its process was started with."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from inspector.app import Session, cases, tips
from inspector.domain.fault import InputFault
from inspector.ui.main_window import Start, Window
from inspector.ui.pages.ingest_dialog import IngestDialog
from inspector.ui.pages.new_case import NewCase
from inspector.ui.pages.new_tip import NewTip
from inspector.ui.widgets.chooser import Chooser, Wanted
from inspector.ui.widgets.decision_dialog import DecisionDialog
from inspector.ui.widgets.help_page import HelpPage
from inspector.ui.widgets.keys import Keys
from tests.ui.practice import PASSPHRASE, USER, finish, make

PAGES = ("cases", "review", "tips", "report", "hashsets", "audit", "settings")
SETTLED_MS = 400


def take(out: Path, scale: str) -> None:
    """Takes every picture at one scale."""

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        make(folder / "ws", folder / "evidence", 60)
        _tip(folder)
        application = QApplication([])
        window = Window(application, Start(folder / "settings", folder / "ws", "an"))
        window.show()
        window.activateWindow()
        QCursor.setPos(window.mapToGlobal(QPoint(1300, 700)))
        for language in ("vi", "en"):
            for theme in ("light", "dark"):
                window._prefer(replace(window.preferences, language=language, theme=theme))
                _pages(window, out, f"{language}-{theme}-{scale}x")
        window.shut()


def _tip(folder: Path) -> None:
    told = folder / "tin-bao.txt"
    told.write_text(
        "Nhóm trò chuyện https://example.com/nhom\nLiên hệ ke.xau@example.com, 0912 345 678\n", encoding="utf-8"
    )
    with Session.open(folder / "ws", USER, PASSPHRASE) as session:
        finish(tips.hand_in(session, told, "Tổng đài 111"))


def _pages(window: Any, out: Path, tag: str) -> None:

    settle(window)
    if window.session is None:
        window.grab().save(str(out / f"sign-in-{tag}.png"))
        window.sign_in.passphrase.setText(PASSPHRASE)
        window.sign_in.go()
        while window.session is None:
            settle(window)
        _open_case(window)
    for page in PAGES:
        window.shell.show_page(page)
        settle(window)
        if page == "review":
            _grade(window)
        if page == "audit":
            window.shell.pages["audit"].verify()
            settle(window)
        window.grab().save(str(out / f"{page}-{tag}.png"))
    _more(window, out, tag)


def _open_case(window: Any) -> None:

    window.shell.desk.open_case(cases.find(window.session, "12/2026"))
    settle(window)


def _grade(window: Any) -> None:
    gallery = window.shell.pages["review"].gallery
    gallery.view.setFocus()
    if gallery.view.position <= 0:
        for digit in (1, 3, 3, 2):
            gallery._digit(digit)
    window.shell.pages["review"].detail.show()
    settle(window)


def _more(window: Any, out: Path, tag: str) -> None:

    desk, look = window.shell.desk, window.look
    window.shell.show_page("review")
    settle(window)
    review = window.shell.pages["review"]
    review.gallery._show_picture()
    settle(window)
    window.grab().save(str(out / f"reveal-{tag}.png"))
    review.leave()
    desk.faulted.emit(InputFault("source_missing", path="/media/usb/không có"))
    settle(window)
    window.grab().save(str(out / f"fault-{tag}.png"))
    dialogs: dict[str, QWidget] = {
        "keys": Keys(look, window),
        "new-tip": NewTip(desk, window),
        "new-case": NewCase(desk, window),
        "ingest": IngestDialog(desk, desk.case, window),
        "decide": DecisionDialog(look, review.filters.choices, 3, window),
        "chooser": Chooser(look, desk.jobs, Wanted(look.say("ingest-source"), (), either=True), window),
        "help": HelpPage(look, "review", window),
    }
    for name, dialog in dialogs.items():
        dialog.show()
        settle(window)
        dialog.grab().save(str(out / f"{name}-{tag}.png"))
        dialog.close()


def settle(window: Any) -> None:
    """Lets the lanes answer and the pictures come."""

    loop = QEventLoop()
    QTimer.singleShot(SETTLED_MS, loop.quit)
    loop.exec()


if __name__ == "__main__":
    take(Path(sys.argv[1]), sys.argv[2])

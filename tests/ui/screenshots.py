"""Pictures of every page, in both languages and themes, at 1366 x 768 and at 200 %: to be looked at by a person.

    python tests/ui/screenshots.py FOLDER
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("cases", "review", "tips", "report", "hashsets", "audit", "settings")
SCALES = ("1", "2")


def main() -> int:
    """Starts one process a scale, since Qt reads its scale once."""
    out = Path(sys.argv[1]).resolve()
    out.mkdir(parents=True, exist_ok=True)
    paths = os.pathsep.join([str(ROOT), str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    for scale in SCALES if len(sys.argv) < 3 else sys.argv[2:]:
        told = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale, "PYTHONPATH": paths}
        subprocess.run([sys.executable, __file__, "--take", str(out), scale], env=told, check=True)
    return 0


def take(out: Path, scale: str) -> None:
    """Takes every picture at one scale."""
    from practice import make
    from PySide6.QtWidgets import QApplication

    from inspector.ui.main_window import Start, Window

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        make(folder / "ws", folder / "evidence", 60)
        application = QApplication([])
        window = Window(application, Start(folder / "settings", folder / "ws", "an"))
        if scale == "2":
            window.resize(1366, 768)
        window.show()
        for language in ("vi", "en"):
            for theme in ("light", "dark"):
                window._prefer(replace(window.preferences, language=language, theme=theme))
                _pages(window, out, f"{language}-{theme}-{scale}x")
        window.shut()


def _pages(window, out: Path, tag: str) -> None:
    from practice import PASSPHRASE

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
        window.grab().save(str(out / f"{page}-{tag}.png"))
    _more(window, out, tag)


def _open_case(window) -> None:
    from inspector.app import cases

    window.shell.desk.open_case(cases.find(window.session, "12/2026"))
    settle(window)


def _grade(window) -> None:
    gallery = window.shell.pages["review"].gallery
    gallery.view.setFocus()
    if gallery.view.position <= 0:
        for digit in (1, 3, 3, 2):
            gallery._digit(digit)
    window.shell.pages["review"].detail.show()
    settle(window)


def _more(window, out: Path, tag: str) -> None:
    from PySide6.QtWidgets import QWidget

    from inspector.domain.fault import InputFault
    from inspector.ui.pages.ingest_dialog import IngestDialog
    from inspector.ui.pages.new_case import NewCase
    from inspector.ui.widgets.chooser import Chooser
    from inspector.ui.widgets.decision_dialog import DecisionDialog
    from inspector.ui.widgets.help_page import HelpPage
    from inspector.ui.widgets.keys import Keys

    desk, look = window.shell.desk, window.look
    window.shell.show_page("review")
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
        "new-case": NewCase(desk, window),
        "ingest": IngestDialog(desk, desk.case, window),
        "decide": DecisionDialog(look, review.filters.choices, 3, window),
        "chooser": Chooser(look, desk.jobs, look.say("ingest-folder"), window),
        "help": HelpPage(look, "review", window),
    }
    for name, dialog in dialogs.items():
        dialog.show()
        settle(window)
        dialog.grab().save(str(out / f"{name}-{tag}.png"))
        dialog.close()


def settle(window) -> None:
    """Lets the lanes answer and the pictures come."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(350, loop.quit)
    loop.exec()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--take"]:
        take(Path(sys.argv[2]), sys.argv[3])
    else:
        raise SystemExit(main())

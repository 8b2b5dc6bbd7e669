"""Takes the pictures of `screenshots.py` at the scale its process was started with."""

from __future__ import annotations

import hashlib
import io
import sys
import tempfile
import zipfile
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from inspector.app import Session, cases, evidence, tips
from inspector.domain.content import Failure, Kind
from inspector.domain.fault import InputFault
from inspector.domain.progress import Progress
from inspector.store.gallery import Detail, Occurrence
from inspector.store.holding import Holding
from inspector.store.listing import Item
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
        _archive(folder)
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


def _archive(folder: Path) -> None:
    """An archive of the drawn pictures saved anew, with a damaged archive in it, in folders with long names."""
    pictures = [_smaller(path) for path in sorted((folder / "evidence").rglob("Ảnh *.jpg"))[:32]]
    inner, outer = folder / "ảnh gia đình.zip", folder / "sao-luu" / "Sao lưu điện thoại 2026-03-01.zip"
    outer.parent.mkdir()
    with zipfile.ZipFile(inner, "w") as archive:
        for number, picture in enumerate(pictures[:12]):
            archive.writestr(f"Zalo/Received Files/Nhóm gia đình nội ngoại/{number:03d}.jpg", picture)
    inner.write_bytes(inner.read_bytes().replace(b"JFIF", b"JFIE", 2))
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, "Android/data/com.zing.zalo/files/zalo/picture/ảnh gia đình.zip")
        for number, picture in enumerate(pictures[12:]):
            archive.writestr(f"DCIM/Camera/IMG_20260301_{number:06d}.jpg", picture)
    with Session.open(folder / "ws", USER, PASSPHRASE) as session:
        finish(evidence.ingest(session, "12/2026", str(outer.parent), "VC-02"))


def _smaller(path: Path) -> bytes:
    made = io.BytesIO()
    with Image.open(path) as picture:
        picture.resize((320, 240)).save(made, "JPEG", quality=70)
    return made.getvalue()


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
    _containers(window, out, tag)


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
        "ingest": IngestDialog(desk, desk.case, window, "quick"),
        "decide": DecisionDialog(look, review.filters.choices, 3, window),
        "chooser": Chooser(look, desk.jobs, Wanted(look.say("ingest-source"), (), either=True), window),
        "help": HelpPage(look, "review", window),
        "help-sources": HelpPage(look, "sources", window),
    }
    for name, dialog in dialogs.items():
        dialog.show()
        settle(window)
        dialog.grab().save(str(out / f"{name}-{tag}.png"))
        dialog.close()


def _containers(window: Any, out: Path, tag: str) -> None:
    """A member with its chain, a container, a gallery of what lies in it, a disk image, and evidence coming in."""
    window.shell.show_page("review")
    page = window.shell.pages["review"]
    window.shell.fault.hide()
    page.filters.clear()
    settle(window)
    page.detail.show()
    for name, tile in (("member", "005.jpg"), ("container", "ảnh gia đình.zip")):
        names = [page.gallery.model.tile_at(place).name for place in range(len(page.gallery.model.ids))]
        page.gallery.view.go_to(names.index(tile))
        settle(window)
        window.grab().save(str(out / f"{name}-{tag}.png"))
    page.filters.look_inside(page.gallery.item, "ảnh gia đình.zip")
    settle(window)
    window.grab().save(str(out / f"inside-{tag}.png"))
    page.filters.clear()
    settle(window)
    page.detail.show_detail(_image(page.gallery.item))
    page._changed.show()
    job = window.jobs.run(window.look.say("ingest-name", case="12/2026"), _endless)
    settle(window)
    window.grab().save(str(out / f"image-{tag}.png"))
    job.cancel()
    settle(window)
    page._changed.hide()


def _image(number: int) -> Detail:
    """A disk image that no longer holds what it did."""
    digests = [hashlib.new(name, tag.encode()).hexdigest() for name in ("md5", "sha1") for tag in ("stored", "now")]
    facts: dict[str, object] = {
        "form": "E01", "media_size": 256 << 30, "acquired": "2026-02-27 09:12:44", "software": "ewfacquire 20230405",
        "partition_table": "gpt", "stored_md5": digests[0],
        "volumes": [{"name": "FAT32 1", "start": 1 << 20, "size": 100 << 20},
                    {"name": "NTFS 3", "start": 117 << 20, "size": 255 << 30, "deleted": 1204,
                     "unallocated": 90 << 30}],
        "media": {"stored": {"md5": digests[0], "sha1": digests[2]},
                  "computed": {"md5": digests[1], "sha1": digests[3]}, "ok": False},
    }  # fmt: skip
    held = Holding("disk", "1 (libtsk 4.14.0)", "listed", facts, 100_000, 1_300, 212, more=True)
    item = Item(
        number, "VC-03", b"/media/usb", "Máy tính bàn phòng kế toán.E01".encode(), "Máy tính bàn phòng kế toán.E01",
        None, None, 61 << 30, 1_772_000_000 * 10**9, "done", 1, b"\x01" * 16, b"\x02" * 20, b"\x03" * 32,
        "application/x-ewf", Kind.ARCHIVE, None, None, None, None, None, None, None, [], {},
        [Failure("image_differs", "disk")], 1_771_000_000 * 10**9,
    )  # fmt: skip
    return Detail(item, [Occurrence(number, "VC-03", item.shown, "saved")], [], [], [], item.failures, [], held)


def _endless() -> Generator[Progress, None, None]:
    for step in range(10_000_000):
        yield Progress("reading", 8_214 + step, 9_000_000, (14 << 30) + (step << 14), 61 << 30, 212, 9,
                       3.3 + step / 1e6, 5_120, 3.2)  # fmt: skip


def settle(window: Any) -> None:
    """Lets the lanes answer and the pictures come."""

    loop = QEventLoop()
    QTimer.singleShot(SETTLED_MS, loop.quit)
    loop.exec()


if __name__ == "__main__":
    take(Path(sys.argv[1]), sys.argv[2])

"""Takes the pictures of `screenshots.py` at the scale its process was started with."""

from __future__ import annotations

import hashlib
import io
import json
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

from inspector.app import Session, cases, evidence, library, list_preview, tips
from inspector.app.library import Added, ListFile
from inspector.domain.content import Failure, Kind
from inspector.domain.fault import InputFault, UsageFault
from inspector.domain.group import GroupKind
from inspector.domain.match import Listing
from inspector.domain.progress import Progress
from inspector.library.building.tally import Tally
from inspector.library.entry import Broken, Entry
from inspector.library.reading import Asked
from inspector.library.sets import Summary
from inspector.store.decisions import OfGroup, Plan
from inspector.store.gallery import Detail, Occurrence
from inspector.store.holding import Holding
from inspector.store.listing import Item
from inspector.ui.desk import Work
from inspector.ui.jobs import Ticket
from inspector.ui.main_window import Start, Window
from inspector.ui.pages.add_hashset import AddHashSet, UpdateHashSet
from inspector.ui.pages.broken_lines import BrokenLines
from inspector.ui.pages.column_dialog import ColumnDialog
from inspector.ui.pages.ingest_dialog import IngestDialog
from inspector.ui.pages.new_case import NewCase
from inspector.ui.pages.new_tip import NewTip
from inspector.ui.pages.zero_question import ZeroQuestion
from inspector.ui.widgets.chooser import Chooser, Wanted
from inspector.ui.widgets.decision_dialog import DecisionDialog
from inspector.ui.widgets.group_decision import GroupDecision, Planned
from inspector.ui.widgets.help_page import HelpPage
from inspector.ui.widgets.keys import Keys
from tests.ui import role_pictures, sharing_pictures
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
        _hash_lists(folder)
        sharing_pictures.prepare(folder)
        application = QApplication([])
        window = Window(application, Start(folder / "settings", folder / "ws", "an"))
        window.show()
        window.activateWindow()
        QCursor.setPos(window.mapToGlobal(QPoint(1300, 700)))
        for language in ("vi", "en"):
            for theme in ("light", "dark"):
                window._prefer(replace(window.preferences, language=language, theme=theme))
                tag = f"{language}-{theme}-{scale}x"
                _pages(window, out, tag)
                sharing_pictures.take(window, folder, out, tag, settle)
                role_pictures.take(window, out, tag, settle)
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
    _groups(window, out, tag)
    _hash_sets(window, out, tag)


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
        "keys": Keys(look, window, desk.may),
        "new-tip": NewTip(desk, window),
        "new-case": NewCase(desk, window),
        "ingest": IngestDialog(desk, desk.case, window, "quick"),
        "decide": DecisionDialog(look, review.filters.choices, 3, window),
        "decide-group": GroupDecision(look, review.filters.choices, _planning, window),
        "chooser": Chooser(look, desk.jobs, Wanted(look.say("ingest-source"), (), either=True), window),
        "help": HelpPage(look, "review", window),
        "help-sources": HelpPage(look, "sources", window),
    }
    for name, dialog in dialogs.items():
        dialog.show()
        settle(window)
        dialog.grab().save(str(out / f"{name}-{tag}.png"))
        dialog.close()


def _hash_lists(folder: Path) -> None:
    """Lists of every sort: of another country, with categories, known and harmless, broken off, and one that is off."""
    pictures = [path.read_bytes() for path in sorted((folder / "evidence").rglob("Ảnh *.jpg"))]
    vics, good, table = folder / "danh sách quốc gia.json", folder / "phần mềm.sha1", folder / "bảng.csv"
    records = [
        {"MediaID": number, "Category": number % 3, "MD5": hashlib.md5(picture).hexdigest()}
        for number, picture in enumerate(pictures[3:9])
    ]
    context = "http://github.com/ICMEC/ProjectVic/DataModels/1.3.xml/UK#Media"
    vics.write_text(json.dumps({"odata.context": context, "value": records}, indent=1)[:-20], encoding="utf-8")
    good.write_text("".join(f"{hashlib.sha1(picture).hexdigest()}  x\n" for picture in pictures[12:22]) + "hỏng\n")
    rows = [f"{number};Tệp {number}.jpg;{hashlib.sha256(one).hexdigest()};A{number % 2}" for number, one in
            enumerate(pictures[9:11])]  # fmt: skip
    table.write_text("\n".join(["STT;Tên;Giá trị băm;Phân loại", *rows]), encoding="utf-8")
    meanings = {"1": "tài liệu xâm hại trẻ em", "2": "trẻ em trong tư thế gợi dục", "0": "không liên quan"}
    lists = (
        ListFile(vics, Listing.ILLEGAL, "Danh sách quốc gia", provider="Cơ quan đầu mối", version="2026-Q1",
                 dated="31/03/2026", meanings=meanings, asked=Asked(zero="non-pertinent")),
        ListFile(good, Listing.KNOWN_GOOD, "Phần mềm văn phòng", provider="NIST", version="RDS 2026.03.1",
                 dated="2026-03-01"),
        ListFile(table, Listing.ALERT, "Bảng cảnh báo của tỉnh", asked=Asked("hash=3,category=4")),
    )  # fmt: skip
    with Session.open(folder / "ws", USER, PASSPHRASE) as session:
        for given in lists:
            finish(library.add(session, given))
        finish(library.update(session, "Bảng cảnh báo của tỉnh", replace(lists[2], version="2")))
        library.switch_off(session, "Bảng cảnh báo của tỉnh")


def _hash_sets(window: Any, out: Path, tag: str) -> None:
    """The page with all that is known of a set, its dialogs, what an import tells, and matches in the detail pane."""
    look, desk = window.look, window.shell.desk
    window.shell.show_page("hashsets")
    page = window.shell.pages["hashsets"]
    settle(window)
    for row, name in ((1, "set"), (3, "set-off")):
        page.table.choose(row)
        settle(window)
        window.grab().save(str(out / f"{name}-{tag}.png"))
    tally = Tally(entries=1_204_311, mended=2, broken=3, gone=12, shown=[
        Broken(12, "hex"), Broken(1_803, "length"), Broken(44_120, "mended", 8_824, Entry()),
    ])  # fmt: skip
    tally.codes.update(broken.code for broken in tally.shown)
    known = page.table.records.rows[1]
    summary = Summary(1_204_211, known.digest, {}, 100, tally)
    page.told.show_added(Added(known, summary, 17, ("Danh mục đối chiếu",)))
    page.notice.show()
    settle(window)
    window.grab().save(str(out / f"set-told-{tag}.png"))
    page.notice.hide()
    page.told.hide()
    add = AddHashSet(desk, window)
    with tempfile.TemporaryDirectory() as scratch:
        table = Path(scratch) / "bảng.csv"
        table.write_text("STT;Tên;Băm;Loại\n" + "".join(
            f"{number};Tệp số {number}.jpg;{hashlib.sha256(bytes([number])).hexdigest()};{number % 3}\n"
            for number in range(12)), encoding="utf-8")  # fmt: skip
        columns = ColumnDialog(look, list_preview.first_rows(table), window)
        add.file.field.setText(str(table))
        add.listing.setCurrentIndex(0)
        add._take_columns("sha256=3,category=4")
        settle(window)
        facts = {"version": "1.3", "country": "UK", "application": "?"}
        dialogs: dict[str, QWidget] = {
            "add-set": add,
            "update-set": UpdateHashSet(desk, known, window),
            "columns": columns,
            "zero": ZeroQuestion(look, known.name, UsageFault("library-zero-unsaid", **facts), window),
            "broken": BrokenLines(look, known.name, tally, window),
            "help-hashsets": HelpPage(look, "hashsets", window),
        }
        for name, dialog in dialogs.items():
            dialog.show()
            settle(window)
            dialog.grab().save(str(out / f"{name}-{tag}.png"))
            dialog.close()
    window.shell.show_page("review")
    review = window.shell.pages["review"]
    review.filters.clear()
    settle(window)
    review.detail.show()
    review.gallery.view.go_to(5)
    settle(window)
    window.grab().save(str(out / f"matches-{tag}.png"))
    review.filters.show_known_good()
    settle(window)
    window.grab().save(str(out / f"known-shown-{tag}.png"))
    review.filters._known_good.setChecked(False)
    settle(window)


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
    job = window.shell.desk.run(Work(window.look.say("ingest-name", case="12/2026"), _endless))
    settle(window)
    window.grab().save(str(out / f"image-{tag}.png"))
    job.cancel()
    settle(window)
    page._changed.hide()


def _groups(window: Any, out: Path, tag: str) -> None:
    """Like pictures folded, and one group alone."""
    page = window.shell.pages["review"]
    page.filters.fold.setChecked(True)
    settle(window)
    tiles = page.gallery.model
    page.gallery.view.go_to(max(range(len(tiles.ids)), key=lambda place: tiles.tile_at(place).alike))
    settle(window)
    window.grab().save(str(out / f"folded-{tag}.png"))
    page.gallery._group()
    settle(window)
    window.grab().save(str(out / f"group-{tag}.png"))
    page.groups.leave()
    page.filters.fold.setChecked(False)
    settle(window)


def _planning(_: object, planned: Planned, __: object) -> Ticket:
    planned(Plan(OfGroup(GroupKind.NEAR, b"", 1, 0), list(range(1_200)), [1], [2, 3]))
    return Ticket()


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

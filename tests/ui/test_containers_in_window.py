"""Containers in the window: into one, to one, and what failed in them, on a real archive inside an archive."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from inspector.app import Session, evidence, library
from inspector.app.library import ListFile
from inspector.domain.match import Listing
from inspector.store import listing
from inspector.store.listing import Asked
from inspector.ui.main_window import Window
from inspector.ui.widgets.wrapped import Wrapped
from tests.ui import practice
from tests.ui.conftest import PATIENCE_MS
from tests.ui.practice import finish

OUTER = {"ghi chú.txt": b"tin", "Ảnh/mô tả.txt": "mô tả".encode()}
INNER = {"sâu/hai.txt": b"hai", "sâu/ba.txt": b"mot dong"}


def packed(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


@pytest.fixture(scope="module")
def unpacked_case(finished_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose case was given an archive with an archive in it, in which the second member is damaged."""
    place = tmp_path_factory.mktemp("unpacked")
    inner = packed(INNER).replace(b"mot dong", b"tam dong")  # what its checksum does not allow
    (place / "evidence").mkdir()
    (place / "evidence" / "kho lưu.zip").write_bytes(packed({**OUTER, "trong.zip": inner}))
    shutil.copytree(finished_case / "ws", place / "ws")
    with Session.open(place / "ws", practice.USER, practice.PASSPHRASE) as session:
        finish(evidence.ingest(session, "12/2026", str(place / "evidence"), "VC-02"))
    return place / "ws"


@pytest.fixture
def workspace_folder(unpacked_case: Path, tmp_path: Path) -> Path:
    """The folder of a workspace of the test's own."""
    shutil.copytree(unpacked_case, tmp_path / "ws")
    return tmp_path / "ws"


@pytest.fixture
def page(qtbot: QtBot, window: Window) -> Any:
    """The review page with its detail pane."""
    shell: Any = window.shell
    shell.show_page("review")
    made = shell.pages["review"]
    made.detail.show()
    qtbot.waitUntil(lambda: "kho lưu.zip" in names(made), timeout=PATIENCE_MS)
    return made


def names(page: Any) -> list[str]:
    model = page.gallery.model
    return [tile.name for place in range(len(model.ids)) if (tile := model.tile_at(place)) is not None]


def go(qtbot: QtBot, page: Any, name: str) -> None:
    """Makes a tile current and waits for its detail."""
    page.gallery.view.go_to(names(page).index(name))
    qtbot.waitUntil(lambda: page.detail.title.text() == name, timeout=PATIENCE_MS)


def press(page: Any, words: str, which: int = 0) -> None:
    found = [made for made in page.findChildren(QAbstractButton) if made.text() == words and made.isVisible()]
    QTest.mouseClick(found[which], Qt.MouseButton.LeftButton)


def said(page: Any) -> str:
    return "\n".join(line.text() for line in page.detail.findChildren(Wrapped))


def test_into_a_container_and_out_again(qtbot: QtBot, page: Any) -> None:
    everything = names(page)
    page.filters.match.choose("exact")
    page.filters.changed.emit()
    qtbot.waitUntil(lambda: len(names(page)) == 5, timeout=PATIENCE_MS)
    page.filters.clear()
    qtbot.waitUntil(lambda: names(page) == everything, timeout=PATIENCE_MS)
    go(qtbot, page, "kho lưu.zip")
    press(page, page.look.say("act-inside"))
    inside = ["ghi chú.txt", "mô tả.txt", "trong.zip", "hai.txt", "ba.txt"]
    qtbot.waitUntil(lambda: sorted(names(page)) == sorted(inside), timeout=PATIENCE_MS)
    assert page.filters.inside.isVisible()
    assert page.filters.inside._name.text() == "kho lưu.zip"
    assert page.filters.narrowed
    press(page, page.look.say("inside-remove"))
    qtbot.waitUntil(lambda: names(page) == everything, timeout=PATIENCE_MS)
    assert not page.filters.inside.isVisible()


def test_clearing_the_filter_leaves_the_container_too(qtbot: QtBot, page: Any) -> None:
    everything = names(page)
    page.filters.look_inside(item(page, "kho lưu.zip"), "kho lưu.zip")
    qtbot.waitUntil(lambda: len(names(page)) == 5, timeout=PATIENCE_MS)
    press(page, page.look.say("filter-clear"))
    qtbot.waitUntil(lambda: names(page) == everything, timeout=PATIENCE_MS)


def item(page: Any, name: str) -> int:
    number: int = page.gallery.model.ids[names(page).index(name)]
    return number


def test_counts_of_the_filters_are_of_what_lies_inside(qtbot: QtBot, page: Any) -> None:
    page.filters.look_inside(item(page, "trong.zip"), "trong.zip")
    (documents,) = [line for line in page.filters.kind.rows if line.facet.value == "document"]
    qtbot.waitUntil(lambda: documents.count is not None and documents.count <= 2, timeout=PATIENCE_MS)


def test_from_a_member_to_its_containers(qtbot: QtBot, page: Any) -> None:
    go(qtbot, page, "hai.txt")
    text = said(page)
    assert page.look.say("reader-zip") in text
    assert "kho lưu.zip" in text
    press(page, page.look.say("act-go"), which=1)
    qtbot.waitUntil(lambda: page.detail.title.text() == "trong.zip", timeout=PATIENCE_MS)
    assert page.gallery.view.hasFocus()


def test_a_container_that_is_filtered_out_is_found_all_the_same(qtbot: QtBot, page: Any) -> None:
    page.filters.words.setText("hai")
    qtbot.waitUntil(lambda: names(page) == ["hai.txt"], timeout=PATIENCE_MS)
    go(qtbot, page, "hai.txt")
    press(page, page.look.say("act-go"))
    qtbot.waitUntil(lambda: page.detail.title.text() == "kho lưu.zip", timeout=PATIENCE_MS)
    assert page.filters.words.text() == ""


def test_a_container_known_to_be_harmless_is_found_all_the_same(
    qtbot: QtBot, window: Window, page: Any, tmp_path: Path
) -> None:
    go(qtbot, page, "kho lưu.zip")
    assert window.session is not None
    found = listing.item(window.session.workspace.reader(), item(page, "kho lưu.zip"))
    assert found is not None
    assert found.md5 is not None
    good = tmp_path / "good.md5"
    good.write_text(f"{found.md5.hex()}  x\n")
    finish(library.add(window.session, ListFile(good, Listing.KNOWN_GOOD, "Vô hại")))
    QTest.keyClick(page, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "kho lưu.zip" not in names(page), timeout=PATIENCE_MS)
    go(qtbot, page, "mô tả.txt")
    press(page, page.look.say("act-go"))
    qtbot.waitUntil(lambda: page.detail.title.text() == "kho lưu.zip", timeout=PATIENCE_MS)


def test_failures_inside_containers_are_counted_filtered_and_said(qtbot: QtBot, window: Window, page: Any) -> None:
    assert window.session is not None
    failed = list(evidence.items(window.session, Asked(1, failed=True, container=item(page, "kho lưu.zip"))))
    assert [found.path for found in failed] == ["sâu/ba.txt".encode()]
    row = page.filters._failed
    qtbot.waitUntil(lambda: row.count is not None, timeout=PATIENCE_MS)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(names(page)) == row.count, timeout=PATIENCE_MS)
    assert "ba.txt" in names(page)
    go(qtbot, page, "ba.txt")
    assert page.look.words.say(f"failure-{failed[0].failures[0].code.replace('_', '-')}") in said(page)
    page.filters.clear()
    qtbot.waitUntil(lambda: "trong.zip" in names(page), timeout=PATIENCE_MS)
    go(qtbot, page, "trong.zip")
    assert page.look.say("failures", count=1) in said(page)


def test_another_case_is_not_filtered_by_a_container_of_this_one(qtbot: QtBot, window: Window, page: Any) -> None:
    page.filters.look_inside(item(page, "kho lưu.zip"), "kho lưu.zip")
    shell: Any = window.shell
    shell.desk.open_case(shell.desk.case)
    assert page.filters.inside.container is None


def test_a_chain_is_broken_between_containers_where_it_does_not_fit(qtbot: QtBot) -> None:
    parts = ("một thư mục rất dài/may.E01", "NTFS 2", "Users/x/a.zip", "b.jpg")
    chain = Wrapped(" › ".join(parts), parts=parts)
    qtbot.addWidget(chain)
    assert chain.heightForWidth(2_000) < chain.heightForWidth(260)
    lines = chain._lines(260)[0]
    assert [chain._broken(260)[lines.lineAt(n).textStart() :][:2] for n in (1, 2, 3)] == ["› "] * 3
    assert chain._broken(2_000) == chain.text()


@pytest.mark.parametrize("width", [240, 320, 500])
def test_what_a_pane_offers_is_never_cut(qtbot: QtBot, page: Any, width: int) -> None:
    go(qtbot, page, "hai.txt")
    page.detail.setFixedWidth(width)
    body = page.detail._scroll.widget()
    qtbot.waitUntil(lambda: body.width() == page.detail._scroll.viewport().width(), timeout=PATIENCE_MS)
    offered = [made for made in body.findChildren(QAbstractButton) if made.text().startswith(("Đến", "Xem"))]
    assert len(offered) == 5
    for made in offered:
        place = made.mapTo(body, made.rect().bottomRight())
        assert place.x() < body.width()
        assert made.width() >= made.sizeHint().width()
        assert made.parentWidget().height() >= made.geometry().bottom()


def test_a_path_can_be_copied_whole(qtbot: QtBot, window: Window, page: Any) -> None:
    go(qtbot, page, "hai.txt")
    copied: list[str] = []
    page.detail.copied.connect(copied.append)
    press(page.detail, page.look.say("copy"))
    assert copied == ["kho lưu.zip › trong.zip › sâu/hai.txt"]

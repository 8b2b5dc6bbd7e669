"""Pictures of what leaves and whose lists come in: the dialogs, a list of offices, series and groups half decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from inspector.app import Session, library, office_trust, review
from inspector.app.exporting import Exported
from inspector.app.library import ListFile
from inspector.app.links import Around
from inspector.domain.group import Group, GroupKind
from inspector.domain.match import Listing
from inspector.domain.office_list import Says
from inspector.report.demo import demo_certificate
from inspector.report.key import file_key
from inspector.store import decisions
from inspector.store.decisions import Choice, OfGroup, Plan
from inspector.store.groups import Place
from inspector.ui.jobs import Ticket
from inspector.ui.pages.export_hashset import ExportHashSet
from inspector.ui.pages.office_certificates import OfficeCertificates
from inspector.ui.pages.publish_list import PublishList
from inspector.ui.pages.trust_office import TrustOffice
from inspector.ui.widgets.group_decision import GroupDecision, Planned
from inspector.ui.widgets.which_group import WhichGroup
from tests.exchange import chains
from tests.ui.practice import PASSPHRASE, USER, finish

LIST = "Danh mục chung các tỉnh phía Bắc"
OFFICES = ("Phòng ANM và PCTP sử dụng CNC, Công an tỉnh A", "PA05 tỉnh B")


def prepare(folder: Path) -> None:
    """A list of two offices, of which one has statements missing; and decisions of which some have a second opinion."""
    with Session.open(folder / "ws", USER, PASSPHRASE) as session:
        for number, office in enumerate(OFFICES):
            at = folder / f"don-vi-{number}"
            at.mkdir()
            path = at / "key.p12"
            pem = demo_certificate(path, "p", holder=office)
            office_trust.trust(session, office, pem)
            words = [(f"n {one}", Says.CONFIRM, "D147") for one in range(40)]
            words += [(f"n {one}", Says.WITHDRAW, "D147") for one in range(3 * number)]
            chain = chains.chain(office, words, LIST)
            told = at / "phan.list"
            told.write_bytes(chains.file_of(office, chain[9 * number :], file_key(path, "p"), LIST))
            finish(library.add(session, ListFile(told, Listing.ILLEGAL)))
        rows = session.workspace.reader().execute("SELECT id FROM item WHERE path LIKE '%DCIM/1/%' ORDER BY id LIMIT 9")
        items = [item for (item,) in rows]
        review.categorise(session, items, Choice("vn", "D147"))
        session.workspace.change(decisions.decide(items[:5], Choice("vn", "D147"), "binh"))
        session.workspace.change(decisions.decide(items[5:6], Choice("vn", "D146"), "binh"))


def _series(window: Any, page: Any, out: Path, tag: str, settle: Callable[[Any], None]) -> None:
    """What the details say of series and bursts, the bar above one, and the dialog that decides for it."""
    page.filters.clear()
    settle(window)
    item = page.gallery.item
    near = Group(GroupKind.NEAR, 1, b"", 1, 3, 4)
    series = Group(
        GroupKind.SERIES, 1, b"", 1, 1_204, 1_310, "Hãng máy ảnh M-1", "SN12345", 1_772_359_200, 1_772_362_800
    )
    burst = replace(series, kind=GroupKind.BURST, contents=9, items=11, last=1_772_359_204)
    page.detail.show()
    page.gallery.view.go_to(5)
    settle(window)
    settle(window)
    page.detail.show_around(Around(item, near, Place(2, 1, 12, "mirrored"), series, burst))
    page.filters.inside.look_into_group(item, "Ảnh TenBiMat 022.jpg", GroupKind.SERIES)
    settle(window)
    window.grab().save(str(out / f"series-{tag}.png"))
    dialog = GroupDecision(window.look, page.filters.choices, _planning, window, GroupKind.SERIES)
    dialog.show()
    settle(window)
    dialog.grab().save(str(out / f"decide-series-{tag}.png"))
    dialog.close()


def _planning(_: object, planned: Planned, __: object) -> Ticket:
    planned(Plan(OfGroup(GroupKind.SERIES, b"", 1, 60), list(range(1_200)), [1], [2, 3]))
    return Ticket()


def take(window: Any, folder: Path, out: Path, tag: str, settle: Callable[[Any], None]) -> None:
    """Takes them."""
    desk, look = window.shell.desk, window.look
    window.shell.show_page("hashsets")
    page = window.shell.pages["hashsets"]
    settle(window)
    names = [known.name for known in page.table.records.rows]
    page.table.choose(names.index(LIST))
    settle(window)
    window.grab().save(str(out / f"set-of-offices-{tag}.png"))
    skipped = {"disputed": 1, "unread": 2}
    page.sharing._exported(Exported(Path("/media/usb/bo-bam-12-2026-D147.txt"), "pdq", 1_204, "3f" * 32, skipped))
    settle(window)
    window.grab().save(str(out / f"sharing-told-{tag}.png"))
    page.sharing.told.hide()
    export, publish, trust = ExportHashSet(desk, window), PublishList(desk, window), TrustOffice(desk, window)
    export.category.category.setCurrentIndex(2)
    mapped = ExportHashSet(desk, window)
    mapped.category.category.setCurrentIndex(3)
    publish.category.category.setCurrentIndex(2)
    publish.list.setEditText(LIST)
    publish.office.setEditText("PA05 tỉnh C")
    trust.name.setText(OFFICES[1])
    trust.file.field.setText(str(folder / "don-vi-1" / "DEMO.pem"))
    dialogs: dict[str, QWidget] = {
        "export": export, "export-vics": mapped, "publish": publish, "trust": trust,
        "papers": OfficeCertificates(desk, window),
    }  # fmt: skip
    for name, dialog in dialogs.items():
        dialog.show()
        settle(window)
        settle(window)
        dialog.grab().save(str(out / f"{name}-{tag}.png"))
        dialog.close()
    groups = [Group(kind, 1, b"", 1, 4 * size, 5 * size) for size, kind in
              enumerate((GroupKind.NEAR, GroupKind.BURST, GroupKind.SERIES), 1)]  # fmt: skip
    menu = WhichGroup(look, groups, window)
    menu.popup(window.mapToGlobal(window.rect().center()))
    settle(window)
    menu.grab().save(str(out / f"which-group-{tag}.png"))
    menu.close()
    window.shell.show_page("review")
    page = window.shell.pages["review"]
    _series(window, page, out, tag, settle)
    page.filters.clear()
    page.filters.fold.setChecked(True)
    settle(window)
    tiles = page.gallery.model
    found = [place for place in range(len(tiles.ids)) if tiles.tile_at(place).decided > 0]
    page.gallery.view.go_to(found[0] if found else 0)
    settle(window)
    window.grab().save(str(out / f"partly-{tag}.png"))
    page.filters.fold.setChecked(False)
    settle(window)

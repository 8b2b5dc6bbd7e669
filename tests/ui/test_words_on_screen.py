"""What stands on the screen: every word from the catalogue, nothing clipped when words are longer, colours legible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector.app import cases, library
from inspector.domain.fault import InputFault, UsageFault
from inspector.domain.group import GroupKind
from inspector.library.building.tally import Tally
from inspector.library.entry import Broken
from inspector.library.preview import Preview
from inspector.library.scheme import scheme, schemes
from inspector.place import forms
from inspector.report.form import load_form
from inspector.store.decisions import OfGroup, Plan
from inspector.ui.jobs import Ticket
from inspector.ui.main_window import Start, Window
from inspector.ui.pages.add_hashset import AddHashSet, UpdateHashSet
from inspector.ui.pages.broken_lines import BrokenLines
from inspector.ui.pages.column_dialog import ColumnDialog
from inspector.ui.pages.export_hashset import ExportHashSet
from inspector.ui.pages.ingest_dialog import IngestDialog
from inspector.ui.pages.new_case import NewCase
from inspector.ui.pages.new_tip import NewTip
from inspector.ui.pages.office_certificates import OfficeCertificates
from inspector.ui.pages.publish_list import PublishList
from inspector.ui.pages.tip_file import TipFile
from inspector.ui.pages.trust_office import TrustOffice
from inspector.ui.pages.zero_question import ZeroQuestion
from inspector.ui.tones import DARK, LIGHT, Tones
from inspector.ui.widgets.chooser import Chooser, Wanted
from inspector.ui.widgets.decision_dialog import DecisionDialog
from inspector.ui.widgets.facet import FacetRow
from inspector.ui.widgets.group_decision import GroupDecision, Planned
from inspector.ui.widgets.keys import CAPS, Keys
from inspector.ui.widgets.wrapped import Wrapped
from inspector.words import LANGUAGES, Words
from tests.ui import practice
from tests.ui.conftest import PATIENCE_MS, sign_in

PAGES = ("cases", "review", "tips", "report", "hashsets", "audit", "settings")
OPEN, CLOSE = "⟦", "⟧"
# What may stand on screen without coming from the catalogue: names of languages, keys, digests and the program itself.
PLAIN = {"Inspector", "Tiếng Việt", "English", *CAPS.values(), *"ABCDEFGHI", "#", "SHA-256", "–"}


class Stretched(Words):
    """Every sentence between marks and two fifths longer."""

    def say(self, message: str, /, **facts: str | float) -> str:
        said = super().say(message, **facts)
        return f"{OPEN}{said}{'e' * round(0.4 * len(said))}{CLOSE}"


@pytest.fixture(params=LANGUAGES)
def stretched(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, workspace_folder: Path, tmp_path: Path
) -> Iterator[Window]:
    """The window at 1366 x 768 in a language that is two fifths longer."""
    start = Start(tmp_path / "settings", workspace_folder, practice.USER, request.param, Stretched)
    made = Window(qapp, start)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.shut()
    made.close()
    made.deleteLater()


def enter(qtbot: QtBot, window: Window) -> Any:
    sign_in(qtbot, window)
    assert window.shell is not None
    assert window.session is not None
    bar = window.shell.bar
    window.shell.desk.open_case(cases.find(window.session, "12/2026"))
    qtbot.waitUntil(lambda: bar._exhibits.text() == "VC-01", timeout=PATIENCE_MS)
    return window.shell


def settle() -> None:
    """Lets every layout take its place: one asks the next one, so a few rounds."""
    for _ in range(4):
        QApplication.processEvents()


def texts(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Every text a person can read in `root` now, with the widget that shows it."""
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisibleTo(root):
            continue
        if isinstance(widget, (QLabel, QAbstractButton)):
            yield widget, widget.text()
        elif isinstance(widget, QLineEdit):
            yield widget, widget.placeholderText()
        elif isinstance(widget, QComboBox):
            yield from ((widget, widget.itemText(place)) for place in range(widget.count()))
        elif isinstance(widget, QTableView) and widget.horizontalHeader().isVisibleTo(root):
            model = widget.model()
            yield from (
                (widget, str(model.headerData(place, Qt.Orientation.Horizontal)))
                for place in range(model.columnCount())
            )
        if widget.toolTip() and not isinstance(widget, FacetRow):
            yield widget, widget.toolTip()


def foreign(root: QWidget, data: set[str]) -> list[str]:
    """Texts that did not come from the catalogue."""
    found = []
    for widget, text in texts(root):
        bare = text.removesuffix(" *").strip()
        known = not bare or OPEN in text or bare in PLAIN or not re.search(r"[^\W\d_]", bare)
        if not known and not isinstance(widget, Wrapped) and not any(bare in one for one in data):
            found.append(f"{type(widget).__name__}: {text}")
    return found


def clipped(root: QWidget) -> list[str]:
    """Labels and buttons whose words need more room than they have."""
    found = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, (QLabel, QAbstractButton)) or isinstance(widget, (Wrapped, FacetRow)):
            continue
        if not widget.isVisibleTo(root) or not widget.text():
            continue
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        needed = widget.heightForWidth(widget.width()) if wraps else widget.sizeHint().height()
        if needed > widget.height() + 1 or (not wraps and widget.sizeHint().width() > widget.width() + 1):
            found.append(f"{type(widget).__name__} {widget.size()} needs {widget.sizeHint()}: {widget.text()}")
    return found


def planning(wanted: object, planned: Planned, failed: object) -> Ticket:
    """A plan for a group of which some is decided otherwise."""
    planned(Plan(OfGroup(GroupKind.NEAR, b"", 1, 0), list(range(1_200)), [1], [2, 3]))
    return Ticket()


def data_of(window: Window) -> set[str]:
    """Names out of the workspace, forms and schemes, which are not the window's words."""
    language = window.look.words.language
    said: set[str] = {"1.3", "UK", "Nguyễn Thị An", "an", "VC-01", str(window._folder)}
    said |= {f"{number} · {title}" for number, title in practice.CASES.items()}
    for found in map(scheme, schemes()):
        said |= {found.label[language], *(f"{one.letter} · {one.label[language]}" for one in found.categories)}
        for detail in found.details:
            said |= {detail.label[language], *(value.label[language] for value in detail.values)}
    for form in map(load_form, forms()):
        said |= {form.title.say(language), *(group.label.say(language) for group in form.groups)}
        for field in (one for outer in form.fields for one in (outer, *outer.columns)):
            said |= {field.label.say(language), field.help.say(language)}
            said |= {choice.label.say(language) for choice in field.choices}
    return said


def test_signing_in_speaks_from_the_catalogue_and_is_not_clipped(qtbot: QtBot, stretched: Window) -> None:
    assert stretched.sign_in is not None
    for _ in range(2):
        assert foreign(stretched.sign_in, data_of(stretched)) == []
        assert not (cut := clipped(stretched.sign_in)), cut
        stretched.sign_in._turn_round()
        settle()


def test_every_page_speaks_from_the_catalogue_and_is_not_clipped(qtbot: QtBot, stretched: Window) -> None:
    shell = enter(qtbot, stretched)
    data = data_of(stretched)
    for name in PAGES:
        shell.show_page(name)
        if name == "review":
            qtbot.waitUntil(lambda: len(shell.pages["review"].gallery.model.ids) > 0, timeout=PATIENCE_MS)
        settle()
        assert foreign(shell, data) == [], name
        assert not (cut := clipped(shell)), (name, *cut)
    shell.desk.faulted.emit(InputFault("source_missing", path="/x"))
    settle()
    assert clipped(shell.fault) == []


def test_every_dialog_speaks_from_the_catalogue_and_is_not_clipped(qtbot: QtBot, stretched: Window) -> None:
    shell = enter(qtbot, stretched)
    shell.show_page("review")
    desk, look, data = shell.desk, stretched.look, data_of(stretched)
    series = GroupDecision(look, shell.pages["review"].filters.choices, planning, stretched, GroupKind.SERIES)
    dialogs = (
        Keys(look, stretched, desk.may), NewCase(desk, stretched), NewTip(desk, stretched), TipFile(desk, stretched),
        IngestDialog(desk, desk.case, stretched),
        DecisionDialog(look, shell.pages["review"].filters.choices, 2, stretched),
        GroupDecision(look, shell.pages["review"].filters.choices, planning, stretched),
        Chooser(look, desk.jobs, Wanted(look.say("ingest-source"), (), either=True), stretched),
        AddHashSet(desk, stretched), UpdateHashSet(desk, library.listed(desk.session)[0], stretched),
        ColumnDialog(look, Preview((("a", "b"), ("c", "d")), ("hash", "")), stretched),
        ZeroQuestion(look, "x", UsageFault("library-zero-unsaid", version="1.3", country="UK"), stretched),
        BrokenLines(look, "x", Tally(broken=1, shown=[Broken(7, "hex")]), stretched),
        ExportHashSet(desk, stretched), PublishList(desk, stretched), TrustOffice(desk, stretched),
        OfficeCertificates(desk, stretched), series,
    )  # fmt: skip
    for dialog in dialogs:
        dialog.show()
        settle()
        assert dialog.windowTitle().startswith(OPEN)
        assert foreign(dialog, data) == [], type(dialog).__name__
        assert not (cut := clipped(dialog)), (type(dialog).__name__, *cut)
        dialog.close()


def test_the_fields_of_a_token_have_room(qtbot: QtBot, stretched: Window) -> None:
    shell = enter(qtbot, stretched)
    shell.show_page("report")
    dialog: Any = PublishList(shell.desk, stretched)
    dialog.show()
    page = shell.pages["report"]
    page._say("x " * 200, "")
    for fields, root in ((dialog.key, dialog), (page.key, shell)):
        fields.kind.setCurrentIndex(1)
        settle()
        assert foreign(root, {*data_of(stretched), page._result.text()}) == []
        assert not (cut := clipped(root)), cut
    assert dialog.height() <= 768
    assert stretched.minimumSizeHint().height() <= 600
    dialog.close()


def test_a_dialog_has_room_for_what_is_wrong(qtbot: QtBot, stretched: Window) -> None:
    desk = enter(qtbot, stretched).desk
    assert stretched.session is not None
    library.remove(stretched.session, "Danh mục đối chiếu")
    for dialog in (IngestDialog(desk, desk.case, stretched), NewCase(desk, stretched), TipFile(desk, stretched)):
        dialog.show()
        settle()
        dialog._try()
        settle()
        assert dialog._problem.isVisible()
        assert not (cut := clipped(dialog)), (type(dialog).__name__, *cut)
        dialog.close()


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    made = QColor(colour)
    red, green, blue = (_linear(part) for part in (made.redF(), made.greenF(), made.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_marks_stand_out(tones: Tones) -> None:
    grounds = (tones.ground, tones.panel, tones.raised, tones.hover, tones.chosen)
    for text, ground in product((tones.text, tones.quiet), grounds):
        assert contrast(text, ground) >= 4.5, (text, ground)
    for text, ground in product(
        (tones.danger, tones.warning, tones.verified), (tones.ground, tones.panel, tones.raised)
    ):
        assert contrast(text, ground) >= 4.5, (text, ground)
    for mark, ground in product(
        (tones.accent, tones.line_strong, tones.faint), (tones.ground, tones.panel, tones.raised)
    ):
        assert contrast(mark, ground) >= 3, (mark, ground)
    for colour in (tones.accent, *tones.categories):
        assert contrast(tones.on_accent, colour) >= 4.5, colour
    assert contrast(tones.danger, tones.danger_ground) >= 4.5
    assert contrast(tones.warning, tones.warning_ground) >= 4.5


def test_changing_the_theme_keeps_every_page_working(window: Window) -> None:
    for theme in ("dark", "light"):
        window._prefer(replace(window.preferences, theme=theme))
        assert window.shell is not None
        for name in PAGES:
            window.shell.show_page(name)
            assert window.shell.pages[name].isVisible()


def test_no_button_without_a_word(window: Window) -> None:
    assert window.shell is not None
    for name in PAGES:
        window.shell.show_page(name)
        bare = [widget for widget in window.shell.findChildren(QToolButton) if widget.isVisible() and not widget.text()]
        assert [widget for widget in bare if not isinstance(widget.parent(), QLineEdit)] == []

"""The filters of the gallery: words, match, kind, category and what failed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from inspector.domain.content import Kind
from inspector.domain.group import GroupKind
from inspector.library.film.gaps import gaps
from inspector.store.gallery import Filter
from inspector.ui import measures
from inspector.ui.categories import Choices
from inspector.ui.look import Look
from inspector.ui.widgets.build import button, column, label, row
from inspector.ui.widgets.facet import Facet, FacetGroup, ToggleRow
from inspector.ui.widgets.hidden_known import HiddenKnown
from inspector.ui.widgets.inside_bar import InsideBar

_PAUSE_MS = 250


@dataclass(frozen=True, slots=True)
class _Narrowing:
    """What narrows the list besides a container or a group."""

    match: str | None = None
    kind: str | None = None
    category: str | None = None
    failed: bool = False
    words: str = ""


_WHOLE = _Narrowing()


class FilterPanel(QFrame):
    """Every change is told by `changed`; what was typed after a short pause.

    `inside` and `hidden` stand above the gallery, where they are seen even when the panel is folded.
    """

    changed = Signal()
    scheme_changed = Signal(str)

    def __init__(self, look: Look, schemes: Sequence[Choices], scheme: str, *, folded: bool = False) -> None:
        super().__init__()
        self._look = look
        self._schemes = {choices.scheme: choices for choices in schemes}
        self.setProperty("role", "panel")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.words = self._search()
        self.match = FacetGroup(look, look.say("filter-match"), self._matches())
        self.kind = FacetGroup(look, look.say("filter-kind"), self._kinds(), closed=True)
        self.category = FacetGroup(look, look.say("filter-category"))
        self._scheme = self._scheme_choice(scheme)
        self._failed = self._tick("filter-failed")
        self._known_good = self._tick("filter-known-good")
        self.fold = self._tick("filter-fold", checked=folded)
        for group in (self.match, self.kind, self.category):
            group.chosen.connect(self.changed)
        self.inside = InsideBar(look)
        self._before: tuple[_Narrowing, int | None, str] | None = None
        self.inside.removed.connect(self.leave)
        self.hidden = HiddenKnown(look)
        self.hidden.wished.connect(self._known_good.setChecked)
        self._offer_categories()
        self.setLayout(self._lay_out())

    @property
    def choices(self) -> Choices:
        """The scheme in which categories are shown and set."""
        return self._schemes[self._scheme.currentData()]

    def asked(self, case: int) -> Filter:
        """The filter as it is set now, for `case`."""
        return Filter(
            case=case,
            match=self.match.value,
            kind=Kind(self.kind.value) if self.kind.value else None,
            scheme=self.choices.scheme,
            category=self.category.value,
            text=self.words.text().strip() or None,
            failed=self._failed.isChecked(),
            known_good=self._known_good.isChecked(),
            container=self.inside.container,
            group=self.inside.group,
            folded=self.fold.isChecked() and self.inside.group is None,
            by=self.inside.by,
            gap=0 if self.inside.group is None else gaps().of(self.inside.by),
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything is filtered out on purpose."""
        inside = self.inside.container is not None or self.inside.group is not None
        return inside or self._narrowing() != _WHOLE

    def clear(self) -> None:
        """Shows everything again."""
        self.look_inside(None)

    def look_inside(self, container: int | None, name: str = "") -> None:
        """Shows what lies inside a container, called `name`, whatever was asked for before; with None everything."""
        self._before = None
        self.inside.look_inside(container, name)
        self._narrow(_WHOLE)

    def look_into_group(self, item: int, name: str, by: GroupKind = GroupKind.NEAR) -> None:
        """Shows a group of `item`, called `name`; on the way back all is as it was asked for before."""
        if self.inside.group is None:
            self._before = (self._narrowing(), self.inside.container, self.inside.name)
        self.inside.look_into_group(item, name, by)
        self._narrow(_WHOLE)

    def leave(self) -> None:
        """Takes away that only one container or group is shown."""
        before, self._before = self._before or (self._narrowing(), None, ""), None
        narrowing, container, name = before
        self.inside.look_inside(container, name)
        self._narrow(narrowing)

    def _narrowing(self) -> _Narrowing:
        words = self.words.text().strip()
        return _Narrowing(self.match.value, self.kind.value, self.category.value, self._failed.isChecked(), words)

    def _narrow(self, wanted: _Narrowing) -> None:
        """Sets the facets and the words, and tells it once."""
        self.match.choose(wanted.match)
        self.kind.choose(wanted.kind)
        self.category.choose(wanted.category)
        with QSignalBlocker(self._failed), QSignalBlocker(self.words):
            self._failed.setChecked(wanted.failed)
            self.words.setText(wanted.words)
        self._pause.stop()
        self.changed.emit()

    def show_known_good(self) -> bool:
        """Shows what is known and harmless too; False when that was so already."""
        if self._known_good.isChecked():
            return False
        self._known_good.setChecked(True)
        return True

    def count_known_good(self, count: int) -> None:
        """Says how many tiles are known and harmless, and whether they are hidden."""
        self._known_good.set_count(count)
        self.hidden.show_count(count, shown=self._known_good.isChecked())

    def count(self, group: str, value: str | None, count: int) -> None:
        """Shows how many tiles the facet `value` of `group` (match, category, kind, failed) holds."""
        groups = {"match": self.match.rows, "category": self.category.rows, "kind": self.kind.rows}
        for line in groups.get(group, [self._failed]):
            if line.facet.value == value:
                line.set_count(count)

    def _lay_out(self) -> QVBoxLayout:
        groups = QWidget()
        groups.setProperty("role", "clear")
        ticks = column(self._failed, self._known_good, space=0)
        inner = column(self.match, self.category, self.kind, ticks, None)
        inner.setContentsMargins(0, 0, measures.TIGHT, 0)
        groups.setLayout(inner)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(groups)
        head = row(
            label(self._look.say("filter"), "title"), None, button(self._look.say("filter-clear"), self.clear, "plain")
        )
        return column(head, self.words, self._scheme, self.fold, scroll, margin=measures.MEDIUM)

    def _search(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(self._look.say("filter-words"))
        field.setAccessibleName(self._look.say("filter-words"))
        field.setClearButtonEnabled(True)
        field.textChanged.connect(lambda _text: self._pause.start())
        return field

    def _tick(self, name: str, *, checked: bool = False) -> ToggleRow:
        box = ToggleRow(self._look, Facet(None, self._look.say(name), letter=" "))
        box.setChecked(checked)
        box.toggled.connect(self.changed)
        return box

    def _scheme_choice(self, scheme: str) -> QComboBox:
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        for choices in self._schemes.values():
            box.addItem(choices.title, choices.scheme)
        box.setCurrentIndex(max(box.findData(scheme), 0))
        box.setAccessibleName(self._look.say("filter-scheme"))
        box.currentIndexChanged.connect(self._scheme_chosen)
        return box

    def _scheme_chosen(self) -> None:
        self._offer_categories()
        self.scheme_changed.emit(self.choices.scheme)
        self.changed.emit()

    def _matches(self) -> list[Facet]:
        values = (None, "exact", "near", "any")
        return [Facet(value, self._look.say(f"match-{value or 'all'}")) for value in values]

    def _kinds(self) -> list[Facet]:
        named = [Facet(kind.value, self._look.say(f"kind-{kind.value}")) for kind in Kind]
        return [Facet(None, self._look.say("kind-all")), *named]

    def _offer_categories(self) -> None:
        whole = [Facet(None, self._look.say("category-all")), Facet("", self._look.say("category-none"))]
        named = [
            Facet(
                choice.code, choice.name, choice.colour(self._look.tones), choice.letter, str(choice.key), choice.more
            )
            for choice in self.choices.choices
        ]
        self.category.offer([*whole, *named])

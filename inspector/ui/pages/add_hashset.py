"""Asks for a list to make a new set of, or for a newer list of a set."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from inspector.app import library
from inspector.domain.fault import UsageFault
from inspector.domain.match import Listing
from inspector.domain.names import display
from inspector.store.hashsets import HashSet
from inspector.store.office_lists import FORMAT as OFFICES
from inspector.ui import measures
from inspector.ui.desk import Desk
from inspector.ui.pages.list_dialog import ListDialog
from inspector.ui.widgets.build import column, label, row
from inspector.ui.widgets.match_mark import mark_icon
from inspector.ui.widgets.one_of import OneOf, Way

_WHOLE, _DIFFERENCE = "whole", "difference"


class AddHashSet(ListDialog):
    """Which list it is has to be said: nothing stands for it before, unless the set is there and only grows."""

    def __init__(self, desk: Desk, parent: QWidget, known: HashSet | None = None) -> None:
        say = desk.look.say
        super().__init__(desk, say("hashset-add"), say("hashset-add-act"), parent, {})
        self.listing = QComboBox()
        self.listing.setPlaceholderText(say("hashset-listing-choose"))
        for listing in Listing:
            self.listing.addItem(mark_icon(desk.look, listing), say(f"listing-{listing.value}"), listing.value)
        self.listing.setCurrentIndex(self.listing.findData(known.listing.value) if known else -1)
        self.name = QLineEdit()
        self._means = label(say("hashset-listing-unsaid"), "quiet", wrap=True)
        self.listing.currentIndexChanged.connect(self._explain)
        self._ask_file()
        beside = row(
            self.asked(say("hashset-listing"), self.listing),
            self.asked(say("hashset-name"), self.name, say("hashset-name-more")),
            space=measures.WIDE,
        )
        beside.setStretch(0, 2)
        beside.setStretch(1, 3)
        self.fields.addLayout(column(beside, self._means, space=measures.TIGHT))
        self._ask_rest()

    def _explain(self) -> None:
        self._means.setText(self._look.say(f"hashset-listing-{self.listing.currentData()}-more"))

    def _check(self) -> None:
        self._path()
        if self.listing.currentIndex() < 0:
            raise UsageFault("window_no_listing")
        given, seen = self._described(Listing(self.listing.currentData()), self.name.text().strip())
        if seen.difference:
            raise UsageFault("window_list_is_difference")
        if seen.format != OFFICES and any(known.name == given.called for known in library.listed(self._desk.session)):
            raise UsageFault("window_hashset_exists", name=given.called)
        self.given = given


class UpdateHashSet(ListDialog):
    """The list may tell only what changes; of some formats the list itself says so."""

    def __init__(self, desk: Desk, known: HashSet, parent: QWidget) -> None:
        say = desk.look.say
        title = say("hashset-update", name=display(known.name))
        super().__init__(desk, title, say("hashset-update-act"), parent, known.meanings)
        self._known = known
        ways = [Way(name, say(f"hashset-{name}"), say(f"hashset-{name}-more")) for name in (_WHOLE, _DIFFERENCE)]
        self.kind = OneOf(ways, _WHOLE)
        self.provider.setText(display(known.provider))
        self._ask_file()
        self.ask(say("hashset-kind"), self.kind)
        self._ask_rest()

    def _check(self) -> None:
        given, seen = self._described(self._known.listing)
        self.given = replace(given, difference=seen.difference or self.kind.value == _DIFFERENCE)

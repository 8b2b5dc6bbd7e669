"""What a person does with a whole group: looks into it, and comes back to where they were."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from inspector.app import links
from inspector.app.links import Around
from inspector.ui.desk import Desk
from inspector.ui.jobs import Ticket
from inspector.ui.widgets.filter_panel import FilterPanel
from inspector.ui.widgets.gallery import Gallery


class GroupActs(QObject):
    """Looks into the near group of a tile, whatever was asked for before, and back."""

    def __init__(self, desk: Desk, gallery: Gallery, filters: FilterPanel) -> None:
        super().__init__()
        self._desk, self._gallery, self._filters = desk, gallery, filters
        self._asking = Ticket()
        self._came_from: int | None = None
        gallery.grouped.connect(self.look_into)

    def look_into(self, item: int, name: str) -> None:
        """Shows only the group of `item`, called `name`; says so where it is in none."""
        session = self._desk.session
        self._asking.drop()
        self._asking = self._desk.ask(lambda: links.around(session, item), partial(self._found, name))

    def leave(self) -> bool:
        """Goes back to where one was; False when no group is looked into."""
        if self._filters.inside.group is None:
            return False
        self._filters.leave()
        return True

    def arrive(self) -> None:
        """The list was read anew: back from a group, the tile one came from becomes current."""
        if self._came_from is not None and self._filters.inside.group is None:
            self._gallery.go_to_item([self._came_from])
            self._came_from = None

    def drop(self) -> None:
        """Wants no answer any more."""
        self._asking.drop()

    def _found(self, name: str, around: Around) -> None:
        if around.near is None:
            self._desk.said.emit(self._desk.look.say("group-none"))
            return
        if self._filters.inside.group is None:
            self._came_from = self._gallery.item
        self._filters.look_into_group(around.item, name)
        self._gallery.setFocus()

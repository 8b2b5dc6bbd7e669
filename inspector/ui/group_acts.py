"""What a person does with a whole group: looks into it, comes back to where they were, and decides for all of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QObject

from inspector.app import links, review
from inspector.app.links import Around
from inspector.domain.case import Case
from inspector.domain.group import GroupKind
from inspector.ui.desk import Desk, Work
from inspector.ui.jobs import Ticket
from inspector.ui.review_act import ReviewActs
from inspector.ui.widgets.filter_panel import FilterPanel
from inspector.ui.widgets.gallery import Gallery
from inspector.ui.widgets.group_decision import Failed, GroupDecision, Planned, Wanted
from inspector.ui.widgets.which_group import WhichGroup

Meant: TypeAlias = Callable[[int, GroupKind], None]


class GroupActs(QObject):
    """Acts on what a tile is in with others; `acts` records what is decided for it.

    A tile may be in groups of several kinds: where none is said the person is asked which.
    """

    def __init__(self, desk: Desk, gallery: Gallery, filters: FilterPanel, acts: ReviewActs) -> None:
        super().__init__()
        self._desk, self._gallery, self._filters, self._acts = desk, gallery, filters, acts
        self._asking = Ticket()
        self._came_from: int | None = None
        gallery.grouped.connect(self.look_into)

    def look_into(self, item: int, name: str, by: GroupKind | None = None) -> None:
        """Shows only a group of `item`, called `name`; says so where it is in none."""
        self._ask(item, by, partial(self._found, name))

    def decide(self, item: int, by: GroupKind | None = None) -> None:
        """Asks for a category of a whole group of `item`, and records it; says so where it is in none.

        Within a group that one is meant.
        """
        if not self._acts.allowed():
            return
        inside = self._filters.inside
        self._ask(item, by or (None if inside.group is None else inside.by), self._decide)

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

    def settle(self) -> None:
        """Puts what of the case still waits into groups, such as what came in before there were any."""
        case, session = self._desk.case, self._desk.session
        if case is not None and not any(job.case == case.id for job in self._desk.jobs.running):
            self._desk.ask(lambda: links.waits(session, case.number), partial(self._settle, case))

    def _settle(self, case: Case, waits: bool) -> None:  # noqa: FBT001  an answer, not an option
        session = self._desk.session
        if waits:
            name = self._desk.look.say("group-settling", case=case.number)
            self._desk.run(Work(name, lambda: links.settle(session, case.number), case=case))

    def drop(self) -> None:
        """Wants no answer any more."""
        self._asking.drop()

    def _ask(self, item: int, by: GroupKind | None, meant: Meant) -> None:
        session = self._desk.session
        self._asking.drop()
        self._asking = self._desk.ask(lambda: links.around(session, item), partial(self._in_groups, by, meant))

    def _in_groups(self, by: GroupKind | None, meant: Meant, around: Around) -> None:
        kinds = [group.kind for group in around.groups]
        if not kinds:
            self._desk.said.emit(self._desk.look.say("group-none"))
        elif by in kinds or len(kinds) == 1:
            meant(around.item, by if by in kinds else kinds[0])
        elif (chosen := self._which(around)) is not None:
            meant(around.item, chosen)

    def _which(self, around: Around) -> GroupKind | None:
        view = self._gallery.view
        menu = WhichGroup(self._desk.look, around.groups, view)
        menu.exec(view.viewport().mapToGlobal(view.visualRect(view.currentIndex()).center()))
        menu.deleteLater()
        return menu.kind

    def _decide(self, item: int, by: GroupKind) -> None:
        look, choices = self._desk.look, self._filters.choices
        dialog = GroupDecision(look, choices, partial(self._plan, item, by), self._gallery, by)
        if dialog.exec() and dialog.plan is not None:
            self._acts.decide_group(dialog.plan, dialog.choice)
        dialog.deleteLater()
        self._gallery.setFocus()

    def _plan(self, item: int, by: GroupKind, asked: Wanted, planned: Planned, failed: Failed) -> Ticket:
        session = self._desk.session
        return self._desk.ask(lambda: review.plan(session, item, by, asked.choice, over=asked.over), planned, failed)

    def _found(self, name: str, item: int, by: GroupKind) -> None:
        if self._filters.inside.group is None:
            self._came_from = self._gallery.item
        self._filters.look_into_group(item, name, by)
        self._gallery.setFocus()

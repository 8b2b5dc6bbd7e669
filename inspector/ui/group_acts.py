"""What a person does with a whole group: looks into it, comes back to where they were, and decides for all of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from inspector.app import links, review
from inspector.app.links import Around
from inspector.domain.case import Case
from inspector.domain.group import GroupKind
from inspector.ui.desk import Desk
from inspector.ui.jobs import Ticket
from inspector.ui.review_act import ReviewActs
from inspector.ui.widgets.filter_panel import FilterPanel
from inspector.ui.widgets.gallery import Gallery
from inspector.ui.widgets.group_decision import Failed, GroupDecision, Planned, Wanted


class GroupActs(QObject):
    """Acts on the near group of a tile; `acts` records what is decided for it."""

    def __init__(self, desk: Desk, gallery: Gallery, filters: FilterPanel, acts: ReviewActs) -> None:
        super().__init__()
        self._desk, self._gallery, self._filters, self._acts = desk, gallery, filters, acts
        self._asking = Ticket()
        self._came_from: int | None = None
        gallery.grouped.connect(self.look_into)

    def look_into(self, item: int, name: str) -> None:
        """Shows only the group of `item`, called `name`; says so where it is in none."""
        self._ask(item, partial(self._found, name))

    def decide(self, item: int) -> None:
        """Asks for a category of the whole group of `item`, and records it; says so where it is in none."""
        self._ask(item, self._decide)

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
            self._desk.run(name, lambda: links.settle(session, case.number), lambda _: None, case)

    def drop(self) -> None:
        """Wants no answer any more."""
        self._asking.drop()

    def _ask(self, item: int, answered: Callable[[Around], None]) -> None:
        session = self._desk.session
        self._asking.drop()
        self._asking = self._desk.ask(lambda: links.around(session, item), partial(self._in_group, answered))

    def _in_group(self, answered: Callable[[Around], None], around: Around) -> None:
        if around.near is None:
            self._desk.said.emit(self._desk.look.say("group-none"))
        else:
            answered(around)

    def _decide(self, around: Around) -> None:
        look, choices = self._desk.look, self._filters.choices
        dialog = GroupDecision(look, choices, partial(self._plan, around.item), self._gallery)
        if dialog.exec() and dialog.plan is not None:
            self._acts.decide_group(dialog.plan, dialog.choice)
        dialog.deleteLater()
        self._gallery.setFocus()

    def _plan(self, item: int, asked: Wanted, planned: Planned, failed: Failed) -> Ticket:
        session = self._desk.session
        return self._desk.ask(
            lambda: review.plan(session, item, GroupKind.NEAR, asked.choice, over=asked.over), planned, failed
        )

    def _found(self, name: str, around: Around) -> None:
        if self._filters.inside.group is None:
            self._came_from = self._gallery.item
        self._filters.look_into_group(around.item, name)
        self._gallery.setFocus()

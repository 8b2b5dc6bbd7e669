"""The review page: filters at the left, the gallery, and all about the current tile at the right."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout

from inspector.app import evidence
from inspector.domain.account import Right
from inspector.store import hashsets
from inspector.store.gallery import Detail, Filter, siblings
from inspector.store.members import LISTING
from inspector.ui import measures
from inspector.ui.belonging import Belonging
from inspector.ui.categories import Choices
from inspector.ui.desk import Desk
from inspector.ui.group_acts import GroupActs
from inspector.ui.jobs import Ticket
from inspector.ui.pace import Pace
from inspector.ui.pages.page import Page
from inspector.ui.reading import FacetCount, categories_to_count, facets_to_count
from inspector.ui.review_act import ReviewActs
from inspector.ui.sections import Act
from inspector.ui.tiles import SessionTiles
from inspector.ui.widgets.build import column, label, plain_button, row
from inspector.ui.widgets.decision_dialog import DecisionDialog
from inspector.ui.widgets.detail_pane import DetailPane
from inspector.ui.widgets.empty import Empty
from inspector.ui.widgets.filter_panel import FilterPanel
from inspector.ui.widgets.gallery import Gallery

# Counting a large case takes a while: it waits for a pause in grading.
_COUNT_MS = 1_000
_LIST_PACE_S, _COUNT_PACE_S = 1.0, 10.0


class ReviewPage(Page):
    """Decides about tiles; every decision is shown at once, said in words and can be taken back."""

    def __init__(self, desk: Desk, schemes: Sequence[Choices]) -> None:
        super().__init__(desk)
        look, kept = self.look, desk.preferences
        self._tickets: list[Ticket] = []
        self._detailing = Ticket()
        self.belonging = Belonging(desk)
        self._counting: list[Ticket] = []
        self._hiding = Ticket()
        self._counted: Filter | None = None
        self._growing = Ticket(wanted=False)
        self._list_pace, self._count_pace = Pace(_LIST_PACE_S), Pace(_COUNT_PACE_S)
        self._sought: list[int] = []
        self._unsettled = False
        self.filters = FilterPanel(look, schemes, kept.scheme, folded=kept.folded)
        self.tiles = SessionTiles(desk.session, self.filters.choices.scheme)
        self.gallery = Gallery(look, self.tiles, self.filters.choices, kept.tile)
        by_scheme = {choices.scheme: choices for choices in schemes}
        self.detail = DetailPane(look, by_scheme, decides=desk.may(Right.DECIDE))
        self.acts = ReviewActs(desk, self.gallery, lambda: self.filters.choices)
        self.groups = GroupActs(desk, self.gallery, self.filters, self.acts)
        self._total = label("", "quiet")
        self._changed = plain_button(look.say("list-changed"), self._list_anew, look.lead("list-checks"))
        self._changed.hide()
        self._notice = label(look.say("no-illegal-list"), "notice", wrap=True)
        self._notice.hide()
        self._middle = QStackedWidget()
        self._splitter = QSplitter()
        self._folded_by_itself = False
        self._just_appeared = False
        self._count_soon = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._stack = QStackedWidget()
        self._build()
        self._wire()
        self._case_changed()

    def appear(self) -> None:
        """Lists the tiles as they stand now; the keys of grading work at once."""
        self._just_appeared = True
        self._list_anew()

    def _list_anew(self) -> None:
        self._counted = None
        self._list()

    def leave(self) -> None:
        """Blurs whatever is clear; no question opens over what one goes to."""
        self.groups.drop()
        self.gallery.hide_picture()

    def shut(self) -> None:
        """Stops counting and the lane of pictures."""
        self._count_soon.stop()
        self.belonging.drop()
        self.groups.drop()
        for ticket in (*self._tickets, self._detailing, self._growing, self._hiding, *self._counting):
            ticket.drop()
        self.gallery.close_pictures()

    def annotate(self, items: list[int]) -> None:
        """Asks for a category with its details and a note, and records them."""
        if not self.acts.allowed():
            return
        dialog = DecisionDialog(self.look, self.filters.choices, len(items), self)
        if dialog.exec():
            self.acts.decide(items, dialog.code, dialog.details, dialog.note)
        dialog.deleteLater()

    def _list(self) -> None:
        case = self.desk.case
        if case is None:
            return
        asked, session = self.filters.asked(case.id), self.desk.session
        self.tiles.folded = asked.folded
        self._drop_tickets()
        self._tickets = [
            self.desk.ask(lambda: self.tiles.ids(asked), self._show_ids),
            self.desk.ask(lambda: hashsets.illegal_loaded(session.workspace.reader()), self._show_notice),
        ]
        self._count_hidden()
        counted = replace(asked, match=None, kind=None, category=None, text=None, failed=False)
        if counted != self._counted:
            self._counted = counted
            self._count_facets()

    def _count_hidden(self) -> None:
        """Counts what is known and harmless under the filter as it is set."""
        if self.desk.case is not None:
            asked = self.filters.asked(self.desk.case.id)
            self._hiding.drop()
            self._hiding = self.desk.count(lambda: self.tiles.hidden(asked), self.filters.count_known_good)

    def _count_facets(self) -> None:
        if self.desk.case is not None:
            self._count_pace.asked()
            self._count(facets_to_count(self.filters.asked(self.desk.case.id), self.filters.choices))

    def _grow(self) -> None:
        """Evidence is coming in: lists it at a pace that leaves the machine to whoever reads it."""
        if self._list_pace.due and not any(ticket.wanted for ticket in (self._growing, *self._tickets)):
            self._take_in()

    def _grew(self) -> None:
        """All of it is there."""
        self._growing.drop()
        self._take_in()
        self._count_hidden()
        self._count_facets()

    def _take_in(self) -> None:
        case, parent = self.desk.case, self.parentWidget()
        if case is None or parent is None or not self.isVisibleTo(parent):
            return
        asked, session = self.filters.asked(case.id), self.desk.session
        self._list_pace.asked()
        self._growing = self.desk.ask(lambda: self.tiles.ids(asked), self._took_in)
        self.desk.ask(lambda: hashsets.illegal_loaded(session.workspace.reader()), self._show_notice)

    def _took_in(self, ids: array[int]) -> None:
        self._list_pace.answered()
        in_order = self.gallery.take_in(ids)
        self._say(ids)
        self._changed.setVisible(not in_order)
        if self._unsettled:
            self._show_detail(self.gallery.item)
        if self._count_pace.due and not any(ticket.wanted for ticket in self._counting):
            self._count_hidden()
            self._count_facets()

    def _recount(self) -> None:
        """Counts the categories again, after decisions."""
        if self.desk.case is not None:
            self._count(categories_to_count(self.filters.asked(self.desk.case.id), self.filters.choices))

    def _count(self, wanted: Iterable[FacetCount]) -> None:
        for ticket in self._counting:
            ticket.drop()
        self._counting = [
            self.desk.count(partial(self._counted_tiles, one.asked), partial(self.filters.count, one.group, one.value))
            for one in wanted
        ]

    def _counted_tiles(self, asked: Filter) -> int:
        return len(self.tiles.ids(asked))

    def _say(self, ids: array[int]) -> None:
        self._total.setText(self.look.say("tiles", count=len(ids), shown=self.look.words.number(len(ids))))
        self._middle.setCurrentIndex(0 if ids else 2 if self.filters.narrowed else 1)

    def _show_ids(self, ids: array[int]) -> None:
        self._say(ids)
        self._changed.hide()
        self.gallery.show_ids(ids)
        self.groups.arrive()
        if self._sought:
            self._arrive()
        if self._just_appeared:  # only now is the gallery there to take the keys
            self._just_appeared = False
            self.gallery.setFocus()

    def _show_notice(self, loaded: bool) -> None:  # noqa: FBT001  an answer, not an option
        self._notice.setVisible(not loaded)

    def _show_detail(self, item: int | None) -> None:
        self.belonging.drop()
        if item is None:
            self.detail.show_detail(None)
            return
        self._detailing.drop()
        self._detailing = self.desk.ask(lambda: evidence.item(self.desk.session, item), self._detail_came)

    def _detail_came(self, detail: Detail) -> None:
        if detail.item.id == self.gallery.item:
            held = detail.holding
            self._unsettled = detail.item.state == "waiting" or bool(held and (held.waiting or held.state == LISTING))
            self.detail.show_detail(detail)
            self.belonging.ask(detail.item.id)

    def _carry_out(self, act: Act) -> None:
        """What a line of the detail pane offers: into a container or a group, or to a tile."""
        if act.wish == "inside":
            self.gallery.view.go_to(0)
            self.filters.look_inside(act.item, act.name)
            self.gallery.setFocus()
        elif act.wish == "group":
            self.groups.look_into(act.item, act.name, act.by)
        elif act.wish == "decide-group":
            self.groups.decide(act.item, act.by)
        else:
            self._seek(act.item)

    def _seek(self, item: int) -> None:
        session = self.desk.session
        self.desk.ask(lambda: siblings(session.workspace.reader(), item), self._look_for)

    def _look_for(self, items: list[int]) -> None:
        self._sought = items
        if not self._at_sought():
            self.filters.clear()

    def _arrive(self) -> None:
        """Goes to the tile that is sought; what is known to be harmless is shown when it is hidden among that."""
        if not self._at_sought() and not self.filters.show_known_good():
            self._sought = []

    def _at_sought(self) -> bool:
        if not self.gallery.go_to_item(self._sought):
            return False
        self._sought = []
        self.gallery.setFocus()
        return True

    def _drop_tickets(self) -> None:
        for ticket in (*self._tickets, self._growing):
            ticket.drop()

    def _case_changed(self) -> None:
        self.acts.forget()
        self.groups.drop()
        self._counted = None
        self.filters.inside.look_inside(None)
        self._stack.setCurrentIndex(0 if self.desk.case is None else 1)
        if self.desk.case is not None and self.isVisible():
            self._list()

    def _scheme_changed(self, scheme: str) -> None:
        self.tiles.scheme = scheme
        self.gallery.set_choices(self.filters.choices)
        self.desk.keep(replace(self.desk.preferences, scheme=scheme))

    def _decided(self, items: list[int]) -> None:
        if self.gallery.item in items or len(items) == 1:
            self._show_detail(self.gallery.item)

    def _fold(self, on: bool) -> None:  # noqa: FBT001  as Qt tells it
        self.desk.keep(replace(self.desk.preferences, folded=on))
        if on:
            self.groups.settle()

    def _fold_detail(self) -> None:
        shown = not self.detail.isVisibleTo(self)
        self.detail.setVisible(shown)
        self.desk.keep(replace(self.desk.preferences, detail_shown=shown))

    def _fold_filters(self) -> None:
        shown = not self.filters.isVisibleTo(self)
        self.filters.setVisible(shown)
        self.desk.keep(replace(self.desk.preferences, filter_shown=shown))

    def _decide_group(self) -> None:
        if self.gallery.item is not None:
            self.groups.decide(self.gallery.item)

    def _find(self) -> None:
        self.filters.show()
        self.filters.words.setFocus()
        self.filters.words.selectAll()

    def _sized(self) -> None:
        widths = self._splitter.sizes()
        changed = replace(
            self.desk.preferences,
            filter_width=widths[0] or self.desk.preferences.filter_width,
            detail_width=widths[2] or self.desk.preferences.detail_width,
        )
        self.desk.keep(changed)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """On a narrow window the detail panel folds by itself, once; D brings it back."""
        super().resizeEvent(event)
        narrow = self.window().width() < measures.NARROW_WINDOW
        if narrow != self._folded_by_itself:
            self._folded_by_itself = narrow
            self.detail.setVisible(not narrow and self.desk.preferences.detail_shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc leads out of a group or a series."""
        if event.key() != Qt.Key.Key_Escape or not self.groups.leave():
            super().keyPressEvent(event)

    def _wire(self) -> None:
        self.filters.changed.connect(self._list)
        self.filters.fold.toggled.connect(self._fold)
        self.filters.scheme_changed.connect(self._scheme_changed)
        self.gallery.moved.connect(self._show_detail)
        self.gallery.detailed.connect(self._fold_detail)
        self.gallery.annotated.connect(self.annotate)
        self.gallery.sized.connect(lambda side: self.desk.keep(replace(self.desk.preferences, tile=side)))
        self.filters.inside.container_wished.connect(self._seek)
        self.detail.wished.connect(self._carry_out)
        self.detail.copied.connect(lambda _: self.desk.said.emit(self.look.say("copied")))
        self.belonging.around.connect(self.detail.show_around)
        self.belonging.elsewhere.connect(self.detail.show_elsewhere)
        self.acts.decided.connect(self._decided)
        self._count_soon.timeout.connect(self._recount)
        self.desk.case_decided.connect(self._count_soon.start)
        self.desk.case_changed.connect(self._case_changed)
        self.desk.case_growing.connect(self._grow)
        self.desk.case_grew.connect(self._grew)
        self._splitter.splitterMoved.connect(lambda *_: self._sized())
        QShortcut(QKeySequence("Ctrl+F"), self, self._find)
        QShortcut(QKeySequence("Ctrl+G"), self, self._decide_group)
        QShortcut(QKeySequence("F5"), self, self._list_anew)

    def _build(self) -> None:
        kept = self.desk.preferences
        for part in (self.filters, self._centre(), self.detail):
            self._splitter.addWidget(part)
        self._splitter.setHandleWidth(1)
        self._splitter.setCollapsible(1, False)  # noqa: FBT003  Qt's own signature
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([kept.filter_width, 800, kept.detail_width])
        self.filters.setMinimumWidth(200)
        self.detail.setMinimumWidth(240)
        self.filters.setVisible(kept.filter_shown)
        self.detail.setVisible(kept.detail_shown)
        self._stack.addWidget(
            Empty(self.look, "review", "images", "go-to-cases", lambda: self.desk.page_wished.emit("cases"))
        )
        self._stack.addWidget(self._splitter)
        self.setLayout(column(self._stack))

    def _centre(self) -> QFrame:
        centre = QFrame()
        self._middle.addWidget(self.gallery)
        self._middle.addWidget(
            Empty(self.look, "case", "hard-drive", "go-to-cases", lambda: self.desk.page_wished.emit("cases"))
        )
        self._middle.addWidget(Empty(self.look, "filter", "funnel", "filter-clear", self.filters.clear))
        centre.setLayout(self._centre_layout())
        return centre

    def _centre_layout(self) -> QVBoxLayout:
        fold = plain_button(self.look.say("filter"), self._fold_filters, self.look.lead("panel-left"))
        more = plain_button(self.look.say("detail"), self._fold_detail, self.look.lead("panel-right"))
        head = row(fold, self._total, self.filters.hidden, self._changed, None, more)
        head.setContentsMargins(measures.TIGHT, measures.TIGHT, measures.TIGHT, 0)
        banner = column(self._notice, self.filters.inside, space=measures.TIGHT)
        banner.setContentsMargins(measures.NARROW, 0, measures.NARROW, 0)
        return column(head, banner, self._middle, space=measures.TIGHT)

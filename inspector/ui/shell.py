"""The window's inside once somebody is signed in: rail, case bar, pages and status bar."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from inspector.app import cases
from inspector.app.cases import Overview
from inspector.domain.account import Right
from inspector.domain.case import Case
from inspector.domain.names import display
from inspector.ui.desk import Desk
from inspector.ui.jobs import Job
from inspector.ui.pace import Pace
from inspector.ui.pages.page import Page
from inspector.ui.rail_entries import build_page, entries
from inspector.ui.telling import late_lines
from inspector.ui.widgets.build import column, frame, row
from inspector.ui.widgets.case_bar import CaseBar
from inspector.ui.widgets.fault_panel import FaultPanel
from inspector.ui.widgets.help_page import HelpPage
from inspector.ui.widgets.keys import Keys
from inspector.ui.widgets.rail import Rail
from inspector.ui.widgets.room_around import RoomAround
from inspector.ui.widgets.status_bar import StatusBar
from inspector.ui.widgets.told import Told

# Counting a large case takes a while: it waits for a pause in grading.
_COUNT_MS = 1_000
# So often the pages are told that evidence came; each asks at a pace of its own.
_GROWING_MS = 1_000
_COUNT_PACE_S = 5.0


class Shell(QWidget):
    """Pages are built when they are first shown and keep their place afterwards."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.pages: dict[str, Page] = {}
        self.page_name = ""
        account = desk.session.account
        self.rail = Rail(desk.look, entries(account))
        self.bar = CaseBar(desk.look, display(account.full_name or account.name))
        desk.reserve(self.bar.choice, Right.CONTENT)
        self.status = StatusBar(desk.look, leads=desk.may(Right.CONTENT))
        self.fault = FaultPanel(desk.look)
        self.late = Told(desk.look)
        self._stack = QStackedWidget()
        self._job: Job | None = None
        self._count_soon = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._count_soon.timeout.connect(self._count)
        self._counting = Pace(_COUNT_PACE_S)
        self._grow_soon = QTimer(self, singleShot=True, interval=_GROWING_MS)
        self._grow_soon.timeout.connect(desk.case_growing)
        self._lay_out()
        self._wire()
        for job in desk.jobs.running:
            if desk.owns(job):
                desk.hear(job)
            self._follow(job)
        self._case_changed()

    def show_page(self, name: str) -> None:
        """Brings a page into sight."""
        if name == self.page_name:
            return
        if self.page_name:
            self.pages[self.page_name].leave()
        if name not in self.pages:
            self.pages[name] = build_page(name, self.desk)
            self._stack.addWidget(self.pages[name])
        self.page_name = name
        self._stack.setCurrentWidget(self.pages[name])
        self.rail.show_chosen(name)
        self.fault.hide()
        self.pages[name].appear()

    def tell_late(self, jobs: Sequence[Job]) -> None:
        """Says how works ended while nobody was here to be told."""
        if jobs:
            title = self.desk.look.say("late-title", count=len(jobs))
            self.late.tell(title, *late_lines(self.desk.look, jobs))

    def leave(self) -> None:
        """Nothing stays revealed."""
        for page in self.pages.values():
            page.leave()

    def shut(self) -> None:
        """Leaves no thread and no picture behind."""
        self.desk.clear()
        for page in self.pages.values():
            page.leave()
            page.shut()

    def show_keys(self) -> None:
        """Lists the keys."""
        dialog = Keys(self.desk.look, self, self.desk.may)
        dialog.exec()
        dialog.deleteLater()

    def show_help(self) -> None:
        """Opens the help of the page in sight."""
        dialog = HelpPage(self.desk.look, self.page_name, self)
        dialog.exec()
        dialog.deleteLater()

    def turn_theme(self) -> None:
        """Light to dark and back."""
        kept = self.desk.preferences
        self.desk.keep(replace(kept, theme="light" if kept.theme == "dark" else "dark"))

    def _follow(self, job: Job) -> None:
        """Shows a work to whoever began it; a case that grows by another's grows for all."""
        if self.desk.owns(job):
            self._job = job
            self.status.follow(job)
        job.progressed.connect(self._going_on)
        job.ended.connect(self._went_on)

    def _going_on(self) -> None:
        case = self.desk.case
        growing = case is not None and any(job.case == case.id for job in self.desk.jobs.running)
        if growing and not self._grow_soon.isActive():
            self._grow_soon.start()

    def _went_on(self, job: Job) -> None:
        self._grow_soon.stop()
        mine = [other for other in self.desk.jobs.running if self.desk.owns(other)]
        if job is self._job and mine:
            self._job = mine[-1]
            self.status.follow(self._job)
        if job.case is None:
            self._stand()
        else:
            self.desk.case_grew.emit()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.status.stopping()

    def _case_changed(self) -> None:
        self.fault.hide()
        self._stand()

    def _stand(self) -> None:
        """Says anew which cases there are and how the open one stands."""
        session, case = self.desk.session, self.desk.case
        self.desk.ask(lambda: [case for case, _ in cases.listed(session)], self.bar.offer)
        if case is None:
            self.bar.show_case(None, [])
            self.status.stand("")
            return
        self.bar.show_case(case, [])
        self._count()

    def _count(self) -> None:
        session, case = self.desk.session, self.desk.case
        if case is not None and self.desk.may(Right.CONTENT):
            self._counting.asked()
            self.desk.count(lambda: cases.overview(session, case.number), self._overview)

    def _count_growing(self) -> None:
        if self._counting.due:
            self._count()

    def _overview(self, overview: Overview) -> None:
        self._counting.answered()
        if self.desk.case is None or overview.case.id != self.desk.case.id:
            return
        counts, words = overview.counts, self.desk.look.words
        self.bar.show_case(overview.case, list(dict.fromkeys(run.exhibit for run in overview.runs)))
        share = round(100 * counts.decided / counts.items) if counts.items else 0
        self.status.stand(
            self.desk.look.say("standing", share=words.number(share), waiting=words.number(counts.waiting)),
            listed=overview.illegal_list_loaded,
        )

    def _chosen(self, case: Case) -> None:
        self.desk.open_case(case)
        if self.page_name in self.pages:
            self.pages[self.page_name].appear()

    def _wire(self) -> None:
        desk = self.desk
        self.rail.chosen.connect(self.show_page)
        self.bar.case_wished.connect(self._chosen)
        self.bar.theme_wished.connect(self.turn_theme)
        self.bar.keys_wished.connect(self.show_keys)
        self.bar.lock_wished.connect(desk.lock_wished)
        self.status.cancel_wished.connect(self._cancel)
        self.status.hits_wished.connect(lambda: self.show_page("review"))
        desk.faulted.connect(self.fault.show_fault)
        desk.said.connect(self._said)
        desk.case_changed.connect(self._case_changed)
        desk.case_growing.connect(self._count_growing)
        desk.case_grew.connect(self._stand)
        desk.case_decided.connect(self._count_soon.start)
        desk.page_wished.connect(self.show_page)
        desk.jobs.started.connect(self._follow)
        for keys, act in self._shortcuts().items():
            QShortcut(QKeySequence(keys), self, act)

    def _shortcuts(self) -> Mapping[str, Callable[[], object]]:
        return {"?": self.show_keys, "F1": self.show_help, "Ctrl+T": self.turn_theme}

    def _said(self, sentence: str) -> None:
        self.fault.hide()
        self.status.say(sentence)

    def _lay_out(self) -> None:
        rail = frame("rail")
        rail.setLayout(column(self.rail))
        notices = (RoomAround(self.fault), RoomAround(self.late))
        right = column(self.bar, *notices, self._stack, space=0)
        whole = row(rail, right, space=0)
        self.setLayout(column(whole, self.status, space=0))

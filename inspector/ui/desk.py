"""What every page works at: the open session, the jobs, the look, and the ways to speak to the person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from inspector.app import Session
from inspector.app.faults import as_fault
from inspector.domain.account import Right
from inspector.domain.case import Case
from inspector.domain.fault import Fault
from inspector.ui.jobs import Job, Jobs, Steps, Tells, Ticket
from inspector.ui.look import Look
from inspector.ui.preferences import Preferences
from inspector.ui.telling import told

T = TypeVar("T")
Drafts = dict[tuple[int, str], dict[str, object]]
"""What was filled into forms and not yet printed, by case and form; only ever in memory."""


Owner = tuple[Path, str]


@dataclass(frozen=True, slots=True)
class Work(Generic[T]):
    """A long work: its name, its steps, what says how it ended, and the case that grows by it."""

    name: str
    steps: Callable[[], Steps[T]]
    tells: Tells | None = None
    case: Case | None = None


def owner_of(session: Session) -> Owner:
    """Whose the works of a session are: its account in its workspace."""
    return session.workspace.folder.resolve(), session.account.name


class Desk(QObject):
    """Pages know the desk, never each other.

    While evidence comes into the open case `case_growing` is sent now and then, and `case_grew` once it is all there.
    """

    faulted = Signal(object)
    said = Signal(str)
    case_changed = Signal()
    case_growing = Signal()
    case_grew = Signal()
    case_decided = Signal()
    page_wished = Signal(str)
    preferences_changed = Signal(object)
    lock_wished = Signal()

    def __init__(self, session: Session, jobs: Jobs, look: Look, preferences: Preferences, drafts: Drafts) -> None:
        super().__init__()
        self.drafts = drafts
        self.session, self.jobs, self.look, self.preferences = session, jobs, look, preferences
        self.owner = owner_of(session)
        self.case: Case | None = None
        self._tickets: list[Ticket] = []
        self._cleared = False

    def may(self, *rights: Right) -> bool:
        """Whether whoever is signed in holds all of `rights`."""
        return all(map(self.session.account.may, rights))

    def reserve(self, act: QWidget, *rights: Right) -> None:
        """Keeps an act for those who may do it: for anybody else it is not there, and its key does nothing."""
        if not self.may(*rights):
            act.hide()

    def open_case(self, case: Case | None) -> None:
        """Makes `case` the one the case bar names and the pages work on."""
        self.case = case
        self.case_changed.emit()

    def ask(
        self, question: Callable[[], T], answered: Callable[[T], None], failed: Callable[[Fault], None] | None = None
    ) -> Ticket:
        """Asks on the query lane; a fault is shown unless `failed` takes it."""
        return self._note(self.jobs.queries.ask(question, answered, failed or self.faulted.emit))

    def count(
        self, question: Callable[[], T], answered: Callable[[T], None], failed: Callable[[Fault], None] | None = None
    ) -> Ticket:
        """Asks on the lane of counts, which may take its time; a fault is shown unless `failed` takes it."""
        return self._note(self.jobs.counts.ask(question, answered, failed or self.faulted.emit))

    def _note(self, ticket: Ticket) -> Ticket:
        self._tickets = [one for one in self._tickets if one.wanted]
        self._tickets.append(ticket)
        if self._cleared:
            ticket.drop()
        return ticket

    def clear(self) -> None:
        """Wants no answer any more, nor to what a work that ends now may ask: the pages are about to be destroyed."""
        self._cleared = True
        for ticket in self._tickets:
            ticket.drop()

    def act(self, deed: Callable[[], T]) -> T | None:
        """Does something short at once; a fault is shown and None given."""
        try:
            return deed()
        except Exception as error:  # noqa: BLE001  the border between the window and the program
            self.faulted.emit(as_fault(error))
            return None

    def run(
        self,
        work: Work[T],
        finished: Callable[[T], object] = lambda _: None,
        failed: Callable[[Fault], None] | None = None,
    ) -> Job:
        """Runs a long work that the status bar shows; a fault is shown unless `failed` takes it."""
        job = self.jobs.run(work.name, work.steps, work.case.id if work.case else None, self.owner, work.tells)
        job.finished.connect(finished)
        self.hear(job, failed)
        return job

    def hear(self, job: Job, failed: Callable[[Fault], None] | None = None) -> None:
        """Tells how a work ends; also one that was begun before the window was built anew."""
        job.failed.connect(failed or self.faulted.emit)
        job.cancelled.connect(lambda: self.said.emit(told(self.look, job)))
        if job.tells is not None:
            job.finished.connect(lambda: self.said.emit(told(self.look, job)))

    def owns(self, job: Job) -> bool:
        """Whether whoever is signed in began `job`: nobody else sees anything of it."""
        return job.owner == self.owner

    def keep(self, preferences: Preferences) -> None:
        """Remembers a choice of the window's form without building it anew."""
        self.preferences = preferences
        self.preferences_changed.emit(preferences)

    def fault(self, fault: Fault) -> None:
        """Shows a fault."""
        self.faulted.emit(fault)

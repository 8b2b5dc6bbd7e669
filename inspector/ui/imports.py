"""Lists on their way in, as long works: what becomes of each, and the one question that may have to be answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from inspector.app import library, office_lists
from inspector.app.library import Added, ListFile
from inspector.domain.fault import Fault
from inspector.domain.names import display
from inspector.ui.desk import Desk, Work
from inspector.ui.jobs import Job, Steps
from inspector.ui.work_lines import list_added


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list to be taken in: as a new set, or to bring the set `updates` up to date."""

    given: ListFile
    updates: str = ""

    @property
    def name(self) -> str:
        """What the set is called, safe to show."""
        return display(self.updates or self.given.called)

    def answered(self, zero: str) -> Wanted:
        """The same with what category 0 means."""
        return replace(self, given=replace(self.given, asked=replace(self.given.asked, zero=zero)))


class Imports(QObject):
    """`finished` carries what was added; `unsaid` the wish whose category 0 nobody has explained, and the fault."""

    finished = Signal(object)
    unsaid = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def start(self, wanted: Wanted) -> Job:
        """Begins to take a list in."""
        name = self._desk.look.say("hashset-updating" if wanted.updates else "hashset-adding", name=wanted.name)
        tells = list_added(wanted.name, resumes=not office_lists.is_delta(wanted.given))
        work = Work(name, partial(self._steps, wanted), tells)
        return self._desk.run(work, self.finished.emit, partial(self._failed, wanted))

    def _steps(self, wanted: Wanted) -> Steps[Added]:
        if wanted.updates:
            return library.update(self._desk.session, wanted.updates, wanted.given)
        return library.add(self._desk.session, wanted.given)

    def _failed(self, wanted: Wanted, fault: Fault) -> None:
        if fault.code == "library-zero-unsaid":
            self.unsaid.emit(wanted, fault)
        else:
            self._desk.fault(fault)

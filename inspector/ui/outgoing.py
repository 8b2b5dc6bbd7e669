"""Lists on their way out, as long works that the status bar shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.app import Session, exporting
from inspector.domain.names import display
from inspector.ui.desk import Desk, Work
from inspector.ui.jobs import Job, Steps
from inspector.ui.work_lines import export_told, publish_told

if TYPE_CHECKING:
    from inspector.app.publishing import Order, Published
    from inspector.report.key import Secrets


@dataclass(frozen=True, slots=True)
class Signed:
    """A list to be published, and the key that signs it."""

    order: Order
    key: str
    secrets: Secrets


class Outgoing(QObject):
    """`exported` and `published` carry what was made."""

    exported = Signal(object)
    published = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def export(self, wanted: exporting.Wanted) -> Job:
        """Begins to write a category of a case as a list."""
        named = display(wanted.out.name)
        steps = partial(exporting.export, self._desk.session, wanted)
        work = Work(self._desk.look.say("export-running", name=named), steps, export_told(named))
        return self._desk.run(work, self.exported.emit)

    def publish(self, signed: Signed) -> Job:
        """Begins to publish a list."""
        named = display(signed.order.list)
        steps = partial(_published, self._desk.session, signed)
        work = Work(self._desk.look.say("publish-running", name=named), steps, publish_told(named))
        return self._desk.run(work, self.published.emit)


def _published(session: Session, signed: Signed) -> Steps[Published]:
    from inspector.app import publishing  # noqa: PLC0415  what signs is slow to load

    return (yield from publishing.publish(session, signed.order, signed.key, signed.secrets))

"""Lists on their way out, as long works that the status bar shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.app import exporting
from inspector.app.exporting import Exported
from inspector.domain.names import display
from inspector.domain.progress import Progress
from inspector.ui.desk import Desk, Work
from inspector.ui.jobs import Job, Steps
from inspector.ui.telling import telling
from inspector.ui.work_lines import exported, published

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
        name = self._desk.look.say("export-running", name=display(wanted.out.name))
        return self._desk.run(Work(name, partial(self._exporting, wanted), telling(exported)), self.exported.emit)

    def publish(self, signed: Signed) -> Job:
        """Begins to publish a list."""
        name = self._desk.look.say("publish-running", name=display(signed.order.list))
        return self._desk.run(Work(name, partial(self._publishing, signed), telling(published)), self.published.emit)

    def _exporting(self, wanted: exporting.Wanted) -> Steps[Exported]:
        yield Progress("exporting")
        return exporting.export(self._desk.session, wanted)

    def _publishing(self, signed: Signed) -> Steps[Published]:
        from inspector.app import publishing  # noqa: PLC0415  what signs is slow to load

        yield Progress("publishing")
        return publishing.publish(self._desk.session, signed.order, signed.key, signed.secrets)

"""What goes out of the library and whose lists come in: own decisions as a hash set, own list, others' certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspector.app.exporting import Exported
from inspector.domain.account import Right
from inspector.ui import measures, work_lines
from inspector.ui.desk import Desk
from inspector.ui.outgoing import Outgoing
from inspector.ui.outgoing_lines import exported, published
from inspector.ui.pages.export_hashset import ExportHashSet
from inspector.ui.pages.office_certificates import OfficeCertificates
from inspector.ui.widgets.build import button, column, row
from inspector.ui.widgets.told import Told

if TYPE_CHECKING:
    from inspector.app.publishing import Published

_PDQ = "pdq"


class Sharing(QWidget):
    """The acts this account may do, and a card that tells what went out.

    `trusted` tells that certificates may have come or gone.
    """

    trusted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._look = desk, desk.look
        say = desk.look.say
        self.outgoing = Outgoing(desk)
        self.told = Told(desk.look)
        self.export_it = button(say("sharing-export"), self.export)
        self.publish_it = button(say("sharing-publish"), self.publish)
        self.papers = button(say("sharing-papers"), self.show_papers)
        desk.reserve(self.export_it, Right.EXPORT)
        desk.reserve(self.publish_it, Right.EXPORT, Right.SIGN)
        line = row(self.export_it, self.publish_it, self.papers, None)
        self.setLayout(column(line, self.told, space=measures.MEDIUM))
        self.outgoing.exported.connect(self._exported)
        self.outgoing.published.connect(self._published)
        self.told.copied.connect(lambda _: desk.said.emit(say("copied")))

    def export(self) -> None:
        """Asks for a category and writes it as a hash set."""
        dialog = ExportHashSet(self._desk, self)
        if dialog.exec() and dialog.given is not None:
            self.outgoing.export(dialog.given)
        dialog.deleteLater()

    def publish(self) -> None:
        """Asks what to publish and publishes it."""
        from inspector.ui.pages.publish_list import PublishList  # noqa: PLC0415  what signs is slow to load

        dialog = PublishList(self._desk, self)
        if dialog.exec() and dialog.given is not None:
            self.outgoing.publish(dialog.given)
        dialog.deleteLater()

    def show_papers(self) -> None:
        """Shows the certificates of offices."""
        dialog = OfficeCertificates(self._desk, self)
        dialog.exec()
        dialog.deleteLater()
        self.trusted.emit()

    def _exported(self, made: Exported) -> None:
        look = self._look
        misnamed = made.format == _PDQ and made.path.suffix.lower() != f".{_PDQ}"
        warned = [look.words.say("command-export-pdq-name")] if misnamed else []
        title = work_lines.exported(look, made)
        self.told.tell(title, [*exported(look, made), f"SHA-256 {made.sha256}"], warned, made.sha256)

    def _published(self, made: Published) -> None:
        look = self._look
        title = work_lines.published(look, made)
        self.told.tell(title, [*published(look, made), f"SHA-256 {made.sha256}"], (), made.sha256)
        self.trusted.emit()

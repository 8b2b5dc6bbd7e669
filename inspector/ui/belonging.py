"""Asks what belongs with the current tile: its groups at once, other cases once the person stays on it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.app import links
from inspector.domain.account import Right
from inspector.ui.desk import Desk
from inspector.ui.jobs import Ticket

# Other cases are asked by every fingerprint of the workspace: not while somebody runs through the tiles.
_STAYS_MS = 250


class Belonging(QObject):
    """Answers come for the item asked about last: `around` and then, where the account may know, `elsewhere`."""

    around = Signal(object)
    elsewhere = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._item = desk, 0
        self._tickets: list[Ticket] = []
        self._stays = QTimer(self, singleShot=True, interval=_STAYS_MS)
        self._stays.timeout.connect(self._look_elsewhere)

    def ask(self, item: int) -> None:
        """Asks about `item` and about nothing else any more."""
        self.drop()
        self._item, session = item, self._desk.session
        self._tickets = [self._desk.ask(lambda: links.around(session, item), self.around.emit)]
        if session.account.may(Right.ELSEWHERE):
            self._stays.start()

    def drop(self) -> None:
        """Wants no answer any more."""
        self._stays.stop()
        for ticket in self._tickets:
            ticket.drop()

    def _look_elsewhere(self) -> None:
        session, item = self._desk.session, self._item
        self._tickets.append(self._desk.count(lambda: links.seen_elsewhere(session, item), self._seen))

    def _seen(self, seen: object) -> None:
        if seen:
            self.elsewhere.emit(seen)

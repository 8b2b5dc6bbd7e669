"""Asks what of this office's own list to publish, in whose name and by which key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLayout, QLineEdit, QWidget

from inspector.app import publishing
from inspector.app.publishing import Foreseen, Order
from inspector.domain.fault import EnvironmentFault, UsageFault
from inspector.domain.names import stem
from inspector.store import cases
from inspector.ui import measures
from inspector.ui.desk import Desk
from inspector.ui.outgoing import Signed
from inspector.ui.outgoing_lines import publish_foreseen
from inspector.ui.pages.outgoing_dialog import Counted, OutgoingDialog
from inspector.ui.widgets.build import column, label, row
from inspector.ui.widgets.case_list import CaseList
from inspector.ui.widgets.key_fields import KeyFields

_CASES_HEIGHT = 108


class PublishList(OutgoingDialog):
    """After it was accepted, `given` says what to publish. The names used last stand there already."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        say = desk.look.say
        super().__init__(desk, say("publish-title"), say("publish-act"), parent)
        self.given: Signed | None = None
        known = desk.act(lambda: list(cases.listed(desk.session.workspace.reader()))) or []
        self.cases = CaseList(known, desk.case)
        self.cases.setFixedHeight(_CASES_HEIGHT)
        spoken = desk.act(lambda: publishing.spoken(desk.session)) or []
        self.list, self.office = _names(name for name, _ in spoken), _names(office for _, office in spoken)
        self.key, self.since = KeyFields(desk.look, desk.jobs), QLineEdit()
        self._ask()
        self._wire()
        self._another_list()
        self.cases.setFocus()

    def done(self, result: int) -> None:
        """Password and PIN are kept nowhere."""
        self.key.forget()
        super().done(result)

    def _ask(self) -> None:
        say = self._look.say
        category = column(
            self.asked(say("outgoing-scheme"), self.category.scheme),
            self.asked(say("outgoing-category"), self.category.category),
            None,
            space=measures.MEDIUM,
        )
        rows: tuple[tuple[QWidget | QLayout, ...], ...] = (
            (self.asked(say("publish-cases"), self.cases), category),
            (
                self.asked(say("publish-list"), self.list, say("publish-list-more")),
                self.asked(say("publish-office"), self.office, say("publish-office-more")),
            ),
            (self.key,),
            (
                self.asked(say("outgoing-out"), self.out),
                self.asked(say("publish-since"), self.since, say("publish-since-more")),
            ),
        )
        for parts, shares in zip(rows, ((1, 1), (1, 1), (1,), (5, 3)), strict=True):
            beside = row(*parts, space=measures.WIDE)
            for place, share in enumerate(shares):
                beside.setStretch(place, share)
            self.fields.addLayout(beside)
        self.fields.addWidget(self.told)
        self.fields.addWidget(label(say("publish-promise"), "quiet", wrap=True))

    def _wire(self) -> None:
        self.key.resized.connect(self._take_room)
        self.cases.changed.connect(self.count_soon)
        self.list.currentTextChanged.connect(self._another_list)
        self.office.currentTextChanged.connect(self.count_soon)
        self.since.textChanged.connect(self.count_soon)

    def _another_list(self) -> None:
        name = stem(self.list.currentText().strip()) or self._look.say("publish-stem")
        self._propose(f"{name}.list")
        self.count_soon()

    def _order(self, out: Path) -> Order:
        since = self.since.text().strip()
        if since and not (since.isascii() and since.isdecimal()):
            raise UsageFault("window_since")
        scheme, code = self.category.chosen
        names = self.list.currentText().strip(), self.office.currentText().strip()
        return Order(self.cases.numbers, code, *names, out, scheme, int(since) if since else None)

    def _question(self) -> Callable[[], Foreseen] | None:
        session = self._desk.session
        if not (self.cases.numbers and self.list.currentText().strip() and self.office.currentText().strip()):
            return None
        order = self._order(Path())
        return lambda: publishing.foreseen(session, order)

    def _counted(self, answer: Foreseen) -> Counted:
        anything = bool(answer.confirmed or answer.withdrawn or answer.again)
        return Counted(publish_foreseen(self._look, answer), anything)

    def _check(self) -> None:
        key = self.key.chosen()
        if key is None:
            raise UsageFault("window_no_key")
        order = self._order(self._place())
        try:
            publishing.try_key(*key)  # while all that was filled in is still there
        except EnvironmentFault:
            self.key.pin.clear()  # a token locks itself after a few wrong ones: each try is typed
            raise
        self.given = Signed(order, *key)


def _names(known: Iterable[str]) -> QComboBox:
    """A name to type, or one of those used before."""
    made = QComboBox()
    made.setEditable(True)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    made.addItems(list(dict.fromkeys(known)))
    # Qt takes none, what its stubs do not know: with one, a name that is typed would be finished to another.
    made.setCompleter(None)  # type: ignore[arg-type]
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made

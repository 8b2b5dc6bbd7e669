"""Asks which category of which case to write as a hash set, in which format and where to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QStackedWidget, QWidget

from inspector.app import exporting
from inspector.app.exporting import FORMATS, Foreseen, Wanted
from inspector.domain.fault import UsageFault
from inspector.domain.match import Signal
from inspector.domain.names import display, stem
from inspector.library.scheme import scheme
from inspector.store import cases
from inspector.ui import measures
from inspector.ui.desk import Desk
from inspector.ui.outgoing_lines import export_foreseen
from inspector.ui.pages.outgoing_dialog import Counted, OutgoingDialog
from inspector.ui.widgets.build import column, label, row
from inspector.ui.widgets.category_choice import narrow_box

_ENDINGS = {"vics": "json", "plain": "txt", "pdq": "pdq", "hashdeep": "hashdeep"}
_VICS = "vics"
_LONGEST = 60


class ExportHashSet(OutgoingDialog):
    """After it was accepted, `given` says what to write."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        say = desk.look.say
        super().__init__(desk, say("export-title"), say("export-act"), parent)
        self.given: Wanted | None = None
        self.case, self.format, self.digest, self.vics = narrow_box(), narrow_box(), narrow_box(), narrow_box()
        self._means, self._more = label("", "quiet", wrap=True), QStackedWidget()
        self._fill()
        self._ask()
        self.category.changed.connect(self._another_category)
        for box in (self.case, self.digest, self.vics):
            box.currentIndexChanged.connect(self.count_soon)
        self.case.currentIndexChanged.connect(self._name)
        self.format.currentIndexChanged.connect(self._another_format)
        self._another_format()
        self.case.setFocus()

    def _fill(self) -> None:
        for case in self._desk.act(lambda: list(cases.listed(self._desk.session.workspace.reader()))) or []:
            self.case.addItem(f"{display(case.number)} · {display(case.title)[:_LONGEST]}", case.number)
        if self._desk.case is not None:
            self.case.setCurrentIndex(max(self.case.findData(self._desk.case.number), 0))
        for name in FORMATS:
            self.format.addItem(self._look.say(f"export-format-{name}"), name)
        for digest in exporting.DIGESTS:
            self.digest.addItem(self._look.say(f"signal-{digest.value}"), digest.value)

    def _ask(self) -> None:
        say = self._look.say
        self.ask(say("export-case"), self.case)
        which = row(
            self.asked(say("outgoing-scheme"), self.category.scheme),
            self.asked(say("outgoing-category"), self.category.category),
            space=measures.WIDE,
        )
        self._nothing_more, self._digest_place, self._vics_place = QWidget(), QWidget(), QWidget()
        self._digest_place.setLayout(self.asked(say("export-digest"), self.digest))
        self._vics_place.setLayout(self.asked(say("export-vics"), self.vics, say("export-vics-more")))
        for part in (self._nothing_more, self._digest_place, self._vics_place):
            self._more.addWidget(part)
        shape = column(self.asked(say("hashset-format"), self.format), self._means, None, space=measures.TIGHT)
        how = row(shape, self._more, space=measures.WIDE)
        for beside in (which, how):
            beside.setStretch(0, 1)
            beside.setStretch(1, 1)
            self.fields.addLayout(beside)
        self.ask(say("outgoing-out"), self.out)
        self.fields.addWidget(self.told)
        self.fields.addWidget(label(say("export-promise"), "quiet", wrap=True))

    def _another_format(self) -> None:
        self._means.setText(self._look.say(f"export-format-{self.format.currentData()}-more"))
        self._another_category()
        self.count_soon()

    def _another_category(self) -> None:
        """Offers the VICS categories where one may have to be chosen, and another name for the file."""
        wanted = self._wanted(Path())
        numbers = exporting.vics_numbers(wanted) if wanted.format == _VICS else ()
        with QSignalBlocker(self.vics):
            self.vics.clear()
            self.vics.addItem(self._look.say("export-vics-auto"), None)
            for number in numbers:
                named = scheme(_VICS).category(number).label[self._look.words.language]
                self.vics.addItem(f"{number} · {named}", int(number))
        asked = self._vics_place if numbers else self._digest_place if wanted.format == "plain" else self._nothing_more
        self._more.setCurrentWidget(asked)
        self._name()

    def _name(self) -> None:
        wanted = self._wanted(Path())
        parts = [self._look.say("export-stem"), stem(wanted.case), wanted.category]
        self._propose(f"{'-'.join(parts)}.{_ENDINGS[wanted.format]}")

    def _wanted(self, out: Path) -> Wanted:
        chosen, code = self.category.chosen
        digest = Signal(self.digest.currentData())
        number = self.vics.currentData() if self.format.currentData() == _VICS else None
        case = str(self.case.currentData() or "")
        return Wanted(case, code, str(self.format.currentData()), out, chosen, digest, number)

    def _question(self) -> Callable[[], Foreseen] | None:
        wanted, session = self._wanted(Path()), self._desk.session
        return (lambda: exporting.foreseen(session, wanted)) if wanted.case else None

    def _counted(self, answer: Foreseen) -> Counted:
        return Counted(export_foreseen(self._look, answer), bool(answer.entries))

    def _check(self) -> None:
        if self.case.currentData() is None:
            raise UsageFault("window_no_case")
        self.given = self._wanted(self._place())

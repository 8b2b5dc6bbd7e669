"""Asks for a category of a whole group, and says first what that would touch and what it would leave alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtWidgets import QCheckBox, QWidget

from inspector.domain.fault import Fault
from inspector.domain.group import GroupKind
from inspector.store.decisions import Choice, Plan
from inspector.ui.categories import Choices
from inspector.ui.jobs import Ticket
from inspector.ui.look import Look
from inspector.ui.widgets.build import label
from inspector.ui.widgets.decision_dialog import DecisionDialog

Planned: TypeAlias = Callable[[Plan], None]
Failed: TypeAlias = Callable[[Fault], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A choice for a group; with `over` what was decided otherwise is decided anew."""

    choice: Choice
    over: bool


Planning: TypeAlias = Callable[[Wanted, Planned, Failed], Ticket]


class GroupDecision(DecisionDialog):
    """After it was accepted `plan` is what was shown to the person, for `choice`.

    `planning` finds out what a choice would do.
    """

    def __init__(
        self, look: Look, choices: Choices, planning: Planning, parent: QWidget, by: GroupKind = GroupKind.NEAR
    ) -> None:
        super().__init__(look, choices, 0, parent)
        self._scheme, self._planning, self._asking = choices.scheme, planning, Ticket()
        self.plan: Plan | None = None
        self.setWindowTitle(look.say("group-decide-title", kind=by.value))
        self.told = label("", wrap=True)
        self.over = QCheckBox(look.say("group-decide-over"))
        self.fields.addWidget(self.told)
        self.fields.addWidget(self.over)
        for sentence in (look.say("group-decide-look", kind=by.value), look.say("group-decide-more")):
            self.fields.addWidget(label(sentence, "quiet", wrap=True))
        self.category.currentIndexChanged.connect(self._plan_anew)
        self.over.toggled.connect(self._plan_anew)
        self.category.setFocus()
        self._plan_anew()

    @property
    def choice(self) -> Choice:
        """What the person decided."""
        return Choice(self._scheme, self.code, self.details, self.note)

    def done(self, result: int) -> None:
        """Wants no answer any more."""
        self._asking.drop()
        super().done(result)

    def _plan_anew(self) -> None:
        self._asking.drop()
        self.plan = None
        self._accept.setEnabled(False)
        self.told.setText(self._look.say("group-decide-counting"))
        wanted = Wanted(Choice(self._scheme, self.code), self.over.isChecked())
        self._asking = self._planning(wanted, self._show_plan, self._fail)

    def _show_plan(self, plan: Plan) -> None:
        self.plan = plan
        self.told.setText("\n".join(self._lines(plan)))
        self.over.setVisible(bool(plan.left) or plan.group.over)
        self._accept.setEnabled(bool(plan.items))
        self._accept.setDefault(True)  # Qt gave that to another while it could not be pressed
        self._take_room()

    def _lines(self, plan: Plan) -> list[str]:
        touched = "group-decide-items" if self.code else "group-decide-back"
        counts = ((touched, plan.items), ("group-decide-left", plan.left), ("group-decide-so", plan.so))
        shown = self._look.words.number
        return [
            self._look.say(sentence, count=len(items), shown=shown(len(items)))
            for sentence, items in counts
            if items or sentence == touched
        ]

    def _fail(self, fault: Fault) -> None:
        self.told.setText("")
        self.show_problem(fault)

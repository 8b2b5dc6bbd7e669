"""Carries out what a person decides in the gallery, and takes it back by deciding again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from inspector.app import review
from inspector.domain.account import Right
from inspector.store import decisions
from inspector.store.decisions import Choice, Plan
from inspector.store.gallery import siblings
from inspector.ui.categories import Choices
from inspector.ui.desk import Desk
from inspector.ui.grading import Stand, Step, Steps, stand
from inspector.ui.widgets.gallery import Gallery


class ReviewActs(QObject):
    """One act, one feedback: the tile shows it, the status bar says it, Z takes it back."""

    decided = Signal(list)

    def __init__(self, desk: Desk, gallery: Gallery, choices: Callable[[], Choices]) -> None:
        super().__init__()
        self._desk, self._gallery, self._choices = desk, gallery, choices
        self._steps = Steps()
        gallery.decided.connect(self._digit)
        gallery.undone.connect(self.undo)

    def forget(self) -> None:
        """Another case: nothing is left to take back."""
        self._steps.clear()

    def allowed(self) -> bool:
        """Whether this person may decide; where not, says so."""
        may = self._desk.may(Right.DECIDE)
        if not may:
            self._desk.said.emit(self._desk.look.say("looks-only"))
        return may

    def decide(self, tiles: Sequence[int], code: str | None, details: Mapping[str, str], note: str) -> bool:
        """Records a decision for every occurrence of what `tiles` stand for; False when it could not be."""
        choices, say = self._choices(), self._desk.look.say
        before = self._desk.act(lambda: self._standing(tiles))
        items = list(before or ())
        choice = Choice(choices.scheme, code, dict(details), note)
        if before is None or self._desk.act(lambda: review.categorise(self._desk.session, items, choice)) is None:
            return False
        self._steps.take(Step(choices.scheme, before))
        self._shown(items, say("decided", count=len(tiles), files=len(items), name=self._named(code)))
        return True

    def decide_group(self, plan: Plan, choice: Choice) -> bool:
        """Records what was planned for a group; False when it could not be."""
        before = self._desk.act(lambda: self._stands(plan.items, choice.scheme))
        if before is None or self._desk.act(lambda: review.carry_out(self._desk.session, plan, choice)) is None:
            return False
        self._steps.take(Step(choice.scheme, before))
        facts = {"kind": plan.group.kind.value, "name": self._named(choice.category)}
        self._shown(plan.items, self._desk.look.say("group-decided", count=len(plan.items), **facts))
        return True

    def undo(self) -> None:
        """Takes the newest act back: what stood before is decided again."""
        if not self.allowed():
            return
        step, say = self._steps.undo(), self._desk.look.say
        if step is None:
            self._desk.said.emit(say("nothing-to-undo"))
            return
        for former, items in step.reverse():
            choice = Choice(step.scheme, former.code, dict(former.details), say("undo-note"))
            if self._desk.act(partial(review.categorise, self._desk.session, items, choice)) is None:
                return
        self._shown(step.items, say("undone", count=len(step.items)))

    def _digit(self, items: list[int], digit: int) -> None:
        if not self.allowed():
            return
        choice = self._choices().by_key(digit)
        if choice is None:
            self._desk.said.emit(self._desk.look.say("no-such-key", key=str(digit)))
        elif self.decide(items, choice.code, {}, ""):
            self._gallery.move_on()

    def _standing(self, tiles: Sequence[int]) -> dict[int, Stand]:
        """What stands for each occurrence behind `tiles`: the same bytes are decided once, wherever they lie."""
        reader, scheme = self._desk.session.workspace.reader(), self._choices().scheme
        return self._stands((item for tile in tiles for item in siblings(reader, tile)), scheme)

    def _stands(self, items: Iterable[int], scheme: str) -> dict[int, Stand]:
        reader = self._desk.session.workspace.reader()
        return {item: stand(decisions.history(reader, item), scheme) for item in items}

    def _named(self, code: str | None) -> str:
        found = self._choices().by_code(code) if code else None
        return found.title if found else self._desk.look.say("category-none")

    def _shown(self, items: Sequence[int], sentence: str) -> None:
        self._gallery.refresh(items)
        self._desk.said.emit(sentence)
        self.decided.emit(list(items))
        self._desk.case_decided.emit()

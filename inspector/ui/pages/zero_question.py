"""Asks what category 0 means in a list that does not say it."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from inspector.domain.fault import Fact, Fault
from inspector.library.formats.zero import MEANINGS
from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.widgets.build import button, column, label, row

_WIDTH = 560
_UNSAID = "?"  # as the fault has it
_FACTS = ("version", "country", "application")


class ZeroQuestion(QDialog):
    """After it was accepted, `answer` is one of `zero.MEANINGS`. Enter answers nothing: somebody has to choose."""

    def __init__(self, look: Look, name: str, fault: Fault, parent: QWidget) -> None:
        super().__init__(parent)
        say = look.say
        self.answer = ""
        self.setWindowTitle(say("zero-title"))
        self.setMinimumWidth(_WIDTH)
        facts = {fact: _said(look, fault.facts.get(fact, _UNSAID)) for fact in _FACTS}
        later = button(say("zero-later"), self.reject)
        later.setDefault(True)
        says = (
            label(say("zero-asked", name=name), wrap=True),
            label(say("zero-facts", **facts), "quiet", wrap=True),
        )
        answers = [self._answer(look, meaning) for meaning in MEANINGS]
        unsure = label(say("zero-unsure"), "quiet", wrap=True)
        self.setLayout(
            column(*says, *answers, unsure, None, row(None, later), margin=measures.BROAD, space=measures.WIDE)
        )
        later.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Takes the height its lines need at its width."""
        super().showEvent(event)
        layout = self.layout()
        if layout:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _answer(self, look: Look, meaning: str) -> QVBoxLayout:
        choose = button(look.say(f"zero-{meaning}"), partial(self._choose, meaning))
        choose.setAutoDefault(False)
        more = look.say(f"zero-{meaning}-more")
        choose.setAccessibleDescription(more)
        return column(row(choose, None), label(more, "quiet", wrap=True), space=measures.TIGHT)

    def _choose(self, meaning: str) -> None:
        self.answer = meaning
        self.accept()


def _said(look: Look, fact: Fact) -> str:
    return look.say("zero-unknown") if fact == _UNSAID else str(fact)

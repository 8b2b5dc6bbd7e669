"""Asks for a category with what the scheme records beside it, and a note."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from inspector.domain.fault import UsageFault
from inspector.ui.categories import Choices
from inspector.ui.look import Look
from inspector.ui.widgets.form_dialog import FormDialog

_NOTE_HEIGHT = 72
_LONGEST_NOTE = 2_000


class DecisionDialog(FormDialog):
    """After it was accepted, `code`, `details` and `note` are what the person decided; code None takes it back."""

    def __init__(self, look: Look, choices: Choices, count: int, parent: QWidget) -> None:
        super().__init__(look, look.say("decide-title", count=count), look.say("decide"), self._check, parent)
        self.category = QComboBox()
        self.category.addItem(look.say("category-none"), None)
        for choice in choices.choices:
            self.category.addItem(choice.title, choice.code)
        self.category.setCurrentIndex(1)
        self.ask(choices.title, self.category)
        self._details = {part.id: self._detail(look, part.name, part.values) for part in choices.details}
        self._note = QPlainTextEdit()
        self._note.setFixedHeight(_NOTE_HEIGHT)
        self._note.setTabChangesFocus(True)
        self.ask(look.say("decide-note"), self._note)

    @property
    def code(self) -> str | None:
        """The category."""
        code: str | None = self.category.currentData()
        return code

    @property
    def details(self) -> dict[str, str]:
        """What was recorded beside it."""
        chosen = {name: str(box.currentData() or "") for name, box in self._details.items()}
        return {name: value for name, value in chosen.items() if value}

    @property
    def note(self) -> str:
        """The note."""
        return self._note.toPlainText().strip()

    def _detail(self, look: Look, name: str, values: tuple[tuple[str, str], ...]) -> QComboBox:
        box = QComboBox()
        box.addItem(look.say("decide-unsaid"), "")
        for value, words in values:
            box.addItem(words, value)
        self.ask(name, box)
        return box

    def _check(self) -> None:
        if len(self.note) > _LONGEST_NOTE:
            raise UsageFault("window_note_too_long", most=_LONGEST_NOTE)

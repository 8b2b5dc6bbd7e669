"""A small dialog that asks for a few things: labels above fields, what is wrong said below, Enter accepts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from inspector.app.faults import as_fault
from inspector.domain.fault import Fault
from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.widgets.build import asked, button, column, label, row
from inspector.ui.widgets.help_page import help_button

_WIDTH = 460


class FormDialog(QDialog):
    """`accepting` is tried when the person accepts; the fault it raises is shown and the dialog stays.

    `about` names the help that F1 and a button open.
    """

    def __init__(  # noqa: PLR0913, PLR0917  a dialog is all of this
        self, look: Look, title: str, act: str, accepting: Callable[[], object], parent: QWidget, about: str = ""
    ) -> None:
        super().__init__(parent)
        self._look, self._accepting = look, accepting
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self._fields = column(space=measures.MEDIUM)
        self._problem = label("", "danger", wrap=True)
        self._problem.hide()
        self._accept = button(act, self._try, "act")
        cancel = button(look.say("cancel"), self.reject)
        self._accept.setDefault(True)
        helps = [help_button(look, about, self)] if about else []
        ends = row(*helps, None, cancel, self._accept)
        whole = column(self._fields, self._problem, measures.NARROW, ends, margin=measures.BROAD)
        self.setLayout(whole)

    def ask(self, words: str, field: QWidget, more: str = "") -> None:
        """Adds a field below its label, with a quiet line of explanation."""
        self._fields.addLayout(self.asked(words, field, more))

    def asked(self, words: str, field: QWidget, more: str = "") -> QVBoxLayout:
        """A field below its label, with a quiet line of explanation, to be put somewhere."""
        return asked(words, field, more)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Takes the height its lines need."""
        super().showEvent(event)
        self._take_room()

    def _take_room(self) -> None:
        """The height its lines need at its width: Qt stops at two thirds of the screen, and lines would meet."""
        layout = self.layout()
        if layout and layout.hasHeightForWidth():
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    @property
    def fields(self) -> QVBoxLayout:
        """Where further parts can be put."""
        return self._fields

    def _try(self) -> None:
        try:
            self._accepting()
        except Exception as error:  # noqa: BLE001  the border between the window and the program
            self.show_problem(as_fault(error))
        else:
            self.accept()

    def show_problem(self, fault: Fault) -> None:
        """Says what is wrong."""
        self._problem.setText(self._look.words.fault(fault))
        self._problem.show()
        self._take_room()

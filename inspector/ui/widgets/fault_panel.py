"""An error as a panel: what happened, what it means for the evidence, what to do; it can be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from inspector.domain.fault import Bug, Fault
from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.widgets.build import button, column, label, row


class FaultPanel(QFrame):
    """Hidden until something goes wrong; stays until it is put away or the next act succeeds."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("role", "fault")
        self._what = label("", "title", wrap=True)
        self._means = label("", wrap=True)
        self._act = label("", wrap=True)
        for part in (self._what, self._means, self._act):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse
                                         | Qt.TextInteractionFlag.TextSelectableByKeyboard)  # fmt: skip
        self._copy = button(look.say("copy"), self._to_clipboard, icon=look.lead("copy"))
        self._close = button(look.say("close"), self.hide)
        self.setLayout(self._lay_out())
        self.hide()

    @property
    def text(self) -> str:
        """What stands in the panel, as it is copied."""
        return "\n".join(part.text() for part in (self._what, self._means, self._act))

    def show_fault(self, fault: Fault) -> None:
        """Says `fault` in the window's language."""
        known = (
            fault
            if self._look.words.has(f"error-{fault.code.replace('_', '-')}")
            else Bug("bug", kind=fault.code, place="–")
        )
        self._what.setText(self._look.words.fault(known))
        self._means.setText(self._look.say(f"fault-means-{known.exit_code}"))
        self._act.setText(self._look.say(f"fault-act-{known.exit_code}", code=fault.code))
        self.show()

    def _lay_out(self) -> QVBoxLayout:
        icon = QLabel()
        icon.setPixmap(self._look.icon("circle-alert", self._look.tones.danger).pixmap(measures.ICON, measures.ICON))
        icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        says = column(self._what, self._means, self._act, space=measures.TIGHT)
        line = row(icon, says, self._copy, self._close, space=measures.MEDIUM)
        line.setStretch(1, 1)
        for part in (self._copy, self._close):
            line.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        return column(line, margin=measures.MEDIUM)

    def _to_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(self.text)

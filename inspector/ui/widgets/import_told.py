"""A card that tells how taking a list in went; it stays until it is put away."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from inspector.app.library import Added
from inspector.domain.names import display
from inspector.library import nothing
from inspector.ui import measures
from inspector.ui.hashset_lines import incomplete_more
from inspector.ui.look import Look
from inspector.ui.widgets.build import button, column, label, row


class ImportTold(QFrame):
    """Hidden until `show_added`; `broken_wished` asks to see the broken lines of `added`."""

    broken_wished = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.added: Added | None = None
        self.setProperty("role", "card")
        self._title, self._counts = label("", "title", wrap=True), label("", wrap=True)
        self._warnings = label("", "warning", wrap=True)
        self.show_broken = button(look.say("told-show"), self.broken_wished.emit)
        self._close = button(look.say("close"), self.hide)
        self.setLayout(self._lay_out())
        self.hide()

    @property
    def text(self) -> str:
        """All that it says."""
        parts = [self._title.text(), self._counts.text(), self._warnings.text()]
        return "\n".join(part for part in parts if part)

    def show_added(self, added: Added) -> None:
        """Tells what became of a list."""
        self.added = added
        self._title.setText(self._look.say("told-title", name=display(added.hashset.name)))
        self._counts.setText(" ".join(counts(self._look, added)))
        told = list(warnings(self._look, added))
        self._warnings.setText("\n".join(told))
        self._warnings.setVisible(bool(told))
        self.show_broken.setVisible(bool(added.summary.tally.shown))
        self.show()

    def _lay_out(self) -> QVBoxLayout:
        icon = QLabel()
        icon.setPixmap(self._look.icon("info", self._look.tones.accent).pixmap(measures.ICON, measures.ICON))
        icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        says = column(self._title, self._counts, self._warnings, space=measures.TIGHT)
        line = row(icon, says, self.show_broken, self._close, space=measures.MEDIUM)
        line.setStretch(1, 1)
        for part in (self.show_broken, self._close):
            line.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        return column(line, margin=measures.MEDIUM)


def counts(look: Look, added: Added) -> Iterator[str]:
    """What the list held and what agrees with it, a sentence each."""
    say, summary, tally = look.say, added.summary, added.summary.tally
    yield say("told-entries", count=added.hashset.entries, read=tally.entries, duplicates=summary.duplicates)
    if tally.gone:
        yield say("told-gone", count=tally.gone)
    wrong = tally.broken or tally.mended
    yield say("told-broken", broken=tally.broken, mended=tally.mended) if wrong else say("told-sound")
    if added.merged:
        yield look.words.say("command-hashset-merged", office=display(added.merged.office), count=added.merged.new)
    yield say("told-matched", count=added.matched)


def warnings(look: Look, added: Added) -> Iterator[str]:
    """What a person should know before relying on the set."""
    if added.hashset.incomplete:
        yield incomplete_more(look, added.hashset.incomplete)
    summary, tally = added.summary, added.summary.tally
    told = (
        ("command-hashset-left-out", tally.left_out),
        ("command-hashset-empty-files", tally.codes[nothing.CODE]),
        ("command-hashset-unnamed", tally.unnamed),
        ("command-hashset-missing", summary.missing - tally.unnamed),
    )
    yield from (look.words.say(message, count=count) for message, count in told if count)
    for name in added.same_as:
        yield look.say("told-same", name=display(name))

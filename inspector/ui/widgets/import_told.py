"""A card that tells how taking a list in went; it stays until it is put away."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal

from inspector.app.library import Added, changes
from inspector.app.products import UNKNOWN
from inspector.domain.names import display
from inspector.library import nothing
from inspector.ui.hashset_lines import incomplete_more
from inspector.ui.look import Look
from inspector.ui.widgets.build import button
from inspector.ui.widgets.told import Told


class ImportTold(Told):
    """Hidden until `show_added`; `broken_wished` asks to see the broken lines of `added`."""

    broken_wished = Signal()

    def __init__(self, look: Look) -> None:
        self.added: Added | None = None
        self.show_broken = button(look.say("told-show"), self._wish_broken)
        super().__init__(look, [self.show_broken])

    def show_added(self, added: Added) -> None:
        """Tells what became of a list."""
        self.added = added
        title = self._look.say("told-title", name=display(added.hashset.name))
        self.show_broken.setVisible(bool(added.summary.tally.shown))
        self.tell(title, [" ".join(counts(self._look, added))], list(warnings(self._look, added)))

    def _wish_broken(self) -> None:
        self.broken_wished.emit()


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
    if added.off:
        yield look.say("told-stays-off")
    if added.hashset.incomplete:
        yield incomplete_more(look, added.hashset.incomplete)
    summary, tally = added.summary, added.summary.tally
    told = (
        ("command-hashset-left-out", tally.left_out),
        ("command-hashset-empty-files", tally.codes[nothing.CODE]),
        ("command-hashset-unnamed", tally.unnamed),
        ("command-hashset-missing", summary.missing - tally.unnamed),
        *changes(summary),
    )
    yield from (look.words.say(message, count=count) for message, count in told if count)
    kinds = added.hashset.facts.get("tools", "")
    if tally.tools:
        yield look.words.say("command-hashset-tools", count=tally.tools, kinds=display(kinds))
    if kinds == UNKNOWN:
        yield look.words.say("command-hashset-tools-unknown")
    for name in added.same_as:
        yield look.say("told-same", name=display(name))

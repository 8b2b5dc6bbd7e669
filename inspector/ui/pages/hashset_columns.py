"""What the table of hash sets says of each."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from inspector.domain.match import Listing
from inspector.domain.names import display
from inspector.store.hashsets import HashSet
from inspector.ui.hashset_lines import signals
from inspector.ui.look import Look
from inspector.ui.models.records import Column
from inspector.ui.widgets.match_mark import mark_icon

WIDEST = 140
"""Pixels of any column but the name's."""
LESS_NEEDED = (2, 4, 6, 8)
"""The columns that a narrow window does without: the list's provider and date, its kinds of hashes, who added it."""

_DAY = len("28/11/2026")


def set_columns(look: Look) -> list[Column[HashSet]]:
    """One column a fact; the list has its mark, and what is off or incomplete another one."""
    words, say = look.words, look.say
    marks = {listing: mark_icon(look, listing) for listing in Listing}
    return [
        Column(say("hashset-name"), lambda one: display(one.name)),
        Column(
            say("hashset-listing"), lambda one: say(f"listing-{one.listing.value}"), icon=lambda one: marks[one.listing]
        ),
        Column(say("hashset-provider"), lambda one: display(one.provider) or "–"),
        Column(say("hashset-version"), lambda one: display(one.version) or "–"),
        Column(say("hashset-dated"), lambda one: display(one.dated) or "–"),
        Column(say("hashset-entries"), lambda one: words.number(one.entries), number=True),
        Column(say("hashset-signals"), lambda one: signals(look, one)),
        Column(say("hashset-when"), lambda one: words.when(one.added)[:_DAY]),
        Column(say("hashset-by"), lambda one: display(one.added_by)),
        Column(say("hashset-state"), lambda one: _state(look, one), icon=lambda one: _warned(look, one)),
    ]


def _state(look: Look, known: HashSet) -> str:
    """What is out of the ordinary, or that it is in use."""
    said = [look.say("hashset-is-off")] if known.off else []
    said += [look.say("hashset-is-incomplete")] if known.incomplete else []
    return ", ".join(said) or look.say("hashset-in-use")


def _warned(look: Look, known: HashSet) -> QIcon | None:
    if known.incomplete:
        return look.icon("triangle-alert", look.tones.warning)
    return look.icon("eye-off", look.tones.quiet) if known.off else None

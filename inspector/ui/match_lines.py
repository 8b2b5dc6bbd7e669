"""What a match says in the detail pane: which set, how near and after what was done, the entry, its category."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.domain.match import EXACT, Listing, Match, Signal
from inspector.domain.names import display
from inspector.library.altered import how_altered
from inspector.store.listing import Agreed
from inspector.ui.look import Look
from inspector.ui.sections import Line

TONES = {Listing.ILLEGAL: "danger", Listing.ALERT: "warning"}


def match_lines(look: Look, agreed: Agreed) -> Iterator[Line]:
    """One match as lines: the set with how it agrees, the category as its provider's claim, and the entry."""
    tone, match, say = TONES.get(agreed.listing, ""), agreed.match, look.say
    name = f"{display(agreed.hashset)} · {say(f'listing-{agreed.listing.value}')}"
    yield Line(name, " · ".join([_how(look, match), *_more(look, agreed)]), tone=tone)
    if match.category:
        yield Line(say("match-category"), claimed(look, match.category, agreed.meaning))
    yield Line(say("match-entry"), display(match.entry), digest=True)


def claimed(look: Look, category: str, meaning: str) -> str:
    """A category as the set's provider writes it, with what it stands for where the set says that."""
    if not meaning:
        return display(category)
    return look.say("match-meaning", category=display(category), meaning=display(meaning))


def _how(look: Look, match: Match) -> str:
    signal = look.say(f"signal-{match.signal.value}")
    if match.signal is Signal.VPDQ:
        return look.say("match-line-film", share=100 - match.distance)
    if match.signal in EXACT:
        return look.say("match-line-exact", signal=signal)
    return look.say("match-line-near", signal=signal, distance=match.distance)


def _more(look: Look, agreed: Agreed) -> list[str]:
    """What was done to the picture before it agreed, and how many offices confirm the entry."""
    told = [how_altered(agreed.match.variant, look.words)] if agreed.match.variant else []
    if agreed.confirmations is not None:
        told.append(look.words.say("command-match-confirmations", offices=agreed.confirmations))
    return told

"""All that is known of a hash set, as plain sections of lines."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.app.deltas import MISSED
from inspector.app.office_lists import LACKING
from inspector.app.products import UNCLEAR, UNKNOWN
from inspector.domain.names import display
from inspector.library.formats.columns import FIELDS
from inspector.store.hashsets import HashSet
from inspector.ui.look import Look
from inspector.ui.sections import Line, Section


def set_sections(look: Look, known: HashSet, former: HashSet | None) -> list[Section]:
    """Sections of a set; `former` is the one it took the place of. Those with nothing in them are left out."""
    say = look.say
    made = (
        Section(say("hashset-about"), list(_about(look, known, former))),
        Section(say("hashset-values"), list(_values(look, known))),
        Section(say("hashset-says"), [*_facts(look, known)]),
        Section(say("hashset-digest"), [Line("SHA-256", known.digest, digest=True)], wide=True),
        Section(say("hashset-meanings"), [Line(display(code), display(text)) for code, text in known.meanings.items()]),
    )
    return [section for section in made if section.lines]


def incomplete_more(look: Look, code: str) -> str:
    """Why not all of a list is in, and what to do."""
    reasons = {LACKING: "hashset-lacking-more", MISSED: "hashset-missed-more", UNCLEAR: "hashset-kinds-more"}
    return look.say(reasons.get(code, "hashset-incomplete-more"))


def signals(look: Look, known: HashSet) -> str:
    """The kinds of hashes a set holds."""
    return ", ".join(look.say(f"signal-{signal}") for signal in sorted(known.signals))


def format_name(look: Look, name: str) -> str:
    """A format in words, or its own name."""
    return look.say(f"format-{name}") if look.words.has(f"window-format-{name}") else display(name)


def column_names(look: Look, columns: str) -> str:
    """The columns of `Asked.columns` in words: what is read, and from which column."""
    pairs = [part.partition("=") for part in columns.split(",")]
    return "; ".join(look.say("column-is", place=display(place), field=_column(look, name)) for name, _, place in pairs)


def _column(look: Look, name: str) -> str:
    return look.say(f"column-{name}") if name in FIELDS else display(name)


def _about(look: Look, known: HashSet, former: HashSet | None) -> Iterator[Line]:
    say, words = look.say, look.words
    yield Line(say("hashset-listing"), say(f"listing-{known.listing.value}"))
    if known.off:
        yield Line(say("hashset-state"), say("hashset-off-since", when=words.when(known.off)), tone="warning")
    told = (("provider", known.provider), ("version", known.version), ("dated", known.dated))
    yield from (Line(say(f"hashset-{name}"), display(value)) for name, value in told if value)
    yield Line(say("hashset-format"), format_name(look, known.format))
    yield Line(say("hashset-when"), words.when(known.added))
    yield Line(say("hashset-by"), display(known.added_by))
    if former:
        version, when = display(former.version) or "–", words.when(former.added)
        told_so = say("hashset-replaced", name=display(former.name), version=version, when=when)
        yield Line(say("hashset-replaces"), told_so)


def _values(look: Look, known: HashSet) -> Iterator[Line]:
    say, number = look.say, look.words.number
    yield Line(say("hashset-all-entries"), number(known.entries))
    yield from (Line(say(f"signal-{signal}"), number(count)) for signal, count in sorted(known.signals.items()))
    yield Line(say("hashset-broken"), number(known.broken))
    if known.incomplete:
        yield Line(say("hashset-incomplete"), incomplete_more(look, known.incomplete), tone="warning")


def _facts(look: Look, known: HashSet) -> Iterator[Line]:
    for name, value in known.facts.items():
        message = f"hashset-fact-{name.replace('_', '-')}"
        named = look.say(message) if look.words.has(f"window-{message}") else display(name)
        yield Line(named, _fact(look, name, value))


def _fact(look: Look, name: str, value: str) -> str:
    if name == "columns":
        return column_names(look, value)
    if (name, value) == ("tools", UNKNOWN):
        return look.say("hashset-tools-unknown")
    kind, _, told = value.partition(" ")
    message = f"hashset-zero-by-{kind}" if name == "zero_by" else f"hashset-zero-{value}" if name == "zero" else ""
    if message and message.isascii() and look.words.has(f"window-{message}"):
        return look.say(message, value=display(told))
    return display(value)

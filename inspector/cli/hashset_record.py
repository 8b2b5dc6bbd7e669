"""A hash set in the words of the contract, on one line, in all its details, and as a list of offices."""

from __future__ import annotations

from dataclasses import asdict

from inspector.app.deltas import MISSED
from inspector.app.office_lists import LACKING, Merged, Shown
from inspector.app.products import UNCLEAR
from inspector.cli.call import Call
from inspector.domain.names import display
from inspector.exchange.office_state import Spans, span
from inspector.store.hashsets import HashSet, Import

_NAMED = {
    "id": "command-hashset-number",
    "list": "window-hashset-listing",
    "entries": "window-hashset-all-entries",
    "added": "window-hashset-when",
    "added_by": "window-hashset-by",
    "off": "window-hashset-state",
}
_REASONS = {LACKING: "window-hashset-lacking-more", MISSED: "window-hashset-missed-more",
            UNCLEAR: "window-hashset-kinds-more"}  # fmt: skip


def record(known: Import) -> dict[str, object]:
    """A set in the words of the contract."""
    told = asdict(known)
    told["list"] = told.pop("listing").value
    del told["file"], told["replaces"]
    return told


def line(call: Call, known: Import) -> str:
    """A set on one line."""
    signals = ", ".join(f"{signal} {call.words.number(count)}" for signal, count in known.signals.items())
    parts = [display(known.name), known.listing.value, known.format, signals, known.digest[:16], *_marks(call, known)]
    return "\t".join(parts)


def _marks(call: Call, known: Import) -> list[str]:
    marks = [call.say("command-hashset-is-off")] if isinstance(known, HashSet) and known.off else []
    return [*marks, call.say("command-hashset-is-incomplete")] if known.incomplete else marks


def details(call: Call, told: dict[str, object]) -> list[str]:
    """All that is known of a set, a line each and each under its own name; what is not known is left out."""
    lines = []
    for name, value in told.items():
        if isinstance(value, dict):
            lines += [f"{_part(call, name, str(key))}\t{display(str(each))}" for key, each in value.items()]
        elif value not in {"", None}:
            lines.append(f"{call.say(_NAMED.get(name, f'window-hashset-{name}'))}\t{_value(call, name, str(value))}")
    return lines


def _part(call: Call, name: str, key: str) -> str:
    """What one of the signals, facts or meanings of a set is called."""
    message = {"signals": f"window-signal-{key}", "facts": f"window-hashset-fact-{key.replace('_', '-')}"}.get(name, "")
    known = bool(message) and message.isascii() and call.words.has(message)
    return call.say(message) if known else display(key)


def _value(call: Call, name: str, value: str) -> str:
    match name:
        case "list":
            return call.say(f"window-listing-{value}")
        case "incomplete":
            return call.say(_REASONS.get(value, "window-hashset-incomplete-more"))
        case "added":
            return call.words.when(value)
        case "off":
            return call.say("window-hashset-off-since", when=call.words.when(value))
        case _:
            return display(value)


def merged(came: Merged | None) -> dict[str, object]:
    """What came with an office's statements; nothing of a list of another kind."""
    if came is None:
        return {}
    return {"office": came.office, "statements": came.new, "missing": _numbers(came.missing)}


def merged_lines(call: Call, came: Merged | None) -> list[str]:
    """The same for a person."""
    if came is None:
        return []
    told = call.say("command-hashset-merged", office=display(came.office), count=came.new)
    return [told, *_lacking(call, came.missing)]


def offices(shown: Shown | None) -> dict[str, object]:
    """How a list of offices stands; nothing of a list of another kind."""
    if shown is None:
        return {}
    lacking = _numbers(shown.missing)
    told = [
        {"office": office, "known": known, "missing": lacking.get(office, []),
         "certificates": shown.certificates[office]}
        for office, known in _numbers(shown.spans).items()
    ]  # fmt: skip
    return {"offices": told, "confirmed": {str(offices): count for offices, count in shown.confirmed.items()}}


def office_lines(call: Call, shown: Shown | None) -> list[str]:
    """The same for a person."""
    if shown is None:
        return []
    known = [
        call.say("command-office-known", office=display(office), numbers=", ".join(map(span, numbers)))
        for office, numbers in shown.spans.items()
    ]
    counts = [
        call.say("command-office-confirmed", offices=offices, count=count) for offices, count in shown.confirmed.items()
    ]
    return [*known, *_lacking(call, shown.missing), *counts]


def _lacking(call: Call, missing: Spans) -> list[str]:
    return [
        call.say("command-office-missing", office=display(office), numbers=", ".join(map(span, gaps)))
        for office, gaps in missing.items()
    ]


def _numbers(spans: Spans) -> dict[str, list[list[int]]]:
    return {office: [list(stretch) for stretch in stretches] for office, stretches in spans.items()}

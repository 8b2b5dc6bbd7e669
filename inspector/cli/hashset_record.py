"""A hash set in the words of the contract, and what is told of an office's list."""

from __future__ import annotations

from dataclasses import asdict

from inspector.app.office_lists import Merged, Shown
from inspector.cli.call import Call
from inspector.domain.names import display
from inspector.exchange.office_state import Spans, span
from inspector.store.hashsets import Import


def record(known: Import) -> dict[str, object]:
    """One set as `hashset list --json` tells it."""
    told = asdict(known)
    told["list"] = told.pop("listing").value
    del told["file"]
    return told


def line(call: Call, known: Import) -> str:
    """One set in a line."""
    signals = ", ".join(f"{signal} {call.words.number(count)}" for signal, count in known.signals.items())
    return f"{display(known.name)}\t{known.listing.value}\t{known.format}\t{signals}\t{known.digest[:16]}"


def merged(came: Merged | None) -> dict[str, object]:
    """What came with an office's statements; nothing of a list of another kind."""
    if came is None:
        return {}
    return {"office": came.office, "statements": came.new, "missing": _numbers(came.missing),
            "incomplete": bool(came.missing)}  # fmt: skip


def merged_lines(call: Call, came: Merged | None) -> list[str]:
    """The same for a person."""
    if came is None:
        return []
    told = call.say("command-hashset-merged", office=display(came.office), count=call.words.number(came.new))
    return [told, *_lacking(call, came.missing)]


def offices(shown: Shown) -> list[dict[str, object]]:
    """The offices of a list: which of their statements are known, and which are lacking."""
    lacking = _numbers(shown.missing)
    return [
        {"office": office, "known": known, "missing": lacking.get(office, []),
         "certificates": shown.certificates[office]}
        for office, known in _numbers(shown.spans).items()
    ]  # fmt: skip


def office_lines(call: Call, shown: Shown) -> list[str]:
    """The same for a person, and how many entries how many offices confirm."""
    known = [
        call.say("command-office-known", office=display(office), numbers=", ".join(map(span, numbers)))
        for office, numbers in shown.spans.items()
    ]
    counts = [
        call.say("command-office-confirmed", offices=offices, count=call.words.number(count))
        for offices, count in shown.confirmed.items()
    ]
    return [*known, *_lacking(call, shown.missing), *counts]


def _lacking(call: Call, missing: Spans) -> list[str]:
    return [
        call.say("command-office-missing", office=display(office), numbers=", ".join(map(span, gaps)))
        for office, gaps in missing.items()
    ]


def _numbers(spans: Spans) -> dict[str, list[list[int]]]:
    return {office: [list(stretch) for stretch in stretches] for office, stretches in spans.items()}

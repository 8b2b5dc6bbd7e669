"""A hash set in the words of the contract, on one line, and in all its details."""

from __future__ import annotations

from dataclasses import asdict

from inspector.cli.call import Call
from inspector.domain.names import display
from inspector.store.hashsets import HashSet


def record(known: HashSet) -> dict[str, object]:
    """A set in the words of the contract."""
    told = asdict(known)
    told["list"] = told.pop("listing").value
    del told["file"], told["replaces"]
    return told


def line(call: Call, known: HashSet) -> str:
    """A set on one line."""
    signals = ", ".join(f"{signal} {call.words.number(count)}" for signal, count in known.signals.items())
    parts = [display(known.name), known.listing.value, known.format, signals, known.digest[:16], *_marks(call, known)]
    return "\t".join(parts)


def _marks(call: Call, known: HashSet) -> list[str]:
    marks = [call.say("command-hashset-is-off")] if known.off else []
    return [*marks, call.say("command-hashset-is-incomplete")] if known.incomplete else marks


def details(told: dict[str, object]) -> list[str]:
    """All that is known of a set, a line each, in the names of the contract; what is not known is left out."""
    lines = []
    for name, value in told.items():
        if isinstance(value, dict):
            lines += [f"{name}.{display(str(key))}\t{display(str(each))}" for key, each in value.items()]
        elif value not in {"", None}:
            lines.append(f"{name}\t{display(str(value))}")
    return lines

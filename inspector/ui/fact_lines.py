"""Values out of evidence as safe lines: what analysers and containers told, with a name in words where we have one."""

from __future__ import annotations

from inspector.domain.names import display
from inspector.ui.look import Look
from inspector.ui.sections import Line

_LONG = 400
_SIZES = frozenset({"media_size", "size", "unallocated"})


def fact(look: Look, name: str, value: object) -> Line:
    """One thing a container told of itself."""
    return Line(labelled(look, "fact", name), _said(look, name, value))


def labelled(look: Look, group: str, name: str) -> str:
    """The words for a name (`window-<group>-<name>`), or the name itself, made safe."""
    message = f"window-{group}-{name.replace('_', '-').lower()}"
    known = message.isascii() and look.words.has(message)
    return look.words.say(message) if known else display(name)


def plain(look: Look, value: object) -> str:
    """A value as one line of safe text, at most 400 letters."""
    if isinstance(value, bool) or value is None:
        return look.say("yes" if value else "no") if value is not None else "–"
    if isinstance(value, dict):
        return "; ".join(f"{display(str(name))}: {plain(look, part)}" for name, part in value.items())[:_LONG]
    if isinstance(value, (list, tuple)):
        return ", ".join(plain(look, part) for part in value)[:_LONG]
    return display(str(value))[:_LONG]


def _said(look: Look, name: str, value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return look.words.size(value) if name in _SIZES and value >= 0 else look.words.number(value)
    if isinstance(value, str):
        return _moment(look, value) or plain(look, value)
    return plain(look, value)


def _moment(look: Look, text: str) -> str:
    """A moment in UTC as the clock here shows it; an empty string for anything else."""
    if len(text) != len("2026-01-01T00:00:00Z") or not text.endswith("Z"):
        return ""
    try:
        return look.words.when(text)
    except (ValueError, OverflowError):
        return ""

"""Plain sections of lines: what a pane says, before any of it becomes a widget."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.domain.group import GroupKind
from inspector.domain.names import display


@dataclass(frozen=True, slots=True)
class Act:
    """Something a line offers about `item`, which is called `name`.

    `wish` is what: "go" to it, look "inside" it, see its "group" of a kind `by`, or "decide-group".
    """

    wish: str
    item: int
    words: str
    icon: str
    name: str = ""
    by: GroupKind = GroupKind.NEAR


@dataclass(frozen=True, slots=True)
class Line:
    """A name and a value; `digest` values are monospaced and can be copied, `tone` is a role of the style sheet.

    `parts` are those of a chain of containers, to be broken between them; `copy` is what can be copied when that is not
    a digest; `acts` are offered beside it.
    """

    name: str
    value: str
    digest: bool = False
    tone: str = ""
    parts: tuple[str, ...] = ()
    copy: str = ""
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines; `wide` lines stand one below the other instead of in two columns."""

    title: str
    lines: list[Line]
    wide: bool = False


def safe(shown: str) -> str:
    """A name the store already made safe to show, held safe even if it was not."""
    return shown if shown.isprintable() else display(shown)

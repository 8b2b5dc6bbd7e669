"""The next piece of a script, taken apart into statements and what they change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from inspector.library.rds.change import Change, changes
from inspector.library.rds.script import Script
from inspector.library.rds.sql import Token, Unfinished, statements
from inspector.library.rds.statement import BadStatement

_MOST_JOINED = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece with what it changes, in order, broken changes too; `whole` when nothing is left open at its end."""

    text: bytes
    statements: Sequence[Sequence[Token]]
    changes: Sequence[Change]
    whole: bool

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return self.whole and not any(change.code for change in self.changes)


def next_piece(script: Script) -> Piece | None:
    """The piece that begins here; None when it is too long.

    A text in quotes may hold a line that looks like the beginning of a piece: if the first leaves quotes open, and more
    of them together make sound statements, they are one.
    """
    first = _piece(script, 1)
    if first is None or first.whole:
        return first
    if script.last(first.text):
        return _cut_off(first)
    return _joined(script) or first if first.changes[-1].code == "quotes" else first


def _joined(script: Script) -> Piece | None:
    for joined in range(2, _MOST_JOINED + 1):
        more = _piece(script, joined)
        if more is None or more.whole:
            return more if more is not None and more.sound else None
    return None


def _piece(script: Script, joined: int) -> Piece | None:
    text = script.piece(joined)
    return None if text is None else apart(text)


def apart(text: bytes) -> Piece:
    """A piece taken apart."""
    found: list[Sequence[Token]] = []
    told: list[Change] = []
    try:
        for statement in statements(text):
            found.append(statement)
            told += _changes(statement)
    except Unfinished as unfinished:
        return Piece(text, found, [*told, Change(unfinished.start, code=unfinished.code)], whole=False)
    return Piece(text, found, told, whole=True)


def _changes(statement: Sequence[Token]) -> list[Change]:
    try:
        return changes(statement)
    except BadStatement as bad:
        return [Change(statement[0].start, code=bad.code)]


def _cut_off(piece: Piece) -> Piece:
    *before, last = piece.changes
    return replace(piece, changes=[*before, replace(last, code="truncated")])

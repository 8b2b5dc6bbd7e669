"""The words of SQL text, told apart strictly; no statement is ever run.

Source: https://sqlite.org/lang.html: texts in `'` with each quote in them doubled, names bare or in `"`, `` ` `` or
brackets, comments from `--` to the end of the line or between `/*` and `*/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

TEXT, NUMBER, WORD, SIGN, ODD = "text", "number", "word", "sign", "odd"

_TOKEN = re.compile(
    rb"(?:\s++|--[^\n]*+|/\*.*?\*/)"
    rb"|(?P<text>'[^']*+(?:''[^']*+)*+')"
    rb"|(?P<number>[-+]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][-+]?[0-9]++)?)"
    rb"|(?P<word>[A-Za-z_\x80-\xff][A-Za-z0-9_$\x80-\xff]*+)"
    rb'|(?P<quoted>"[^"]*+(?:""[^"]*+)*+"|`[^`]*+`|\[[^\]]*+\])'
    rb"|(?P<sign>[(),;.*]|==?)"
    rb"|(?P<odd>.)",
    re.DOTALL,
)
_MOST_TOKENS = 1_200_000  # of one text; each takes some 200 bytes
_OPENS = (b"'", b'"', b"`", b"[")


class Unfinished(Exception):
    """Text that ends within a statement, or goes wrong there; where it begins, and the code of Broken."""

    def __init__(self, start: int, code: str) -> None:
        super().__init__(code)
        self.start = start
        self.code = code


class Token(NamedTuple):
    """A word of a statement: its kind, its bytes (a name without its quotes), and from where to where it stands."""

    kind: str
    raw: bytes
    start: int
    end: int

    @property
    def word(self) -> str:
        """A bare word or a name, in capitals; empty for anything else."""
        return self.raw.decode("utf-8", "replace").upper() if self.kind == WORD else ""

    @property
    def sign(self) -> bytes:
        """A sign; empty for anything else."""
        return self.raw if self.kind == SIGN else b""

    @property
    def value(self) -> str | None:
        """What a text or number says; None for anything else, as NULL."""
        if self.kind == TEXT:
            return self.raw[1:-1].replace(b"''", b"'").decode("utf-8", "replace")
        return self.raw.decode("ascii") if self.kind == NUMBER else None


def statements(text: bytes) -> Iterator[list[Token]]:
    """The statements in `text`, each with its `;`; raises Unfinished when something is left after the last of them."""
    found: list[Token] = []
    for count, token in enumerate(_tokens(text)):
        if count == _MOST_TOKENS:
            raise Unfinished(found[0].start if found else token.start, "too-long")
        if token.kind == ODD and _opens(text, token):
            raise Unfinished(found[0].start if found else token.start, "quotes")
        found.append(token)
        if token.sign == b";":
            yield found
            found = []
    if found:
        raise Unfinished(found[0].start, "shape")


def _tokens(text: bytes) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind == "quoted":
            yield Token(WORD, found[0][1:-1], found.start(), found.end())
        elif kind is not None:
            yield Token(kind, found[0], found.start(), found.end())


def _opens(text: bytes, odd: Token) -> bool:
    """Whether a quote or comment begins here that does not end."""
    return odd.raw in _OPENS or text.startswith(b"/*", odd.start)

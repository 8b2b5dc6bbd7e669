"""The shape of a statement, learnt from one: the next million of its kind need not be taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inspector.domain.match import Signal
from inspector.library.digits import LENGTHS
from inspector.library.rds.change import Change
from inspector.library.rds.sql import Token
from inspector.library.rds.statement import is_value

_VALUE = rb"(?:'[^'\n]*+(?:''[^'\n]*+)*+'|-?[0-9]++|NULL)"
_NUMBER = rb"'?+(0|[1-9][0-9]*+)'?+"  # as SQLite writes it, and else it is read word by word
_LONGEST = 4096  # bytes of a statement from which a shape is learnt
_END = rb"[ \t]*+\r?+\n"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a whole line matches that holds a statement of this shape.

    `digest` is the group of the digest, in hexadecimal, `package` that of the number of the package; 0 without one.
    """

    line: re.Pattern[bytes]
    signal: Signal
    sign: int
    digest: int
    package: int


def learnt(text: bytes, tokens: Sequence[Token], change: Change) -> Shape | None:
    """The shape of the one statement in `text` that makes one change; None when a stronger digest might stand in it."""
    if not change.strongest or len(text) > _LONGEST or b"\n" in text.rstrip():
        return None
    parts: list[bytes] = []
    at = 0
    for place, token in enumerate(tokens):
        parts.append(re.escape(text[at : token.start]))
        if place == change.token:
            parts.append(b"'([0-9A-Fa-f]{%d})'" % (2 * LENGTHS[change.signal]))
        elif place == change.package:
            parts.append(_NUMBER)
        else:
            parts.append(_VALUE if is_value(token) else re.escape(text[token.start : token.end]))
        at = token.end
    if text[at:].strip():
        return None  # something stands behind the statement
    first = 1 if change.package < 0 or change.token < change.package else 2
    package = 0 if change.package < 0 else 3 - first
    return Shape(re.compile(b"".join(parts) + _END), change.signal, change.sign, first, package)

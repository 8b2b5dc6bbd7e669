"""Many plain lines at once."""

from __future__ import annotations

import re

from inspector.domain.match import Signal
from inspector.library.entry import Block


def plain_lines(pattern: re.Pattern[bytes], signal: Signal, number: int, stretch: bytes) -> Block | None:
    """The hashes of whole lines from line `number` on, when each of them is what `pattern` matches; else None.

    The pattern begins with `^` (MULTILINE), ends with the LF, and has one group: the digits of a hash of `signal`.
    """
    digits = pattern.findall(stretch)
    if len(digits) != stretch.count(b"\n"):
        return None
    return Block(number, signal, bytes.fromhex(b"".join(digits).decode("ascii")))

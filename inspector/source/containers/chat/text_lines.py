"""Lines of a file read forward, none of them longer than what memory is for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

_BLOCK = 64 << 10
LONGEST = 1 << 20


def lines(file: BinaryIO, longest: int = LONGEST) -> Iterator[tuple[int, bytes]]:
    """Each line without its end, and the offset at which it begins, from where `file` stands, taken as 0.

    Of a line longer than `longest` bytes only its beginning is told.
    """
    offset, line, passed = 0, b"", 0
    while block := file.read(_BLOCK):
        first, *others = block.split(b"\n")
        passed += len(first)
        line = (line + first)[:longest] if len(line) < longest else line
        for other in others:
            yield offset, line.removesuffix(b"\r")
            offset += passed + 1
            line, passed = other[:longest], len(other)
    if line:
        yield offset, line.removesuffix(b"\r")

"""Files that stand uuencoded in the text of a mail, as old programs attached them; found as POSIX tells uuencode."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from inspector.analyse.maillines import MailLines
from inspector.analyse.window import window

_BEGIN = re.compile(rb"begin [0-7]{3,4} ([^\r\n]{1,255}?)[ \t]*\r*\n")
_DATA = re.compile(rb"[ -`]*")
_LONGEST_BEGIN, _LONGEST_DATA = 512, 128
_SPARE = 2  # letters more than there need be: a sum, or a letter that says nothing


@dataclass(frozen=True, slots=True)
class Uuencoded:
    """One file: where it lies, from its "begin" to behind its "end", and what it is called."""

    start: int
    end: int
    name: bytes


def uuencoded(file: BinaryIO, start: int, end: int, beat: Callable[[], None]) -> Iterator[Uuencoded]:
    """The files in the text that lies from `start` to `end`."""
    lines = MailLines(window(file, start, end), beat)
    while lines.to_line(b"begin ") is not None:
        at = lines.at
        found = _BEGIN.fullmatch(lines.line(_LONGEST_BEGIN))
        if found is None or not _holds(lines):
            continue
        while _holds(lines):
            pass
        line = lines.line(_LONGEST_DATA)
        if line.strip() != b"end":
            lines.back(line)
        yield Uuencoded(start + at, start + lines.at, found[1])


def _holds(lines: MailLines) -> bool:
    """Whether the next line is one of the data, which is passed then."""
    line = lines.line(_LONGEST_DATA)
    letters = line.rstrip(b"\r\n")
    if line and (not letters or (_DATA.fullmatch(letters) and _fits(letters))):
        return True
    lines.back(line)
    return False


def _fits(letters: bytes) -> bool:
    """Whether there are no more letters than the first one tells; spaces may have been lost at the end."""
    return len(letters) - 1 <= (((letters[0] - 32) & 63) + 2) // 3 * 4 + _SPARE

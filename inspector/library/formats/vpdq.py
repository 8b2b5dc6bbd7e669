"""Lists of vPDQ: `frame,quality,pdq,seconds` a line, or the JSON of the `threatexchange` command line.

Source: vpdqio of facebook/ThreatExchange and the README of its Python binding, which prints the quality behind the PDQ.
One text is one film. In a text of several films the next one begins behind an empty line or a comment (`#`), and where
the number of a frame is not above that of the one before.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from inspector.library.digits import BadHash
from inspector.library.encoding import BLOCK
from inspector.library.ending import cut_cells
from inspector.library.entry import Blank, Broken, Film, Record
from inspector.library.formats import vpdq_json
from inspector.library.formats.frames import MOST_FRAMES, Told, frame_of
from inspector.library.lines import Numbered, by_lines, first_lines

NAME = "vpdq"

_LINE = re.compile(
    r"([0-9]{1,10})\s*,\s*"
    r"(?:([0-9]{1,4})\s*,\s*([0-9A-Za-z]{5,})|([0-9A-Za-z]{5,})\s*,\s*([0-9]{1,4}))"
    r"\s*,\s*([0-9]{1,9}(?:\.[0-9]{0,20})?)"
)
_SIGN = re.compile(
    rb"([0-9]{1,10})\s*,\s*(?:[0-9]{1,3}\s*,\s*[0-9A-Fa-f]{64}|[0-9A-Fa-f]{64}\s*,\s*[0-9]{1,3})\s*,\s*"
    rb"([0-9]{1,9}(?:\.[0-9]*)?)"
)
_OTHER = re.compile(rb"md5|sha", re.IGNORECASE)
_HEADING = re.compile(r"[A-Za-z_ \"]+(?:,[A-Za-z_ \"()]+)+")


@dataclass(slots=True)
class _Begun:
    """A film on its way: its frames so far, the number of the last, and what else stood between them."""

    frames: list[Told] = field(default_factory=list)
    line: int = 0
    last: int = -1
    between: list[Record] = field(default_factory=list)

    def ended(self) -> Iterator[Record]:
        """The film, if there is one, and what is told of the other lines since it began."""
        if self.frames:
            yield Film(self.line, tuple(self.frames))
        yield from self.between
        self.frames, self.between = [], []


def detect(head: bytes, name: str) -> bool:
    """Whether the name ends in `.vpdq`, most of the first lines are of this shape, or the JSON is."""
    return name.lower().endswith(".vpdq") or vpdq_json.detect(head) or _shaped(first_lines(head))


def _shaped(lines: list[bytes]) -> bool:
    """Whether these are frames and not rows of a table of digests: such a table says so, or is not in order of time."""
    fitting = [parts for parts in map(_SIGN.fullmatch, lines) if parts is not None]
    if 2 * len(fitting) <= len(lines) or _OTHER.search(lines[0]):
        return False
    frames = [(int(parts[1]), float(parts[2])) for parts in fitting]
    back = sum(later[0] > frame[0] and later[1] < frame[1] for frame, later in pairwise(frames))
    return 10 * back <= len(frames)


def read(file: io.BufferedReader) -> Iterator[Record]:
    """A Film for each film and one record for each other line, in the order in which they begin."""
    return vpdq_json.read(file) if vpdq_json.detect(file.peek(BLOCK)) else by_lines(file, _records, cut_cells)


def _records(lines: Iterator[Numbered]) -> Iterator[Record]:
    begun = _Begun()
    for number, line in lines:
        text = None if line is None else line.decode("utf-8", "replace").strip()
        if text is not None and (not text or text.startswith("#")):
            yield from begun.ended()
            yield Blank(number)
        else:
            yield from _told(begun, number, text)
    yield from begun.ended()


def _told(begun: _Begun, number: int, text: str | None) -> Iterator[Record]:
    """Takes one line into the film; gives the film before, when this line is of the next."""
    parts = None if text is None else _LINE.fullmatch(text)
    if parts is None:
        heading = number == 1 and text is not None and _HEADING.fullmatch(text)
        begun.between.append(Blank(number) if heading else Broken(number, "too-long" if text is None else "shape"))
        return
    if begun.frames and (int(parts[1]) <= begun.last or len(begun.frames) >= MOST_FRAMES):
        yield from begun.ended()
    begun.last = int(parts[1])
    try:
        frame = frame_of(parts[3] or parts[4], parts[2] or parts[5], parts[6])
    except BadHash as bad:
        begun.between.append(Broken(number, bad.code))
        return
    if begun.frames:
        begun.between.append(Blank(number))
    else:
        yield from begun.ended()
        begun.line = number
    begun.frames.append(frame)

"""Where a list of lines breaks off: in the middle of its last line, which then has no line end.

A last line that lacks nothing but its end is whole: many tools leave it out. Nor is a line of another sort broken off:
a footer, a mark of the end, a kind that is not compared here. What tells a cut is that the line begins as others do.

What is left of a digest may have as many digits as one of another kind. It is none where every line above has a longer
one in its place (`shortened`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from inspector.library.entry import Block, Broken, Entry, Record
from inspector.library.shortened import shortened


@dataclass(frozen=True, slots=True)
class Ending:
    """The last line of a list, its number and text, if it has no end; `above` are whole lines that stand before it."""

    number: int
    line: bytes
    above: bytes


Cut = Callable[[Ending, bool], bool]
"""Whether the line is cut in its middle; the flag says whether an entry could be read of it without a fault."""

_PADDING = b"\0\x1a \t\r"  # what fills a file up, and the mark of the end of old
_LED = re.compile(rb"(\s*(?:\\|[A-Za-z0-9_-]{2,40}[ \t:,]\s*)?)([0-9A-Fa-f]+)")
_CELLS = re.compile(rb"[0-9A-Fa-f][0-9A-Fa-f., \t]*")
_DIGEST = re.compile(rb"[0-9A-Fa-f]{32}")
_DIGITS = bytes.maketrans(b"123456789", b"0" * 9)


def to_the_end(records: Iterable[Record], unended: Callable[[], Ending | None], cut: Cut) -> Iterator[Record]:
    """`records` as they come; the last is Broken (`truncated`) where the list breaks off, with what was read of it.

    Both are asked at the end: `unended` gives the last line if it has no end, `cut` tells of it.
    """
    last: Record | None = None
    for record in records:
        if last is not None:
            yield last
        last = None if isinstance(record, Block) else record  # a block is of whole lines
        if last is None:
            yield record
    if last is not None:
        ending = unended() if isinstance(last, Broken | Entry) else None
        yield _told(last, ending, cut) if ending else last


def _told(last: Record, ending: Ending, cut: Cut) -> Record:
    if not ending.line.strip(_PADDING):
        return last
    entry = last if isinstance(last, Entry) else last.entry if isinstance(last, Broken) else None
    if rest := shortened(ending.line.rstrip(b"\0"), ending.above):
        return Broken(ending.number, "truncated", entry=_without(rest, entry))
    return Broken(ending.number, "truncated", entry=entry) if cut(ending, isinstance(last, Entry)) else last


def _without(rest: str, entry: Entry | None) -> Entry | None:
    """What is left of an entry without what is only the beginning of a digest."""
    if entry is None:
        return None
    begun = rest.lower()
    md5, sha1 = (None if value and value.hex() == begun else value for value in (entry.md5, entry.sha1))
    kept = replace(entry, md5=md5, sha1=sha1, category="" if entry.category == rest else entry.category)
    return kept if kept.usable() else None


def cut_digest(ending: Ending, whole: bool) -> bool:  # noqa: FBT001 (a Cut)
    """Whether a line ends in fewer digits than one above has behind the same word, or begins as one above does."""
    line = ending.line.rstrip(b"\0")
    listed = (above for above in ending.above.splitlines() if _DIGEST.search(above))
    return not whole and (_fewer_digits(line, ending.above) or begins_alike(line, listed))


def cut_cells(ending: Ending, whole: bool) -> bool:  # noqa: FBT001 (a Cut)
    """Whether a line that should hold more is of digits and commas only."""
    return not whole and _CELLS.fullmatch(ending.line.rstrip(b"\0")) is not None


def begins_alike(text: bytes, others: Iterable[bytes]) -> bool:
    """Whether one of `others` begins with `text`, whatever their digits are."""
    begun = text.translate(_DIGITS)
    return any(other.translate(_DIGITS).startswith(begun) for other in others)


def _fewer_digits(line: bytes, above: bytes) -> bool:
    parts = _LED.fullmatch(line)
    if parts is None:
        return False
    same = rb"^%s([0-9A-Fa-f]{32,64})(?![0-9A-Za-z])" % re.escape(parts[1])
    return any(len(digits) > len(parts[2]) for digits in re.findall(same, above, re.MULTILINE))

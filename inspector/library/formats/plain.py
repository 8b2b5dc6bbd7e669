"""Many plain lines at once: hashes alone, or rows of a table of which only a hash and perhaps a size are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.digits import LENGTHS, BadHash, digest_name
from inspector.library.entry import Block
from inspector.library.formats.headings import HASHES
from inspector.library.lines import LONGEST

_MOST_DIGITS = 18  # of a size, in 64 bits


def plain_lines(pattern: re.Pattern[bytes], signal: Signal, number: int, stretch: bytes) -> Block | None:
    """The hashes of whole lines from line `number` on, when each of them is what `pattern` matches; else None.

    The pattern begins with `^` (MULTILINE), ends with the LF, and has one group: the digits of a hash of `signal`.
    """
    digits = pattern.findall(stretch)
    if len(digits) != stretch.count(b"\n"):
        return None
    return Block(number, signal, bytes.fromhex(b"".join(digits).decode("ascii")))


def plain_rows(delimiter: str, columns: Sequence[str]) -> Callable[[int, bytes], Block | None]:
    """What reads whole rows without quotes, of columns with these fields; it can only if one hash and no category is.

    It vouches for a stretch when each row has a good hash of one kind and, where sizes are read, a size.
    """
    fields = {field: place for place, field in enumerate(columns) if field}
    hashes = HASHES.intersection(fields)
    if len(hashes) != 1 or not {*hashes, "size"}.issuperset(fields):
        return lambda _number, _stretch: None
    (field,) = hashes
    return _Plain(delimiter.encode(), field, fields[field], fields.get("size")).rows


@dataclass(frozen=True, slots=True)
class _Plain:
    """Where the hash and the size, if any, stand in a row."""

    delimiter: bytes
    field: str
    place: int
    size: int | None

    def rows(self, number: int, stretch: bytes) -> Block | None:
        lines = _lines(stretch)
        digits = _cells(lines, self.delimiter, self.place)
        signal = _signal(self.field, digits) if digits else None
        values = _hashes(digits, signal) if digits and signal else None
        if signal is None or values is None:
            return None
        if self.size is None:
            return Block(number, signal, values)
        sizes = _sizes(_cells(lines, self.delimiter, self.size))
        return None if sizes is None else Block(number, signal, values, sizes)


def _lines(stretch: bytes) -> list[bytes]:
    """The lines of a stretch, or none when one of them may be anything but a row in one line."""
    text = stretch.replace(b"\r\n", b"\n")
    if b'"' in text or b"\r" in text or b"\n#" in text or text.startswith(b"#"):
        return []
    lines = text.split(b"\n")
    lines.pop()
    return [] if max(map(len, lines)) >= LONGEST else lines


def _cells(lines: list[bytes], delimiter: bytes, place: int) -> list[bytes] | None:
    try:
        return [line.split(delimiter, place + 1)[place] for line in lines]
    except IndexError:
        return None


def _signal(field: str, digits: list[bytes]) -> Signal | None:
    """The signal of hashes that all have as many digits as the first."""
    try:
        signal = Signal(digest_name(digits[0].decode("ascii", "replace")) if field == "hash" else field)
    except BadHash:
        return None
    return signal if set(map(len, digits)) == {2 * LENGTHS[signal]} else None


def _hashes(digits: list[bytes], signal: Signal) -> bytes | None:
    try:
        values = bytes.fromhex(b"".join(digits).decode("ascii"))
    except ValueError:
        return None
    return values if len(values) == len(digits) * LENGTHS[signal] else None  # it passes over blanks


def _sizes(cells: list[bytes] | None) -> NDArray[np.int64] | None:
    if cells is None or not all(map(bytes.isdigit, cells)) or max(map(len, cells)) > _MOST_DIGITS:
        return None
    return np.array(cells, f"S{_MOST_DIGITS}").astype(np.int64)

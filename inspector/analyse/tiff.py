"""The directories of a TIFF or EXIF block (TIFF 6.0, section 2), each value read when it is asked for.

Pillow reads them too, at ten times the cost, which every photograph would pay. Nothing here raises: what is broken is
not there.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass, field

_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_ENTRY_BYTES = 12
_MOST_NUMBERS = 16  # what people ask for has three at most
_TEXT, _RATIONAL = "s", {"II", "ii"}
# How one value of a type is written; of BYTE, ASCII and UNDEFINED all values are one string of bytes.
_LETTERS = {
    1: _TEXT, 2: _TEXT, 7: _TEXT, 3: "H", 4: "I", 5: "II", 6: "b", 8: "h", 9: "i", 10: "ii", 11: "f", 12: "d",
}  # fmt: skip

Value = bytes | float | tuple[float, ...]
Place = tuple[int, int, int]
"""What an entry says of a value: its type, how many there are, and where in the block its four bytes stand."""


@dataclass(frozen=True, slots=True)
class Directory:
    """One directory: tags, and where their values stand in `block`, whose numbers are in `order`."""

    block: bytes = b""
    order: str = "<"
    entries: dict[int, Place] = field(default_factory=dict)

    def get(self, tag: int) -> Value | None:
        """The value of a tag: bytes, a number, or numbers; None when it is missing or broken."""
        kind, count, place = self.entries.get(tag, (0, 0, 0))
        letters = _LETTERS.get(kind)
        if letters is None or not count:
            return None
        size = count * struct.calcsize("=" + letters)
        if size > 4:
            (place,) = struct.unpack_from(self.order + "I", self.block, place)
        if letters == _TEXT:
            return self.block[place : place + size]
        if count > _MOST_NUMBERS or place + size > len(self.block):
            return None
        return _numbers(letters, struct.unpack_from(self.order + count * letters, self.block, place))

    def get_ifd(self, tag: int) -> Directory:
        """The directory that a tag points to; an empty one when it points nowhere."""
        place = self.get(tag)
        return _read(self.block, self.order, place) if isinstance(place, int) else Directory()


def directory(block: bytes) -> Directory:
    """The first directory of a block, which begins with its byte order; an empty one when it is no such block."""
    order = _ORDERS.get(block[:4])
    if order is None or len(block) < 8:
        return Directory()
    return _read(block, order, struct.unpack_from(order + "I", block, 4)[0])


def _read(block: bytes, order: str, place: int) -> Directory:
    if place < 8 or place + 2 > len(block):
        return Directory()
    (count,) = struct.unpack_from(order + "H", block, place)
    count = min(count, (len(block) - place - 2) // _ENTRY_BYTES)
    rows = struct.iter_unpack(order + "HHI4x", block[place + 2 : place + 2 + count * _ENTRY_BYTES])
    values = range(place + 10, len(block), _ENTRY_BYTES)
    return Directory(block, order, {tag: (kind, many, at) for (tag, kind, many), at in zip(rows, values, strict=False)})


def _numbers(letters: str, numbers: tuple[float, ...]) -> Value:
    if letters in _RATIONAL:
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        numbers = tuple(over / under if under else math.nan for over, under in pairs)
    return numbers[0] if len(numbers) == 1 else numbers

"""What a TNEF stream is made of: attributes of the message, then those of each attachment (MS-OXTNEF 2.1.3.1)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.stream import fetched, size_of
from inspector.source.containers.window import Window

SIGNATURE = b"\x78\x9f\x3e\x22"
FROM, SUBJECT, SENT, RECEIVED, CLASS, BODY = 0x8000, 0x8004, 0x8005, 0x8006, 0x8008, 0x800C
DATA, TITLE, METAFILE, CREATED, MODIFIED = 0x800F, 0x8010, 0x8011, 0x8012, 0x8013
RENDERING, MESSAGE_PROPERTIES, RECEIVERS, ATTACHMENT, PAGES = 0x9002, 0x9003, 0x9004, 0x9005, 0x9007
_HEADER = struct.Struct("<BHHI")
_FIRST = 6  # behind the signature and a key
_OF_MESSAGE, _OF_ATTACHMENT = 1, 2
_MOST = 1_000_000
_BLOCK = 1 << 20
_FILLED_UP = 4096
_NOTHING = b"\0\r\n\t "


@dataclass(frozen=True, slots=True)
class Attribute:
    """Its number, where its `size` bytes lie, and their sum as it is written, None where that is gone."""

    number: int
    of_attachment: bool
    place: int
    size: int
    total: int | None

    def sound(self, file: BinaryIO) -> bool:
        """Whether the bytes add up to what is written."""
        found, left, place = 0, self.size, self.place
        while self.total is not None and left and (block := fetched(file, place, min(left, _BLOCK))):
            found += int(np.frombuffer(block, np.uint8).sum(dtype=np.uint64))
            left, place = left - len(block), place + len(block)
        return self.total is None or found & 0xFFFF == self.total


def attributes(file: BinaryIO) -> Iterator[Attribute]:
    """Every attribute in its order; raises Unreadable behind the last of a stream that is broken off or makes no sense.

    Of an attribute that is broken off what there is of it is given.
    """
    size, place = size_of(file), _FIRST
    for _ in range(_MOST):
        header = _header(file, place)
        if header is None:
            return
        level, number, _, length = header
        if level not in (_OF_MESSAGE, _OF_ATTACHMENT):
            raise Unreadable("damaged", "attribute")
        place += _HEADER.size
        total = fetched(file, place + length, 2) if place + length < size else b""
        whole = int.from_bytes(total, "little") if len(total) == 2 else None
        yield Attribute(number, level == _OF_ATTACHMENT, place, min(length, size - place), whole)
        if whole is None:
            raise Unreadable("truncated", "attribute")
        place += length + 2
    raise Unreadable("too_large", "attributes")


def _header(file: BinaryIO, place: int) -> tuple[int, int, int, int] | None:
    """Level, number, kind and length; None at the end, which mails fill up with lines or zeros."""
    data = fetched(file, place, _HEADER.size)
    if not data.strip(_NOTHING) and not fetched(file, place, _FILLED_UP).strip(_NOTHING):
        return None
    if len(data) < _HEADER.size:
        raise Unreadable("truncated", "attribute")
    level, number, kind, length = _HEADER.unpack(data)
    return level, number, kind, length


class Stretch(Window):
    """`size` bytes of an attribute from `place`; read in order to the end they fail, once, when its sum is wrong."""

    def __init__(self, file: BinaryIO, attribute: Attribute, place: int, size: int) -> None:
        super().__init__(file, place, size)
        self._whole = file
        self._attribute = attribute
        self._read = 0
        self._told = False

    def part(self, place: int, most: int) -> bytes:
        """See Seekable."""
        data = super().part(place, most)
        if place == self._read:
            self._read += len(data)
        return data

    def ended(self) -> None:
        """See Seekable."""
        if self._told or self._read < self._length:
            return
        self._told = True
        if self._attribute.total is None and self._start + self._length >= self._attribute.place + self._attribute.size:
            raise Unreadable("truncated")
        if not self._attribute.sound(self._whole):
            raise Unreadable("damaged", "sum")

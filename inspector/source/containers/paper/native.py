"""Files that were dropped into a document, as Packager wraps them (MS-OLEDS 2.2.5 and 2.3.6).

In a compound file they are the stream Ole10Native; in RTF they stand behind the header of an OLE 1 object.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from inspector.analyse.charset import decoded

NAME = "\x01Ole10Native"
_LOOKED_AT = 16 << 10
_PACKAGED = 2
_EMBEDDED = 2
_LONGEST_NAME = 1000
_ALL = 1 << 62


@dataclass(frozen=True, slots=True)
class Native:
    """The name the file had, and where its bytes lie."""

    name: str
    start: int
    length: int


def native(file: BinaryIO) -> Native:
    """The file in the stream; what is in no known form comes whole, without the length in front."""
    size = file.seek(0, 2)
    file.seek(0)
    data = file.read(_LOOKED_AT)
    return _packaged(data, 4, size) or Native("", min(4, size), max(0, size - 4))


def in_object(file: BinaryIO) -> Native:
    """The file in an OLE 1 object: what is packaged in it, or the object's own bytes, or all of it as it is."""
    data = file.read(_LOOKED_AT)
    if int.from_bytes(data[4:8], "little") != _EMBEDDED:
        return Native("", 0, _ALL)
    place = 8
    for _ in range(3):  # class, topic, item
        place += 4 + int.from_bytes(data[place : place + 4], "little")
        if place > len(data):
            return Native("", 0, _ALL)
    length = int.from_bytes(data[place : place + 4], "little")
    return _packaged(data, place + 4, place + 4 + length) or Native("", place + 4, length)


def _packaged(data: bytes, start: int, size: int) -> Native | None:
    """The file behind its two names and where it lay before; None when it is wrapped in another way."""
    if int.from_bytes(data[start : start + 2], "little") != _PACKAGED:
        return None
    label_end = data.find(b"\0", start + 2)
    path_end = data.find(b"\0", label_end + 1) if label_end > 0 else -1
    if path_end < 0:
        return None
    place = path_end + 5  # two numbers of two bytes
    place += 4 + int.from_bytes(data[place : place + 4], "little")
    length = int.from_bytes(data[place : place + 4], "little")
    if place + 4 > len(data) or place + 4 + length > size:
        return None
    path = decoded(data[label_end + 1 : path_end]).replace("\\", "/")
    label = decoded(data[start + 2 : label_end]) or path.rpartition("/")[2]
    return Native(label[:_LONGEST_NAME], place + 4, length)

"""Files that were dropped into an old document: the stream Ole10Native (MS-OLEDS 2.3.6 and what Packager writes)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from inspector.analyse.charset import decoded

NAME = "\x01Ole10Native"
_LOOKED_AT = 16 << 10
_PACKAGED = 2
_LONGEST_NAME = 1000


@dataclass(frozen=True, slots=True)
class Native:
    """The name the file had, and where its bytes lie in the stream."""

    name: str
    start: int
    length: int


def native(file: BinaryIO) -> Native:
    """The file in the stream; what is in no known form comes whole, without the length in front."""
    size = file.seek(0, 2)
    file.seek(0)
    data = file.read(_LOOKED_AT)
    return _packaged(data, size) or Native("", min(4, size), max(0, size - 4))


def _packaged(data: bytes, size: int) -> Native | None:
    if int.from_bytes(data[4:6], "little") != _PACKAGED:
        return None
    label_end = data.find(b"\0", 6)
    path_end = data.find(b"\0", label_end + 1) if label_end > 0 else -1
    if path_end < 0:
        return None
    place = path_end + 5  # two numbers of two bytes
    place += 4 + int.from_bytes(data[place : place + 4], "little")
    length = int.from_bytes(data[place : place + 4], "little")
    start = place + 4
    if start > len(data) or start + length > size:
        return None
    label = decoded(data[6:label_end]) or decoded(data[label_end + 1 : path_end]).replace("\\", "/").rpartition("/")[2]
    return Native(label[:_LONGEST_NAME], start, length)

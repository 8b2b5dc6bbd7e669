"""Where in a program lies what the system does not load: archives that unpack themselves lie there.

It is behind the last section of a program of Windows or Unix, as its own headers tell, or among the resources of a
package that Windows' IExpress made. Sources: Microsoft's PE format, System V ABI (ELF).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from inspector.source.containers.stream import fetched

SEEN = 64 << 10
"""Bytes that are looked at from such a place on: settings may stand in front of an archive."""
_WINDOWS, _UNIX = b"MZ", b"\x7fELF"
_IEXPRESS = b"wextract"
_RAW_DATA, _CABINET = 10, "CABINET".encode("utf-16-le")
_RESOURCES, _CERTIFICATES = 2, 4  # in the table of directories
_PADDING = 16
_BELOW = 1 << 31  # of a name: it is a text; of a place: a folder is there
_NONSENSE = (struct.error, ValueError, OverflowError)


@dataclass(frozen=True, slots=True)
class _Headers:
    """Of a program of Windows: address, size and place of each section; address or place and size of directories."""

    sections: tuple[tuple[int, int, int], ...]
    directories: tuple[tuple[int, int], ...] = ()

    def end(self) -> int:
        """Where the program ends; a signature behind it belongs to it."""
        end = max((size + place for _, size, place in self.sections), default=0)
        place, size = self.directory(_CERTIFICATES)
        return place + size if size and 0 <= place - end < _PADDING else end

    def directory(self, number: int) -> tuple[int, int]:
        """One directory; zeros where there is none."""
        return self.directories[number] if number < len(self.directories) else (0, 0)

    def place(self, address: int) -> int:
        """Where in the file lies what is loaded there; raises ValueError where nothing is."""
        for start, size, place in self.sections:
            if start <= address < start + size:
                return place + address - start
        raise ValueError("address")


def promises(start: bytes, size: int | None) -> bool:
    """Whether a file that begins with `start`, of `size` bytes where that is known, is a program with more in it."""
    end = _end(start)
    return bool(end) and (size is None or end < size or _is_package(start))


def further(file: BinaryIO, start: bytes) -> tuple[tuple[int, bytes], ...]:
    """Such places in a program that begins with `start`, and the bytes from there on; none where the file ends before.

    `file` can be sought in. Raises whatever reading it raises.
    """
    end = _end(start)
    places = [end] if end else []
    if _is_package(start):
        with suppress(*_NONSENSE):
            places.append(_cabinet(file, start))
    found = ((place, _at(file, place)) for place in places)
    return tuple((place, data) for place, data in found if data)


def _is_package(start: bytes) -> bool:
    return start.startswith(_WINDOWS) and _IEXPRESS in start


def _at(file: BinaryIO, place: int) -> bytes:
    return fetched(file, place, SEEN)


def _end(start: bytes) -> int:
    """Where a program ends; 0 for what is none, or tells nothing that makes sense."""
    try:
        if start.startswith(_WINDOWS):
            return _headers(start).end()
        return _end_of_unix(start) if start.startswith(_UNIX) else 0
    except _NONSENSE:
        return 0


def _headers(start: bytes) -> _Headers:
    """Raises struct.error where they are broken off; a program of DOS is one section."""
    last, pages = struct.unpack_from("<HH", start, 2)
    header = int.from_bytes(start[0x3C:0x40], "little")
    if start[header : header + 4] != b"PE\0\0":
        return _Headers(((0, (pages - bool(last)) * 512 + last, 0),))
    count, length = struct.unpack_from("<H12xH", start, header + 6)
    fields = header + 24
    table = fields + (112 if start[fields : fields + 2] == b"\x0b\x02" else 96)
    directories = (struct.unpack_from("<II", start, place) for place in range(table, fields + length - 7, 8))
    sections = (struct.unpack_from("<12xIII", start, fields + length + 40 * number) for number in range(count))
    return _Headers(tuple(each for each in sections if each[1]), tuple(directories))


def _end_of_unix(start: bytes) -> int:
    """Behind the furthest segment, or the table of sections; raises struct.error where the headers are broken off."""
    wide, order = start[4:5] == b"\2", "<" if start[5:6] == b"\1" else ">"
    segments, sections = struct.unpack_from(order + ("32xQQ" if wide else "28xII"), start)
    width, count, other_width, other_count = struct.unpack_from(order + "4H", start, 54 if wide else 42)
    form = order + ("8xQ16xQ" if wide else "4xI8xI")
    found = (struct.unpack_from(form, start, segments + width * number) for number in range(count))
    return int(max([sections + other_width * other_count, *(sum(each) for each in found)]))


def _cabinet(file: BinaryIO, start: bytes) -> int:
    """Where the resource lies in which IExpress puts an archive; raises ValueError or struct.error."""
    headers = _headers(start)
    tree = _at(file, headers.place(headers.directory(_RESOURCES)[0]))
    names = _found(place for kind, place in _entries(tree, 0) if kind == _RAW_DATA)
    languages = _found(place for name, place in _entries(tree, names) if _text(tree, name) == _CABINET)
    leaf = _found(place for _, place in _entries(tree, languages))
    (address,) = struct.unpack_from("<I", tree, leaf)
    return headers.place(address)


def _found(places: Iterator[int]) -> int:
    """The first of them: a folder holds a name once."""
    place = next(places, None)
    if place is None:
        raise ValueError("resource")
    return place


def _entries(tree: bytes, folder: int) -> Iterator[tuple[int, int]]:
    """Names and places of what is in a folder of resources."""
    named, numbered = struct.unpack_from("<12xHH", tree, folder)
    for number in range(named + numbered):
        name, place = struct.unpack_from("<II", tree, folder + 16 + 8 * number)
        yield name, place & ~_BELOW


def _text(tree: bytes, name: int) -> bytes:
    place = name & ~_BELOW
    length = int.from_bytes(tree[place : place + 2], "little") if name & _BELOW else 0
    return tree[place + 2 : place + 2 + 2 * length]

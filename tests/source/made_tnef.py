"""Writes messages as Outlook wraps them for the way, byte by byte after MS-OXTNEF."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from unicodedata import normalize

from tests.source.made_msg import filetime

STRING, STRING8, BINARY, OBJECT, WHOLE, SHORT, TIME, GUID, MANY = 0x1F, 0x1E, 0x102, 0x0D, 3, 2, 0x40, 0x48, 0x1000
MESSAGE, STORAGE = (struct.pack("<I", number) + bytes(4) + b"\xc0\0\0\0\0\0\0F" for number in (0x20307, 0x0B))
RENDERING, TITLE, DATA, METAFILE, MODIFIED = 0x69002, 0x18010, 0x6800F, 0x68011, 0x38013
FROM, SUBJECT, SENT, CLASS, BODY = 0x8000, 0x18004, 0x38005, 0x78008, 0x2800C
PROPERTIES, RECEIVERS, ATTACHMENT, PAGES = 0x69003, 0x69004, 0x69005, 0x69007

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")

Value = str | bytes | int | datetime
Key = tuple[int, int] | tuple[int, int, str | int]
Values = Mapping[Key, Value | Sequence[Value]]
"""Properties by number and type, those from 0x8000 on with a name of their own."""


def filled(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def eight_bit(text: str, page: str) -> bytes:
    """A text in a code page; in that of Vietnam a tone is a letter of its own behind the one that carries it."""
    if page != "cp1258":
        return text.encode(page)
    marks = {letter: [mark for mark in normalize("NFD", letter) if mark in _TONES] for letter in set(text)}
    bare = {letter: "".join(mark for mark in normalize("NFD", letter) if mark not in _TONES) for letter in marks}
    return "".join(normalize("NFC", bare[letter]) + "".join(marks[letter]) for letter in text).encode(page)


def one(kind: int, value: Value, page: str) -> bytes:
    if isinstance(value, datetime):
        return filetime(value)
    if isinstance(value, int):
        return struct.pack("<h" if kind == SHORT else "<i", value)
    if isinstance(value, str):
        value = eight_bit(value + "\0", "utf-16-le" if kind == STRING else page)
    return value if kind == GUID else struct.pack("<I", len(value)) + filled(value)


def named(name: str | int) -> bytes:
    if isinstance(name, int):
        return bytes(16) + struct.pack("<II", 0, name)
    letters = (name + "\0").encode("utf-16-le")
    return bytes(16) + struct.pack("<II", 1, len(letters)) + filled(letters)


def properties(values: Values, page: str = "cp1258") -> bytes:
    """A table of properties."""
    out = struct.pack("<I", len(values))
    for key, value in values.items():
        number, kind = key[:2]
        out += struct.pack("<HH", kind, number) + b"".join(map(named, key[2:]))
        many: list[Any] = value if isinstance(value, list) else [value]
        if kind & MANY or kind in (STRING, STRING8, BINARY, OBJECT):
            out += struct.pack("<I", len(many))
        out += filled(b"".join(one(kind & ~MANY, each, page) for each in many))
    return out


def attribute(number: int, data: bytes, level: int = 2, total: int | None = None) -> bytes:
    """An attribute of a message (level 1) or an attachment, with a sum that may be wrong."""
    written = sum(data) if total is None else total
    return struct.pack("<BII", level, number, len(data)) + data + struct.pack("<H", written & 0xFFFF)


def date(moment: datetime) -> bytes:
    return struct.pack("<7H", *moment.timetuple()[:6], moment.isoweekday() % 7)


def sender(name: str, address: str, page: str = "cp1258") -> bytes:
    letters, place = eight_bit(name, page) + b"\0", address.encode() + b"\0"
    return struct.pack("<HHHH", 4, 8 + len(letters) + len(place), len(letters), len(place)) + letters + place


def attachment(data: bytes | None, values: Values, title: str = "", page: str = "cp1258") -> bytes:
    """An attachment, its content in an attribute of its own where `data` is given."""
    out = attribute(RENDERING, bytes(14))
    out += attribute(TITLE, eight_bit(title, page) + b"\0") if title else b""
    out += attribute(DATA, data) if data is not None else b""
    return out + (attribute(ATTACHMENT, properties(values, page)) if values else b"")


def wrapped(values: Values, *attachments: bytes, receivers: Sequence[Values] = (), before: bytes = b"") -> bytes:
    """The stream; `before` are attributes that stand before the properties."""
    out = b"\x78\x9f\x3e\x22\x01\x02" + attribute(0x89006, struct.pack("<I", 0x10000), 1)
    out += attribute(PAGES, struct.pack("<II", 1258, 0), 1) + before
    if receivers:
        out += attribute(RECEIVERS, struct.pack("<I", len(receivers)) + b"".join(map(properties, receivers)), 1)
    out += attribute(PROPERTIES, properties(values), 1) if values else b""
    return out + b"".join(attachments)

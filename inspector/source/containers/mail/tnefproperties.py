"""Properties of a message, a receiver or an attachment as a TNEF stream holds them (MS-OXTNEF 2.1.3.4)."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from inspector.analyse.charset import decoded
from inspector.analyse.unreadable import Unreadable
from inspector.analyse.window import window
from inspector.source.containers.mail import mapi
from inspector.source.containers.mail.mapi import Properties
from inspector.source.containers.stream import fetched

OBJECT = 0x000D
LARGEST = 16 << 20
"""Bytes of a property that is read as one; contents of attachments are not."""
_MOST = 50_000  # values in one table
_MANY = 0x1000
_NAMED = 0x8000
_FIXED = {0x02: 2, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 2, 0x14: 8, 0x40: 8, 0x48: 16}
_COUNTED = frozenset({OBJECT, mapi.STRING8, mapi.STRING, mapi.BINARY})
_WORD, _TAG, _NAME = struct.Struct("<I"), struct.Struct("<HH"), struct.Struct("<16xII")
_NONSENSE = (struct.error, ValueError)


@dataclass(frozen=True, slots=True)
class Property:
    """The type of a property, without the mark of those with many values, and where its values lie: place, size."""

    kind: int
    values: tuple[tuple[int, int], ...]


Table = dict[int, Property]


def table(file: BinaryIO, place: int, size: int, flawed: Callable[[str], None]) -> Table:
    """The properties at `place`, by number; where they make no sense they end, and `flawed` is called."""
    return next(_Tables(file, place, size, flawed).each(1), {})


def tables(file: BinaryIO, place: int, size: int, flawed: Callable[[str], None]) -> Iterator[Table]:
    """Several of them behind their count."""
    rows = _Tables(file, place, size, flawed)
    return rows.each(rows.count())


class _Tables:
    """Tables of properties one behind the other."""

    def __init__(self, file: BinaryIO, place: int, size: int, flawed: Callable[[str], None]) -> None:
        self._file = window(file, place, place + size)
        self._before, self._size = place, size
        self._left = 0
        self._flawed = flawed

    def count(self) -> int:
        """How many tables are told to follow."""
        try:
            (count,) = self._take(_WORD)
        except _NONSENSE:
            return 0
        return int(count)

    def each(self, count: int) -> Iterator[Table]:
        """So many tables, or those there are."""
        for _ in range(count):
            found: Table = {}
            try:
                self._fill(found)
            except _NONSENSE:
                self._flawed("damaged")
                yield found
                return
            yield found

    def _fill(self, found: Table) -> None:
        (count,) = self._take(_WORD)
        self._left = _MOST
        for _ in range(count):
            kind, number = self._take(_TAG)
            if number >= _NAMED:
                self._pass_name()
            values: list[tuple[int, int]] = []
            try:
                values += self._values(kind)
            finally:  # of a value that is broken off what there is of it
                found.setdefault(number, Property(kind & ~_MANY, tuple(values)))

    def _pass_name(self) -> None:
        by_name, word = self._take(_NAME)
        if by_name:
            self._pass(word)
            self._align()

    def _values(self, kind: int) -> Iterator[tuple[int, int]]:
        one = kind & ~_MANY
        if one not in _COUNTED and one not in _FIXED:
            raise ValueError("type")
        (count,) = self._take(_WORD) if kind != one or one in _COUNTED else (1,)
        for _ in range(count):
            self._left -= 1
            if self._left < 0:
                raise ValueError("count")
            (size,) = (_FIXED[one],) if one in _FIXED else self._take(_WORD)
            place = self._file.tell()
            yield self._before + place, min(size, self._size - place)
            self._pass(size)
            if one in _COUNTED:
                self._align()
        self._align()

    def _take(self, form: struct.Struct) -> tuple[int, ...]:
        return form.unpack(self._file.read(form.size))

    def _pass(self, size: int) -> None:
        place = self._file.tell() + size
        if place > self._size:
            raise ValueError("size")
        self._file.seek(place)

    def _align(self) -> None:
        """Over what fills a value up to four bytes."""
        self._file.seek(-self._file.tell() % 4, io.SEEK_CUR)


class Stored:
    """Properties out of a table, and of what older programs write as attributes of their own, `beside` it.

    Texts that are not in Unicode are in the code page `page`, whatever the message says of its HTML.
    """

    def __init__(self, file: BinaryIO, found: Table, beside: dict[int, tuple[int, bytes]], page: str) -> None:
        self._file = file
        self._table = found
        self._beside = beside
        self._page = page

    def properties(self, flawed: Callable[[str], None]) -> Properties:
        """The same as what all messages have."""
        return Properties(self.find, list(dict.fromkeys((*self._table, *self._beside))), flawed, self._page)

    def find(self, number: int) -> tuple[int, bytes] | None:
        """Type and bytes; all texts are given in Unicode, several as one."""
        stored = self._table.get(number)
        if stored is None or not stored.values:
            kind, data = self._beside.get(number, (0, b""))
            return (mapi.STRING, self._text(kind, data)) if kind == mapi.STRING8 else (kind, data) if kind else None
        if stored.kind not in (mapi.STRING, mapi.STRING8):
            return stored.kind, self._bytes(*stored.values[0])
        if sum(size for _, size in stored.values) > LARGEST:
            raise Unreadable("too_large", "property")
        texts = (self._text(stored.kind, self._bytes(*each)) for each in stored.values)
        return mapi.STRING, "; ".encode("utf-16-le").join(texts)

    def _text(self, kind: int, data: bytes) -> bytes:
        if kind == mapi.STRING8:
            data = decoded(data, self._page).encode("utf-16-le", "surrogatepass")
        data = data.rstrip(b"\0")
        return data + bytes(len(data) % 2)

    def _bytes(self, place: int, size: int) -> bytes:
        if size > LARGEST:
            raise Unreadable("too_large", "property")
        return fetched(self._file, place, size)

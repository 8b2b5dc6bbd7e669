"""What the sheets of an old workbook say, and where its pictures lie: records of BIFF8 (MS-XLS)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import BinaryIO

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.paper.wording import Wording

Beat = Callable[[], None]
_BEAT = 4096
_CONTINUE, _DRAWING = 0x3C, 0xEB
_PASSWORD, _SHEET, _STRINGS = 0x2F, 0x85, 0xFC
_MOST_STRINGS = 1_000_000
_RICH, _MORE, _WIDE = 0x08, 0x04, 0x01


class _Records:
    """The records of a workbook, one after the other."""

    def __init__(self, file: BinaryIO, beat: Beat) -> None:
        self._file = file
        self._beat = beat
        self._place = 0
        self._count = 0

    def next(self, wanted: int | None = None) -> tuple[int, int, bytes] | None:
        """Type, place of the body, and body of the next record; None at the end or when it is not the wanted one."""
        self._file.seek(self._place)
        header = self._file.read(4)
        if len(header) < 4:
            return None
        kind, length = struct.unpack("<HH", header)
        if wanted is not None and kind != wanted:
            return None
        body = self._file.read(length)
        place, self._place = self._place + 4, self._place + 4 + length
        self._count += 1
        if self._count % _BEAT == 0:
            self._beat()
        return kind, place, body


def drawings(file: BinaryIO, beat: Beat) -> Iterator[tuple[int, int]]:
    """Where the bytes of the drawing group lie, which holds the pictures: runs of (start, length)."""
    records = _Records(file, beat)
    inside = False
    while (record := records.next()) is not None:
        kind, place, body = record
        inside = kind == _DRAWING or (inside and kind == _CONTINUE)
        if inside:
            yield place, len(body)


def sheets(file: BinaryIO, wording: Wording, beat: Beat) -> None:
    """The cells of all sheets, a line for each row; raises Unreadable "encrypted"."""
    _Sheets(_Records(file, beat), wording).read()


class _Sheets:
    def __init__(self, records: _Records, wording: Wording) -> None:
        self._records = records
        self._wording = wording
        self._strings: list[str] = []
        self._row = -1
        self._readers: dict[int, Callable[[bytes], str]] = {
            0x06: _formula, 0xFD: self._shared,
            0x203: lambda body: _number(body[6:14]), 0x27E: lambda body: _rk(body[6:10]),
            0xBD: lambda body: "\t".join(_rk(body[at + 2 : at + 6]) for at in range(4, len(body) - 5, 6)),
            0x204: lambda body: _text(body[6:], 2), 0x207: lambda body: _text(body, 2),
        }  # fmt: skip

    def read(self) -> None:
        while not self._wording.cut and (record := self._records.next()) is not None:
            kind, _, body = record
            if kind == _PASSWORD:
                raise Unreadable("encrypted", "text")
            if kind == _STRINGS:
                self._strings = list(_shared_strings(self._records, body))
            elif kind == _SHEET:
                self._wording.add(_text(body[6:], 1) + "\n")
            elif kind == 0x1B6:  # the text of a box or a note stands in the record behind
                self._note(body)
            elif kind in self._readers:
                self._cell(kind, body)

    def _cell(self, kind: int, body: bytes) -> None:
        row = int.from_bytes(body[:2], "little") if kind != 0x207 else self._row
        if text := self._readers[kind](body):
            self._wording.add(("\n" if row != self._row else "\t") + text)
        self._row = row

    def _note(self, body: bytes) -> None:
        length = int.from_bytes(body[10:12], "little")
        following = self._records.next(_CONTINUE) if length else None
        if following is not None and following[2]:
            self._wording.add("\n" + _letters(following[2][1:], length, wide=bool(following[2][0] & _WIDE)) + "\n")

    def _shared(self, body: bytes) -> str:
        number = int.from_bytes(body[6:10], "little")
        return self._strings[number] if number < len(self._strings) else ""


def _shared_strings(records: _Records, body: bytes) -> Iterator[str]:
    """The strings that cells share (MS-XLS 2.4.265), as far as a text may be long."""
    source = _Continued(records, body[8:])
    room = Wording()
    for _ in range(min(int.from_bytes(body[4:8], "little"), _MOST_STRINGS)):
        text = source.string()
        room.add(text or "")
        if text is None or room.cut:
            return
        yield text


class _Continued:
    """Bytes that go on in CONTINUE records; within letters, each of those begins by saying how wide they are."""

    def __init__(self, records: _Records, data: bytes) -> None:
        self._records = records
        self._data = data

    def string(self) -> str | None:
        """The next string; None when there is no more."""
        header = self._take(3)
        if len(header) < 3:
            return None
        count, flags = struct.unpack("<HB", header)
        runs = int.from_bytes(self._take(2), "little") if flags & _RICH else 0
        more = int.from_bytes(self._take(4), "little") if flags & _MORE else 0
        text = self._letters(count, wide=bool(flags & _WIDE))
        self._skip(4 * runs + more)
        return text

    def _letters(self, count: int, *, wide: bool) -> str:
        pieces = []
        while count > 0:
            width = 2 if wide else 1
            here = min(count, len(self._data) // width)
            pieces.append(_letters(self._data, here, wide=wide))
            self._data = self._data[here * width :]
            count -= here
            if count > 0:
                if not self._refill() or not self._data:
                    break
                wide, self._data = bool(self._data[0] & _WIDE), self._data[1:]
        return "".join(pieces)

    def _take(self, count: int) -> bytes:
        while len(self._data) < count and self._refill():
            pass
        taken, self._data = self._data[:count], self._data[count:]
        return taken

    def _skip(self, count: int) -> None:
        while count > len(self._data):
            count -= len(self._data)
            self._data = b""
            if not self._refill():
                return
        self._data = self._data[count:]

    def _refill(self) -> bool:
        following = self._records.next(_CONTINUE)
        if following is None:
            return False
        self._data += following[2]
        return True


def _letters(data: bytes, count: int, *, wide: bool) -> str:
    return data[: 2 * count].decode("utf-16-le", "replace") if wide else data[:count].decode("latin-1")


def _text(data: bytes, width: int) -> str:
    """A string that begins with its length in `width` bytes and how wide its letters are."""
    count = int.from_bytes(data[:width], "little")
    return _letters(data[width + 1 :], count, wide=bool(data[width] & _WIDE)) if len(data) > width else ""


def _number(data: bytes) -> str:
    return f"{struct.unpack('<d', data)[0]:.15g}" if len(data) == 8 else ""


def _formula(body: bytes) -> str:
    """What a formula came to, when that is a number."""
    return "" if body[12:14] == b"\xff\xff" else _number(body[6:14])


def _rk(data: bytes) -> str:
    """A number in four bytes (MS-XLS 2.5.217): the upper part of a double, or a whole one, perhaps in hundredths."""
    if len(data) < 4:
        return ""
    raw = int.from_bytes(data, "little")
    value = float(int.from_bytes(data, "little", signed=True) >> 2) if raw & 2 else 0.0
    if not raw & 2:
        value = struct.unpack("<d", b"\0\0\0\0" + (raw & 0xFFFFFFFC).to_bytes(4, "little"))[0]
    return f"{value / 100 if raw & 1 else value:.15g}"

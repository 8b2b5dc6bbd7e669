"""What old Office documents say: the text of Word (MS-DOC), the slides of PowerPoint (MS-PPT)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from inspector.analyse.charset import decoded
from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.flow import stretch
from inspector.source.containers.paper.wording import Wording

Beat = Callable[[], None]
_BEAT = 4096

# --- Word --------------------------------------------------------------------------------------------------------

_WORD = 0xA5EC
_FIRST_UNICODE = 0xC1  # the version of the file header from Word 97 on
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_LARGEST_TABLE = 16 << 20
_SPOKEN = {0x07: "\t", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x1E: "-", 0xA0: " "}
_LETTERS = {code: _SPOKEN.get(code, "") for code in (*range(0x20), 0xA0) if code not in (0x09, 0x0A)}
"""Marks of cells, lines, pages and fields; those that nobody sees fall away."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Where a stretch of text lies, in bytes, and how it is written; no encoding: it has to be guessed."""

    file: BinaryIO
    start: int
    length: int
    encoding: str


def letter(main: BinaryIO, table: Callable[[str], BinaryIO | None], wording: Wording, beat: Beat) -> None:
    """The text of a Word document, its notes, headers and comments too; raises Unreadable."""
    main.seek(0)
    header = main.read(0x200)
    if len(header) < 0x20:
        raise Unreadable("truncated", "header")
    mark, version, flags = struct.unpack_from("<HH6xH", header)
    if flags & _ENCRYPTED:
        raise Unreadable("encrypted", "text")
    if mark != _WORD or version < _FIRST_UNICODE or len(header) < 0x1AA:
        start, end = struct.unpack_from("<II", header, 0x18)
        _say(_Piece(main, start, end - start, ""), wording, beat)
        return
    place, length = struct.unpack_from("<II", header, 0x1A2)
    pieces = table("1Table" if flags & _SECOND_TABLE else "0Table")
    if pieces is None or length > _LARGEST_TABLE:
        raise Unreadable("damaged", "table")
    pieces.seek(place)
    for start, count, wide in _pieces(pieces.read(length)):
        _say(_Piece(main, start, 2 * count if wide else count, "utf-16-le" if wide else "cp1252"), wording, beat)


def _pieces(clx: bytes) -> Iterator[tuple[int, int, bool]]:
    """The pieces of a text (MS-DOC 2.9.38): where each begins, its characters, and whether they are two bytes wide."""
    place = 0
    while place + 3 <= len(clx) and clx[place] == 1:
        place += 3 + int.from_bytes(clx[place + 1 : place + 3], "little")
    if place + 5 > len(clx) or clx[place] != 2:
        raise Unreadable("damaged", "pieces")
    table = clx[place + 5 : place + 5 + int.from_bytes(clx[place + 1 : place + 5], "little")]
    count = max(0, (len(table) - 4) // 12)
    ends = struct.unpack_from(f"<{count + 1}I", table) if count else ()
    for number in range(count):
        where = struct.unpack_from("<2xI2x", table, 4 * (count + 1) + 8 * number)[0]
        characters = ends[number + 1] - ends[number]
        if characters > 0:
            narrow = bool(where & 0x40000000)
            yield (where & 0x3FFFFFFF) // (2 if narrow else 1), characters, not narrow


def _say(piece: _Piece, wording: Wording, beat: Beat) -> None:
    """A stretch of text as people read it."""
    for data in stretch(piece.file, piece.start, piece.length):
        if wording.cut:
            return
        beat()
        text = data.decode(piece.encoding, "replace") if piece.encoding else decoded(data, "cp1252")
        wording.add(text.translate(_LETTERS))


# --- PowerPoint --------------------------------------------------------------------------------------------------

_CONTAINER = 0xF
_WIDE_TEXT, _NARROW_TEXT, _STRING = 0x0FA0, 0x0FA8, 0x0FBA
OBJECT, SOUND = 0x1011, 0x07E7
"""Record types of what is embedded in a presentation: an OLE object, the bytes of a sound."""


def records(file: BinaryIO, beat: Beat) -> Iterator[tuple[int, int, int, int]]:
    """The records of a presentation that hold no others: type, instance, where the body begins, and its length."""
    size, place, count = file.seek(0, 2), 0, 0
    while place + 8 <= size:
        file.seek(place)
        form, kind, length = struct.unpack("<HHI", file.read(8))
        place += 8
        if form & 0xF != _CONTAINER:
            yield kind, form >> 4, place, min(length, size - place)
            place += length
        count += 1
        if count % _BEAT == 0:
            beat()


def slides(file: BinaryIO, wording: Wording, beat: Beat) -> None:
    """The texts of a presentation in the order in which they were saved."""
    for kind, _, start, length in records(file, beat):
        if wording.cut:
            return
        if kind in (_WIDE_TEXT, _NARROW_TEXT, _STRING):
            file.seek(start)
            text = file.read(length).decode("latin-1" if kind == _NARROW_TEXT else "utf-16-le", "replace")
            if not text.startswith("___PPT"):
                wording.add(text.translate(_LETTERS) + "\n")

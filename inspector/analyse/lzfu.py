"""Compressed RTF as Outlook stores it (MS-OXRTFCP: LZFu, or as it is)."""

from __future__ import annotations

import struct

from inspector.analyse.unreadable import Unreadable

LARGEST = 16 << 20
"""Bytes of RTF that are unpacked; more is left out."""
_HEADER = struct.Struct("<III4x")
_PACKED, _STORED = 0x75465A4C, 0x414C454D
_WINDOW = 4096
_BEGINNING = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS "
    b"Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b"
    b"\\i\\u\\tab\\tx"
)  # what the window holds before the first byte


def unpack(data: bytes) -> bytes:
    """The RTF in `data`, at most LARGEST bytes; raises Unreadable "damaged" when it is no compressed RTF."""
    if len(data) < _HEADER.size:
        raise Unreadable("damaged", "rtf header")
    _, size, kind = _HEADER.unpack_from(data)
    if kind == _STORED:
        return data[_HEADER.size : _HEADER.size + min(size, LARGEST)]
    if kind != _PACKED:
        raise Unreadable("damaged", "rtf header")
    return bytes(_unpacked(data, min(size, LARGEST)))


def _unpacked(data: bytes, size: int) -> bytearray:
    out = bytearray(_BEGINNING)
    first = len(out)
    place = _HEADER.size
    while place < len(data) and len(out) - first < size:
        flags, place = data[place], place + 1
        for bit in range(8):
            if not flags >> bit & 1:
                out += data[place : place + 1]
                place += 1
                continue
            word = int.from_bytes(data[place : place + 2], "big")
            place += 2
            distance = (len(out) - (word >> 4)) % _WINDOW
            if distance == 0 or place > len(data):  # a reference to where the window would be written next ends it
                return out[first : first + size]
            _repeat(out, distance, (word & 15) + 2)
    return out[first : first + size]


def _repeat(out: bytearray, distance: int, count: int) -> None:
    """Append `count` bytes that stand `distance` before the end, those just written among them."""
    if distance > len(out):  # where nothing was written yet the window holds nothing
        out += bytes(count)
        return
    start = len(out) - distance
    piece = out[start : start + count]
    out += (piece * (count // len(piece) + 1))[:count]

"""Whole pictures found in bytes that say nothing of where they lie: JPEG, PNG and WebP, each from mark to end.

Sources: ITU-T T.81 annex B (markers), PNG specification (chunks), WebP container specification (RIFF). What is passed
over is never looked at again, so that the search ends however many marks there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from inspector.source.containers.copies.extent import piece

_MARK = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP", re.DOTALL)
_LONGEST_MARK = 12
_BEHIND_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_BLOCK = 64 << 10
_LARGEST = 32 << 20
_MOST_SEGMENTS = 100
_MOST_SCANS = 400
_MOST_CHUNKS = 5_000
_LAST_CHUNK = b"\0\0\0\0IEND\xaeB`\x82"
_START_OF_IMAGE, _END_OF_IMAGE, _START_OF_SCAN = 0xD8, 0xD9, 0xDA


def pictures(file: BinaryIO, start: int, beat: Callable[[], None]) -> Iterator[tuple[int, int]]:
    """Offset and bytes of every whole picture from `start` on; one inside another, as in EXIF, is not told."""
    place, block, behind = start, b"", start
    while True:
        if not 0 <= behind - place <= len(block) - _LONGEST_MARK:
            place, block = behind, piece(file, behind, _BLOCK)
            beat()
        found = _MARK.search(block, behind - place)
        if found is None:
            if len(block) < _LONGEST_MARK:
                return
            behind = place + len(block) - _LONGEST_MARK + 1
            continue
        first = place + found.start()
        end, behind = _measured(file, first, found[0], beat)
        if end:
            yield first, end - first


def _measured(file: BinaryIO, first: int, mark: bytes, beat: Callable[[], None]) -> tuple[int, int]:
    """Where the picture that begins at `first` ends (0: it is none), and from where to search on."""
    if mark.startswith(b"RIFF"):
        end = first + 8 + int.from_bytes(mark[4:8], "little")
        whole = first + _LONGEST_MARK < end <= first + _LARGEST and bool(piece(file, end - 1, 1))
        return (end, end) if whole else (0, first + _LONGEST_MARK)
    if mark.startswith(b"\x89"):
        end = _end_of_png(file, first + len(mark), first + _LARGEST)
        return end, end or first + len(mark)
    return _end_of_jpeg(file, first, beat)


def _end_of_png(file: BinaryIO, place: int, limit: int) -> int:
    for _ in range(_MOST_CHUNKS):
        head = piece(file, place, 8)
        if len(head) < 8 or not head[4:].isalpha():
            return 0
        if head == _LAST_CHUNK[:8]:
            return place + 12 if piece(file, place, 12) == _LAST_CHUNK else 0
        place += 12 + int.from_bytes(head[:4], "big")
        if place > limit:
            return 0
    return 0


def _end_of_jpeg(file: BinaryIO, first: int, beat: Callable[[], None]) -> tuple[int, int]:
    place, scans, segments = first + 2, 0, 0
    while segments < _MOST_SEGMENTS and scans < _MOST_SCANS:
        head = piece(file, place, 4)
        length = int.from_bytes(head[2:4], "big")
        if len(head) < 4 or head[0] != 0xFF or not _opens_segment(head[1]) or length < 2:
            break
        place += 2 + length
        segments += not scans
        if head[1] != _START_OF_SCAN:
            continue
        scans += 1
        place = _behind_scan(file, place, first + _LARGEST, beat)
        mark = piece(file, place, 2)
        if mark[1:] == bytes([_END_OF_IMAGE]):
            return place + 2, place + 2
    return 0, max(place, first + 3) if scans else first + 3


def _opens_segment(code: int) -> bool:
    return code >= 0xC0 and code not in {*range(0xD0, 0xD8), _START_OF_IMAGE, _END_OF_IMAGE, 0xFF}


def _behind_scan(file: BinaryIO, place: int, limit: int, beat: Callable[[], None]) -> int:
    """Where the marker that ends a scan stands, or the end of what was searched."""
    while place < limit and (block := piece(file, place, _BLOCK)):
        beat()
        if found := _BEHIND_SCAN.search(block):
            return place + found.start()
        if len(block) < 2:
            return place + len(block)
        place += len(block) - 1
    return place

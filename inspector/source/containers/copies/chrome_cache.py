"""One entry of Chromium's Simple Cache, as phones, Linux and macOS keep it: `<hash>_0`, `_1` and `_s`.

Source: Chromium, net/disk_cache/simple/simple_entry_format.h. Little-endian: a header with the key; the body; its end
record; the head of the answer; its end record. A `_s` file holds ranges of a body (films) in the order they came.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, ClassVar

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.copies.extent import extent, joined, length, piece
from inspector.source.containers.copies.web_copy import Answer, answer, path, unpacked
from inspector.source.member import Member

_HEADER = struct.Struct("<QIII4x")
_END = struct.Struct("<QIII4x")
_RANGE = struct.Struct("<QqqI4x")
_FIRST, _LAST, _RANGE_MARK = 0xFCFB6D1BA7725C30, 0xF4FA6F45970D41D8, 0xEB97BF016553676B
_HAS_KEY_DIGEST, _KEY_DIGEST = 2, 32
_LONGEST_KEY = 64 << 10
_LONGEST_HEAD = 1 << 20
_MOST_RANGES = 100_000
_ADDRESS = re.compile(rb"[a-z][a-z0-9+.-]*://.*", re.DOTALL)
_HTTP = re.compile(rb"HTTP/.*?(?=\0\0|\Z)", re.DOTALL)
_BODY, _SECOND = "body", "stream2"

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where things lie: the body, and the head of the answer; None where a file has none."""

    body: Stretch
    head: Stretch | None
    whole: bool


class ChromeCache:
    """One such entry."""

    name: ClassVar[str] = "chrome_cache"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._file = handed.file
        self._size = length(handed.file)
        header = piece(handed.file, 0, _HEADER.size)
        if len(header) < _HEADER.size or _HEADER.unpack(header)[0] != _FIRST:
            raise Unreadable("damaged", "header")
        key_length = _HEADER.unpack(header)[2]
        if key_length > _LONGEST_KEY:
            raise Unreadable("damaged", "key")
        key = piece(handed.file, _HEADER.size, key_length)
        self._start = _HEADER.size + key_length
        self._url = _url(key)
        self._ranges = self._found_ranges()
        self._parts = self._found_parts()
        head = piece(self._file, *self._parts.head) if self._parts.head else b""
        http = _HTTP.search(head)
        self._answer: Answer = answer(http[0] if http else b"")
        self._failures = set() if self._parts.whole else {"truncated"}

    @staticmethod
    def claim(head: Head) -> Claim:
        """By the mark of its header."""
        return Claim.BYTES if head.start.startswith(struct.pack("<Q", _FIRST)) else Claim.NONE

    def _found_ranges(self) -> list[tuple[int, Stretch]]:
        """The ranges of a body in a `_s` file: their place in the body, and where they lie."""
        found: list[tuple[int, Stretch]] = []
        place = self._start
        while len(found) < _MOST_RANGES and len(head := piece(self._file, place, _RANGE.size)) == _RANGE.size:
            mark, offset, size, _ = _RANGE.unpack(head)
            place += _RANGE.size
            if mark != _RANGE_MARK or offset < 0 or not 0 < size <= self._size - place:
                break
            found.append((offset, (place, size)))
            place += size
        return sorted(found)

    def _found_parts(self) -> _Parts:
        rest = (self._start, max(0, self._size - self._start))
        end = self._end(self._size - _END.size)
        if end is None:
            return _Parts(rest, None, bool(self._ranges))
        _, flags, _, size = end
        head = self._size - _END.size - (_KEY_DIGEST if flags & _HAS_KEY_DIGEST else 0) - size
        if self._end(head - _END.size) is None:
            return _Parts((self._start, self._size - _END.size - self._start), None, whole=True)
        return _Parts((self._start, head - _END.size - self._start), (head, min(size, _LONGEST_HEAD)), whole=True)

    def _end(self, place: int) -> tuple[int, int, int, int] | None:
        """The end record at `place`, when there is one."""
        data = piece(self._file, place, _END.size) if place >= self._start else b""
        found: tuple[int, int, int, int] | None = _END.unpack(data) if len(data) == _END.size else None
        return found if found and found[0] == _LAST else None

    def walk(self) -> Iterator[Member]:
        """The body, when there is one; of a film that was fetched in ranges, each run of them without a gap."""
        if self._ranges:
            yield from (self._run(run) for run in _runs(self._ranges))
        elif self._parts.body[1]:
            yield self._body()

    def _body(self) -> Member:
        packed = self._answer.encoding
        locator = _BODY if self._parts.head else _SECOND
        size = None if packed in {"gzip", "deflate"} else self._parts.body[1]
        return Member(path(self._url), locator, size, self._answer.modified_ns, place=PlaceClass.CACHE)

    def _run(self, run: list[tuple[int, Stretch]]) -> Member:
        size = sum(stretch[1] for _, stretch in run)
        behind = b"" if run[0][0] == 0 else b"@%d" % run[0][0]
        return Member(path(self._url) + behind, str(run[0][0]), size, place=PlaceClass.CACHE)

    def open(self, member: Member) -> BinaryIO:
        """The bytes of a body as the page got it, or of a run of ranges."""
        if not self._ranges:
            body = extent(self._file, *self._parts.body)
            return unpacked(body, self._answer.encoding, lambda: self._failures.add("truncated"))
        run = next(run for run in _runs(self._ranges) if str(run[0][0]) == member.locator)
        return joined(self._file, [stretch for _, stretch in run])

    def at(self, locator: str) -> Member:
        """The body or the run of this name."""
        for member in self.walk():
            if member.locator == locator:
                return member
        raise Unreadable("missing_member")

    def about(self) -> About:
        """The address, and what the server said of it."""
        url = self._url.decode("utf-8", "replace")
        return About(self._answer.facts(self._url), url, tuple((code, "body") for code in sorted(self._failures)))

    def close(self) -> None:
        """Nothing is held."""


def _url(key: bytes) -> bytes:
    """The address in a key; before it may stand for which site it was fetched."""
    last = key.split(b" ")[-1]
    found = _ADDRESS.search(last)
    return found[0] if found else last


def _runs(ranges: list[tuple[int, Stretch]]) -> Iterator[list[tuple[int, Stretch]]]:
    """Ranges in runs in which each begins where the one before ends."""
    run: list[tuple[int, Stretch]] = []
    for one in ranges:
        if run and one[0] != run[-1][0] + run[-1][1][1]:
            yield run
            run = []
        run.append(one)
    if run:
        yield run

"""Rich Text Format (1.9.1): the pictures and objects written into it, and its words. Found by their control words.

The text is searched for the beginnings of pictures and objects and read on from there; what lies around is not parsed,
so that no nesting matters and a broken group costs only itself.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, ClassVar

from inspector.analyse import charset
from inspector.analyse.richtext import LARGEST, read_richtext
from inspector.analyse.unreadable import Unreadable
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.flow import flowing, from_hex, stretch
from inspector.source.containers.paper.blips import bitmap_header
from inspector.source.containers.paper.native import in_object
from inspector.source.containers.paper.wording import TEXT, text_member
from inspector.source.member import Member

MOST_PARTS = 10_000
_MARK = b"{\\rtf"
_START = re.compile(rb"\\(pict|objdata)(?![a-z])")
_LONGEST_START = 16
_WINDOW = 1 << 18
_TOKEN = re.compile(rb"([{}])|\\bin(\d{1,10}) ?|\\([a-z]{1,32})(?:-?\d{1,10})? ?|\\[^a-z]|([0-9A-Fa-f])|[^{}\\]")
_END = re.compile(rb"[{}\\]")
_KINDS = {
    b"jpegblip": ".jpg", b"pngblip": ".png", b"emfblip": ".emf", b"wmetafile": ".wmf", b"macpict": ".pict",
    b"dibitmap": ".bmp",
}  # fmt: skip
_LOCATOR = re.compile(r"(pict|objdata) (\d{1,18})", re.ASCII)
_BITMAP_START = 40


@dataclass(frozen=True, slots=True)
class _Part:
    """A picture or an object: where it is begun, and where its bytes lie, in digits or as they are."""

    word: str
    place: int
    start: int
    length: int
    suffix: str
    digits: bool = True


class Rtf:
    """One text."""

    name: ClassVar[str] = "rtf"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._file = handed.file
        self._beat = handed.beat
        self._failures: dict[tuple[str, str], None] = {}

    @staticmethod
    def claim(head: Head) -> Claim:
        """By its first letters."""
        return Claim.BYTES if head.start.startswith(_MARK) else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """Pictures and objects in the order in which they stand there, then the text."""
        for count, part in enumerate(self._parts()):
            if count >= MOST_PARTS:
                self._failures["too_large", "parts"] = None
                break
            yield self._member(part)
        if text := self._text():
            yield text_member(text)

    def open(self, member: Member) -> BinaryIO:
        """The bytes of a picture or of what an object holds, or the text."""
        if isinstance(member.held, bytes):
            return io.BytesIO(member.held)
        if not isinstance(member.held, _Part):
            raise Unreadable("missing_member")
        part = member.held
        if part.word == "objdata":
            place = in_object(flowing(self._blocks(part)))
            file = flowing(self._blocks(part))
            _passed(file, place.start)
            return flowing(_first(file, place.length))
        return flowing(self._bitmap(part) if part.suffix == ".bmp" else self._blocks(part))

    def at(self, locator: str) -> Member:
        """The picture or object that is begun at this place, or the text."""
        if locator == TEXT and (text := self._text()):
            return text_member(text)
        match = _LOCATOR.fullmatch(locator)
        part = self._part(match[1], int(match[2])) if match else None
        if part is None:
            raise Unreadable("missing_member")
        return self._member(part)

    def about(self) -> About:
        """What was too much."""
        return About(failures=tuple(self._failures))

    def close(self) -> None:
        """Nothing was opened."""

    def _member(self, part: _Part) -> Member:
        name = ""
        if part.word == "objdata":
            name = in_object(flowing(self._blocks(part))).name
        path = name or f"{'object' if part.word == 'objdata' else 'picture'}-{part.place}{part.suffix}"
        return Member(path.encode("utf-8", "replace"), f"{part.word} {part.place}", held=part)

    def _parts(self) -> Iterator[_Part]:
        place = 0
        while True:
            self._file.seek(place)
            window = self._file.read(_WINDOW)
            self._beat()
            found = _START.search(window)
            if found is None:
                if len(window) < _WINDOW:
                    return
                place += len(window) - _LONGEST_START
                continue
            begun, place = place + found.start(), place + found.end()
            if part := self._part(found[1].decode(), begun):
                yield part
                place = max(place, part.start + part.length)

    def _part(self, word: str, place: int) -> _Part | None:
        """What is begun at a place; None when there are no bytes in its group."""
        self._file.seek(place)
        head = self._file.read(_WINDOW)
        begun = _START.match(head)
        if begun is None or begun[1].decode() != word:
            return None
        suffix, deep, after = "", 0, begun.end()
        while deep >= 0 and (token := _TOKEN.match(head, after)):
            after = token.end()
            deep += {b"{": 1, b"}": -1}.get(token[1], 0)
            if deep > 0:
                continue
            suffix = _KINDS.get(token[3], suffix)
            if token[2]:
                return _Part(word, place, place + after, int(token[2]), suffix, digits=False)
            if token[4]:
                start = place + token.start()
                return _Part(word, place, start, self._end(start) - start, suffix)
        return None

    def _end(self, start: int) -> int:
        """Where the digits end."""
        for block in stretch(self._file, start):
            if found := _END.search(block):
                return start + found.start()
            start += len(block)
        return start

    def _blocks(self, part: _Part) -> Iterator[bytes]:
        blocks = stretch(self._file, part.start, part.length)
        return from_hex(blocks) if part.digits else blocks

    def _bitmap(self, part: _Part) -> Iterator[bytes]:
        """A bitmap with the header it has only when it lies in a file."""
        start = flowing(self._blocks(part)).read(_BITMAP_START)
        yield bitmap_header(start, part.length // 2 if part.digits else part.length)
        yield from self._blocks(part)

    def _text(self) -> str:
        self._file.seek(0)
        data = self._file.read(LARGEST)
        if self._file.read(1):
            self._failures["too_large", "text"] = None
        return read_richtext(data)


def warm() -> None:
    """Loads the character sets, which are looked up by name when first used."""
    charset.load()


def _passed(file: BinaryIO, count: int) -> None:
    while count > 0 and (data := file.read(min(count, _WINDOW))):
        count -= len(data)


def _first(file: BinaryIO, count: int) -> Iterable[bytes]:
    while count > 0 and (data := file.read(min(count, _WINDOW))):
        count -= len(data)
        yield data

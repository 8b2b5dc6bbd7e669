"""Old Office documents and other compound files (MS-CFB): their pictures, embedded files, sounds, and their text."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, ClassVar

from inspector.analyse import charset
from inspector.analyse.unreadable import Unreadable, reason
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.flow import flowing, inflated, stretch
from inspector.source.containers.paper.blips import blip_at, blips
from inspector.source.containers.paper.blips import opened as opened_blip
from inspector.source.containers.paper.compound import MARK, OLEFILE, Compound, Stream
from inspector.source.containers.paper.native import NAME as NATIVE
from inspector.source.containers.paper.native import native
from inspector.source.containers.paper.old_cells import drawings, sheets
from inspector.source.containers.paper.old_words import OBJECT, SOUND, letter, records, slides
from inspector.source.containers.paper.runs import joined
from inspector.source.containers.paper.wording import TEXT, Wording, text_member
from inspector.source.member import Member

_MIMES = ("application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint", "application/encrypted")
_SUFFIXES = frozenset({".doc", ".dot", ".xls", ".xlt", ".ppt", ".pps", ".pot", ".docx", ".xlsx", ".pptx"})
_OFFICE = tuple(name.encode("utf-16-le") for name in ("WordDocument", "Workbook", "PowerPoint Doc", "EncryptedPackage"))
_MAIL = "__properties_version1.0".encode("utf-16-le")
_WORD, _BOOKS, _SLIDES = "WordDocument", ("Workbook", "Book"), "PowerPoint Document"
_PICTURED = frozenset({_WORD, *_BOOKS, "Data", "Pictures"})
_WHOLE = frozenset({"Package", "CONTENTS", "EmbeddedOdf"})
_FILES = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n|GIF8[79]a|RIFF....(?:WEBP|AVI |WAVE)|....ftyp|PK\x03\x04|%PDF-|ID3|OggS|\x1aE\xdf\xa3|"
    rb"MSCF|Rar!|7z\xbc\xaf|\xd0\xcf\x11\xe0\xa1\xb1",
    re.DOTALL,
)
_LOCATOR = re.compile(r"(stream|native|blip|part) (\d{1,10})(?: (\d{1,18}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Held:
    """What a member is: the kind of its locator, its stream, and the place in it."""

    kind: str
    stream: Stream
    place: int = 0


class Ole:
    """One compound file."""

    name: ClassVar[str] = "ole"
    version: ClassVar[str] = f"1 (olefile {OLEFILE})"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._beat = handed.beat
        self._failures: dict[tuple[str, str], None] = {}
        self._drawings: dict[int, list[tuple[int, int]]] = {}
        self._file = Compound(handed.file)
        if self._file.find("EncryptedPackage"):
            raise Unreadable("encrypted", "package")

    @staticmethod
    def claim(head: Head) -> Claim:
        """Surely where it is Office's; any other compound file only when nobody knows it better. Mail is another's."""
        if not head.start.startswith(MARK) or _MAIL in head.start:
            return Claim.NONE
        known = head.mime in _MIMES or head.suffix in _SUFFIXES or any(name in head.start for name in _OFFICE)
        return Claim.BYTES if known else Claim.NAME

    def walk(self) -> Iterator[Member]:
        """Stream by stream, then the text; a broken stream costs only itself."""
        for stream in self._file.streams:
            self._beat()
            try:
                yield from self._members(stream)
            except Exception as error:  # noqa: BLE001 - whatever broken chains make struct and the library raise
                self._failures[reason(error)] = None
        if text := self._text():
            yield text_member(text)

    def open(self, member: Member) -> BinaryIO:
        """A picture, an embedded file, a whole stream, or the text."""
        if isinstance(member.held, bytes):
            return io.BytesIO(member.held)
        if not isinstance(member.held, _Held):
            raise Unreadable("missing_member")
        held = member.held
        file = self._file.open(held.stream)
        if held.kind == "stream":
            return file
        if held.kind == "native":
            found = native(file)
            return flowing(stretch(file, found.start, found.length))
        return self._opened_blip(held) if held.kind == "blip" else _opened_part(file, held.place)

    def at(self, locator: str) -> Member:
        """The member with this locator."""
        if locator == TEXT and (text := self._text()):
            return text_member(text)
        match = _LOCATOR.fullmatch(locator)
        stream = self._file.numbered(int(match[2])) if match else None
        if stream is not None:
            for member in self._members(stream):
                if member.locator == locator:
                    return member
        raise Unreadable("missing_member")

    def about(self) -> About:
        """Which of its streams could not be read."""
        return About(failures=tuple(self._failures))

    def close(self) -> None:
        """Nothing was opened."""

    def _members(self, stream: Stream) -> Iterator[Member]:
        if stream.name in _PICTURED:
            yield from self._pictures(stream)
        elif stream.name == NATIVE:
            found = native(self._file.open(stream))
            name = found.name or f"native-{stream.number}"
            yield Member(_path(stream, name), f"native {stream.number}", found.length, held=_Held("native", stream))
        elif stream.name == _SLIDES:
            yield from self._parts(stream)
        elif stream.name in _WHOLE or _FILES.match(self._file.open(stream).read(16)):
            path = _path(stream, stream.name)
            yield Member(path, f"stream {stream.number}", stream.size, held=_Held("stream", stream))

    def _pictures(self, stream: Stream) -> Iterator[Member]:
        for blip in blips(self._drawn(stream), self._beat):
            path = _path(stream, f"{stream.name}-{blip.record}{blip.suffix}")
            size = None if blip.zipped or blip.suffix == ".bmp" else blip.length
            yield Member(path, f"blip {stream.number} {blip.record}", size, held=_Held("blip", stream, blip.record))

    def _drawn(self, stream: Stream) -> BinaryIO:
        """The bytes among which pictures lie: in a workbook they are spread over records."""
        file = self._file.open(stream)
        if stream.name not in _BOOKS:
            return file
        if stream.number not in self._drawings:
            self._drawings[stream.number] = list(drawings(file, self._beat))
        return joined(file, self._drawings[stream.number])

    def _opened_blip(self, held: _Held) -> BinaryIO:
        file = self._drawn(held.stream)
        blip = blip_at(file, held.place)
        if blip is None:
            raise Unreadable("missing_member")
        return opened_blip(file, blip)

    def _parts(self, stream: Stream) -> Iterator[Member]:
        """Objects and sounds embedded in a presentation."""
        for kind, _, start, length in records(self._file.open(stream), self._beat):
            if kind in (OBJECT, SOUND) and length:
                name = f"{'object' if kind == OBJECT else 'sound'}-{start}"
                yield Member(_path(stream, name), f"part {stream.number} {start}", held=_Held("part", stream, start))

    def _text(self) -> str:
        wording = Wording()
        for stream in self._file.streams:
            try:
                self._say(stream, wording)
            except Exception as error:  # noqa: BLE001 - as above
                self._failures[reason(error)] = None
        if wording.cut:
            self._failures["too_large", "text"] = None
        return wording.text()

    def _say(self, stream: Stream, wording: Wording) -> None:
        if stream.name == _WORD:
            letter(self._file.open(stream), lambda name: self._beside(stream, name), wording, self._beat)
        elif stream.name in _BOOKS:
            sheets(self._file.open(stream), wording, self._beat)
        elif stream.name == _SLIDES:
            slides(self._file.open(stream), wording, self._beat)
        else:
            return
        wording.add("\n\n")

    def _beside(self, stream: Stream, name: str) -> BinaryIO | None:
        """Another stream of the same storage."""
        other = self._file.find(*stream.names[:-1], name)
        return None if other is None else self._file.open(other)


def warm() -> None:
    """Loads the character sets, which are looked up by name when first used."""
    charset.load()


def _opened_part(file: BinaryIO, start: int) -> BinaryIO:
    """An embedded object, inflated where its record says that it is compressed, or the bytes of a sound."""
    file.seek(start - 8)
    form, kind, length = struct.unpack("<HHI", file.read(8))
    if kind == OBJECT and form >> 4 == 1:
        return flowing(_unfolded(file, start, length))
    return flowing(stretch(file, start, length))


def _unfolded(file: BinaryIO, start: int, length: int) -> Iterator[bytes]:
    """An object behind the four bytes that say how long it becomes; PowerPoint may leave out the end of the stream."""
    file.seek(start)
    left = int.from_bytes(file.read(4), "little")
    try:
        for block in inflated(stretch(file, start + 4, length - 4), zlib.MAX_WBITS):
            left -= len(block)
            yield block
    except Unreadable:
        if left > 0:
            raise


def _path(stream: Stream, name: str) -> bytes:
    """A name in the storage of a stream; control characters stand in front of the names of storages and streams."""
    folders = [folder.strip("\x01\x02\x03\x05\x06") for folder in stream.names[:-1]]
    return "/".join((*folders, name)).encode("utf-8", "replace")

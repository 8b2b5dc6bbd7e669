"""Lists in other encodings, read as UTF-8: byte-order marks of UTF-8 and UTF-16 are honoured and taken off.

UTF-16 without a mark is told by its zeros: lists begin with ASCII, so every second byte is one. Half a character at the
end, where such a list breaks off, is passed over. Lines that end in NUL come with LF (`nul_ended`).
"""

from __future__ import annotations

import codecs
import io
import re
from typing import BinaryIO

from inspector.library.nul_ended import as_lines

BLOCK = 1 << 16  # bytes; also how much of a list is looked at to tell its format, if that tells anything

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_ASCII = frozenset(b"\t\n\r" + bytes(range(32, 127)))
_MOST = 1 << 20  # bytes looked at where the first lines are long, or comments
_MARKUP = (b"{", b"[", b"<")  # what begins so has no lines
_LINE = re.compile(rb"(?:\A|[\r\n])[ \t]*+[^#\s][^\r\n]{0,65000}+[\r\n]")
_UNMARKED = 16  # characters that must be ASCII to tell UTF-16 without a mark


def utf8(file: BinaryIO) -> io.BufferedReader:
    """The bytes of `file` as UTF-8 without a mark, from its present place on; nothing is read twice.

    Text without a mark is passed on as it is: hashes are ASCII in every encoding of one byte. To `peek` at it gives as
    much as tells the format, which is `BLOCK` at least.
    """
    head = _head(file)
    mark = head[:2] if head[:2] in _UTF16 else b""
    encoding = _UTF16.get(mark) or _unmarked(head[: 2 * _UNMARKED])
    if encoding is not None:
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        return io.BufferedReader(_Recoded(head.removeprefix(mark), file, decoder), max(len(head), BLOCK))
    text, table = head.removeprefix(codecs.BOM_UTF8), as_lines(head.removeprefix(codecs.BOM_UTF8))
    raw = _Rejoined(text, file) if table is None else _Translated(text, file, table)
    return io.BufferedReader(raw, max(len(head), BLOCK))


def tail_of(file: BinaryIO) -> bytes:
    """The last bytes of a file that can be read at any place, as UTF-8 as far as they are ASCII; its place stays."""
    if not file.seekable():
        return b""
    place = file.tell()
    file.seek(max(place, file.seek(0, io.SEEK_END) - BLOCK))
    tail = file.read(BLOCK)
    file.seek(place)
    return tail.replace(b"\0", b"")  # of UTF-16


def _head(file: BinaryIO) -> bytes:
    """The beginning of a file, up to a line that is no comment and not too long to be one."""
    head = _read_up_to(file, BLOCK)
    while BLOCK <= len(head) < _MOST and not head.lstrip().startswith(_MARKUP) and not _LINE.search(head):
        more = _read_up_to(file, BLOCK)
        if not more:
            break
        head += more
    return head


def _unmarked(head: bytes) -> str | None:
    """The form of UTF-16 in which `head` is nothing but ASCII."""
    for first, encoding in enumerate(_UTF16.values()):
        if len(head) == 2 * _UNMARKED and not any(head[1 - first :: 2]) and _ASCII.issuperset(head[first::2]):
            return encoding
    return None


def _read_up_to(file: BinaryIO, count: int) -> bytes:
    parts: list[bytes] = []
    while count and (part := file.read(count)):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


class _Rejoined(io.RawIOBase):
    """A head already read and the rest of the file."""

    def __init__(self, head: bytes, file: BinaryIO) -> None:
        self._waiting = head
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._waiting:
            self._waiting = self._more()
        part, self._waiting = self._waiting[: len(buffer)], self._waiting[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)

    def _more(self) -> bytes:
        return self._file.read(BLOCK)


class _Translated(_Rejoined):
    """The same, byte by byte by a table."""

    def __init__(self, head: bytes, file: BinaryIO, table: bytes) -> None:
        super().__init__(head.translate(table), file)
        self._table = table

    def _more(self) -> bytes:
        return super()._more().translate(self._table)


class _Recoded(_Rejoined):
    """The same, turned from another encoding into UTF-8."""

    def __init__(self, head: bytes, file: BinaryIO, decoder: codecs.IncrementalDecoder) -> None:
        super().__init__(decoder.decode(head).encode(), file)
        self._decoder = decoder

    def _more(self) -> bytes:
        while True:
            block = self._file.read(BLOCK)
            text = self._decoder.decode(block)
            if text or not block:
                return text.encode("utf-8", "replace")

"""The parts of a mail in reading order, each with the role it plays, found in one pass that holds no more than a block.

What divides the parts is read as RFC 2046, 5.1 tells; the bytes of a part lie in the file as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import BinaryIO

from inspector.analyse.maillines import MailLines
from inspector.analyse.mailpart import HEADER_LIMIT, Headers, Part

DEPTH = 32
_LONGEST_DELIMITER = 512  # RFC 2046 allows 70 letters
_HEADER_BYTES = 4 * HEADER_LIMIT
_HEADERS_BYTES = 2 << 20
_HEADER_LINE = re.compile(rb"[!-9;-~]+:|[ \t]|From ")
_PEEK = 512


class Role(Enum):
    """What a part is for.

    A LETTER is a mail or a forwarded mail (its headers matter); a TWIN the HTML form of what also stands there in plain
    words. A LETTER that is told with its headers may come again as the TEXT or what is ATTACHED in it.
    """

    LETTER = auto()
    TEXT = auto()
    TWIN = auto()
    ATTACHED = auto()


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many parts are read, and whether the mails in a mail are told as they lie there rather than read too."""

    parts: int
    sealed: bool = False


class MailWalk:
    """One pass over one mail. `failures` are "deep", "parts", "headers", "defects" and "truncated", each once."""

    def __init__(self, file: BinaryIO, bounds: Bounds, beat: Callable[[], None] = lambda: None) -> None:
        self.failures: dict[str, None] = {}
        self._file = file
        self._bounds = bounds
        self._lines = MailLines(file, beat)
        self._headers = Headers()
        self._count = 0
        self._open: list[tuple[Part, bytes]] = []  # multiparts with their boundary, and read letters without one
        self._filled: set[int] = set()  # numbers of the multiparts in which a part began
        self._leaf: Part | None = None

    def parts(self) -> Iterator[tuple[Part, Role]]:
        """A letter when its headers were read, any other part when its end was found."""
        yield from self._begin(None)
        while not self._full and (end := self._lines.to_dashes()) is not None:
            level, last = self._meaning(self._lines.line(_LONGEST_DELIMITER))
            if level < 0:
                continue
            yield from self._leave(level + 1, end)
            parent, _ = self._open[level]
            if last:
                self._open.pop()
                yield from self._as_text(parent, end)
            else:
                self._filled.add(parent.number)
                yield from self._begin(parent)
        if not self._full and any(part.number in self._filled for part, _ in self._open):
            self._fail("truncated")
        yield from self._leave(0, self._lines.at)

    @property
    def _full(self) -> bool:
        return self._count > self._bounds.parts

    def _begin(self, parent: Part | None) -> Iterator[tuple[Part, Role]]:
        """Read the headers of a part, and those of the letters right in it."""
        while (part := self._next_part(parent)) is not None:
            if parent is None or parent.is_letter:
                yield part, Role.LETTER
            boundary = part.boundary
            inside = not boundary and part.is_letter and not self._bounds.sealed and not part.packing
            if not (boundary or inside):
                self._leaf = part
            elif part.depth >= DEPTH:
                self._fail("deep")  # and passed over, up to the next part above it
            else:
                self._open.append((part, boundary))
            if not inside or part.depth >= DEPTH:
                return
            parent = part

    def _next_part(self, parent: Part | None) -> Part | None:
        self._count += 1
        if self._full:
            self._fail("parts")
            return None
        part = self._headers.part(self._header_lines())
        part.number = self._count - 1
        part.start = part.end = self._lines.at
        if parent is not None:
            part.parent, part.depth = parent, parent.depth + 1
            if parent.get_content_type() == "multipart/digest":
                part.set_default_type("message/rfc822")
        part.packing = self._packing(part)
        if part.cut:
            self._fail("headers")
        if part.defects:
            self._fail("defects")
        return part

    def _packing(self, part: Part) -> str:
        """Its transfer encoding; none where MIME allows none, except that of a letter that really is encoded."""
        encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
        if part.is_letter:
            self._file.seek(part.start)
            return encoding if encoding == "base64" and b":" not in self._file.read(_PEEK) else ""
        return "" if part.get_content_maintype() == "multipart" else encoding

    def _header_lines(self) -> bytes:
        """The lines up to the empty one, or to the first that is no header; what is too much is left out."""
        kept: list[bytes] = []
        length, room = 0, _HEADERS_BYTES
        while True:
            fresh, line = self._lines.fresh, self._lines.line()
            if not line.strip(b"\r\n") and (fresh or not line):
                return b"".join(kept)
            if fresh:
                if not _HEADER_LINE.match(line) or self._meaning(line)[0] >= 0:
                    self._lines.back(line)
                    return b"".join(kept)
                length = length if line[:1] in b" \t" else 0
            length += len(line)
            if length <= _HEADER_BYTES and len(line) <= room:
                kept.append(line)
                room -= len(line)
                continue
            self._fail("headers")
            if kept and not kept[-1].endswith(b"\n"):
                kept.append(b"\n")

    def _meaning(self, line: bytes) -> tuple[int, bool]:
        """The open multipart that this line divides or ends (-1: none), and whether it ends it."""
        name = line[2:].rstrip() if line.startswith(b"--") else b""
        for level in reversed(range(len(self._open) if name else 0)):
            boundary = self._open[level][1]
            if boundary and name in (boundary, boundary + b"--"):
                return level, name != boundary
        return -1, False

    def _leave(self, level: int, end: int) -> Iterator[tuple[Part, Role]]:
        """End the part that was passed last, and whatever lies open above `level`."""
        if self._leaf is not None:
            leaf, self._leaf = self._leaf, None
            leaf.end = max(leaf.start, end)
            yield leaf, self._role(leaf)
        while len(self._open) > level:
            part, boundary = self._open.pop()
            if boundary:
                self._fail("defects")
                yield from self._as_text(part, end)

    def _as_text(self, part: Part, end: int) -> Iterator[tuple[Part, Role]]:
        """A multipart without a part shows itself as text rather than not at all."""
        if part.number not in self._filled:
            part.end = max(part.start, end)
            yield part, Role.TEXT

    def _role(self, leaf: Part) -> Role:
        kind, main = leaf.get_content_type(), leaf.get_content_maintype()
        if leaf.is_letter or kind == "message/partial":
            return Role.ATTACHED
        if main in ("multipart", "message"):
            return Role.TEXT
        if main != "text" or leaf.get_content_disposition() == "attachment" or leaf.name:
            return Role.ATTACHED
        form = _alternative(leaf)
        if form is not None and kind == "text/plain":
            self._file.seek(leaf.start)
            form.has_plain_form |= bool(self._file.read(min(_PEEK, leaf.end - leaf.start)).strip())
        return Role.TWIN if form is not None and form.has_plain_form and kind == "text/html" else Role.TEXT

    def _fail(self, code: str) -> None:
        self.failures[code] = None


def _alternative(leaf: Part) -> Part | None:
    """The multipart/alternative in which a text stands, alone or with its pictures."""
    above = leaf.parent
    if above is not None and above.get_content_type() == "multipart/related":
        above = above.parent
    return above if above is not None and above.get_content_type() == "multipart/alternative" else None

"""The parts of a mail in reading order, each with the role it plays, found in one pass that holds no more than a block.

What divides the parts is read as RFC 2046, 5.1 tells; the bytes of a part lie in the file as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import BinaryIO
from urllib.parse import quote

from inspector.analyse.charset import decoded
from inspector.analyse.mailcoding import plain
from inspector.analyse.maillines import MailLines
from inspector.analyse.mailpart import HEADER_LIMIT, Headers, Part
from inspector.analyse.mailshape import encoding
from inspector.analyse.mailuu import Uuencoded, uuencoded
from inspector.analyse.window import window

DEPTH = 32
_LONGEST_DELIMITER = 512  # RFC 2046 allows 70 letters
_HEADER_BYTES = 4 * HEADER_LIMIT
_HEADERS_BYTES = 2 << 20
_GUESSES = 4  # of a boundary within each other
_SURE_NAME = (
    rb"(?i:content-[a-z-]+|mime-version|from|to|cc|subject|date|received|message-id|reply-to|return-path|sender|"
    rb"x-[a-z0-9-]+)"
)
_SURE_HEADER = re.compile(_SURE_NAME + rb"[ \t]*:")
_HEADER_LINE = re.compile(rb"([!-9;-~]+):|(" + _SURE_NAME + rb")[ \t]+:|[ \t]|From ")
_PART_HEADER = re.compile(rb"(?i)content-[a-z-]+[ \t]*:")
_LEAD = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]*\r*\n)*(?:>From [^\n]*\n)?(?=[!-9;-~]+[ \t]*:|From )")
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
    """One pass over one mail; `failures` are told each once.

    They are "deep", "parts", "headers", "defects", "empty" (a multipart), "headless" (the mail) and "truncated".
    A multipart in which nothing is found is read once more, divided by what looks like its boundary.
    """

    def __init__(self, file: BinaryIO, bounds: Bounds, beat: Callable[[], None] = lambda: None) -> None:
        self.failures: dict[str, None] = {}
        self._file = file
        self._beat = beat
        self._bounds = bounds
        self._lines = MailLines(file, beat)
        self._headers = Headers()
        self._count = 0
        self._open: list[tuple[Part, bytes]] = []  # multiparts with their boundary, and read letters without one
        self._filled: set[int] = set()  # numbers of the multiparts in which a part began
        self._guessed: set[int] = set()  # numbers of those whose boundary was looked for
        self._closed: tuple[Part, bytes] | None = None  # the multipart that was ended last
        self._leaf: Part | None = None

    def parts(self) -> Iterator[tuple[Part, Role]]:
        """A letter when its headers were read, any other part when its end was found."""
        self._file.seek(0)
        lead = _LEAD.match(self._file.read(_PEEK))
        self._lines.to(lead.end() if lead else 0)
        yield from self._begin(None)
        while not self._full:
            end = self._lines.to_dashes()
            line = b"" if end is None else self._lines.line(_LONGEST_DELIMITER)
            level, last = self._meaning(line)
            if level < 0 and self._goes_on(line):
                level = len(self._open) - 1
            if level < 0 and end is not None:
                continue
            end = self._lines.at if end is None else end
            if (last or level < len(self._open) - 1) and self._divided_anew(end):
                continue
            if level < 0:
                break
            yield from self._divide(level, end, last=last)
        if not self._full and any(part.number in self._filled for part, _ in self._open):
            self._fail("truncated")
        yield from self._leave(0, self._lines.at)

    def _divide(self, level: int, end: int, *, last: bool) -> Iterator[tuple[Part, Role]]:
        """What a line does that divides or ends an open multipart."""
        yield from self._leave(level + 1, end)
        parent, _ = self._open[level]
        if last:
            self._closed = self._open.pop()
            yield from self._as_text(parent, end)
        else:
            self._filled.add(parent.number)
            yield from self._begin(parent)

    @property
    def _full(self) -> bool:
        return self._count > self._bounds.parts

    def _begin(self, parent: Part | None) -> Iterator[tuple[Part, Role]]:
        """Read the headers of a part, and those of the letters right in it."""
        self._closed = None
        while (part := self._next_part(parent)) is not None:
            if parent is None or parent.is_letter:
                yield part, Role.LETTER
            boundary = part.boundary
            inside = part.is_letter and not self._bounds.sealed and not part.packing
            if not (part.is_divided or inside):
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
        elif not part.keys():
            self._fail("headless")
        part.packing = self._packing(part)
        if part.cut:
            self._fail("headers")
        if part.defects:
            self._fail("defects")
        return part

    def _packing(self, part: Part) -> str:
        """Its transfer encoding; none where MIME allows none, except that of a letter that really is encoded."""
        name = encoding(str(part.get("content-transfer-encoding", "")))
        if part.is_letter:
            self._file.seek(part.start)
            return name if name == "base64" and b":" not in self._file.read(_PEEK) else ""
        return "" if part.get_content_maintype() == "multipart" else name

    def _header_lines(self) -> bytes:
        """The lines up to the empty one, or to the first that is no header; what is too much is left out."""
        kept: list[bytes] = []
        length, room = 0, _HEADERS_BYTES
        while True:
            fresh, line = self._lines.fresh, self._lines.line()
            if not line.strip(b"\r\n") and (fresh or not line):
                return b"".join(kept)
            if fresh:
                found = _HEADER_LINE.match(line)
                if self._meaning(line)[0] >= 0 or not (found or ((kept or self._count == 1) and self._stray(line))):
                    self._lines.back(line)
                    return b"".join(kept)
                if not found:
                    continue
                line = found[2] + line[found.end() - 1 :] if found[2] else line
                length = length if line[:1] in b" \t" else 0
            line = _in_one_line(line)
            length += len(line)
            if length <= _HEADER_BYTES and len(line) <= room:
                kept.append(line)
                room -= len(line)
                continue
            self._fail("headers")
            if kept and not kept[-1].endswith(b"\n"):
                kept.append(b"\n")

    def _stray(self, line: bytes) -> bool:
        """Whether a line that is no header stands among headers all the same."""
        at = self._lines.at
        after = self._lines.line()
        stray = line.endswith(b"\n") and bool(_SURE_HEADER.match(after))
        self._lines.to(at)
        if stray:
            self._fail("defects")
        return stray

    def _divided_anew(self, end: int) -> bool:
        """Stand again before a multipart that seemed to have no part up to `end`, with a boundary seen there."""
        if not self._open:
            return False
        part, _ = self._open[-1]
        nested = sum(each.number in self._guessed for each, _ in self._open)
        known = part.number in self._filled or part.number in self._guessed
        if known or not part.is_divided or nested >= _GUESSES:
            return False
        self._guessed.add(part.number)
        boundary = self._seen_boundary(part.start, end)
        if boundary:
            self._fail("defects")
            self._open[-1] = part, boundary
            self._lines.to(part.start)
        return bool(boundary)

    def _seen_boundary(self, start: int, end: int) -> bytes:
        """What stands behind the first two dashes that are followed by a header of a part."""
        lines = MailLines(window(self._file, start, end), self._beat)
        while lines.to_dashes() is not None:
            name = lines.line(_LONGEST_DELIMITER)[2:].rstrip()
            if name and lines.fresh:
                after = lines.line()
                lines.back(after)
                if _PART_HEADER.match(after):
                    return name
        return b""

    def _meaning(self, line: bytes) -> tuple[int, bool]:
        """The open multipart that this line divides or ends (-1: none), and whether it ends it."""
        name = line[2:].rstrip() if line.startswith(b"--") else b""
        for level in reversed(range(len(self._open) if name else 0)):
            boundary = self._open[level][1]
            if boundary and name in (boundary, boundary + b"--"):
                return level, name != boundary
        return -1, False

    def _goes_on(self, line: bytes) -> bool:
        """Whether the multipart that was ended last has a further part behind its end; it is open again then."""
        if self._closed is None or line[2:].rstrip() != self._closed[1]:
            return False
        self._open.append(self._closed)
        self._closed = None
        return True

    def _leave(self, level: int, end: int) -> Iterator[tuple[Part, Role]]:
        """End the part that was passed last, and whatever lies open above `level`."""
        if self._leaf is not None:
            leaf, self._leaf = self._leaf, None
            leaf.end = max(leaf.start, end)
            yield from self._ended(leaf)
        while len(self._open) > level:
            part, _ = self._open.pop()
            if part.is_divided:
                self._fail("defects")
                yield from self._as_text(part, end)

    def _ended(self, leaf: Part) -> Iterator[tuple[Part, Role]]:
        """A part whose end was found, and the files that stand in its text."""
        role = self._role(leaf)
        yield leaf, role
        if role is Role.TEXT and plain(leaf.packing) and leaf.get_content_subtype() != "html":
            for found in uuencoded(self._file, leaf.start, leaf.end, self._beat):
                self._count += 1
                if self._full:
                    self._fail("parts")
                    return
                yield self._file_in(leaf, found), Role.ATTACHED

    def _file_in(self, text: Part, found: Uuencoded) -> Part:
        name = quote(decoded(found.name), safe="")
        part = self._headers.part(
            b"Content-Type: application/octet-stream\n"
            b"Content-Disposition: attachment; filename*=utf-8''" + name.encode() + b"\n\n"
        )
        part.parent, part.depth, part.number = text, text.depth + 1, self._count - 1
        part.start, part.end, part.packing = found.start, found.end, "x-uuencode"
        return part

    def _as_text(self, part: Part, end: int) -> Iterator[tuple[Part, Role]]:
        """A multipart without a part shows itself as text rather than not at all."""
        if part.number not in self._filled:
            part.end = max(part.start, end)
            self._file.seek(part.start)
            if self._file.read(min(_PEEK, part.end - part.start)).strip():
                self._fail("empty")
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


def _in_one_line(line: bytes) -> bytes:
    """A line of a header without the ends of lines that other programs would see in it."""
    text = line.rstrip(b"\r\n")
    return text.replace(b"\r", b" ") + (b"\n" if line.endswith(b"\n") else b"")


def _alternative(leaf: Part) -> Part | None:
    """The multipart/alternative in which a text stands, alone or with its pictures."""
    above = leaf.parent
    if above is not None and above.get_content_type() == "multipart/related":
        above = above.parent
    return above if above is not None and above.get_content_type() == "multipart/alternative" else None

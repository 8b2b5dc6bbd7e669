"""What is written into a web page or an SVG itself: `data:` addresses in base64 (RFC 2397), in markup, styles, scripts.

The page is searched for them as bytes and never parsed, so nothing in it runs and no nesting matters. Its words need no
reader: HTML is read as text wherever it lies; only those of an SVG, which is looked at as a picture, are told here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, ClassVar

from inspector.analyse import charset
from inspector.analyse.bounds import LONGEST_TEXT
from inspector.analyse.charset import decoded
from inspector.analyse.hypertext import read_hypertext
from inspector.analyse.unreadable import Unreadable
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.flow import flowing, from_base64, stretch
from inspector.source.member import Member

MOST_ADDRESSES = 10_000
_MARKUP = frozenset({"text/html", "application/xhtml+xml"})
_SVG = "image/svg+xml"

# In scripts the slash may be escaped. What is neither picture, film, sound nor document is a font or a program.
_HEAD = re.compile(
    rb"""(.?)data:((?:image|video|audio|application)\\?/(?!(?:x-)?font|javascript|json)[a-z0-9.+-]{1,60})"""
    rb"""(?:;[a-z0-9=_."'-]{1,40}){0,3};base64,""",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_HEAD = 256
_WINDOW = 1 << 17
_QUOTED_END = re.compile(rb"[^A-Za-z0-9+/=_%\\\s-]")
_BARE_END = re.compile(rb"[^A-Za-z0-9+/=_%\\-]")
_ESCAPED = re.compile(rb"\\(?:x|u00)([0-9a-fA-F]{2})|%([0-9a-fA-F]{2})|\\[nrt]")
_LONGEST_ESCAPE = 6
_LOCATOR = re.compile(r"(\d{1,18})-(\d{1,18})", re.ASCII)
_SUFFIXES = {"jpeg": "jpg", "svg+xml": "svg", "x-icon": "ico", "vnd.microsoft.icon": "ico", "octet-stream": "bin"}


def warm() -> None:
    """Loads the character sets, which are looked up by name when first used."""
    charset.load()


@dataclass(frozen=True, slots=True)
class _Span:
    """Where the letters of an address lie in the file, and the media type it claims."""

    start: int
    end: int
    mime: str


class WebPage:
    """One page."""

    name: ClassVar[str] = "html"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._file = handed.file
        self._beat = handed.beat
        self._is_svg = handed.head.mime == _SVG
        self._too_many = False

    @staticmethod
    def claim(head: Head) -> Claim:
        """By the media type."""
        return Claim.BYTES if head.mime in _MARKUP or head.mime == _SVG else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """The addresses in the order in which they stand there."""
        for count, span in enumerate(self._spans()):
            if count >= MOST_ADDRESSES:
                self._too_many = True
                return
            yield _member(span)

    def open(self, member: Member) -> BinaryIO:
        """What an address says."""
        if not isinstance(member.held, _Span):
            raise Unreadable("missing_member")
        letters = stretch(self._file, member.held.start, member.held.end - member.held.start)
        return flowing(from_base64(_unescaped(letters)))

    def at(self, locator: str) -> Member:
        """The address whose letters lie between the two places of the locator."""
        match = _LOCATOR.fullmatch(locator)
        start = int(match[1]) if match else 0
        before = max(0, start - _LONGEST_HEAD)
        self._file.seek(before)
        for head in _HEAD.finditer(self._file.read(start - before)):
            if match and before + head.end() == start and self._end(start, head[1]) == int(match[2]):
                return _member(_Span(start, int(match[2]), _mime(head[2])))
        raise Unreadable("missing_member")

    def about(self) -> About:
        """The words of an SVG."""
        failures = (("too_large", "addresses"),) if self._too_many else ()
        if not self._is_svg:
            return About(failures=failures)
        self._file.seek(0)
        text, _ = read_hypertext(decoded(self._file.read(LONGEST_TEXT)))
        return About(text=text or None, failures=failures)

    def close(self) -> None:
        """Nothing was opened."""

    def _spans(self) -> Iterator[_Span]:
        place = 0
        while True:
            self._file.seek(place)
            window = self._file.read(_WINDOW)
            last, after = len(window) < _WINDOW, 0
            while (head := _HEAD.search(window, after)) is not None:
                start = place + head.end()
                end = self._end(start, head[1])
                yield _Span(start, end, _mime(head[2]))
                after = end - place
                if after > len(window) - _LONGEST_HEAD and not last:
                    break
            if last:
                return
            place += max(after, len(window) - _LONGEST_HEAD)
            self._beat()

    def _end(self, start: int, before: bytes) -> int:
        """Where the letters end: between quotation marks or brackets blanks may stand among them."""
        ending = _QUOTED_END if before in (b'"', b"'", b"(", b"`", b";") else _BARE_END
        for block in stretch(self._file, start):
            if found := ending.search(block):
                return start + found.start()
            start += len(block)
        return start


def _member(span: _Span) -> Member:
    kind = span.mime.rpartition("/")[2]
    path = f"data-{span.start}.{_SUFFIXES.get(kind, kind)}".encode("ascii", "replace")
    return Member(path, f"{span.start}-{span.end}", held=span)


def _mime(written: bytes) -> str:
    return written.decode("ascii", "replace").replace("\\", "").lower()


def _unescaped(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Letters without the escapes that scripts and addresses put on them."""
    kept = b""
    for block in blocks:
        kept += block
        sign = max(kept.rfind(b"\\", -_LONGEST_ESCAPE), kept.rfind(b"%", -_LONGEST_ESCAPE))
        whole = len(kept) if sign < 0 else sign
        yield _ESCAPED.sub(_letter, kept[:whole])
        kept = kept[whole:]
    yield _ESCAPED.sub(_letter, kept)


def _letter(escape: re.Match[bytes]) -> bytes:
    digits = escape[1] or escape[2]
    return bytes.fromhex(digits.decode("ascii")) if digits else b""

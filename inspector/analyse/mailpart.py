"""One part of a mail: its headers, read within bounds, and where its body lies.

Found by trying Python 3.11: the structured readers of address headers need 36 s for 64 KiB of quotation marks and drop
most of what they cannot place. So only the two headers that give a part its shape are read as structure, cut short;
every other header is read as plain text with encoded words, which takes linear time and loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from email.errors import MessageError
from email.headerregistry import ContentDispositionHeader, ContentTypeHeader, HeaderRegistry
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import EmailPolicy
from functools import lru_cache
from typing import Any

from inspector.analyse.charset import clean
from inspector.analyse.mailshape import mended

HEADER_LIMIT = 64 * 1024
"""Characters of one header."""
_HEADERS_PER_PART = 1000
_STRUCTURAL_MORE = 32  # that are kept though there were too many others before them
_STRUCTURE_LIMIT, _STRUCTURE_LEAST = 2048, 512
_STRUCTURE_ROOM = 256 * 1024
_LETTERS = frozenset({"message/rfc822", "message/global", "message/news"})

# What the standard library is known to raise on broken headers and bodies; nested comments exhaust its recursion.
FAULTS = (MessageError, ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)


class Part(EmailMessage):
    """One part of a mail, which refuses to hold too much.

    `number` counts the parts of a mail from 0; its body lies from `start` to `end` in the file, under the
    transfer encoding `packing`. `cut` tells that there were more headers than are kept.
    """

    def __init__(self, policy: EmailPolicy, room: _Room) -> None:
        super().__init__(policy)
        self.parent: Part | None = None
        self.number = self.depth = self.start = self.end = 0
        self.packing = ""
        self.cut = False
        self.has_plain_form = False  # of a multipart/alternative: its plain text was seen and is not empty
        self._room = room
        self._divided = False

    def set_raw(self, name: str, value: str) -> None:
        """Keep a header as it came; `cut` tells that there were too many."""
        known = name.lower()
        structural = known.startswith("content-")
        if len(self) >= _HEADERS_PER_PART + (_STRUCTURAL_MORE if structural else 0):
            self.cut = True
            return
        if structural:
            value = self._room.cut(value)
        if known in ("content-type", "content-disposition"):
            value = mended(value)
        if known == "content-type" and not self._divided and value.lower().lstrip().startswith("multipart/"):
            self._divided = True
            del self[name]  # of two that contradict each other, the one that tells of parts
        super().set_raw(name, value[:HEADER_LIMIT])

    @property
    def is_letter(self) -> bool:
        """Whether its body is a mail."""
        return self.get_content_type() in _LETTERS

    @property
    def is_divided(self) -> bool:
        """Whether it says that it consists of parts."""
        return self.get_content_maintype() == "multipart"

    @property
    def boundary(self) -> bytes:
        """What divides the parts of a multipart; empty where there is none."""
        if not self.is_divided:
            return b""
        try:
            return (self.get_boundary() or "").encode()
        except FAULTS:
            return b""

    @property
    def charset(self) -> str:
        """The character set it states, or an empty string."""
        try:
            return self.get_content_charset("")
        except FAULTS:
            return ""

    @property
    def name(self) -> str:
        """The file name its sender gave it; never used to write a file."""
        try:
            return clean(self.get_filename("") or "")
        except FAULTS:
            return ""


class _Room:
    """What all parts of one mail share: how long their structural headers may still be."""

    def __init__(self) -> None:
        self._left = _STRUCTURE_ROOM

    def cut(self, value: str) -> str:
        """A structural header at the length that may be spent on reading it."""
        kept = value[: max(_STRUCTURE_LEAST, min(_STRUCTURE_LIMIT, self._left))]
        self._left -= len(kept)
        return kept


class _Policy(EmailPolicy):
    """The default policy, made to survive headers nobody should write."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name and value of one header; 8-bit bytes in it become text."""
        name, value = super().header_source_parse(sourcelines)
        return name, clean(value[: HEADER_LIMIT + 1]).strip()

    def header_fetch_parse(self, name: str, value: str) -> Any:  # noqa: ANN401  # a str with attributes
        """The header read, or as it stands when it cannot be read."""
        try:
            return super().header_fetch_parse(name, value)
        except FAULTS:
            return " ".join(value.split())


def _registry() -> Callable[[str, str], Any]:
    registry = HeaderRegistry(use_default_map=False)
    registry.map_to_type("content-type", ContentTypeHeader)  # type: ignore[arg-type]  # as documented; the stubs miss it
    registry.map_to_type("content-disposition", ContentDispositionHeader)  # type: ignore[arg-type]
    return lru_cache(maxsize=1024)(registry)


class Headers:
    """Makes the parts of one mail out of their header lines."""

    def __init__(self) -> None:
        room = _Room()
        self._policy: EmailPolicy = _Policy(
            header_factory=_registry(), message_factory=lambda policy: Part(policy, room)
        )
        self._parser = BytesHeaderParser(policy=self._policy)

    def part(self, lines: bytes) -> Part:
        """The part with these header lines; one without any when they cannot be read."""
        try:
            return self._made(lines)
        except FAULTS:
            return self._made(b"")

    def _made(self, lines: bytes) -> Part:
        part = self._parser.parsebytes(lines)
        assert isinstance(part, Part)  # by the policy's factory
        return part

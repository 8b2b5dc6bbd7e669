"""The standard library's mail parser, bounded: a tree of parts from hostile bytes.

Found by trying Python 3.11: the structured readers of address headers need 36 s for 64 KiB of quotation marks and drop
most of what they cannot place. So only the two headers that give a part its shape are read as structure, cut short;
every other header is read as plain text with encoded words, which takes linear time and loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from email.errors import MessageError
from email.headerregistry import ContentDispositionHeader, ContentTypeHeader, HeaderRegistry
from email.message import EmailMessage
from email.parser import BytesFeedParser
from email.policy import EmailPolicy
from functools import lru_cache
from typing import Any

from inspector.analyse.charset import clean
from inspector.analyse.tipparts import FIELD_LIMIT

DEPTH = 32
PARTS = 1000
_HEADERS_PER_PART = 1000
_STRUCTURE_LIMIT, _STRUCTURE_LEAST = 2048, 512
_STRUCTURE_ROOM = 256 * 1024
_BLOCK = 1 << 16

# What the standard library is known to raise on broken headers and bodies; nested comments exhaust its recursion.
FAULTS = (MessageError, ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)


class Overgrown(Exception):
    """The mail has more parts, or deeper ones, than a mail between people has. `code` names the failure."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Census:
    """What all parts of one mail share: how many there are, and how long their structural headers may still be."""

    def __init__(self) -> None:
        self._parts = 0
        self._room = _STRUCTURE_ROOM

    def count(self) -> None:
        """One part more; raises Overgrown."""
        self._parts += 1
        if self._parts > PARTS:
            raise Overgrown("tip_mail_parts")

    def cut(self, value: str) -> str:
        """A structural header at the length that may be spent on reading it."""
        kept = value[: max(_STRUCTURE_LEAST, min(_STRUCTURE_LIMIT, self._room))]
        self._room -= len(kept)
        return kept


class Part(EmailMessage):
    """One part of a mail, which knows how deep it lies and refuses to hold too much."""

    def __init__(self, policy: EmailPolicy, census: _Census) -> None:
        super().__init__(policy)
        self.depth = 0
        self.cut = False
        self._census = census

    def attach(self, payload: Part) -> None:  # type: ignore[override]  # what the parser attaches is always a Part
        """Take in a child; raises Overgrown beyond the bounds."""
        self._census.count()
        payload.depth = self.depth + 1
        if payload.depth > DEPTH:
            raise Overgrown("tip_mail_deep")
        super().attach(payload)

    def set_raw(self, name: str, value: str) -> None:
        """Keep a header as it came; `cut` tells that there were too many."""
        if len(self) >= _HEADERS_PER_PART:
            self.cut = True
            return
        structural = name.lower().startswith("content-")
        super().set_raw(name, self._census.cut(value) if structural else value[:FIELD_LIMIT])


class _Policy(EmailPolicy):
    """The default policy, made to survive headers nobody should write."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name and value of one header; 8-bit bytes in it become text."""
        name, value = super().header_source_parse(sourcelines)
        return name, clean(value[: FIELD_LIMIT + 1]).strip()

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


class MailTree:
    """Parses one mail; what was read before a bound was crossed stays."""

    def __init__(self) -> None:
        self._made: list[Part] = []
        self._census = _Census()
        self.failure = ""

    def parse(self, data: bytes, beat: Callable[[], None] = lambda: None) -> Part:
        """The root part of the mail in `data`; `failure` says why the tree is not whole, if so."""
        policy: EmailPolicy = _Policy(header_factory=_registry(), message_factory=self._part)  # type: ignore[call-overload]
        parser = BytesFeedParser(policy=policy)
        try:
            for start in range(0, len(data), _BLOCK):
                parser.feed(data[start : start + _BLOCK])
                beat()
            parser.close()
        except Overgrown as overgrown:
            self.failure = overgrown.code
        except FAULTS:
            self.failure = "tip_mail_broken"
        return self._made[0] if self._made else self._part(policy)

    def _part(self, policy: EmailPolicy) -> Part:
        part = Part(policy, self._census)
        if not self._made:
            self._made.append(part)
        return part

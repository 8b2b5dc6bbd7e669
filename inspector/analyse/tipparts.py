"""What a reader of tip files hands on, and the bounds it keeps to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

TEXT_LIMIT = 4 * 1024 * 1024
"""Characters of text kept of one tip file."""
LINE_LIMIT = 1000
"""Characters of a title or a name."""
FIELD_LIMIT = 64 * 1024
"""Characters of one field or header."""
HEADERS = 500
"""Headers kept of one mail, those of forwarded mails included."""
HEADERS_LIMIT = 512 * 1024
"""Characters of all headers together."""
LINKS_LIMIT = 512 * 1024
"""Characters of all link targets together."""
ATTACHMENTS = 1000
"""Attachments taken out of one file."""
ATTACHMENT_LIMIT = 128 * 1024 * 1024
"""Bytes of one attachment."""
ATTACHMENTS_BYTES = 256 * 1024 * 1024
"""Bytes of all attachments of one file."""
FAILURES = 200
"""Failures told of one file."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One attachment, or why it could not be had. `name` may be empty; it is what the sender wrote."""

    name: str
    mime: str
    data: bytes | None
    failure: str = ""


@dataclass(slots=True)
class Parts:
    """What one tip file holds. `attachments` is read after the rest has been told, one piece at a time."""

    format: str
    title: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    headers: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""
    links: dict[str, None] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    _link_room: int = LINKS_LIMIT
    attachments: Iterator[Piece] = field(default_factory=lambda: iter(()))

    def link(self, targets: list[str]) -> None:
        """Keep link targets, each once and on one line, while there is room."""
        for target in targets:
            line = " ".join(target.split())
            if self._link_room <= len(line):
                self.fail("tip_links_many")
                return
            if line not in self.links:
                self.links[line] = None
                self._link_room -= len(line) + 1

    def fail(self, code: str) -> None:
        """Note a failure once."""
        if code not in self.failures:
            self.failures.append(code)

"""Telegram Desktop's export as HTML: `messages.html`, `messages2.html` …, a thousand messages a page.

As Telegram Desktop's export_output_html.cpp writes it. Each page is a container with its part of the conversation; a
whole account has a folder of pages for each chat (`chats/chat_001/`), whose paths begin with `../../`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, ClassVar

from inspector.analyse import signature
from inspector.analyse.hypertext import markup
from inspector.analyse.unreadable import Unreadable
from inspector.domain.conversation import Conversation
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.chat.chat_parts import Parts, Titles, opened
from inspector.source.containers.chat.page_reading import PageReading
from inspector.source.member import Member

_LARGEST = 32 << 20  # a page of a thousand messages is a few MB


class TelegramPage:
    """The messages of one page."""

    name: ClassVar[str] = "telegram_page"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = False
    forward: ClassVar[bool] = True

    def __init__(self, handed: Handed) -> None:
        self._file = handed.file
        self._beat = handed.beat
        self._page = PageReading()
        self._parts = Parts(lambda: Conversation("telegram", self._page.title), "1", Titles())

    @staticmethod
    def claim(head: Head) -> Claim:
        """Whether it is a page of messages."""
        return Claim.INSIDE if signature.is_telegram_page(head.start) else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """The conversation as far as this page has it; of a page beyond 32 MiB the beginning."""
        raw = self._file.read(_LARGEST + 1)
        text = raw[:_LARGEST].decode("utf-8-sig", "replace")
        for number, (written, tag) in enumerate(markup(text)):
            if number % 10_000 == 0:
                self._beat()
            yield from self._taken(written, tag)
        yield from self._finished()
        yield from self._parts.rest()
        if len(raw) > _LARGEST:
            raise Unreadable("too_large", "page")
        if not text.rstrip().endswith("</html>"):
            raise Unreadable("truncated", "page")

    def open(self, member: Member) -> BinaryIO:
        """The rendering of the conversation."""
        return opened(member)

    def at(self, locator: str) -> Member:
        """Parts come only in their order."""
        raise Unreadable("missing_member", locator[:40])

    def about(self) -> About:
        """How many messages there are."""
        return About({"conversations": int(self._parts.count > 0), "messages": self._parts.count})

    def close(self) -> None:
        """Nothing was opened."""

    def _taken(self, written: str, tag: str) -> Iterator[Member]:
        self._page.text(written)
        if self._page.begins_message(tag):
            yield from self._finished()
        self._page.tag(tag)

    def _finished(self) -> Iterator[Member]:
        if message := self._page.finished(self._parts.next):
            yield from self._parts.take(message)

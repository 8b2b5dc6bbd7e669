r"""Facebook's and Instagram's "download your information" as JSON: `message_1.json` … and the encrypted chats' export.

Two layouts. The older: `{participants: [{name}], messages: [{sender_name, timestamp_ms, content, photos: [{uri}], …}],
title, thread_path}`, newest first, every string's UTF-8 bytes written as `\u00xx`. The export of end-to-end encrypted
chats: `{participants: [name], threadName, messages: [{senderName, timestamp, text, media: [{uri}], isUnsent}]}`, in
true UTF-8. Each numbered file of a thread is a container of its own with a part of the conversation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, ClassVar

from inspector.analyse import signature
from inspector.analyse.conversation import MOST_PARTICIPANTS
from inspector.analyse.unreadable import Unreadable
from inspector.domain.conversation import Conversation
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.chat.chat_fields import name
from inspector.source.containers.chat.chat_parts import Parts, Titles, opened
from inspector.source.containers.chat.json_events import LIBRARY, JsonEvents
from inspector.source.containers.chat.meta_message import mended, message
from inspector.source.member import Member

_FACTS = ("participants", "title", "threadName", "thread_path", "thread_type")


class Meta:
    """The conversation of one file."""

    name: ClassVar[str] = "meta"
    version: ClassVar[str] = f"1 ({LIBRARY})"
    direct: ClassVar[bool] = False
    forward: ClassVar[bool] = True

    def __init__(self, handed: Handed) -> None:
        encrypted = signature.is_encrypted_meta(handed.head.start)
        self._events = JsonEvents(handed.file, handed.beat, None if encrypted else mended)
        self._facts: dict[str, Any] = {}
        self._parts = Parts(self._header, "1", Titles(), by_time=True)

    @staticmethod
    def claim(head: Head) -> Claim:
        """Whether it begins as these exports do."""
        return Claim.INSIDE if signature.is_meta(head.start) else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """The conversation; one that breaks off is told as far as it goes."""
        if not self._events.opens("start_map"):
            raise Unreadable("damaged", "not an object")
        try:
            yield from self._fields()
        except Unreadable:
            yield from self._parts.rest()
            raise
        yield from self._parts.rest()
        self._events.end()

    def open(self, member: Member) -> BinaryIO:
        """The rendering of the conversation."""
        return opened(member)

    def at(self, locator: str) -> Member:
        """Parts come only in their order."""
        raise Unreadable("missing_member", locator[:40])

    def about(self) -> About:
        """How many messages there are, and whether something in them was not UTF-8."""
        failures = (("damaged", "not UTF-8 or too long"),) if self._events.mended else ()
        return About({"conversations": int(self._parts.count > 0), "messages": self._parts.count}, None, failures)

    def close(self) -> None:
        """Nothing was opened."""

    def _fields(self) -> Iterator[Member]:
        for field in self._events.names():
            if field == "messages" and self._events.opens("start_array"):
                yield from self._taken()
            elif field in _FACTS:
                self._facts[field] = self._events.value()
            else:
                self._events.skip()

    def _taken(self) -> Iterator[Member]:
        for _ in self._events.items():
            value = self._events.value()
            if isinstance(value, dict):
                yield from self._parts.take(message(value, self._parts.next))

    def _header(self) -> Conversation:
        people = _people(self._facts.get("participants"))
        title = name(self._facts.get("title")) or name(self._facts.get("threadName")) or ", ".join(people[:4])
        thread = name(self._facts.get("thread_path"))
        return Conversation("meta", title, thread, name(self._facts.get("thread_type"), 40), people)


def _people(untrusted: object) -> tuple[str, ...]:
    listed = untrusted if isinstance(untrusted, list) else []
    found = (name(one.get("name")) if isinstance(one, dict) else name(one) for one in listed)
    return tuple(one for one in found if one)[:MOST_PARTICIPANTS]

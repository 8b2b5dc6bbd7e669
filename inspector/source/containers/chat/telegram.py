"""Telegram Desktop's JSON export: `result.json` of one chat or of a whole account.

As Telegram Desktop's export_output_json.cpp writes it. A chat is `{name, type, id, messages: [...]}`; an account holds
chats in `chats.list` and `left_chats.list`. `date` is the clock of whoever exported, `date_unixtime` is UTC; old
exports have only the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, ClassVar

from inspector.analyse import signature
from inspector.analyse.unreadable import Unreadable
from inspector.domain.conversation import Conversation
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.chat.chat_fields import name
from inspector.source.containers.chat.chat_parts import Parts, Titles, opened
from inspector.source.containers.chat.json_events import LIBRARY, JsonEvents
from inspector.source.containers.chat.telegram_message import message
from inspector.source.member import Member

_LISTS = ("chats", "left_chats")
_FACTS = ("name", "type", "id")


class Telegram:
    """The conversations of one export, in the order in which they stand there."""

    name: ClassVar[str] = "telegram"
    version: ClassVar[str] = f"1 ({LIBRARY})"
    direct: ClassVar[bool] = False
    forward: ClassVar[bool] = True

    def __init__(self, handed: Handed) -> None:
        self._events = JsonEvents(handed.file, handed.beat)
        self._titles = Titles()
        self._opened = 0
        self._chats = 0
        self._messages = 0

    @staticmethod
    def claim(head: Head) -> Claim:
        """Whether it begins as these exports do."""
        return Claim.INSIDE if signature.is_telegram(head.start) else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """Every conversation; one that breaks off is told as far as it goes."""
        if not self._events.opens("start_map"):
            raise Unreadable("damaged", "not an object")
        yield from self._chat(whole=True)
        self._events.end()

    def open(self, member: Member) -> BinaryIO:
        """The rendering of a conversation."""
        return opened(member)

    def at(self, locator: str) -> Member:
        """Conversations come only in their order."""
        raise Unreadable("missing_member", locator[:40])

    def about(self) -> About:
        """How many conversations and messages there are, and whether something in them was not UTF-8."""
        failures = (("damaged", "not UTF-8 or too long"),) if self._events.mended else ()
        return About({"conversations": self._chats, "messages": self._messages}, None, failures)

    def close(self) -> None:
        """Nothing was opened."""

    def _chat(self, *, whole: bool = False) -> Iterator[Member]:
        """The chat whose object was just opened; at the top it may be an account instead."""
        self._opened += 1
        facts: dict[str, Any] = {}
        parts = Parts(lambda: _header(facts), str(self._opened), self._titles)
        try:
            yield from self._fields(facts, parts, whole=whole)
        except Unreadable:
            yield from self._rest(parts)
            raise
        yield from self._rest(parts)

    def _fields(self, facts: dict[str, Any], parts: Parts, *, whole: bool) -> Iterator[Member]:
        for field in self._events.names():
            if field == "messages" and self._events.opens("start_array"):
                yield from self._taken(parts)
            elif field in _FACTS:
                facts[field] = self._events.value()
            elif whole and field in _LISTS and self._events.opens("start_map"):
                yield from self._list()
            else:
                self._events.skip()

    def _taken(self, parts: Parts) -> Iterator[Member]:
        for _ in self._events.items():
            value = self._events.value()
            if isinstance(value, dict):
                yield from parts.take(message(value, parts.next))

    def _rest(self, parts: Parts) -> Iterator[Member]:
        yield from parts.rest()
        self._chats += bool(parts.count)
        self._messages += parts.count

    def _list(self) -> Iterator[Member]:
        for field in self._events.names():
            if field != "list" or not self._events.opens("start_array"):
                self._events.skip()
                continue
            for _ in self._events.items():
                if self._events.opens("start_map"):
                    yield from self._chat()
                else:
                    self._events.skip()


def _header(facts: dict[str, Any]) -> Conversation:
    return Conversation("telegram", name(facts.get("name")), name(facts.get("id")), name(facts.get("type"), 40))

"""The members a chat export is made of: a conversation each, or a part of a long one, in our own rendering."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from inspector.analyse.conversation import (
    LARGEST,
    LONGEST_NAME,
    MOST_MESSAGES,
    MOST_PARTICIPANTS,
    heading,
    line,
)
from inspector.analyse.unreadable import Unreadable
from inspector.domain.conversation import MIME, Conversation, Message, MessageKind, Zone
from inspector.source.member import Member

_LONGEST_TITLE = 200
_ROOM = LARGEST - (1 << 20)  # the first line takes less than this much
Header = Callable[[], Conversation]


@dataclass(slots=True)
class Titles:
    """Names for members: no two alike, and none that looks like a folder."""

    taken: set[str] = field(default_factory=set)

    def name(self, conversation: Conversation, part: int) -> bytes:
        """The name of a part of a conversation."""
        title = conversation.title[:_LONGEST_TITLE].replace("/", "∕").strip(". ")
        title = title or f"{conversation.sort or conversation.app} {conversation.id}".strip()
        base = title if part == 1 else f"{title} ({part})"
        found, number = base, 1
        while found in self.taken:
            number += 1
            found = f"{base} [{conversation.id}]" if number == 2 and conversation.id else f"{base} [{number}]"
        self.taken.add(found)
        return found.encode()


class Parts:
    """Takes the messages of one conversation and gives members of bounded size.

    `header` is asked for the conversation when a part is finished, since many exports name it only behind its messages.
    `locator` is that of the first part. With `by_time` the messages of a part are put in the order of their times.
    """

    def __init__(self, header: Header, locator: str, titles: Titles, *, by_time: bool = False) -> None:
        self._header = header
        self._locator = locator
        self._titles = titles
        self._by_time = by_time
        self._messages: list[Message] = []
        self._lines: list[bytes] = []
        self._size = 0
        self._authors: dict[str, None] = {}
        self._part = 0
        self.count = 0
        """Messages taken so far."""

    @property
    def next(self) -> int:
        """The number of the next message."""
        return self.count + 1

    def take(self, message: Message) -> Iterator[Member]:
        """Takes the next message, whose number is `next`; gives the part that it no longer fits into."""
        self.count += 1
        said = line(message)
        if len(self._messages) >= MOST_MESSAGES or (self._messages and self._size + len(said) > _ROOM):
            yield self.part()
        self._messages.append(message)
        self._lines.append(said)
        self._size += len(said)
        if message.author and message.kind is not MessageKind.SERVICE and len(self._authors) < MOST_PARTICIPANTS:
            self._authors[message.author] = None

    def rest(self) -> Iterator[Member]:
        """The last part, if there is anything in it or the conversation is empty but has a name."""
        if self._messages or (not self._part and self._header().title):
            yield self.part()

    def part(self) -> Member:
        """The part that has come together; the next begins."""
        self._part += 1
        said = self._header()
        said = replace(
            said,
            title=said.title[:LONGEST_NAME],
            participants=(said.participants or tuple(self._authors))[:MOST_PARTICIPANTS],
            part=self._part,
        )
        lines = map(line, in_order(self._messages)) if self._by_time else self._lines
        data = heading(said) + b"".join(lines)
        member = Member(
            self._titles.name(said, self._part), f"{self._locator}.{self._part}", len(data), mime=MIME, held=data,
            created_ns=_edge(self._messages, min), modified_ns=_edge(self._messages, max),
        )  # fmt: skip
        self._messages, self._lines, self._size = [], [], 0
        return member


def opened(member: Member) -> BinaryIO:
    """The bytes of a part that is held in memory."""
    if not isinstance(member.held, bytes):
        raise Unreadable("missing_member", "no bytes")
    return io.BytesIO(member.held)


def in_order(messages: list[Message]) -> list[Message]:
    """Messages in the order of their times, their numbers given anew; those without a time stay behind the one before.

    What was written newest first is turned round, so that messages of one moment stand as they were sent.
    """
    first = min((message.number for message in messages), default=1)
    timed = [message.at_ms for message in messages if message.at_ms is not None]
    turned = messages[::-1] if timed and timed[0] > timed[-1] else messages
    latest, keyed = -(1 << 62), []
    for place, message in enumerate(turned):
        latest = message.at_ms if message.at_ms is not None else latest
        keyed.append((latest, place, message))
    keyed.sort(key=lambda one: one[:2])
    return [replace(message, number=first + place) for place, (_, _, message) in enumerate(keyed)]


def _edge(messages: list[Message], which: Callable[[list[int]], int]) -> int | None:
    """The first or last time of messages in nanoseconds, when it is UTC."""
    times = [message.at_ms for message in messages if message.at_ms is not None and message.zone is Zone.UTC]
    return which(times) * 1_000_000 if times else None

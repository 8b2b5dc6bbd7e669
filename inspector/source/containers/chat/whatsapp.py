"""WhatsApp's export of a chat as text: `_chat.txt` of an iPhone, `WhatsApp Chat with X.txt` of an Android telephone.

It is read twice: whether 3/4 is a day in April or in March only the whole file can tell.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO, ClassVar

from inspector.analyse import signature
from inspector.analyse.conversation import LONGEST_MESSAGE
from inspector.analyse.unreadable import Unreadable
from inspector.domain.conversation import Conversation, DateOrder, Message, MessageKind
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.chat.chat_fields import name
from inspector.source.containers.chat.chat_parts import Parts, Titles, opened
from inspector.source.containers.chat.text_lines import lines
from inspector.source.containers.chat.whatsapp_lines import Dates, Stamped, stamped
from inspector.source.containers.chat.whatsapp_message import message
from inspector.source.member import Member

_TITLED = re.compile(r"(?i).*whatsapp.*?(?: with | với | mit | con | avec | com | - )(?P<title>.+?)(?:\.txt)?\Z")
_EVERY = 10_000


class WhatsApp:
    """The conversation of one file."""

    name: ClassVar[str] = "whatsapp"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = False
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._file = handed.file
        self._beat = handed.beat
        self._title = _title(handed.head.name)
        self._order, self._sure = DateOrder.DAY_FIRST, False
        self._parts = Parts(self._header, "1", Titles())

    @staticmethod
    def claim(head: Head) -> Claim:
        """Whether its lines are stamped as WhatsApp does; one will do under a name of WhatsApp's."""
        named = head.name.endswith(b"_chat.txt") or b"whatsapp" in head.name.lower()
        return Claim.BYTES if signature.is_whatsapp(head.start, 1 if named else 2) else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """The conversation."""
        self._order, self._sure = self._dates().order()
        for stamp, text in self._messages():
            found = message(stamp, text, self._order, self._parts.next)
            self._note_title(found)
            yield from self._parts.take(found)
        yield from self._parts.rest()
        if not self._parts.count:
            raise Unreadable("damaged", "no message")

    def open(self, member: Member) -> BinaryIO:
        """The rendering of the conversation."""
        return opened(member)

    def at(self, locator: str) -> Member:
        """Parts come only in their order."""
        raise Unreadable("missing_member", locator[:40])

    def about(self) -> About:
        """How many messages there are, and how their dates were read."""
        said: dict[str, object] = {"conversations": 1, "messages": self._parts.count, "date_order": self._order.value}
        return About(said if self._sure else {**said, "date_guessed": True})

    def close(self) -> None:
        """Nothing was opened."""

    def _header(self) -> Conversation:
        return Conversation("whatsapp", self._title, date_order=self._order, date_sure=self._sure)

    def _note_title(self, found: Message) -> None:
        """An iPhone names the group as the author of the first thing it says itself."""
        if not self._title and self._parts.count == 0 and found.kind is MessageKind.SERVICE:
            self._title = found.author

    def _dates(self) -> Dates:
        dates = Dates()
        for line in self._lines():
            if stamp := stamped(line):
                dates.see(stamp.date)
        return dates

    def _messages(self) -> Iterator[tuple[Stamped, str]]:
        """Each message with all its lines, within the bound of a message."""
        last: Stamped | None = None
        text: list[str] = []
        size = 0
        for line in self._lines():
            if stamp := stamped(line):
                if last:
                    yield last, "\n".join(text)
                last, text, size = stamp, [stamp.rest], len(stamp.rest)
            elif last and size <= LONGEST_MESSAGE:
                text.append(line)
                size += len(line) + 1
        if last:
            yield last, "\n".join(text)

    def _lines(self) -> Iterator[str]:
        self._file.seek(0, io.SEEK_SET)
        for number, (_, line) in enumerate(lines(self._file)):
            if number % _EVERY == 0:
                self._beat()
            yield line.decode("utf-8", "replace")


def _title(file_name: bytes) -> str:
    found = _TITLED.fullmatch(file_name[-512:].decode("utf-8", "replace"))
    return name(found["title"]) if found else ""

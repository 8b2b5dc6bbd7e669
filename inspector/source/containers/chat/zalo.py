"""The messages of a decrypted Zalo backup: `<uid>_zmessage.zdb`, a JSON object a line, all conversations mixed.

No document of its maker describes it; the fields are those that public importers read. `_zconversation.zdb` beside it
lists conversations without their names. The file is read twice: for where each conversation's messages lie, then
conversation by conversation.
"""

from __future__ import annotations

import io
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, ClassVar

import numpy as np

from inspector.analyse import signature
from inspector.analyse.unreadable import Unreadable
from inspector.domain.conversation import Conversation
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.chat.chat_parts import Parts, Titles, opened
from inspector.source.containers.chat.text_lines import lines
from inspector.source.containers.chat.zalo_message import author, message, parsed, peer, time_of
from inspector.source.member import Member

_OWNER = re.compile(rb"(\d{1,20})_zmessage\.zdb\Z")
_EVERY = 10_000
_MOST_CONVERSATIONS = 100_000
_SORTS = {True: "group", False: "personal"}


@dataclass(slots=True)
class _Lying:
    """Where the messages of one conversation lie, and who writes in it."""

    offsets: array[int] = field(default_factory=lambda: array("q"))
    lengths: array[int] = field(default_factory=lambda: array("l"))
    times: array[int] = field(default_factory=lambda: array("q"))
    name: str = ""


class Zalo:
    """The conversations of one account, in the order of their first messages in the file."""

    name: ClassVar[str] = "zalo"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = False
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._file = handed.file
        self._beat = handed.beat
        owner = _OWNER.search(handed.head.name)
        self._own = {"0", "", *([owner[1].decode()] if owner else [])}
        self._messages = 0
        self._broken = 0
        self._chats = 0

    @staticmethod
    def claim(head: Head) -> Claim:
        """Whether its first line is a message of Zalo's."""
        return Claim.BYTES if signature.is_zalo(head.start) else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """Every conversation, its messages in the order of their times."""
        titles = Titles()
        for number, (key, lying) in enumerate(self._found().items(), 1):
            yield from self._conversation(number, key, lying, titles)
        if not self._messages:
            raise Unreadable("damaged", "no message")

    def open(self, member: Member) -> BinaryIO:
        """The rendering of a conversation."""
        return opened(member)

    def at(self, locator: str) -> Member:
        """Conversations come only in their order."""
        raise Unreadable("missing_member", locator[:40])

    def about(self) -> About:
        """How many conversations and messages there are, and how many lines were none."""
        said: dict[str, object] = {"conversations": self._chats, "messages": self._messages}
        failures = (("damaged", f"{self._broken} lines"),) if self._broken else ()
        return About(said, None, failures)

    def close(self) -> None:
        """Nothing was opened."""

    def _found(self) -> dict[str, _Lying]:
        found: dict[str, _Lying] = {}
        self._file.seek(0, io.SEEK_SET)
        for number, (offset, line) in enumerate(lines(self._file)):
            if number % _EVERY == 0:
                self._beat()
            untrusted = parsed(line)
            key = peer(untrusted, self._own) if untrusted else ""
            if untrusted is None or not key or (key not in found and len(found) >= _MOST_CONVERSATIONS):
                self._broken += bool(line.strip(b" \r\0\xef\xbb\xbf"))
                continue
            lying = found.setdefault(key, _Lying())
            lying.offsets.append(offset)
            lying.lengths.append(len(line))
            lying.times.append(time_of(untrusted) or 0)
            if not lying.name and author(untrusted)[1] == key:
                lying.name = author(untrusted)[0]
        return found

    def _conversation(self, number: int, key: str, lying: _Lying, titles: Titles) -> Iterator[Member]:
        header = Conversation("zalo", lying.name or key, key, _SORTS[key.startswith("g")])
        parts = Parts(lambda: header, str(number), titles)
        order = np.argsort(np.frombuffer(lying.times, np.int64), kind="stable")
        for place in order:
            if untrusted := parsed(self._line(lying, int(place))):
                yield from parts.take(message(untrusted, key, parts.next))
        yield from parts.rest()
        self._beat()
        self._chats += 1
        self._messages += parts.count

    def _line(self, lying: _Lying, place: int) -> bytes:
        self._file.seek(lying.offsets[place], io.SEEK_SET)
        return self._file.read(lying.lengths[place])

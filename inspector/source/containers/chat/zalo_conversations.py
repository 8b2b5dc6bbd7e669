"""The list of conversations of a decrypted Zalo backup: `<uid>_zconversation.zdb`, a JSON object a line.

It names nobody: ids ("g…" is a group) and numbers of messages. The messages lie in `<uid>_zmessage.zdb` beside it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, ClassVar

from inspector.analyse import signature
from inspector.analyse.unreadable import Unreadable
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.chat.chat_fields import name
from inspector.source.containers.chat.text_lines import lines
from inspector.source.containers.chat.zalo_message import parsed
from inspector.source.member import Member

_MOST_TEXT = 1 << 20


class ZaloConversations:
    """A container without members: what it lists can be searched for."""

    name: ClassVar[str] = "zalo_conversations"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = False
    forward: ClassVar[bool] = True

    def __init__(self, handed: Handed) -> None:
        self._file = handed.file
        self._beat = handed.beat
        self._people = 0
        self._groups = 0
        self._ids = io.StringIO()

    @staticmethod
    def claim(head: Head) -> Claim:
        """Whether its first line is a conversation of Zalo's."""
        return Claim.BYTES if signature.is_zalo_list(head.start) else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """Nothing: it holds no messages."""
        for number, (_, line) in enumerate(lines(self._file)):
            if number % 10_000 == 0:
                self._beat()
            if (untrusted := parsed(line)) and (one := name(untrusted.get("userId"), 60)):
                self._note(one)
        yield from ()

    def open(self, member: Member) -> BinaryIO:
        """There is nothing to open."""
        raise Unreadable("missing_member", member.locator[:40])

    def at(self, locator: str) -> Member:
        """There is nothing to find."""
        raise Unreadable("missing_member", locator[:40])

    def about(self) -> About:
        """How many conversations and groups it lists, and their ids as text."""
        return About({"conversations": self._people + self._groups, "groups": self._groups}, self._ids.getvalue())

    def close(self) -> None:
        """Nothing was opened."""

    def _note(self, one: str) -> None:
        if one.startswith("g"):
            self._groups += 1
        else:
            self._people += 1
        if self._ids.tell() < _MOST_TEXT:
            self._ids.write(one + "\n")

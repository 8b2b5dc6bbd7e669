"""A mailbox of Outlook (.pst, .ost; MS-PST): every message a mail written anew out of what is stored (`mailwriting`).

Messages that lie in the file though their folder does not list them are told as deleted. Hidden ones (settings of the
program) are told only where something hangs on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, ClassVar

from inspector.analyse.mailtext import line
from inspector.analyse.unreadable import Unreadable
from inspector.analyse.window import poured
from inspector.domain.place_class import PlaceClass
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.mail import mapi, pstcipher
from inspector.source.containers.mail.letter import Attachment, Letter
from inspector.source.containers.mail.mailwriting import written
from inspector.source.containers.mail.mapi import Properties
from inspector.source.containers.mail.pstheap import Heap, Record, Table
from inspector.source.containers.mail.pstnodes import MAGIC, Node, Nodes
from inspector.source.member import Member

_STORE, _RECEIVERS = 0x21, 0x692
_FOLDER, _MESSAGE, _ATTACHMENT, _HIDDEN, _CONTENTS = 2, 4, 5, 8, 14
_DEEPEST = 200
_BEAT = 100
_FACT = 1000
_LOST = "?"


class Pst:
    """A mailbox; the locator of a message is the number of its node."""

    name: ClassVar[str] = "pst"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._beat = handed.beat
        self._nodes = Nodes(handed.file)
        self._names: dict[int, tuple[str, int]] = {}
        self._seen = bytearray()
        self._unread: set[int] = set()
        self._failures: dict[tuple[str, str], None] = {}
        self._messages = self._unlisted = 0

    @staticmethod
    def claim(head: Head) -> Claim:
        """By its first bytes."""
        return Claim.BYTES if head.start.startswith(MAGIC) else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """Folder by folder what each lists, then what none lists."""
        for folder in self._folders():
            for number in self._listed(folder):
                if number & 31 == _MESSAGE and self._unseen(number):
                    yield self._told(self._nodes.node(number) or Node(number, 0, 0, folder), listed=True)
        for node in self._nodes.nodes():
            if node.kind == _MESSAGE and self._unseen(node.number):
                self._unlisted += 1
                yield self._told(node, listed=False)
            elif node.kind == _HIDDEN and self._carries(node):
                yield self._told(node, listed=True)

    def open(self, member: Member) -> BinaryIO:
        """The message as a mail."""
        assert isinstance(member.held, Node)
        return poured(written(self._letter(member.held), self._flawed))

    def at(self, locator: str) -> Member:
        """The message with this node."""
        number = int(locator) if locator.isascii() and locator.isdigit() and len(locator) < 12 else 0
        node = self._nodes.node(number)
        if node is None or node.kind not in (_MESSAGE, _HIDDEN):
            raise Unreadable("missing_member")
        listed = node.kind == _HIDDEN or node.number in self._listed(node.parent)
        return self._member(node, listed=listed)

    def about(self) -> About:
        """What kind of mailbox it is and how much is in it."""
        if self._nodes.flawed:
            self._failures["damaged", "checksum"] = None
        if self._nodes.lost:
            self._failures["damaged", "tree"] = None
        facts: dict[str, object] = {
            "name": line(self._name(_STORE)[0], _FACT), "kind": "ost" if self._nodes.is_copy else "pst",
            "form": self._nodes.layout.name, "cipher": pstcipher.NAMES[self._nodes.cipher],
            "messages": self._messages, "unlisted": self._unlisted,
        }  # fmt: skip
        return About(facts, failures=tuple(self._failures))

    def close(self) -> None:
        """Nothing was opened."""

    def _folders(self) -> Iterator[int]:
        return (node.number for node in self._nodes.nodes() if node.kind == _FOLDER)

    def _listed(self, folder: int) -> Iterator[int]:
        """The numbers of the messages a folder lists."""
        self._beat()
        node = self._nodes.node(folder & ~31 | _CONTENTS)
        try:
            if node is not None:
                yield from Table(Heap(self._nodes, node)).numbers()
        except Unreadable as unreadable:
            self._unread.add(folder)
            self._failures[unreadable.code, "folder"] = None

    def _unseen(self, number: int) -> bool:
        """Whether a message was not told yet; it counts as told from now on."""
        byte, bit = number >> 8, 1 << (number >> 5 & 7)
        if byte >= len(self._seen):
            self._seen.extend(bytes(byte + 1 - len(self._seen)))
        unseen = not self._seen[byte] & bit
        self._seen[byte] |= bit
        return unseen

    def _carries(self, node: Node) -> bool:
        """Whether something hangs on a message."""
        try:
            return any(below.kind == _ATTACHMENT for below in self._nodes.below(node.below))
        except Unreadable:
            return False

    def _told(self, node: Node, *, listed: bool) -> Member:
        self._messages += 1
        if self._messages % _BEAT == 0:
            self._beat()
        return self._member(node, listed=listed)

    def _member(self, node: Node, *, listed: bool) -> Member:
        """A message under its folder; one that its folder, which could be read, does not list is a deleted one."""
        path, locator = f"{self._path(node.parent)}{node.number}.eml".encode("utf-8", "replace"), str(node.number)
        place = None if listed or node.parent in self._unread else PlaceClass.DELETED
        try:
            letter = self._letter(node)
            sent, made = letter.moment_ns(), letter.properties.time_ns(mapi.CREATED)
        except Unreadable as unreadable:
            return Member(path, locator, place=place, failure=unreadable.code)
        mime = "message/rfc822"
        return Member(path, locator, modified_ns=sent, created_ns=made, place=place, mime=mime, held=node)

    def _path(self, folder: int) -> str:
        """The names of a folder and of those above it, each with a "/" behind it."""
        names: list[str] = []
        for _ in range(_DEEPEST):
            name, above = self._name(folder)
            if name:
                names.append(name.replace("/", "∕") + "/")
            if above in (0, folder):
                return "".join(reversed(names))
            folder = above
        return "".join(reversed(names))

    def _name(self, number: int) -> tuple[str, int]:
        """The name of a folder and the number of the one above it; "?" where there is no such folder."""
        if number not in self._names:
            self._names[number] = self._read_name(number)
        return self._names[number]

    def _read_name(self, number: int) -> tuple[str, int]:
        try:
            node = self._nodes.node(number)
            if node is not None:
                return Record(Heap(self._nodes, node)).properties(self._flawed).text(mapi.NAME), node.parent
        except Unreadable as unreadable:
            self._flawed(unreadable.code)
        return _LOST, 0

    def _letter(self, node: Node) -> Letter:
        record = Record(Heap(self._nodes, node))
        properties = record.properties(self._flawed)
        attachments = partial(self._attachments, record.heap, properties.page)
        return Letter(properties, partial(self._receivers, record.heap), attachments)

    def _receivers(self, heap: Heap) -> Iterator[Properties]:
        try:
            if (node := heap.below.get(_RECEIVERS)) is not None:
                yield from Table(Heap(self._nodes, node)).rows(self._flawed)
        except Unreadable as unreadable:
            self._flawed(unreadable.code)

    def _attachments(self, heap: Heap, page: str) -> Iterator[Attachment]:
        for node in heap.below.values():
            if node.kind == _ATTACHMENT:
                try:
                    yield self._attachment(node, page)
                except Unreadable as unreadable:
                    self._flawed(unreadable.code)

    def _attachment(self, node: Node, page: str) -> Attachment:
        record = Record(Heap(self._nodes, node))
        properties = record.properties(self._flawed, page)
        inner = record.object(mapi.ATTACHED)
        if inner is None:
            return Attachment(properties, blocks=partial(record.blocks, mapi.ATTACHED))
        if properties.number(mapi.ATTACHED_HOW) == mapi.EMBEDDED:
            return Attachment(properties, letter=partial(self._letter, inner))
        return Attachment(properties, blocks=partial(self._nodes.blocks, inner.data))

    def _flawed(self, code: str = "damaged") -> None:
        self._failures[code, "message"] = None

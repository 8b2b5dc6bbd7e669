"""A conversation in a case, put there by the doors of the store: its export, itself, and files beside the export."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from inspector.analyse.conversation import rendered
from inspector.domain.content import Analysis, Kind
from inspector.domain.conversation import MIME, Attachment, Conversation, Message, MessageKind, Zone
from inspector.domain.entry import Entry
from inspector.store import ingests, messages
from inspector.store.connection import Connection
from inspector.store.contents import Outcome
from inspector.store.deed import Act, Deed
from tests import ready

TALK = Conversation("telegram", "Nhóm A", "7", "private_group", ("Hoa", "Đức"))
SAID = (
    Message(1, "1", 1767323045000, Zone.UTC, "Nguyễn Thị Hoa", "u1", "chào\nem", MessageKind.PHOTO,
            (Attachment("photos/ảnh 1.jpg"), Attachment("", missing=True))),
    Message(2, "2", 1704056709000, Zone.LOCAL, "", "u2", "", MessageKind.TEXT, deleted=True, reply_to="1"),
    Message(3, "3", None, Zone.NONE, "Đức", "u2", "xem", forwarded_from="Kênh Tin", edited_ms=1767323046000),
)  # fmt: skip


def entry(path: bytes, container: bytes = b"") -> Entry:
    """A file of a source, or a member of one."""
    inode = int.from_bytes(hashlib.sha256(container + b"/" + path).digest()[:7])
    return Entry(path, 3, 0, 0, 0, 1, inode, 1, container=container)


def kept(content: int, said: Sequence[Message]) -> Act[None]:
    """Stores messages, as the pipeline does."""

    def act(connection: Connection) -> Deed[None]:
        messages.add(connection, content, said)
        return Deed("items_read", None, "messages", {}, None, alters=True)

    return act


def put(register: ready.Register, export: bytes, *beside: bytes, said: Sequence[Message] = SAID) -> int:
    """A conversation out of `export`, and files in the same source; gives its item."""
    register.workspace.change(ingests.add_entries(register.ingest, [entry(path) for path in (export, *beside)]))
    register.workspace.change(ingests.add_entries(register.ingest, [entry(b"Nh\xc3\xb3m A", export)]))
    row = register.workspace.reader().execute("SELECT max(id) FROM item WHERE container IS NOT NULL").fetchone()
    data = rendered(replace(TALK, id=str(row[0])), said)
    register.keep(Outcome(row[0], ready.digests(data), MIME, Kind.CHAT, Analysis(), "0"))
    (content,) = register.workspace.reader().execute("SELECT content FROM item WHERE id = ?", row).fetchone()
    register.workspace.change(kept(content, said))
    return int(row[0])

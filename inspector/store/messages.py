"""What the conversations of chat exports say, and which items the files sent with a message are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from inspector.domain.conversation import Attachment, Message, MessageKind, Zone
from inspector.domain.marks import composed
from inspector.store import search
from inspector.store.connection import Connection

_COLUMNS = (
    "number, id, at_ms, zone, author, author_id, text, kind, attachments, reply_to, forwarded_from, edited_ms, deleted"
)
_PLACES = ", ".join("?" * 14)
_HIGHEST = 16  # folders above the export: Facebook writes its paths from the top of the download
_MOST_LIKE = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """Where the paths of an export count from: its source, what it lies in itself, and its folder."""

    source: int
    container: int | None
    folder: bytes


@dataclass(frozen=True, slots=True)
class Said:
    """A message as a case has it: beside it the item of each of its attachments, None where there is none."""

    message: Message
    items: tuple[int | None, ...] = ()


def add(connection: Connection, content: int, messages: Sequence[Message]) -> None:
    """Keeps the messages of a content in the place of those it had."""
    connection.execute("DELETE FROM message WHERE content = ?", (content,))
    connection.executemany(
        f"INSERT INTO message(content, {_COLUMNS}) VALUES({_PLACES})",
        [(content, *_row(message)) for message in messages],
    )


def count(connection: Connection, content: int) -> int:
    """How many messages a content holds."""
    row: tuple[int] = connection.execute("SELECT count(*) FROM message WHERE content = ?", (content,)).fetchone()
    return row[0]


def messages(connection: Connection, content: int, limit: int = -1) -> Iterator[Message]:
    """The messages of a content in their order, the first `limit`."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM message WHERE content = ? ORDER BY number LIMIT ?", (content, limit)
    )
    for row in rows:
        yield _message(row)


def said(connection: Connection, item: int, limit: int = -1) -> Iterator[Said]:
    """The messages of an item that is a conversation, the first `limit`, with the items of what was sent with them."""
    where = place(connection, item)
    (content,) = connection.execute("SELECT content FROM item WHERE id = ?", (item,)).fetchone()
    for message in messages(connection, content, limit):
        paths = [one.path for one in message.attachments]
        yield Said(message, tuple(attached(connection, where, path) if where else None for path in paths))


def place(connection: Connection, conversation: int) -> Place | None:
    """Where the paths in a conversation count from, an item that lies in the item of its export; None when in none."""
    row = connection.execute(
        "SELECT export.source, export.container, export.path FROM item JOIN item export ON export.id = item.container"
        " WHERE item.id = ?",
        (conversation,),
    ).fetchone()
    return Place(row[0], row[1], row[2].rpartition(b"/")[0]) if row else None


def attached(connection: Connection, where: Place, path: str) -> int | None:
    """The item that a path in an export names, None when there is none (yet).

    It is looked for from the export's folder upwards: letter by letter first, then whatever the case and normal form.
    """
    wanted = list(_wanted(where.folder, path))
    for one in wanted:
        if (found := _exactly(connection, where, one)) is not None:
            return found
    return _nearly(connection, where, wanted) if wanted else None


def _wanted(folder: bytes, path: str) -> Iterator[bytes]:
    """The paths that `path` may mean; none when it is an address, or leads out of the source.

    One that begins with ".." means the one it leads to; any other may count from a folder further up.
    """
    parts = [part for part in path.replace("\\", "/").split("/") if part not in {"", "."}]
    steps = next((place for place, part in enumerate(parts) if part != ".."), len(parts))
    if "://" in path or ".." in parts[steps:] or not parts[steps:]:
        return
    relative = "/".join(parts[steps:]).encode("utf-8", "replace")
    for upwards, one in enumerate(_upwards(folder)):
        if upwards >= steps:
            yield one + b"/" + relative if one else relative
            if steps:
                return


def _upwards(folder: bytes) -> Iterator[bytes]:
    for _ in range(_HIGHEST):
        yield folder
        if not folder:
            return
        folder = folder.rpartition(b"/")[0]


def _exactly(connection: Connection, where: Place, path: bytes) -> int | None:
    row = connection.execute(
        "SELECT id FROM item WHERE source = ? AND ifnull(container, 0) = ? AND path = ? ORDER BY id LIMIT 1",
        (where.source, where.container or 0, path),
    ).fetchone()
    return row[0] if row else None


def _nearly(connection: Connection, where: Place, paths: list[bytes]) -> int | None:
    """The item whose path differs from one of `paths` only in case or normal form, the first of them leading."""
    name = paths[0].rpartition(b"/")[2].decode("utf-8", "replace").replace('"', " ")
    expression = search.query(f'"{name}"')
    if not expression:
        return None
    rows = connection.execute(
        "SELECT id, path FROM item WHERE id IN (SELECT rowid FROM name_search WHERE name_search MATCH ?)"
        f" AND source = ? AND ifnull(container, 0) = ? ORDER BY id LIMIT {_MOST_LIKE}",
        (expression, where.source, where.container or 0),
    )
    order = {_plain(path): place for place, path in reversed(list(enumerate(paths)))}
    found = [(order[plain], item) for item, path in rows if (plain := _plain(path)) in order]
    return min(found)[1] if found else None


def _plain(path: bytes) -> str:
    return composed(path.decode("utf-8", "surrogateescape")).casefold()


def _row(message: Message) -> tuple[object, ...]:
    attachments = [[one.path, *(["missing"] if one.missing else [])] for one in message.attachments]
    return (
        message.number, message.id, message.at_ms, message.zone.value, message.author, message.author_id, message.text,
        message.kind.value, json.dumps(attachments, ensure_ascii=False, separators=(",", ":")), message.reply_to,
        message.forwarded_from, message.edited_ms, int(message.deleted),
    )  # fmt: skip


def _message(row: Sequence[Any]) -> Message:
    values = list(row)
    values[3], values[7], values[8], values[12] = (
        Zone(row[3]), MessageKind(row[7]), _attachments(row[8]), bool(row[12])
    )  # fmt: skip
    return Message(*values)


def _attachments(text: str) -> tuple[Attachment, ...]:
    return tuple(Attachment(path, missing=bool(missing)) for path, *missing in json.loads(text))

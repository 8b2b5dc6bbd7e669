"""Conversations: what people wrote to each other, as a chat export tells it, whatever program made it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MIME = "application/vnd.inspector.conversation"
"""The type of a conversation in our own rendering."""


class Zone(StrEnum):
    """What the clock of a message is."""

    UTC = "utc"
    LOCAL = "local"
    """The clock of whoever exported; nobody wrote down which zone it was in."""
    NONE = ""
    """No time is given."""


class MessageKind(StrEnum):
    """What sort of message it is; the names of its sentences are `message-<kind>`."""

    TEXT = "text"
    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    AUDIO = "audio"
    STICKER = "sticker"
    ANIMATION = "animation"
    FILE = "file"
    LINK = "link"
    LOCATION = "location"
    CONTACT = "contact"
    POLL = "poll"
    CALL = "call"
    SERVICE = "service"
    """What the program itself says: somebody came, left, changed a name."""
    OTHER = "other"


class DateOrder(StrEnum):
    """In which order the dates of an export are written; empty where they leave no doubt."""

    PLAIN = ""
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    YEAR_FIRST = "ymd"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file sent with a message: its path as the export spells it; `missing` when the export says it left it out."""

    path: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One message.

    `number` counts from 1 through the whole conversation. `at_ms` are milliseconds since 1970: UTC, or the exporter's
    clock read as if it were UTC, as `zone` says. `author` is empty where the export names nobody; ids are as the export
    spells them.
    """

    number: int
    id: str = ""
    at_ms: int | None = None
    zone: Zone = Zone.NONE
    author: str = ""
    author_id: str = ""
    text: str = ""
    kind: MessageKind = MessageKind.TEXT
    attachments: tuple[Attachment, ...] = ()
    reply_to: str = ""
    forwarded_from: str = ""
    edited_ms: int | None = None
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation, or a part of a long one: `part` counts from 1.

    `app` is the program it was held with, `sort` its own word for the sort of conversation. `date_sure` is false when
    the order of the dates was guessed.
    """

    app: str
    title: str = ""
    id: str = ""
    sort: str = ""
    participants: tuple[str, ...] = ()
    part: int = 1
    date_order: DateOrder = DateOrder.PLAIN
    date_sure: bool = True

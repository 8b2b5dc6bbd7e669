"""Conversations out of our rendering again, on the trusted side: nothing a worker says of one is believed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from inspector.analyse.conversation import (
    EARLIEST_MS,
    LARGEST,
    LATEST_MS,
    LONGEST_MESSAGE,
    LONGEST_NAME,
    LONGEST_PATH,
    MAGIC,
    MOST_ATTACHMENTS,
    MOST_MESSAGES,
    MOST_PARTICIPANTS,
    rendered,
)
from inspector.domain.conversation import Attachment, Conversation, DateOrder, Message, MessageKind, Zone

_MOST_FIELDS = 32
_E = TypeVar("_E")


def checked(untrusted: bytes) -> tuple[Conversation, tuple[Message, ...]]:
    """The conversation in `untrusted`; raises ValueError when it is not, to the byte, the rendering of one."""
    if len(untrusted) > LARGEST or not untrusted.startswith(MAGIC) or not untrusted.endswith(b"\n"):
        raise ValueError("not a rendering")
    first, *rest = untrusted[:-1].split(b"\n")
    if len(rest) > MOST_MESSAGES:
        raise ValueError("too many messages")
    conversation = _conversation(_object(first))
    messages = tuple(_message(_object(each)) for each in rest)
    if rendered(conversation, messages) != untrusted:
        raise ValueError("not written as we write it")
    return conversation, messages


def _object(untrusted_line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(untrusted_line.decode())
    except RecursionError as error:
        raise ValueError("too deep") from error
    return _mapping(value)


def _mapping(untrusted: object) -> dict[str, Any]:
    if not isinstance(untrusted, dict) or len(untrusted) > _MOST_FIELDS:
        raise ValueError("not an object, or too large")
    return untrusted


def _conversation(untrusted: dict[str, Any]) -> Conversation:
    participants = _list(untrusted.get("participants", []), MOST_PARTICIPANTS)
    return Conversation(
        _text(untrusted, "app", 40), _text(untrusted, "title"), _text(untrusted, "id"), _text(untrusted, "sort", 40),
        tuple(_string(name, LONGEST_NAME) for name in participants),
        _whole(untrusted.get("part"), 1, 1 << 40), _word(untrusted, "date_order", DateOrder),
        not _flag(untrusted, "date_guessed"),
    )  # fmt: skip


def _message(untrusted: dict[str, Any]) -> Message:
    attachments = _list(untrusted.get("attachments", []), MOST_ATTACHMENTS)
    return Message(
        _whole(untrusted.get("n"), 1, 1 << 53), _text(untrusted, "id"), _moment(untrusted, "at_ms"),
        _word(untrusted, "zone", Zone), _text(untrusted, "author"), _text(untrusted, "author_id"),
        _text(untrusted, "text", LONGEST_MESSAGE), _word(untrusted, "kind", MessageKind),
        tuple(_attachment(each) for each in attachments), _text(untrusted, "reply_to"),
        _text(untrusted, "forwarded_from"), _moment(untrusted, "edited_ms"), _flag(untrusted, "deleted"),
    )  # fmt: skip


def _attachment(untrusted: object) -> Attachment:
    values = _mapping(untrusted)
    return Attachment(_text(values, "path", LONGEST_PATH), _flag(values, "missing"))


def _text(untrusted: dict[str, Any], name: str, most: int = LONGEST_NAME) -> str:
    return _string(untrusted.get(name, ""), most)


def _string(untrusted: object, most: int) -> str:
    if not isinstance(untrusted, str) or len(untrusted) > most:
        raise ValueError("not a string, or too long")
    untrusted.encode()  # a lone surrogate raises UnicodeEncodeError, which is a ValueError
    if "\0" in untrusted:  # the sums of the tables would end there
        raise ValueError("NUL")
    return untrusted


def _list(untrusted: object, most: int) -> list[Any]:
    if not isinstance(untrusted, list) or len(untrusted) > most:
        raise ValueError("not a list, or too long")
    return untrusted


def _whole(untrusted: object, least: int, most: int) -> int:
    if not isinstance(untrusted, int) or isinstance(untrusted, bool) or not least <= untrusted <= most:
        raise ValueError("not a number in range")
    return untrusted


def _moment(untrusted: dict[str, Any], name: str) -> int | None:
    value = untrusted.get(name)
    return None if value is None else _whole(value, EARLIEST_MS, LATEST_MS)


def _flag(untrusted: dict[str, Any], name: str) -> bool:
    value = untrusted.get(name, False)
    if value is not True and value is not False:
        raise ValueError("not a flag")
    return bool(value)


def _word(untrusted: dict[str, Any], name: str, known: Callable[[str], _E]) -> _E:
    return known(_text(untrusted, name, 20))

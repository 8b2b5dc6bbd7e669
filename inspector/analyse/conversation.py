"""Our rendering of a conversation, written by the readers of chat exports; `told_messages` reads it back.

UTF-8, a JSON object a line, unspaced, members in order, none that says nothing: first the conversation, beginning with
`MAGIC`, then its messages. One conversation has one rendering, so that equal conversations are one content.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from inspector.analyse.bounds import LONGEST_TEXT
from inspector.domain.conversation import Attachment, Conversation, Message, Zone

ANALYSER = "conversation"
VERSION = "1"
MAGIC = b'{"inspector-conversation":1,'
MOST_MESSAGES = 20_000
"""Messages of one rendering; a longer conversation goes on in the next."""
LARGEST = 8 << 20
"""Bytes of one rendering."""
LONGEST_MESSAGE = 256 << 10
"""Characters of one message's text; what is longer is cut and ends in an ellipsis."""
LONGEST_NAME = 512
"""Characters of a name or id."""
LONGEST_PATH = 4096
MOST_ATTACHMENTS = 100
MOST_PARTICIPANTS = 200
PARAMETERS: dict[str, object] = {"most": MOST_MESSAGES, "largest": LARGEST, "longest": LONGEST_MESSAGE}

EARLIEST_MS, LATEST_MS = -(1 << 46), 1 << 48
"""The years -260 to 10889; what an export says beyond them is no time."""

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_NUL = "\\u0000"


def heading(conversation: Conversation) -> bytes:
    """The first line."""
    said = {
        "inspector-conversation": 1, "app": conversation.app, "title": conversation.title, "id": conversation.id,
        "sort": conversation.sort, "participants": list(conversation.participants), "part": conversation.part,
        "date_order": conversation.date_order.value, "date_guessed": not conversation.date_sure,
    }  # fmt: skip
    return _line(said)


def line(message: Message) -> bytes:
    """The line of one message."""
    said = {
        "n": message.number, "id": message.id, "at_ms": message.at_ms, "zone": message.zone.value,
        "author": message.author, "author_id": message.author_id, "text": message.text, "kind": message.kind.value,
        "attachments": [_attached(one) for one in message.attachments], "reply_to": message.reply_to,
        "forwarded_from": message.forwarded_from, "edited_ms": message.edited_ms, "deleted": message.deleted,
    }  # fmt: skip
    return _line(said)


def _attached(attachment: Attachment) -> dict[str, object]:
    return {"path": attachment.path, **({"missing": True} if attachment.missing else {})}


def _line(said: dict[str, object]) -> bytes:
    """One line; a sign stands in the place of a NUL, at which other programs end a text."""
    written = _JSON.encode(_saying(said))
    if _NUL in written:
        written = _JSON.encode(_without_nul(_saying(said)))
    return written.encode() + b"\n"


def _without_nul(value: object) -> object:
    if isinstance(value, str):
        return value.replace("\0", "\ufffd")
    if isinstance(value, dict):
        return {name: _without_nul(each) for name, each in value.items()}
    return [_without_nul(each) for each in value] if isinstance(value, list) else value


def rendered(conversation: Conversation, messages: Sequence[Message]) -> bytes:
    """The whole rendering, whose bounds are the caller's to keep."""
    return heading(conversation) + b"".join(map(line, messages))


def words(messages: Sequence[Message]) -> str:
    """What can be searched for in messages: authors and texts, a line each, within LONGEST_TEXT characters."""
    return "\n".join(_bounded(messages))


def _bounded(messages: Sequence[Message]) -> Iterator[str]:
    left = LONGEST_TEXT
    for message in messages:
        said = f"{message.author}: {message.text}" if message.author else message.text
        if left <= 0:
            return
        yield said[:left]
        left -= len(said) + 1


def facts(conversation: Conversation, messages: Sequence[Message]) -> dict[str, object]:
    """What a finding tells of a conversation: plain values, short."""
    timed = sorted((message.at_ms, message.zone) for message in messages if message.at_ms is not None)
    said: dict[str, object] = {
        "app": conversation.app, "title": conversation.title, "sort": conversation.sort,
        "participants": list(conversation.participants), "part": conversation.part, "messages": len(messages),
        "local_clock": any(message.zone is Zone.LOCAL for message in messages),
        "date_order": conversation.date_order.value, "date_guessed": not conversation.date_sure,
        "first": _iso(*timed[0]) if timed else "", "last": _iso(*timed[-1]) if timed else "",
    }  # fmt: skip
    return _saying(said)


def _iso(at_ms: int, zone: Zone) -> str:
    try:
        written = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)).strftime("%Y-%m-%dT%H:%M:%S")
    except OverflowError:  # an export may claim any year
        return ""
    return written + ("Z" if zone is Zone.UTC else "")


def _saying(said: dict[str, object]) -> dict[str, object]:
    """`said` without what says nothing; nought says something."""
    return {name: value for name, value in said.items() if value or (value == 0 and value is not False)}

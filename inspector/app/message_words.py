"""A message in words, line by line and safe to show: the same on the command line and in the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from inspector.domain.conversation import Attachment, Message, MessageKind, Zone
from inspector.domain.names import display
from inspector.store.messages import Said
from inspector.words import Words

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def iso(at_ms: int | None, zone: Zone) -> str | None:
    """A time as ISO 8601 writes it, with Z when it is UTC; None when there is none, or no such year."""
    found = _moment(at_ms)
    if found is None or zone is Zone.NONE:
        return None
    written = found.replace(tzinfo=None).isoformat(timespec="milliseconds").removesuffix(".000")
    return written + ("Z" if zone is Zone.UTC else "")


def when(words: Words, message: Message) -> str:
    """When a message was sent: by Vietnam's clock, or by the exporter's, which is told."""
    found = _moment(message.at_ms)
    if found is None or message.zone is Zone.NONE:
        return words.say("message-no-time")
    if message.zone is Zone.UTC:
        return _by_the_clock_here(words, found)
    return words.say("message-local-clock", time=f"{found:%d/%m/%Y %H:%M:%S}")


def heading(words: Words, message: Message) -> str:
    """When, who, and of what sort: one line."""
    author = display(message.author or message.author_id) or words.say("message-no-author")
    parts = [when(words, message), author]
    if message.kind is not MessageKind.TEXT:
        parts.append(words.say(f"message-{message.kind.value}"))
    return " · ".join([*parts, *_beside(words, message)])


def lines(words: Words, said: Said) -> Iterator[str]:
    """What was said, and the files sent with it: a line each."""
    for line in said.message.text.splitlines():
        yield display(line)
    for attachment, item in zip(said.message.attachments, said.items, strict=True):
        yield _attachment(words, attachment, item)


def _beside(words: Words, message: Message) -> Iterator[str]:
    if message.forwarded_from:
        yield words.say("message-forwarded", name=display(message.forwarded_from))
    if message.reply_to:
        yield words.say("message-reply", id=display(message.reply_to))
    if (edited := _moment(message.edited_ms)) is not None:
        yield words.say("message-edited", time=_by_the_clock_here(words, edited))
    if message.deleted:
        yield words.say("message-deleted")


def _attachment(words: Words, attachment: Attachment, item: int | None) -> str:
    path = display(attachment.path) or words.say("message-attachment-unnamed")
    if item is not None:
        return words.say("message-attachment-item", path=path, item=str(item))
    return words.say("message-attachment-missing" if attachment.missing else "message-attachment-unknown", path=path)


def _moment(at_ms: int | None) -> datetime | None:
    try:
        return None if at_ms is None else _EPOCH + timedelta(milliseconds=at_ms)
    except OverflowError:  # an export may claim any year
        return None


def _by_the_clock_here(words: Words, moment: datetime) -> str:
    try:
        return words.when(moment.replace(tzinfo=None).isoformat())
    except OverflowError:
        return moment.isoformat()

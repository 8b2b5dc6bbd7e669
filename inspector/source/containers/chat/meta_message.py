"""One message of a Facebook or Instagram export, brought into our form."""

from __future__ import annotations

from typing import Any

from inspector.analyse.conversation import MOST_ATTACHMENTS
from inspector.domain.conversation import Attachment, Message, MessageKind, Zone
from inspector.source.containers.chat.chat_fields import kind_of, moment, name, path, whole, words

_MEDIA = {
    "photos": MessageKind.PHOTO, "videos": MessageKind.VIDEO, "audio_files": MessageKind.VOICE,
    "gifs": MessageKind.ANIMATION, "files": MessageKind.FILE, "sticker": MessageKind.STICKER,
    "media": MessageKind.FILE,
}  # fmt: skip
_SERVICE = {"Subscribe", "Unsubscribe", "UnsubscribeAdmin"}


def mended(text: str) -> str:
    """`text` whose UTF-8 bytes were taken for Latin-1 letters, as it was meant; any other stays as it is."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def message(untrusted: dict[str, Any], number: int) -> Message:
    """The message in `untrusted`, with its number in the conversation."""
    attachments, media = _attachments(untrusted)
    at_ms = _time(untrusted)
    return Message(
        number=number, id=name(untrusted.get("id")), at_ms=at_ms, zone=Zone.NONE if at_ms is None else Zone.UTC,
        author=name(untrusted.get("sender_name") or untrusted.get("senderName")),
        text=words(_text(untrusted)), kind=_kind(untrusted, attachments, media), attachments=attachments,
        deleted=untrusted.get("is_unsent") is True or untrusted.get("isUnsent") is True,
    )  # fmt: skip


def _time(untrusted: dict[str, Any]) -> int | None:
    milliseconds = whole(untrusted.get("timestamp_ms"))
    if milliseconds is None:
        milliseconds = whole(untrusted.get("timestamp"))
        if milliseconds is not None and abs(milliseconds) < 10**11:  # old exports counted seconds
            milliseconds *= 1000
    return moment(milliseconds)


def _text(untrusted: dict[str, Any]) -> str:
    said = untrusted.get("content") or untrusted.get("text")
    share = untrusted.get("share")
    shared = [share.get(field) for field in ("link", "share_text")] if isinstance(share, dict) else []
    return "\n".join(part for part in (said, *shared) if isinstance(part, str) and part)


def _attachments(untrusted: dict[str, Any]) -> tuple[tuple[Attachment, ...], MessageKind | None]:
    """The files of a message, and the kind of the first."""
    found: list[Attachment] = []
    first = None
    for field, kind in _MEDIA.items():
        listed = untrusted.get(field)
        for one in listed if isinstance(listed, list) else [listed]:
            if isinstance(one, dict) and (spelled := path(one.get("uri"))):
                found.append(Attachment(spelled))
                first = first or kind
    return tuple(found[:MOST_ATTACHMENTS]), first


def _kind(untrusted: dict[str, Any], attachments: tuple[Attachment, ...], media: MessageKind | None) -> MessageKind:
    sort = untrusted.get("type")
    if "call_duration" in untrusted or sort == "Call":
        return MessageKind.CALL
    if isinstance(sort, str) and sort in _SERVICE:
        return MessageKind.SERVICE
    if media is MessageKind.FILE:
        return kind_of(attachments)
    return media or (MessageKind.LINK if isinstance(untrusted.get("share"), dict) else MessageKind.TEXT)

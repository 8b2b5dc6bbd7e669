"""One message of a Telegram export, brought into our form."""

from __future__ import annotations

import re
from typing import Any

from inspector.analyse.conversation import MOST_ATTACHMENTS
from inspector.domain.conversation import Attachment, Message, MessageKind, Zone
from inspector.source.containers.chat.chat_fields import clock, kind_of, moment, name, path, whole, words

_KINDS = {
    "sticker": MessageKind.STICKER, "video_file": MessageKind.VIDEO, "video_message": MessageKind.VIDEO,
    "voice_message": MessageKind.VOICE, "audio_file": MessageKind.AUDIO, "animation": MessageKind.ANIMATION,
}  # fmt: skip
_MARKED = {
    "poll": MessageKind.POLL, "contact_information": MessageKind.CONTACT, "location_information": MessageKind.LOCATION,
}  # fmt: skip
_CALLS = {"phone_call", "group_call"}
_FILES = ("photo", "file", "thumbnail", "contact_vcard")
_LEFT_OUT = re.compile(r"(?:(?P<name>.*) )?\(File (?:not included|unavailable|exceeds maximum size)[^()]*\)", re.DOTALL)
_BESIDE = (*_MARKED, "place_name", "address", "sticker_emoji")
_SAID = ("action", "title", "members", "discard_reason", "duration_seconds", "inviter", "period", "new_title",
         "information_text")  # fmt: skip


def message(untrusted: dict[str, Any], number: int) -> Message:
    """The message in `untrusted`, with its number in the conversation."""
    service = untrusted.get("type") == "service"
    attachments = _attachments(untrusted)
    at_ms, zone = _time(untrusted)
    return Message(
        number=number, id=name(untrusted.get("id")), at_ms=at_ms, zone=zone,
        author=name(untrusted.get("actor" if service else "from")),
        author_id=name(untrusted.get("actor_id" if service else "from_id")),
        text=words(_service(untrusted) if service else _text(untrusted)),
        kind=_kind(untrusted, attachments), attachments=attachments,
        reply_to=name(untrusted.get("reply_to_message_id")),
        forwarded_from=name(untrusted.get("forwarded_from") or untrusted.get("saved_from")),
        edited_ms=_seconds(untrusted.get("edited_unixtime")),
    )  # fmt: skip


def _time(untrusted: dict[str, Any]) -> tuple[int | None, Zone]:
    utc = _seconds(untrusted.get("date_unixtime"))
    if utc is not None:
        return utc, Zone.UTC
    local = clock(untrusted.get("date"))
    return local, Zone.NONE if local is None else Zone.LOCAL


def _seconds(untrusted: object) -> int | None:
    found = whole(untrusted)
    return moment(found * 1000) if found else None  # an export writes 0 where there is no time


def _text(untrusted: dict[str, Any]) -> str:
    said = _joined(untrusted.get("text")) or _joined(untrusted.get("text_entities"))
    return "\n".join(part for part in (said, _beside(untrusted)) if part)


def _joined(untrusted: object) -> str:
    """Text, or the texts of its pieces; a link under other words is told behind them."""
    pieces = untrusted if isinstance(untrusted, list) else [untrusted]
    return "".join(_piece(piece) for piece in pieces)


def _piece(untrusted: object) -> str:
    if not isinstance(untrusted, dict):
        return untrusted if isinstance(untrusted, str) else ""
    text, link = untrusted.get("text"), untrusted.get("href")
    said = text if isinstance(text, str) else ""
    return f"{said} <{link}>" if isinstance(link, str) and link and link != said else said


def _beside(untrusted: dict[str, Any]) -> str:
    """What a poll asks, whom a contact names, where a place lies."""
    parts = [_flat(untrusted[field]) for field in _BESIDE if field in untrusted]
    return "\n".join(part for part in parts if part)


def _service(untrusted: dict[str, Any]) -> str:
    said = [_flat(untrusted[field]) for field in _SAID if field in untrusted]
    return " · ".join(part for part in (*said, _joined(untrusted.get("text"))) if part)


def _flat(untrusted: object, deep: int = 4) -> str:
    """The values of something small, told one after the other."""
    if isinstance(untrusted, dict):
        untrusted = list(untrusted.values())
    if isinstance(untrusted, list):
        return ", ".join(part for part in (_flat(one, deep - 1) for one in untrusted[:50]) if part) if deep else ""
    if isinstance(untrusted, bool) or untrusted is None:
        return ""
    return str(untrusted)[:4096] if isinstance(untrusted, str | int) else f"{untrusted:.40}"


def _attachments(untrusted: dict[str, Any]) -> tuple[Attachment, ...]:
    found = [_attachment(untrusted[field], untrusted.get("file_name")) for field in _FILES if field in untrusted]
    return tuple(each for each in found if each.path or each.missing)[:MOST_ATTACHMENTS]


def _attachment(untrusted: object, file_name: object) -> Attachment:
    spelled = path(untrusted)
    left_out = _LEFT_OUT.fullmatch(spelled)
    if left_out:
        return Attachment(left_out["name"] or path(file_name), missing=True)
    return Attachment(spelled)


def _kind(untrusted: dict[str, Any], attachments: tuple[Attachment, ...]) -> MessageKind:
    if untrusted.get("type") == "service":
        return MessageKind.CALL if untrusted.get("action") in _CALLS else MessageKind.SERVICE
    media = untrusted.get("media_type")
    if isinstance(media, str) and media in _KINDS:
        return _KINDS[media]
    if "photo" in untrusted:
        return MessageKind.PHOTO
    marked = next((kind for field, kind in _MARKED.items() if field in untrusted), None)
    if marked is None and untrusted.get("type") == "unsupported":
        return MessageKind.OTHER
    return marked or (kind_of(attachments, MessageKind.FILE) if attachments else MessageKind.TEXT)

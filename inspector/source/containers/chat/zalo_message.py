"""One message of a decrypted Zalo backup, brought into our form."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection
from typing import Any

from inspector.domain.conversation import Attachment, Message, MessageKind, Zone
from inspector.source.containers.chat.chat_fields import moment, name, path, whole, words

_KINDS = {
    1: MessageKind.TEXT, 2: MessageKind.PHOTO, 3: MessageKind.VOICE, 4: MessageKind.STICKER, 5: MessageKind.PHOTO,
    6: MessageKind.LINK, 7: MessageKind.ANIMATION, 17: MessageKind.LOCATION, 18: MessageKind.VIDEO,
    19: MessageKind.FILE, 20: MessageKind.TEXT, 25: MessageKind.SERVICE, 26: MessageKind.POLL,
    -4: MessageKind.SERVICE, -27: MessageKind.TEXT, -1909: MessageKind.SERVICE,
}  # fmt: skip
_PICTURES = {2, 5, 7}
_VOICE, _FILE, _RECALLED, _DELETED = 3, 19, 20, -27
_CALLS = ("recommened.misscall", "recommened.calltime")  # spelled so
_CARD = "recommened.user"
_RICH = "rtf"
_SAID = ("title", "name", "description", "desc", "href", "oriUrl", "normalUrl")
_SUFFIX = re.compile(r"\.([A-Za-z0-9]{1,5})(?:\?|\Z)")


def parsed(line: bytes) -> dict[str, Any] | None:
    """The object on a line; None when there is none."""
    return _object(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").strip())


def _object(text: str) -> dict[str, Any] | None:
    if not text.startswith("{"):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def peer(untrusted: dict[str, Any], own: Collection[str]) -> str:
    """Which conversation a message belongs to: the group's id ("g…"), or that of the other person; empty when neither.

    `own` are the ids of whose backup it is; Zalo writes 0 for them. Two strangers, of whom one must be the owner, get
    both their ids.
    """
    sender, receiver = name(untrusted.get("fromUid"), 60), name(untrusted.get("toUid"), 60)
    for one in (receiver, sender):
        if one.startswith("g"):
            return one
    others = sorted({one for one in (sender, receiver) if one not in own})
    return "-".join(others) or (receiver if sender in own and receiver not in {"", "0"} else "")


def time_of(untrusted: dict[str, Any]) -> int | None:
    """When the server had it, or else when it was sent, in milliseconds UTC."""
    for field in ("serverTime", "sendDttm", "localDttm", "cliMsgId"):
        found = moment(whole(untrusted.get(field)))
        if found:
            return found
    return None


def author(untrusted: dict[str, Any]) -> tuple[str, str]:
    """Name and id of who wrote."""
    return name(untrusted.get("dName")), name(untrusted.get("fromUid"))


def message(untrusted: dict[str, Any], key: str, number: int) -> Message:
    """The message in `untrusted` of the conversation `key`, with its number there."""
    sort = whole(untrusted.get("msgType")) or 0
    said = _said(untrusted.get("message"))
    at_ms = time_of(untrusted)
    writer, writer_id = author(untrusted)
    quote = untrusted.get("quote")
    return Message(
        number=number, id=name(untrusted.get("msgId")) or name(untrusted.get("cliMsgId")),
        at_ms=at_ms, zone=Zone.NONE if at_ms is None else Zone.UTC,
        author=writer or writer_id, author_id=writer_id,
        text=words(said if isinstance(said, str) else _told(said)), kind=_kind(sort, said),
        attachments=_attachments(sort, untrusted, said, key),
        reply_to=_quoted(quote) if isinstance(quote, dict) else "",
        deleted=sort == _DELETED or (sort == _RECALLED and isinstance(said, dict) and said.get("action") != _RICH),
    )  # fmt: skip


def _quoted(quote: dict[str, Any]) -> str:
    return next((name(quote[field]) for field in ("globalMsgId", "msgId", "cliMsgId") if quote.get(field)), "")


def _said(held: object) -> str | dict[str, Any]:
    """What a message says: its text, or the object that it holds, be it written as a string."""
    if isinstance(held, dict):
        return held
    text = held if isinstance(held, str) else ""
    return _object(text.strip()) or text


def _told(said: dict[str, Any]) -> str:
    if said.get("action") == _RICH:
        return name(said.get("title"), 1 << 20)
    return "\n".join(dict.fromkeys(part for field in _SAID if (part := name(said.get(field), 1 << 16))))


def _kind(sort: int, said: str | dict[str, Any]) -> MessageKind:
    action = said.get("action") if isinstance(said, dict) else None
    if action in _CALLS:
        return MessageKind.CALL
    return MessageKind.CONTACT if action == _CARD else _KINDS.get(sort, MessageKind.OTHER)


def _attachments(sort: int, untrusted: dict[str, Any], said: str | dict[str, Any], key: str) -> tuple[Attachment, ...]:
    """Where Zalo's own program keeps the file, if it still does."""
    known = name(untrusted.get("msgId"), 40)
    if sort == _VOICE and known:
        return (Attachment(f"ZaloDownloads/voice/{known}"),)
    if isinstance(said, str):
        return ()
    if sort in _PICTURES:
        link = said.get("oriUrl") or said.get("normalUrl") or said.get("href")
        return (Attachment(_picture(link, known, key)),) if isinstance(link, str) else ()
    if sort == _FILE:
        called = path(said.get("title") or said.get("name"))
        return (Attachment(called),) if called else ()
    return ()


def _picture(link: str, number: str, key: str) -> str:
    place = f"{key[1:]}_group" if key.startswith("g") else key
    known = hashlib.md5(link.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
    found = _SUFFIX.search(link.rpartition("/")[2])
    return path(f"ZaloDownloads/picture/{place}/z{number}_{known}.{found[1].lower() if found else 'jpg'}")

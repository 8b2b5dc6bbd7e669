"""Fields of strangers' messages, brought within the bounds of our rendering."""

from __future__ import annotations

import codecs
import re
from datetime import UTC, datetime
from decimal import Decimal

from inspector.analyse.conversation import EARLIEST_MS, LATEST_MS, LONGEST_MESSAGE, LONGEST_NAME, LONGEST_PATH
from inspector.domain.conversation import Attachment, MessageKind

_UTF_16 = codecs.lookup("utf-16-le")  # a locked worker can load none any more
_WHOLE = re.compile(r"-?[0-9]{1,18}", re.ASCII)
_SUFFIX = re.compile(r"\.([A-Za-z0-9]{1,5})\Z")
_KINDS = {
    MessageKind.PHOTO: ("jpg", "jpeg", "png", "heic", "bmp", "jxl", "avif"),
    MessageKind.VIDEO: ("mp4", "mov", "3gp", "avi", "mkv", "webm", "m4v"),
    MessageKind.VOICE: ("opus",),
    MessageKind.AUDIO: ("mp3", "m4a", "aac", "ogg", "wav", "amr"),
    MessageKind.STICKER: ("webp", "tgs"),
    MessageKind.ANIMATION: ("gif",),
    MessageKind.CONTACT: ("vcf",),
}


def clean(text: str) -> str:
    """`text` without lone surrogates, which no file can hold."""
    if text.isascii():
        return text
    return _UTF_16.decode(_UTF_16.encode(text, "surrogatepass")[0], "replace")[0]


def words(untrusted: object) -> str:
    """The text of a message; nothing when it is none."""
    if not isinstance(untrusted, str):
        return ""
    if len(untrusted) > LONGEST_MESSAGE:
        untrusted = untrusted[: LONGEST_MESSAGE - 1] + "…"
    return clean(untrusted)


def name(untrusted: object, most: int = LONGEST_NAME) -> str:
    """A name or an id, which may be a number."""
    if isinstance(untrusted, int) and not isinstance(untrusted, bool) and abs(untrusted) < 1 << 64:
        return str(untrusted)
    return clean(untrusted[:most]) if isinstance(untrusted, str) else ""


def path(untrusted: object) -> str:
    """The path of an attachment."""
    return name(untrusted, LONGEST_PATH)


def whole(untrusted: object) -> int | None:
    """A whole number, which may be written as a string; None when it is none, or has more than 18 digits."""
    if isinstance(untrusted, Decimal) and untrusted.is_finite() and untrusted.adjusted() < 18:
        return int(untrusted)
    if isinstance(untrusted, int) and not isinstance(untrusted, bool):
        return untrusted if abs(untrusted) < 10**18 else None
    return int(untrusted) if isinstance(untrusted, str) and _WHOLE.fullmatch(untrusted) else None


def moment(milliseconds: int | None) -> int | None:
    """A time within the bounds of our rendering."""
    return milliseconds if milliseconds is not None and EARLIEST_MS <= milliseconds <= LATEST_MS else None


def clock(written: object) -> int | None:
    """A date and time as ISO 8601 writes it, in milliseconds as if it were UTC (or in UTC when its zone is written)."""
    if not isinstance(written, str) or len(written) > 40:
        return None
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment_of(found)


def moment_of(found: datetime) -> int | None:
    """A date and time in milliseconds; one without a zone is read as UTC."""
    zoned = found if found.tzinfo else found.replace(tzinfo=UTC)
    return moment(round((zoned - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1000))


def kind_of(attachments: tuple[Attachment, ...], plain: MessageKind = MessageKind.TEXT) -> MessageKind:
    """The kind of a message by the suffix of its first attachment."""
    if not attachments:
        return plain
    found = _SUFFIX.search(attachments[0].path)
    suffix = found[1].lower() if found else ""
    return next((kind for kind, suffixes in _KINDS.items() if suffix in suffixes), MessageKind.FILE)

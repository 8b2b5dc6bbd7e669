"""An item in the words of the contract."""

from __future__ import annotations

import base64
from dataclasses import asdict
from datetime import UTC, datetime

from inspector.app import message_words
from inspector.domain.content import Failure
from inspector.domain.conversation import Zone
from inspector.domain.group import Group, Member, Seen
from inspector.domain.names import display
from inspector.store.listing import Agreed, Item
from inspector.store.messages import Said
from inspector.words import Words


def item(found: Item, words: Words) -> dict[str, object]:
    """One occurrence as `items --json` lists it."""
    return {
        "id": found.id,
        "path": found.shown,
        "path_bytes": base64.b64encode(found.path).decode("ascii"),
        "source": display(found.source),
        "exhibit": found.exhibit,
        "container": found.container,
        "volume": found.volume,
        "place": found.place,
        "created": moment(found.created_ns),
        "modified": moment(found.modified_ns),
        "state": found.state,
        "sha256": _hex(found.sha256),
        "sha1": _hex(found.sha1),
        "md5": _hex(found.md5),
        "size_bytes": found.size,
        "mime": found.mime,
        "kind": found.kind.value if found.kind else None,
        "width": found.width,
        "height": found.height,
        "duration_s": None if found.duration_ms is None else found.duration_ms / 1000,
        "pdq": _hex(found.pdq),
        "pdq_quality": found.pdq_quality,
        "phash": _hex(found.phash),
        "dhash": _hex(found.dhash),
        "matches": [match(agreed) for agreed in found.matches],
        "category": found.category,
        "scores": {},
        "failure": failure(found.failures[0], words) if found.failures else None,
    }


def match(agreed: Agreed) -> dict[str, object]:
    """One match; `confirmations` only where offices confirm what a list holds."""
    told: dict[str, object] = {
        "hashset": agreed.hashset,
        "list": agreed.listing.value,
        "category": agreed.match.category,
        "signal": agreed.match.signal.value,
        "distance": agreed.match.distance,
        "entry": agreed.match.entry,
        "variant": agreed.match.variant,
    }
    return told if agreed.confirmations is None else {**told, "confirmations": agreed.confirmations}


def group(found: Group) -> dict[str, object]:
    """One group; moments are those of the camera's own clock, without a zone."""
    return {
        "kind": found.kind.value,
        "leader": found.sha256.hex(),
        "item": found.item,
        "contents": found.contents,
        "items": found.items,
        "camera": found.camera or None,
        "serial": found.serial or None,
        "first": clock(found.first),
        "last": clock(found.last),
    }


def member(found: Member) -> dict[str, object]:
    """One content of a group."""
    return {
        "item": found.item,
        "sha256": found.sha256.hex(),
        "items": found.items,
        "distance": found.distance,
        "variant": found.variant,
        "taken": clock(found.taken),
    }


def seen(one: Seen) -> dict[str, object]:
    """Something of an item or a case that was seen in another case."""
    return asdict(one)


def clock(seconds: int | None) -> str | None:
    """A moment of a camera's own clock as ISO 8601, without a zone since nobody knows it."""
    told = moment(None if seconds is None else seconds * 1_000_000_000)
    return told and told.removesuffix("Z")


def message(said: Said) -> dict[str, object]:
    """One message; `at` is UTC with a Z, or without one the clock of whoever exported."""
    one = said.message
    attachments = zip(one.attachments, said.items, strict=True)
    return {
        "number": one.number,
        "id": one.id or None,
        "at": message_words.iso(one.at_ms, one.zone),
        "zone": one.zone.value or None,
        "author": one.author,
        "author_id": one.author_id or None,
        "kind": one.kind.value,
        "text": one.text,
        "attachments": [{"path": file.path, "missing": file.missing, "item": item} for file, item in attachments],
        "reply_to": one.reply_to or None,
        "forwarded_from": one.forwarded_from or None,
        "edited": message_words.iso(one.edited_ms, Zone.UTC),
        "deleted": one.deleted,
    }


def failure(failed: Failure, words: Words) -> dict[str, str]:
    """One failure with its sentence."""
    return {"code": failed.code, "message": sentence(failed, words)}


def sentence(failed: Failure, words: Words) -> str:
    """What a failure means, for a person."""
    return words.say(f"failure-{failed.code.replace('_', '-')}")


def moment(nanoseconds: int | None) -> str | None:
    """A time as ISO 8601 in UTC to the second; None when there is none, or when it lies in a year no calendar has."""
    if nanoseconds is None:
        return None
    try:
        told = datetime.fromtimestamp(nanoseconds // 1_000_000_000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return told.strftime("%Y-%m-%dT%H:%M:%SZ")


def _hex(raw: bytes | None) -> str | None:
    return raw.hex() if raw is not None else None

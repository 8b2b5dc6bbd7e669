"""Which camera took a content and when, as the camera wrote it. All of it unproven."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from inspector.domain.content import Finding
from inspector.store.connection import Connection

EXIF = "exif"
_LEAST_SERIAL = 4
_LONGEST = 256
_NOT_SAID = re.compile(r"unknown|none|null|n/?a|default|serial.*", re.IGNORECASE)
_COLUMNS = "content, camera, maker, model, serial, taken"


@dataclass(frozen=True, slots=True)
class Capture:
    """What a camera wrote into one content: itself, and the seconds of its own clock; "" or None what it did not.

    `camera` names one body where there is a serial that says something, else all of that maker and model.
    """

    camera: str
    maker: str
    model: str
    serial: str
    taken: int | None


def capture(facts: Mapping[str, object]) -> Capture | None:
    """What the facts of a picture say of its camera; None when they name none."""
    maker, model, serial = (_text(facts.get(name)) for name in ("make", "model", "serial"))
    if not (maker or model or serial):
        return None
    serial = serial if _tells(serial) else ""
    camera = json.dumps([*((model, serial) if serial else (maker, model)), bool(serial)], ensure_ascii=False)
    return Capture(camera.casefold(), maker, model, serial, _seconds(facts.get("taken")))


def add(connection: Connection, content: int, findings: Iterable[Finding]) -> None:
    """Keeps what the findings of one content say of its camera."""
    for told in (capture(found.data) for found in findings if found.analyser == EXIF):
        _keep(connection, content, told)


def fill(connection: Connection) -> None:
    """Keeps what the findings on record say of cameras."""
    query = "SELECT content, data FROM finding WHERE analyser = ? ORDER BY id"
    for content, data in connection.execute(query, (EXIF,)).fetchall():
        _keep(connection, content, capture(json.loads(data)))


def of(connection: Connection, content: int) -> Capture | None:
    """What a camera wrote into a content."""
    query = "SELECT camera, maker, model, serial, taken FROM capture WHERE content = ?"
    row = connection.execute(query, (content,)).fetchone()
    return Capture(*row) if row else None


def _keep(connection: Connection, content: int, told: Capture | None) -> None:
    if told is not None:
        connection.execute(
            f"INSERT OR REPLACE INTO capture({_COLUMNS}) VALUES(?,?,?,?,?,?)",
            (content, told.camera, told.maker, told.model, told.serial, told.taken),
        )


def _text(untrusted: object) -> str:
    """A name as one line that can be kept: a NUL would end it for other programs, and is a sign instead."""
    if not isinstance(untrusted, str):
        return ""
    return " ".join(untrusted[:_LONGEST].replace("\0", "\ufffd").split())


def _tells(serial: str) -> bool:
    """Whether a serial can tell one body from another: makers also write zeros, or a word for nothing."""
    signs = [sign for sign in serial if sign.isalnum()]
    return len(signs) >= _LEAST_SERIAL and len(set(signs)) > 1 and not _NOT_SAID.fullmatch(serial)


def _seconds(taken: object) -> int | None:
    """A moment of the camera's clock in seconds; as if it went by UTC, since only differences are asked for."""
    try:
        moment = datetime.fromisoformat(str(taken))
    except ValueError:
        return None
    return int(moment.replace(tzinfo=UTC).timestamp())

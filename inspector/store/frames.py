"""The fingerprints of a film's frames, one row each.

What lies between the bars of a film has rows of its own beside those of its frames as they are shown. Their moment is
written as -1 - at_ms, below nought, so that both of a moment have a row and older rows stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterable

from inspector.domain.content import Fingerprint, Frame
from inspector.store.connection import Connection

PACKED = """SELECT group_concat(hex(pdq) || printf('%02x%016x', quality, max(at_ms, ~at_ms)), '')
FROM frame WHERE content = ?"""
"""All of a content in one row, as `unpacked_frames` takes them in hex."""


def add(connection: Connection, content: int, frames: Iterable[Frame]) -> None:
    """Keeps the frames of a content in the place of those it had."""
    connection.execute("DELETE FROM frame WHERE content = ?", (content,))
    connection.executemany(
        "INSERT INTO frame(content, at_ms, pdq, quality) VALUES(?,?,?,?)",
        [(content, ~frame.at_ms if frame.trimmed else frame.at_ms, frame.fingerprint.pdq, frame.fingerprint.quality)
         for frame in frames],
    )  # fmt: skip


def of(connection: Connection, content: int) -> tuple[Frame, ...]:
    """The frames of a content in order of time."""
    rows = connection.execute(
        "SELECT max(at_ms, ~at_ms), pdq, quality, at_ms < 0 FROM frame WHERE content = ? ORDER BY 1, 4", (content,)
    )
    return tuple(Frame(at_ms, Fingerprint(pdq, quality), bool(trimmed)) for at_ms, pdq, quality, trimmed in rows)

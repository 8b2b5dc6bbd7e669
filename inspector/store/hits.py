"""What of the library agreed with stored contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.domain.content import Digests, Fingerprint
from inspector.domain.match import Match
from inspector.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Stored:
    """What the library is asked about one stored content."""

    id: int
    digests: Digests
    fingerprints: tuple[Fingerprint, ...]
    phash: bytes | None
    dhash: bytes | None


def add(connection: Connection, content: int, matches: Sequence[Match]) -> None:
    """Keeps what agreed with the library."""
    connection.executemany(
        "INSERT OR REPLACE INTO hit(content, hashset, signal, distance, entry, category) VALUES(?,?,?,?,?,?)",
        [(content, match.hashset, match.signal.value, match.distance, match.entry, match.category)
         for match in matches],
    )  # fmt: skip


def stored(connection: Connection, after: int = 0, limit: int = 2000) -> list[Stored]:
    """The next stored contents behind row `after`, for matching them against a set that came later."""
    rows = connection.execute(
        "SELECT id, md5, sha1, sha256, size, pdq, pdq_quality, phash, dhash FROM content WHERE id > ? ORDER BY id"
        " LIMIT ?",
        (after, limit),
    ).fetchall()
    return [
        Stored(row[0], Digests(*row[1:5]), _fingerprints(connection, row[0], row[5], row[6]), row[7], row[8])
        for row in rows
    ]


def _fingerprints(
    connection: Connection, content: int, pdq: bytes | None, quality: int | None
) -> tuple[Fingerprint, ...]:
    whole = (Fingerprint(pdq, quality or 0),) if pdq else ()
    frames = connection.execute("SELECT pdq, quality FROM frame WHERE content = ? ORDER BY at_ms", (content,))
    return whole + tuple(Fingerprint(*row) for row in frames)

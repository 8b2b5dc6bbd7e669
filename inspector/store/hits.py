"""What of the library agreed with stored contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from inspector.domain.content import Digests, Fingerprint, Frame, Variation
from inspector.domain.match import Match
from inspector.domain.variation import unpacked
from inspector.store import frames
from inspector.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Stored:
    """What the library is asked about one stored content."""

    id: int
    digests: Digests
    fingerprint: Fingerprint | None
    phash: bytes | None
    dhash: bytes | None
    frames: tuple[Frame, ...]
    variations: tuple[Variation, ...] = ()


def add(connection: Connection, content: int, matches: Sequence[Match]) -> None:
    """Keeps what agreed with the library."""
    if not matches:
        return
    connection.executemany(
        "INSERT OR REPLACE INTO hit(content, hashset, signal, distance, entry, category, variant)"
        " VALUES(?,?,?,?,?,?,?)",
        [(content, match.hashset, match.signal.value, match.distance, match.entry, match.category, match.variant)
         for match in matches],
    )  # fmt: skip


def agreeing(connection: Connection, hashset: int) -> int:
    """How many contents agree with a set."""
    (count,) = connection.execute("SELECT count(DISTINCT content) FROM hit WHERE hashset = ?", (hashset,)).fetchone()
    return int(count)


def stored(connection: Connection, after: int, limit: int) -> list[Stored]:
    """The next stored contents behind row `after`, for matching them against a set that came later."""
    rows = connection.execute(
        "SELECT id, md5, sha1, sha256, size, pdq, pdq_quality, phash, dhash, variations"
        " FROM content LEFT JOIN likeness ON likeness.content = id WHERE id > ? ORDER BY id LIMIT ?",
        (after, limit),
    ).fetchall()
    return [_stored(connection, row) for row in rows]


def _stored(connection: Connection, row: Sequence[Any]) -> Stored:
    number, md5, sha1, sha256, size, pdq, quality, phash, dhash, variations = row
    mark = Fingerprint(pdq, quality) if pdq is not None else None
    seen = frames.of(connection, number)
    return Stored(number, Digests(md5, sha1, sha256, size), mark, phash, dhash, seen, unpacked(variations or b""))

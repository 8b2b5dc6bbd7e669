"""What people hold of contents: a content is meant wherever it occurs, however many items hold it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from inspector.domain.content import Digests, Fingerprint, Frame
from inspector.store import frames
from inspector.store.connection import Connection

Details = tuple[tuple[str, str], ...]
"""What was recorded beside a category, sorted by name."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One distinct content of a case, and all that stands of it there in one scheme: category and details."""

    content: int
    digests: Digests
    fingerprint: Fingerprint | None
    standing: frozenset[tuple[str, Details]]

    @property
    def categories(self) -> frozenset[str]:
        """The different categories its occurrences stand in."""
        return frozenset(category for category, _ in self.standing)


@dataclass(frozen=True, slots=True)
class Content:
    """One distinct content: a picture with its fingerprint, a video with those of its frames."""

    digests: Digests
    fingerprint: Fingerprint | None
    frames: tuple[Frame, ...]


_CONTENT = "id, md5, sha1, sha256, size, pdq, pdq_quality"
_DECIDED = """
SELECT content.id, content.md5, content.sha1, content.sha256, content.size, pdq, pdq_quality,
       standing.category, decision.details
FROM standing JOIN item ON item.id = standing.item JOIN content ON content.id = item.content
JOIN decision ON decision.id = standing.decision
WHERE item.casefile = ?1 AND standing.scheme = ?2 AND item.content IN (
  SELECT item.content FROM standing JOIN item ON item.id = standing.item
  WHERE item.casefile = ?1 AND standing.scheme = ?2 AND standing.category = ?3)
ORDER BY content.sha256
"""


def in_category(connection: Connection, case: int, scheme: str, category: str) -> Iterator[Decided]:
    """The distinct contents of a case of which one occurrence at least stands in `category`, by SHA-256."""
    rows = connection.execute(_DECIDED, (case, scheme, category))
    for head, found in groupby(rows, lambda row: row[:7]):
        yield _decided(head, frozenset((row[7], _details(row[8])) for row in found))


def unread_in_category(connection: Connection, case: int, scheme: str, category: str) -> int:
    """How many items of a case stand in `category` though nothing was read of them."""
    (count,) = connection.execute(
        "SELECT count(*) FROM standing JOIN item ON item.id = standing.item"
        " WHERE casefile = ? AND scheme = ? AND category = ? AND content IS NULL",
        (case, scheme, category),
    ).fetchone()
    return int(count)


def _decided(row: tuple[Any, ...], standing: frozenset[tuple[str, Details]]) -> Decided:
    number, md5, sha1, sha256, size, pdq, quality = row
    mark = Fingerprint(pdq, quality) if pdq is not None else None
    return Decided(number, Digests(md5, sha1, sha256, size), mark, standing)


def _details(text: str) -> Details:
    return tuple(sorted(json.loads(text).items()))


def voiced(connection: Connection, cases: Sequence[int], scheme: str, category: str) -> list[Content]:
    """The distinct contents of some cases that anybody ever put into `category`, by SHA-256."""
    marks = ", ".join("?" * len(cases))
    rows = connection.execute(
        f"""SELECT {_CONTENT} FROM content WHERE id IN (
              SELECT item.content FROM decision JOIN item ON item.id = decision.item
              WHERE casefile IN ({marks}) AND scheme = ? AND category = ?) ORDER BY sha256""",
        (*cases, scheme, category),
    ).fetchall()
    return [_content(connection, row) for row in rows]


def of(connection: Connection, sha256: bytes, scheme: str) -> dict[str, str | None]:
    """What each person decided last about a content, wherever it occurs in the workspace; None was taken back."""
    rows = connection.execute(
        """SELECT decision.by, decision.category FROM decision JOIN item ON item.id = decision.item
           JOIN content ON content.id = item.content WHERE content.sha256 = ? AND scheme = ? ORDER BY decision.id""",
        (sha256, scheme),
    )
    return dict(rows.fetchall())


def _content(connection: Connection, row: tuple[Any, ...]) -> Content:
    number, md5, sha1, sha256, size, pdq, quality = row
    mark = Fingerprint(pdq, quality) if pdq is not None else None
    return Content(Digests(md5, sha1, sha256, size), mark, frames.of(connection, number))

"""How altered copies of stored pictures look."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.domain.content import Variation
from inspector.domain.variation import packed
from inspector.store.connection import Connection


def add(connection: Connection, content: int, variations: Sequence[Variation]) -> None:
    """Keeps the variations of a content in the place of those it had."""
    connection.execute("DELETE FROM likeness WHERE content = ?", (content,))
    if variations:
        connection.execute("INSERT INTO likeness(content, variations) VALUES(?,?)", (content, packed(variations)))

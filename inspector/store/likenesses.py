"""How altered copies of stored pictures look."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.domain.content import Variation
from inspector.domain.variation import middle, packed, unpacked
from inspector.store.connection import Connection


def add(connection: Connection, content: int, variations: Sequence[Variation]) -> None:
    """Keeps the variations of a content in the place of those it had."""
    connection.execute("DELETE FROM likeness WHERE content = ?", (content,))
    connection.execute("DELETE FROM middle WHERE content = ?", (content,))
    if variations:
        connection.execute("INSERT INTO likeness(content, variations) VALUES(?,?)", (content, packed(variations)))
        _keep_middle(connection, content, variations)


def fill_middles(connection: Connection) -> None:
    """Keeps the middles of all pictures whose variations were kept before middles were."""
    for content, variations in connection.execute("SELECT content, variations FROM likeness ORDER BY content"):
        _keep_middle(connection, content, unpacked(variations))


def _keep_middle(connection: Connection, content: int, variations: Sequence[Variation]) -> None:
    pdq = middle(variations)
    if pdq is not None:
        connection.execute("INSERT INTO middle(content, pdq) VALUES(?,?)", (content, pdq))

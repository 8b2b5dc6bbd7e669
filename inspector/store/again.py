"""Items that are read once more: what a password kept shut, and what could not be had when it was to be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from inspector.store.connection import Connection
from inspector.store.deed import Act, Deed
from inspector.store.ingests import Ingest
from inspector.store.members import LISTED, LISTING, READ

LOCKED = frozenset({"encrypted"})
"""Failures that a password mends."""
NOT_HAD = frozenset({"vanished", "read_error", "unreadable", "lost", "lockdown", "refused"})
"""Failures that say nothing of what an item holds: its drive or the machine that read it was not there."""
_ACTS = {LOCKED: "encrypted_again", NOT_HAD: "source_again"}


def failed_by(connection: Connection, source: int, codes: Collection[str]) -> list[int]:
    """The items of a source that failed for one of these reasons, or whose content did."""
    these = ", ".join("?" * len(codes))
    rows = connection.execute(
        f"""SELECT item.id FROM failure JOIN item ON item.id = failure.item WHERE source = ? AND code IN ({these})
            UNION SELECT item.id FROM failure JOIN item ON item.content = failure.content
              WHERE failure.content IS NOT NULL AND source = ? AND code IN ({these})""",
        (source, *codes, source, *codes),
    )
    return [item for (item,) in rows]


def try_again(ingest: Ingest, items: Sequence[int], codes: frozenset[str]) -> Act[int]:
    """Lets items that failed so wait once more, with the containers they are read with; gives how many these are."""

    def act(connection: Connection) -> Deed[int]:
        for item in items:
            _forget(connection, item)
        for around in {around for item in items for around in _read_with(connection, item)}:
            _wait(connection, around)
            for left in _not_reached(connection, around):
                _forget(connection, left)
                _wait(connection, left)
        data = {"items": len(items)}
        return Deed(_ACTS[codes], len(items), f"ingest {ingest.id}", data, ingest.case, alters=bool(items))

    return act


def _wait(connection: Connection, item: int) -> None:
    connection.execute("UPDATE item SET state = 'waiting' WHERE id = ?", (item,))


def _forget(connection: Connection, item: int) -> None:
    """What went wrong with an item and with its content; a container that was to be listed is listed again."""
    connection.execute("DELETE FROM failure WHERE item = ? AND code != 'changed_since'", (item,))
    connection.execute(f"UPDATE unfolding SET state = '{LISTING}' WHERE item = ? AND state = '{LISTED}'", (item,))
    (content,) = connection.execute("SELECT content FROM item WHERE id = ?", (item,)).fetchone()
    if content is not None and _wrong(connection, content):
        connection.execute("DELETE FROM failure WHERE content = ?", (content,))
        connection.execute("UPDATE content SET analysed = NULL WHERE id = ?", (content,))


def _wrong(connection: Connection, content: int) -> bool:
    """Whether a content could not be looked into because it could not be had."""
    codes: Iterable[tuple[str]] = connection.execute("SELECT code FROM failure WHERE content = ?", (content,))
    return any(code in NOT_HAD for (code,) in codes)


def _read_with(connection: Connection, item: int) -> list[int]:
    """An item and those around it that are read together with it, up to the one that is read for itself."""
    rows = connection.execute(
        f"""WITH RECURSIVE around(id, container) AS (
              SELECT id, container FROM item WHERE id = ?
              UNION ALL SELECT item.id, item.container FROM around JOIN item ON item.id = around.container
                JOIN unfolding ON unfolding.item = item.id AND unfolding.state = '{READ}')
            SELECT id FROM around""",
        (item,),
    )
    return [found for (found,) in rows]


def _not_reached(connection: Connection, container: int) -> list[int]:
    """What was found in a container and never came to its end."""
    rows = connection.execute(
        "SELECT item.id FROM item JOIN failure ON failure.item = item.id AND failure.code = 'not_reached'"
        " WHERE container = ?",
        (container,),
    )
    return [found for (found,) in rows]

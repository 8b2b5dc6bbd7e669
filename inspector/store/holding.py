"""What stands on record of one container: how it was unfolded, what it told of itself, and how much lies in it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from inspector.store.connection import Connection
from inspector.store.listing import FAILED

MOST = 100_000
"""So many members are counted; beyond, there are more."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One container. `state` is listing, listed or read (see `members`), `facts` are plain JSON values.

    `members` lie directly in it; of these `waiting` are not processed and `failed` have a failure. `more` tells that
    there are more than were counted.
    """

    reader: str
    version: str
    state: str
    facts: dict[str, object]
    members: int
    waiting: int
    failed: int
    more: bool


def holding(connection: Connection, item: int) -> Holding | None:
    """What is known of an item as a container; None when it was not unfolded and nothing lies in it."""
    query = "SELECT reader, version, state, facts FROM unfolding WHERE item = ?"
    row = connection.execute(query, (item,)).fetchone()
    members, waiting, failed = connection.execute(
        f"""SELECT count(*), ifnull(sum(state = 'waiting'), 0), ifnull(sum(failed), 0) FROM (
              SELECT item.state, {FAILED} AS failed FROM item WHERE container = ? LIMIT {MOST + 1})""",
        (item,),
    ).fetchone()
    if row is None and not members:
        return None
    reader, version, state, facts = row or ("", "", "", "{}")
    return Holding(reader, version, state, json.loads(facts), min(members, MOST), waiting, failed, members > MOST)

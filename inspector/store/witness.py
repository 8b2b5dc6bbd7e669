"""What of a case rests on lists alone: a list is a claim of others until somebody here has looked."""

from __future__ import annotations

from inspector.store.connection import Connection

_LISTED = """
SELECT count(*) FROM (
  SELECT DISTINCT item.content AS content FROM item WHERE item.casefile = ?1 AND item.content IN (
    SELECT content FROM hit JOIN set_in_use ON set_in_use.id = hit.hashset
    WHERE listing IN ('illegal', 'alert'))) AS listed
WHERE NOT EXISTS (SELECT 1 FROM item JOIN decision ON decision.item = item.id
                  WHERE item.content = listed.content {decided})
"""
# The object of such a row is the word `item` and its number.
_OPENED = """
AND content NOT IN (
  SELECT content FROM item WHERE content IS NOT NULL AND id IN (
    SELECT CAST(substr(object, 6) AS INTEGER) FROM audit WHERE action = 'item_open'))
"""


def undecided(connection: Connection, case: int) -> int:
    """How many distinct contents agree with a list of illegal or alert while nobody decided about them in the case."""
    query = _LISTED.format(decided="AND item.casefile = ?1")
    return int(connection.execute(query, (case,)).fetchone()[0])


def unwitnessed(connection: Connection, case: int) -> int:
    """How many of them nobody of this workspace has looked at, in whatever case.

    Who decided about an item of the content has looked, and so has who had one opened, which is on record.
    """
    query = _LISTED.format(decided="") + _OPENED
    return int(connection.execute(query, (case,)).fetchone()[0])

"""Series: contents of a case that one camera took one behind the other. Found when asked for, never stored."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from inspector.store import captures
from inspector.store.connection import Connection

MOST = 10_000
"""Contents of one series that are looked at on either side of an item."""

_HERE = "EXISTS (SELECT 1 FROM item WHERE item.casefile = ? AND item.content = capture.content)"
# A picture begins a series when nothing of the same camera was taken so shortly before; its series bears its number.
_SERIES = f"""
WITH shot AS (SELECT content, camera, taken FROM capture WHERE taken IS NOT NULL AND {_HERE}),
step AS (SELECT *, taken - lag(taken) OVER (PARTITION BY camera ORDER BY taken, content) AS gap FROM shot),
run AS (SELECT *, count(*) FILTER (WHERE gap IS NULL OR gap > ?) OVER
          (PARTITION BY camera ORDER BY taken, content ROWS UNBOUNDED PRECEDING) AS number FROM step)
SELECT json_group_array(json_array(content, taken) ORDER BY taken, content) FROM run
GROUP BY camera, number HAVING count(*) > 1 ORDER BY min(taken), 1
"""
_WALK = """
SELECT content, taken FROM capture WHERE camera = ?1 AND {0}
  AND EXISTS (SELECT 1 FROM item WHERE item.casefile = ?4 AND item.content = capture.content)
ORDER BY taken {1}, content {1} LIMIT {2}"""
_SIDES = (("(taken, content) < (?3, ?2)", "DESC"), ("(taken, content) > (?3, ?2)", "ASC"))


def of_case(connection: Connection, case: int, gap: int) -> Iterator[list[tuple[int, int]]]:
    """All series of a case of two contents or more, with at most `gap` seconds from one to the next; by time.

    Each is its contents with the second of the camera's clock each was taken in, in that order.
    """
    for (contents,) in connection.execute(_SERIES, (case, gap)):
        yield [(content, taken) for content, taken in json.loads(contents)]


def around(connection: Connection, case: int, content: int, gap: int) -> list[tuple[int, int]]:
    """The series that a content is in: each content with the second it was taken in, in that order; else none."""
    told = captures.of(connection, content)
    if told is None or told.taken is None:
        return []
    begin = (told.camera, content, told.taken, case)
    earlier, later = (
        _to_the_gap(connection.execute(_WALK.format(*side, MOST), begin), told.taken, gap) for side in _SIDES
    )
    whole = [*reversed(earlier), (content, told.taken), *later]
    return whole if len(whole) > 1 else []


def _to_the_gap(rows: Iterable[tuple[int, int]], at: int, gap: int) -> list[tuple[int, int]]:
    """Contents with their moments, from the nearest on, up to the first gap."""
    found = []
    for content, taken in rows:
        if abs(taken - at) > gap:
            break
        at = taken
        found.append((content, taken))
    return found

"""What of one case was seen in other cases of the workspace."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from inspector.domain.group import Seen
from inspector.domain.tip import DigestKind
from inspector.store.connection import Connection

_DIGESTS = ",".join(f"'{kind.value}'" for kind in DigestKind)
_OTHERS = """
SELECT casefile.number, min(item.id), count(*) FROM item JOIN casefile ON casefile.id = item.casefile
WHERE casefile != ? AND {which} GROUP BY casefile ORDER BY casefile
"""
_ADDRESSES = f"""
SELECT casefile.number, their.kind, their.value, count(DISTINCT theirs.id)
FROM tip mine JOIN tip_address my ON my.tip = mine.id
JOIN tip_address their ON their.kind = my.kind AND their.value = my.value
JOIN tip theirs ON theirs.id = their.tip JOIN casefile ON casefile.id = theirs.casefile
WHERE mine.casefile = ? AND theirs.casefile != mine.casefile AND my.kind NOT IN ({_DIGESTS}) AND {{which}}
GROUP BY casefile.id, their.kind, their.value ORDER BY casefile.id, their.kind, their.value
"""
_CAMERA = "SELECT camera FROM capture WHERE content = ? AND serial != ''"


def of_item(connection: Connection, item: int, near: Mapping[int, tuple[int, str]]) -> list[Seen]:
    """What of an item was seen in other cases.

    `near` are the contents that are like its own, with the bits between them and what was done to one of both.
    """
    row = connection.execute("SELECT casefile, content FROM item WHERE id = ?", (item,)).fetchone()
    case, content = row or (0, None)
    seen = [] if content is None else [*_content(connection, case, content), *_near(connection, case, near),
                                       *_camera(connection, case, content)]  # fmt: skip
    return [*seen, *_addresses_of_item(connection, case, item)]


def case_of(connection: Connection, item: int) -> int:
    """The case an item is in."""
    return int(connection.execute("SELECT casefile FROM item WHERE id = ?", (item,)).fetchone()[0])


def addresses(connection: Connection, case: int) -> Iterator[Seen]:
    """The addresses that tips of a case name and tips of other cases too."""
    for number, kind, value, count in connection.execute(_ADDRESSES.format(which="1"), (case,)):
        yield Seen(number, "address", None, count, None, kind, value)


def contents(connection: Connection, case: int) -> Iterator[Seen]:
    """How many contents of a case lie in each other case as well, with the first item there."""
    rows = connection.execute(
        "SELECT casefile.number, min(other.id), count(DISTINCT other.content) FROM item"
        " JOIN item other ON other.content = item.content AND other.casefile != item.casefile"
        " JOIN casefile ON casefile.id = other.casefile WHERE item.casefile = ?"
        " GROUP BY other.casefile ORDER BY other.casefile",
        (case,),
    )
    for number, item, count in rows:
        yield Seen(number, "content", item, count)


def near_groups(connection: Connection, case: int, pairs: Sequence[tuple[int, int]]) -> Iterator[Seen]:
    """The same of near groups; `pairs` are leaders of groups here with contents that something in them is like."""
    rows = connection.execute(
        """SELECT casefile.number, min(item.id), count(DISTINCT pair.value ->> 0) FROM json_each(?) pair
           JOIN item ON item.content = pair.value ->> 1 JOIN casefile ON casefile.id = item.casefile
           WHERE item.casefile != ? GROUP BY item.casefile ORDER BY item.casefile""",
        (json.dumps(pairs), case),
    )
    for number, item, count in rows:
        yield Seen(number, "near", item, count)


def cameras(connection: Connection, case: int) -> Iterator[Seen]:
    """The cameras with a serial that took pictures of a case and of others, with how many contents there."""
    rows = connection.execute(
        """SELECT casefile.number, min(item.id), count(DISTINCT item.content), capture.serial FROM capture
           JOIN item ON item.content = capture.content JOIN casefile ON casefile.id = item.casefile
           WHERE serial != '' AND item.casefile != ?1 AND camera IN
             (SELECT camera FROM capture JOIN item ON item.content = capture.content
              WHERE item.casefile = ?1 AND serial != '')
           GROUP BY item.casefile, camera ORDER BY item.casefile, camera""",
        (case,),
    )
    for number, item, count, serial in rows:
        yield Seen(number, "camera", item, count, value=serial)


def _content(connection: Connection, case: int, content: int) -> Iterator[Seen]:
    for number, item, count in connection.execute(_OTHERS.format(which="content = ?"), (case, content)):
        yield Seen(number, "content", item, count, 0)


def _near(connection: Connection, case: int, near: Mapping[int, tuple[int, str]]) -> Iterator[Seen]:
    """The nearest content of each other case."""
    rows = connection.execute(
        "SELECT casefile.number, item.content, min(item.id), count(*) FROM item"
        " JOIN casefile ON casefile.id = item.casefile"
        " WHERE item.casefile != ? AND content IN (SELECT value FROM json_each(?)) GROUP BY casefile, content",
        (case, json.dumps(list(near))),
    ).fetchall()
    nearest: dict[str, Seen] = {}
    for number, content, item, count in sorted(rows, key=lambda row: (row[0], *near[row[1]], row[2])):
        nearest.setdefault(number, Seen(number, "near", item, count, *near[content]))
    yield from nearest.values()


def _camera(connection: Connection, case: int, content: int) -> Iterator[Seen]:
    which = f"content IN (SELECT content FROM capture WHERE camera = ({_CAMERA}))"
    query = "SELECT serial FROM capture WHERE content = ?"
    for number, item, count in connection.execute(_OTHERS.format(which=which), (case, content)):
        (serial,) = connection.execute(query, (content,)).fetchone()
        yield Seen(number, "camera", item, count, value=serial)


def _addresses_of_item(connection: Connection, case: int, item: int) -> Iterator[Seen]:
    """What the tip names that an item came with: its exhibit bears the number of the tip."""
    row = connection.execute(
        "SELECT exhibit.label FROM item JOIN source ON source.id = item.source"
        " JOIN exhibit ON exhibit.id = source.exhibit WHERE item.id = ? AND source.kind = 'tip'",
        (item,),
    ).fetchone()
    if row is not None:
        for number, kind, value, count in connection.execute(
            _ADDRESSES.format(which="mine.number = ?"), (case, row[0])
        ):
            yield Seen(number, "address", None, count, None, kind, value)

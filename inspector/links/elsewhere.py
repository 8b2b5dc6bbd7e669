"""What of a case looks like something in another case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from inspector.domain.group import Seen
from inspector.domain.looks import Looks
from inspector.domain.variation import LEAST_QUALITY
from inspector.links.banded import scanned
from inspector.links.growing import Growing
from inspector.links.likeness import Pairs, Rows, joined
from inspector.links.neighbours import Pictures
from inspector.store import elsewhere, groups, pictured
from inspector.store.connection import Connection
from inspector.store.pictured import Pictured

_AT_ONCE = 1 << 12


def of_item(connection: Connection, item: int) -> list[Seen]:
    """What of one item was seen in other cases: its content, something like it, its camera, an address it came with."""
    looks = groups.looks(connection, item)
    return elsewhere.of_item(connection, item, _like(connection, looks) if looks else {})


def of_case(connection: Connection, case: int) -> Iterator[Seen]:
    """What of a case was seen in others: contents, near groups, cameras and addresses; seconds for a large one."""
    yield from elsewhere.contents(connection, case)
    yield from _near_groups(connection, case)
    yield from elsewhere.cameras(connection, case)
    yield from elsewhere.addresses(connection, case)


def _like(connection: Connection, looks: Looks) -> dict[int, tuple[int, str]]:
    """The stored contents that are like another, the nearest first; read in one go, since that needs no index."""
    contents, joined = groups.marks(connection, LEAST_QUALITY)
    known, mine = np.frombuffer(joined, np.uint64).reshape(-1, 4), Pictures()
    rows = mine.add([looks])
    asked = [mine.asked(sort, sort.of(rows)).words for sort in (mine.plain, mine.flips, mine.altered)]
    near = {contents[place] for _, places, _ in scanned(known, np.concatenate(asked), np.arange(len(known)))
            for place in places.tolist()}  # fmt: skip
    others = groups.looks_of(connection, sorted(near - {looks.content}))
    like = mine.compared(rows, mine.add(others))
    told = zip(like.found.tolist(), like.apart.tolist(), like.variant.tolist(), strict=True)
    return {others[row - 1].content: (bits, mine.names[variant]) for row, bits, variant in told}


def _near_groups(connection: Connection, case: int) -> Iterator[Seen]:
    """How many near groups of a case hold something like a content of each other case, with the first item there."""
    likeness = Pictures()
    here = _taken(likeness, pictured.settled(connection, case))
    there = _taken(likeness, pictured.elsewhere(connection, case))
    near = _between(likeness, here[0], there[0])
    contents, leaders = (np.concatenate([mine, theirs]) for mine, theirs in zip(here[1:], there[1:], strict=True))
    another = contents[near.asked] != contents[near.found]
    found = np.stack([leaders[near.asked], contents[near.found]], axis=1)[another]
    yield from elsewhere.near_groups(connection, case, np.unique(found, axis=0).tolist())


def _taken(likeness: Pictures, parts: Iterable[Pictured]) -> tuple[Rows, Rows, Rows]:
    """Takes pictures into the likeness; gives their rows, their contents and the leaders of those."""
    rows, contents, leaders = Growing(np.int64), Growing(np.int64), Growing(np.int64)
    for part in parts:
        rows.extend(likeness.add_columns(part))
        contents.extend(np.array(part.contents))
        leaders.extend(np.array(part.leaders))
    return rows.all, contents.all, leaders.all


def _between(likeness: Pictures, rows: Rows, others: Rows) -> Pairs:
    """Which of some rows are like which of others: the fewer ask."""
    if len(rows) > len(others):
        return _between(likeness, others, rows).turned()
    index = likeness.index()
    index.add(others)
    parts = (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))
    return joined(*(index.like(part) for part in parts))

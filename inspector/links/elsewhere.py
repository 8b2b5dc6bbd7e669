"""What of a case looks like something in another case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from inspector.domain.group import Seen
from inspector.domain.looks import Looks
from inspector.domain.variation import LEAST_QUALITY
from inspector.links.banded import scanned
from inspector.links.growing import Growing
from inspector.links.neighbours import Pictures
from inspector.store import elsewhere, groups
from inspector.store.connection import Connection

_AT_ONCE = 1 << 13


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
    asked = [mine.asked(sort, sort.of(rows)) for sort in (mine.plain, mine.flips, mine.altered)]
    words, variant = (np.concatenate(each) for each in zip(*((one.words, one.variant) for one in asked), strict=True))
    found: dict[int, tuple[int, str]] = {}
    for one, place, apart in scanned(known, words, np.arange(len(known))):
        told = zip(place.tolist(), apart.tolist(), variant[one].tolist(), strict=True)
        for other, bits, done in told:
            near = (bits, mine.names[done])
            found[contents[other]] = min(near, found.get(contents[other], near))
    found.pop(looks.content, None)
    return found


def _near_groups(connection: Connection, case: int) -> Iterator[Seen]:
    """How many near groups of a case hold something like a content of each other case, with the first item there."""
    marks, contents = Pictures(), Growing(np.int64)
    others = marks.index()
    rows = groups.looks_elsewhere(connection, case)
    while part := list(islice(rows, _AT_ONCE)):
        others.add(marks.add([replace(looks, variants=()) for looks in part]))
        contents.extend(np.array([each.content for each in part]))
    pairs: set[tuple[int, int]] = set()
    here = groups.settled(connection, case)
    while len(contents) and (mine := list(islice(here, _AT_ONCE))):
        asked = marks.add([each.looks for each in mine])
        near = others.like(asked)
        found = zip((near.asked - asked[0]).tolist(), contents.all[near.found].tolist(), strict=True)
        pairs.update((mine[row].leader, content) for row, content in found if mine[row].looks.content != content)
        contents.extend(np.zeros(len(mine)))  # those of this case are asked, never found
    yield from elsewhere.near_groups(connection, case, sorted(pairs))

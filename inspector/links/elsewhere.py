"""What of a case looks like something in another case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from inspector.domain.group import Seen
from inspector.domain.looks import Looks
from inspector.domain.variation import LEAST_QUALITY
from inspector.links.banded import LIKE, crossed
from inspector.links.films import Films
from inspector.links.growing import Growing
from inspector.links.likeness import Likeness
from inspector.links.neighbours import Pictures
from inspector.store import elsewhere, groups
from inspector.store.connection import Connection

_AT_ONCE = 1 << 13
_FILMS_AT_ONCE = 200


def of_item(connection: Connection, item: int) -> list[Seen]:
    """What of one item was seen in other cases: its content, something like it, its camera, an address it came with."""
    looks = groups.looks(connection, item)
    if looks is None:
        return elsewhere.of_item(connection, item, {})
    near = _films_like(connection, looks, item) if looks.is_film else _like(connection, looks)
    found = elsewhere.of_item(connection, item, near)
    return [replace(seen, film=looks.is_film and seen.by == "near") for seen in found]


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
    wanted = mine.asked(mine.of(mine.add([looks])))
    found: dict[int, tuple[int, str]] = {}
    for start in range(0, len(known), _AT_ONCE):
        apart = crossed(wanted.words, np.ascontiguousarray(known[start : start + _AT_ONCE].T))
        for mark, place in np.argwhere(apart <= LIKE).tolist():
            content, near = contents[start + place], (int(apart[mark, place]), mine.names[wanted.variant[mark]])
            found[content] = min(near, found.get(content, near))
    found.pop(looks.content, None)
    return found


def _films_like(connection: Connection, looks: Looks, item: int) -> dict[int, tuple[int, str]]:
    """The same of a film among those of other cases, some at a time."""
    rows = groups.looks_elsewhere(connection, elsewhere.case_of(connection, item), films=True)
    found: dict[int, tuple[int, str]] = {}
    while part := list(islice(rows, _FILMS_AT_ONCE)):
        films = Films()
        near = films.compared(films.add([looks])[:1], films.add(part))
        for row, apart, variant in zip(near.found.tolist(), near.apart.tolist(), near.variant.tolist(), strict=True):
            found[part[row - 1].content] = apart, films.names[variant]
    found.pop(looks.content, None)
    return found


def _near_groups(connection: Connection, case: int) -> Iterator[Seen]:
    """How many near groups of a case hold something like a content of each other case, with the first item there."""
    pairs = _pairs(connection, case, Pictures(), films=False) | _pairs(connection, case, Films(), films=True)
    yield from elsewhere.near_groups(connection, case, sorted(pairs))


def _pairs(connection: Connection, case: int, likeness: Likeness, *, films: bool) -> set[tuple[int, int]]:
    """The leaders of near groups here with contents of other cases that something in the group is like."""
    contents: Growing[np.int64] = Growing(np.int64)
    others, at_once = likeness.index(), _FILMS_AT_ONCE if films else _AT_ONCE
    rows = groups.looks_elsewhere(connection, case, films=films)
    while part := list(islice(rows, at_once)):
        others.add(likeness.add([replace(looks, variants=()) for looks in part]))
        contents.extend(np.array([each.content for each in part]))
    pairs: set[tuple[int, int]] = set()
    here = groups.settled(connection, case, films=films)
    while len(contents) and (mine := list(islice(here, at_once))):
        asked = likeness.add([each.looks for each in mine])
        near = others.like(asked)
        found = zip((near.asked - asked[0]).tolist(), contents.all[near.found].tolist(), strict=True)
        pairs.update((mine[row].leader, content) for row, content in found if mine[row].looks.content != content)
        contents.extend(np.zeros(len(mine)))  # those of this case are asked, never found
    return pairs

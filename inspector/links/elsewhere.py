"""What of a case looks like something in another case."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from inspector.domain.group import Seen
from inspector.domain.looks import Looks
from inspector.domain.variation import LEAST_QUALITY
from inspector.links.banded import scanned
from inspector.links.films import Films
from inspector.links.likeness import Likeness, Pairs, Rows
from inspector.links.marks import Asked, together
from inspector.links.neighbours import Pictures
from inspector.links.once import PLACE_BITS, Once
from inspector.links.taken import Taken, taken
from inspector.store import elsewhere, filmed, groups, pictured
from inspector.store.connection import Connection

_AT_ONCE = 1 << 6  # of a crowd each may be like all of another crowd


def of_item(connection: Connection, item: int) -> list[Seen]:
    """What of one item was seen in other cases: its content, something like it, its camera, an address it came with."""
    looks = groups.looks(connection, item)
    if looks is None:
        return elsewhere.of_item(connection, item, {})
    near = _like_film(connection, looks, item) if looks.is_film else _like(connection, looks)
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
    mine = Pictures()
    rows = mine.add([looks])
    plain, *others = (mine.asked(sort, sort.of(rows)) for sort in (mine.plain, mine.flips, mine.altered, mine.parts))
    near = _close(groups.marks(connection, LEAST_QUALITY), together(plain, *others))
    near |= _close(groups.middles(connection), together(plain, others[-1]))
    found = groups.looks_of(connection, sorted(near - {looks.content}))
    like = mine.compared(rows, mine.add(found))
    told = zip(like.found.tolist(), like.apart.tolist(), like.variant.tolist(), strict=True)
    return {found[row - 1].content: (bits, mine.names[variant]) for row, bits, variant in told}


def _close(told: tuple[array[int], bytes], asked: Asked) -> set[int]:
    """The contents that have one of the fingerprints told within the radius of one of those that ask."""
    contents, joined = told
    known = np.frombuffer(joined, np.uint64).reshape(-1, 4)
    close = scanned(known, asked.words, np.arange(len(known)))
    return {contents[place] for _, places, _ in close for place in places.tolist()}


def _like_film(connection: Connection, looks: Looks, item: int) -> dict[int, tuple[int, str]]:
    """The same of a film among those of other cases, some at a time."""
    found: dict[int, tuple[int, str]] = {}
    for part in filmed.elsewhere(connection, elsewhere.case_of(connection, item)):
        films = Films()
        like = films.compared(films.add([looks]), films.add_columns(part))
        told = zip(like.found.tolist(), like.apart.tolist(), like.variant.tolist(), strict=True)
        found.update((part.looks[row - 1].content, (missing, films.names[variant])) for row, missing, variant in told)
    found.pop(looks.content, None)
    return found


def _near_groups(connection: Connection, case: int) -> Iterator[Seen]:
    """How many near groups of a case hold something like a content of each other case, with the first item there."""
    pairs = [*_picture_pairs(connection, case), *_film_pairs(connection, case)]
    yield from elsewhere.near_groups(connection, case, sorted(pairs))


def _picture_pairs(connection: Connection, case: int) -> list[tuple[int, int]]:
    likeness = Pictures()
    here = taken(pictured.settled(connection, case), likeness.add_columns)
    return _pairs(likeness, here, taken(pictured.elsewhere(connection, case), likeness.add_columns))


def _film_pairs(connection: Connection, case: int) -> list[tuple[int, int]]:
    likeness = Films()
    here = taken(filmed.settled(connection, case), likeness.add_columns)
    return _pairs(likeness, here, taken(filmed.elsewhere(connection, case), likeness.add_columns))


def _pairs(likeness: Likeness, here: Taken, there: Taken) -> list[tuple[int, int]]:
    """The leaders of groups here, with contents there that something in the group is like."""
    contents = np.concatenate([here.contents.all, there.contents.all])
    leaders = np.concatenate([here.leaders.all, there.leaders.all])
    found = Once()
    for near in _between(likeness, here.rows.all, there.rows.all):
        another = near.only(contents[near.asked] != contents[near.found])
        found.add(leaders[another.asked] << PLACE_BITS | contents[another.found])
    return [(leader, content) for leader, those in found.by_key() for content in those.tolist()]


def _between(likeness: Likeness, rows: Rows, others: Rows) -> Iterator[Pairs]:
    """Which of some rows are like which of others, some at a time: the fewer ask."""
    turned = len(rows) > len(others)
    asked, held = (others, rows) if turned else (rows, others)
    index = likeness.index()
    index.add(held)
    for start in range(0, len(asked), _AT_ONCE):
        pairs = index.like(asked[start : start + _AT_ONCE])
        yield pairs.turned() if turned else pairs

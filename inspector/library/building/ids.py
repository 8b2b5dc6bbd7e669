"""Entries that a list names by ids of its own, so that it can change one later or take it back by its id alone.

Of all that is said under one id the latest counts: by the time that the list gives, and of one time what was read last.
So a list and what changed in it make one set, in whatever order they come. An id that was taken back stays on record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from inspector.library.building.rows import LEFT, Rows
from inspector.library.entry import ListId

Ids: TypeAlias = "NDArray[Any]"
"""(n,) of TYPE: each id once, ascending; rows name one by its place, from 1, and none by 0."""

Numbers: TypeAlias = "NDArray[np.uint32]"

TYPE = np.dtype([("key", "<u8"), ("time", "<u4"), ("gone", "?")])
"""`time` in seconds since 1970, 0 unknown; `gone` where an id was only ever taken back."""

_PURPOSE = b"ids of a list"


def told(given: ListId, secret: bytes, *, gone: bool) -> bytes:
    """One of TYPE. The key has 64 bits and a secret, so that nobody can make an id that meets another's."""
    name = given.name.encode("utf-8", "surrogatepass")
    key = hashlib.blake2b(name, digest_size=8, key=secret, person=_PURPOSE).digest()
    return key + given.time.to_bytes(4, "little") + bytes([gone])


def latest(read: Ids) -> tuple[Ids, Numbers, NDArray[np.bool_]]:
    """Of ids in the order they were read: each once; and of every place the number of its id, and whether it counts."""
    order = np.lexsort((read["time"], read["key"]))  # keeps the order of equal ones
    some = read[order]
    first = np.ones(len(some), bool)
    first[1:] = some["key"][1:] != some["key"][:-1]
    last = np.append(first[1:], True)[: len(some)]
    numbers, counts = np.empty(len(read), np.uint32), np.zeros(len(read), bool)
    numbers[order] = np.cumsum(first)
    counts[order[last]] = True
    ids = some[last]
    ids["gone"] = np.logical_and.reduceat(some["gone"], np.flatnonzero(first)) if len(some) else False
    return ids, numbers, counts


class Merged:
    """The ids of several runs as one: `ids`, and whether any run says something `outdated`."""

    def __init__(self, runs: Sequence[Ids]) -> None:
        self.ids, numbers, counts = latest(np.concatenate(runs))
        self.outdated = not counts.all()
        ends = np.cumsum([len(ids) for ids in runs])[:-1]
        self._numbers, self._counts = np.split(numbers, ends), np.split(counts, ends)

    def __bool__(self) -> bool:
        return len(self.ids) > 0

    def settle(self, run: int, rows: Rows) -> Rows:
        """Rows of a run by the numbers of all; what is outdated weighs nothing."""
        if not len(self._numbers[run]):
            return rows
        rows = rows.copy()
        outdated = np.append(False, ~self._counts[run])[rows["id"]]
        rows["weight"][outdated & (rows["weight"] > LEFT)] = 0
        rows["id"] = np.append(np.uint32(0), self._numbers[run])[rows["id"]]
        return rows

    def outdate(self, run: int, numbers: Numbers) -> None:
        """From here on nothing counts that a run says under ids of these numbers."""
        self._counts[run][np.isin(self._numbers[run], numbers)] = False
        self.outdated = self.outdated or len(numbers) > 0

    @property
    def unknown(self) -> int:
        """How many were taken back that nothing was ever told of."""
        return int(np.count_nonzero(self.ids["gone"]))

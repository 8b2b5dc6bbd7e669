"""What a difference changes in the set that it is merged with: what it judges anew is no more what it was before.

A row of the difference speaks of a hash when it has a category, or takes the hash back: then nothing stays of what the
set said of it. One without a category says nothing of that, and stands beside it. Rows that their list tells by an id
speak of that id alone (`ids.py`), where the set keeps ids; what is spoken of by a hash goes with all that has its ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.building.rows import LEFT, Rows, first_words, fresh_hashes, lasting, settled, words_of

Mask = NDArray[np.bool_]


@dataclass(slots=True)
class Renewal:
    """Merges the rows of a difference with those of its set, in which `silent` is the number of no category.

    By signal it counts the hashes of which the set says something else than before (`changed`), those that it knows no
    longer (`taken_back`), and of both those that the list did not tell by an id (`alone`).
    """

    silent: int
    by_ids: bool
    changed: Counter[Signal] = field(default_factory=Counter)
    taken_back: Counter[Signal] = field(default_factory=Counter)
    alone: Counter[Signal] = field(default_factory=Counter)

    def speaking(self, rows: Rows) -> Mask:
        """Which rows of the difference speak of their hash."""
        judged = (rows["weight"] > 0) & (rows["category"] != self.silent)
        speaking: Mask = (judged | (rows["weight"] <= LEFT)) & ~(self.by_ids & (rows["id"] != 0))
        return speaking

    def spoken_of(self, old: Rows, fresh: Sequence[Rows]) -> Mask:
        """Which of the old rows the difference speaks of by their hash."""
        rows = np.concatenate(fresh) if fresh else old[:0]
        return _within(old, rows[self.speaking(rows)])

    def together(self, signal: Signal, old: Rows, fresh: Sequence[Rows]) -> Rows:
        """All rows of a stretch, settled; of the old ones those that are outdated weigh nothing."""
        gone = self.spoken_of(old, fresh) | (old["weight"] == 0)
        made = settled(np.concatenate([old[~gone], *fresh]))
        if gone.any():
            self._count(signal, old[gone], old[_within(old, old[gone])], lasting(made))
        return made

    def in_part(self, held: Mapping[Signal, int]) -> int:
        """How many entries may have changed or gone by some of their hashes only, in a set that held so many rows.

        It does not know which hashes without an id belong together.
        """
        most = max(self.alone.values(), default=0)
        return max((min(most, rows) - self.alone[signal] for signal, rows in held.items()), default=0)

    def _count(self, signal: Signal, gone: Rows, before: Rows, made: Rows) -> None:
        after = made[_within(made, gone)]
        named, was, is_now = _numbered(gone, before, after)
        lost = np.setdiff1d(named, is_now)
        differs = np.setxor1d(_said(was, before), _said(is_now, after)) >> np.uint64(32)
        changed = np.setdiff1d(differs, lost)
        self.taken_back[signal] += len(lost)
        self.changed[signal] += len(changed)
        self.alone[signal] += len(np.intersect1d(np.union1d(lost, changed), named[gone["id"] == 0]))


def _within(rows: Rows, others: Rows) -> Mask:
    """Which rows have a hash that one of the others has too."""
    found = np.isin(first_words(rows), first_words(others)) if len(others) else np.zeros(len(rows), bool)
    if found.any():
        some, wanted = _numbered(rows[found], others)
        found[found] = np.isin(some, wanted)
    return found


def _numbered(*parts: Rows) -> list[NDArray[np.uint64]]:
    """A number for the hash of each row, in all parts the same for the same hash."""
    words = words_of(np.concatenate([part["value"] for part in parts]))
    order = np.lexsort(words[::-1])
    numbers = np.empty(len(order), np.uint64)
    numbers[order] = np.cumsum(fresh_hashes(words[:, order]))
    return np.split(numbers, np.cumsum([len(part) for part in parts])[:-1])


def _said(numbers: NDArray[np.uint64], rows: Rows) -> NDArray[np.uint64]:
    """Each hash with each of its categories, once."""
    return np.unique(numbers << np.uint64(32) | rows["category"].astype(np.uint64))

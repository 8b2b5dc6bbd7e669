"""Which contents lead a group: asked one after the other, the best first."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from heapq import heappop, heappush

import numpy as np

from inspector.links.growing import Growing
from inspector.links.likeness import Index, Likeness, Pairs, Rows

_LEAST_GONE = 1 << 12
_NOBODY: Rows = np.zeros(0, np.int64)


class Leaders:
    """The index of those who lead; who ceased to is left in it for a while, and passed over."""

    def __init__(self, likeness: Likeness, leads: Growing[np.bool_]) -> None:
        self._likeness = likeness
        self._leads = leads
        self._held: Growing[np.bool_] = Growing(np.bool_)
        self._index = likeness.index()

    @property
    def bytes(self) -> int:
        """The memory it takes beside the likeness."""
        return self._index.bytes + self._held.bytes

    def add(self, rows: Rows) -> None:
        """Takes in those who lead now."""
        self._held.extend(np.zeros(len(self._leads) - len(self._held)))
        held, leads = self._held.all, self._leads.all
        if np.count_nonzero(held & ~leads) > _LEAST_GONE + np.count_nonzero(leads):
            self._index, rows = self._likeness.index(), np.flatnonzero(leads)
            held[:] = False
        rows = rows[~held[rows]]
        held[rows] = True
        self._index.add(rows)

    def like(self, rows: Rows) -> Pairs:
        """The leaders that are like these."""
        pairs = self._index.like(rows)
        return pairs.only(self._leads.all[pairs.found])


class Election:
    """Gives those who are to be asked whether they lead, the best first; who is asked on the way is worse.

    Those who `arrived` are asked first, and never led. What they are like is looked up for all of them at once.
    """

    def __init__(
        self, likeness: Likeness, leads: Growing[np.bool_], everyone: Index, leaders: Leaders, arrived: Rows
    ) -> None:
        self._likeness = likeness
        self._leads = leads
        self._everyone = everyone
        self._leaders = leaders
        self._new = set(arrived.tolist())
        self._waiting: list[tuple[tuple[int, ...], int]] = []
        self._asked: set[int] = set()
        self._near: dict[int, list[Rows]] = {}
        self._around: dict[int, Rows] = {}
        self._turned: list[int] = []
        self._risen: list[int] = []
        self._others: list[int] = []  # who rose without having arrived
        self.ask(arrived.tolist())
        for row, found in likeness.compared(arrived, arrived).by_asked():
            self._near[row].append(found)
        deposed = self._deposed()
        self._look_up(deposed)
        self._look_around(deposed)

    def __iter__(self) -> Iterator[int]:
        while self._waiting:
            yield heappop(self._waiting)[1]

    def ask(self, rows: Collection[int]) -> None:
        """Lets these be asked as well."""
        new = set(rows) - self._asked
        self._asked |= new
        self._look_up(new)
        for row in new:
            heappush(self._waiting, (self._likeness.order(row), row))

    def rivals(self, row: int) -> list[int]:
        """Who leads now and is like it."""
        near = list(self._near[row])
        risen = self._others if row in self._new else self._risen
        if risen:  # since that was looked up
            near.append(self._likeness.compared(np.array([row]), np.array(risen)).found)
        found = np.concatenate(near) if near else _NOBODY
        return list(dict.fromkeys(found[self._leads.all[found]].tolist()))

    def let_go(self, row: int, rivals: Collection[int]) -> list[int]:
        """Whom one that ceased to lead held down, and none of its rivals does: who is like it, worse, and no leader."""
        self._look_around({row})
        order, near = self._likeness.order(row), self._around[row]
        near = near[~self._leads.all[near]]
        held = self._likeness.compared(np.array(sorted(rivals)), near).found
        return [each for each in np.setdiff1d(near, held).tolist() if self._likeness.order(each) > order]

    def turn(self, row: int, *, leads: bool) -> None:
        """Lets one lead, or cease to."""
        self._leads.all[row] = leads
        self._turned.append(row)
        if leads:
            self._risen.append(row)
            if row not in self._new:
                self._others.append(row)

    @property
    def turned(self) -> Rows:
        """All that lead now and did not, or the other way round."""
        return np.array(self._turned, np.int64)

    @property
    def risen(self) -> Rows:
        """All that lead now and did not."""
        return np.array(self._risen, np.int64)

    def _deposed(self) -> set[int]:
        """The leaders that an arrival may depose."""
        order = self._likeness.order
        return {
            each for row in self._new for part in self._near[row] for each in part.tolist()
            if each not in self._new and order(each) > order(row)
        }  # fmt: skip

    def _look_up(self, rows: Collection[int]) -> None:
        """Finds who of the leaders is like these."""
        asked = _new(rows, self._near)
        if len(asked):
            self._near.update((row, []) for row in asked.tolist())
            for row, found in self._leaders.like(asked).by_asked():
                self._near[row].append(found)

    def _look_around(self, rows: Collection[int]) -> None:
        """Finds who of all is like these."""
        asked = _new(rows, self._around)
        if len(asked):
            self._around.update((row, _NOBODY) for row in asked.tolist())
            self._around.update(self._everyone.like(asked).by_asked())


def _new(rows: Collection[int], known: Container[int]) -> Rows:
    return np.array(sorted(row for row in rows if row not in known), np.int64)

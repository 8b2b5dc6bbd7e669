"""Which contents lead a group: asked one after the other, the best first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from heapq import heappop, heappush

import numpy as np

from inspector.links.growing import Growing
from inspector.links.likeness import Likeness, Pairs, Rows
from inspector.links.sides import Side

_NOBODY: Rows = np.zeros(0, np.int64)


class Election:
    """Asks contents whether they lead, the best first; who is asked on the way is worse.

    Those who `arrived` are asked, and never led; `near` are they with the leaders and with each other that are like
    them, looked up for all of them at once. Of the others few have to be looked up: as a rule somebody better leads
    who is known to be like them. `leader` is the row that led the group of each before.
    """

    def __init__(
        self, likeness: Likeness, leads: Growing[np.bool_], leader: Growing[np.int32], sides: tuple[Side, Side],
        arrived: Rows, near: Pairs,
    ) -> None:  # fmt: skip
        self._likeness = likeness
        self._leads = leads
        self._leader = leader
        self._leaders, self._others = sides
        self._near = {row: _NOBODY for row in arrived.tolist()} | dict(near.by_asked())
        self._waiting: list[tuple[tuple[int, ...], int]] = []
        self._asked: set[int] = set()
        self._risen: list[int] = []
        self._fallen: list[int] = []
        self._ask(arrived.tolist())

    def run(self) -> None:
        """Lets contents lead or cease to."""
        while self._waiting:
            order, row = heappop(self._waiting)
            rivals = self._rivals(row, order)
            leads = not self._better(rivals, order)
            if leads != self._leads.all[row]:
                self._leads.all[row] = leads
                (self._risen if leads else self._fallen).append(row)
                # A better one deposes leaders that are like it; whom only one that ceased held down may rise.
                self._ask(rivals if leads else self._let_go(row, order, rivals))

    @property
    def risen(self) -> Rows:
        """All that lead now and did not."""
        return np.array(self._risen, np.int64)

    @property
    def fallen(self) -> Rows:
        """All that led and do not now."""
        return np.array(self._fallen, np.int64)

    def _ask(self, rows: Iterable[int]) -> None:
        """Lets these be asked as well."""
        for row in rows:
            if row not in self._asked:
                self._asked.add(row)
                heappush(self._waiting, (self._likeness.order(row), row))

    def _rivals(self, row: int, order: tuple[int, ...]) -> list[int]:
        """Who leads now and is like it; where somebody better does, not all of them."""
        if row in self._near:
            risen = [each for each in self._risen if each not in self._near]
            return self._leading(np.concatenate([self._near[row], self._like(row, risen)]))
        known = [int(self._leader.all[row])]
        if self._better(known, order) and self._leads.all[known[0]]:
            return known
        risen = self._leading(self._like(row, self._risen))
        if self._better(risen, order):
            return risen
        return self._leading(np.concatenate([self._leaders.like(np.array([row])).found, np.array(risen, np.int64)]))

    def _let_go(self, row: int, order: tuple[int, ...], rivals: Collection[int]) -> list[int]:
        """Whom one that ceased to lead held down, and none of its rivals does: who is like it, worse, and no leader."""
        near = self._others.like(np.array([row])).found
        held = self._likeness.compared(np.array(sorted(rivals)), near).found
        return [each for each in np.setdiff1d(near, held).tolist() if self._likeness.order(each) > order]

    def _like(self, row: int, others: Collection[int]) -> Rows:
        return self._likeness.compared(np.array([row]), np.array(others)).found if others else _NOBODY

    def _leading(self, rows: Rows) -> list[int]:
        return list(dict.fromkeys(rows[self._leads.all[rows]].tolist()))

    def _better(self, rows: Iterable[int], order: tuple[int, ...]) -> bool:
        return any(self._likeness.order(row) < order for row in rows)

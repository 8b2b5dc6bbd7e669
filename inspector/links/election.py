"""Which contents lead a group: asked one after the other, the best first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from heapq import heappop, heappush, nsmallest

import numpy as np
from numpy.typing import NDArray

from inspector.links.likeness import Likeness, Rows, before
from inspector.links.likeness import Pairs as Near
from inspector.links.sides import Side

_NOBODY: Rows = np.zeros(0, np.int64)
_AT_ONCE = 64  # looked up together, since one costs nearly as much


@dataclass(frozen=True, slots=True)
class Standing:
    """How contents stood before: `leads` (n,), the `leader` (n,) of each, -1 of none, and who is better than its own.

    `leads` is written by an election.
    """

    leads: NDArray[np.bool_]
    leader: NDArray[np.int32]
    above: NDArray[np.bool_]


class Election:
    """Asks contents whether they lead, the best first; who is asked on the way is worse.

    Those who `arrived` are asked, and never led; `near` are they with the leaders and with each other that are like
    them. Of the others few have to be looked up: as a rule somebody better leads who is known to be like them.
    """

    def __init__(
        self, likeness: Likeness, standing: Standing, sides: tuple[Side, Side], arrived: Rows, near: Near
    ) -> None:
        self._likeness = likeness
        self._standing = standing
        self._leaders, self._others = sides
        self._arrived = arrived
        self._near: dict[int, list[int]] = {row: [] for row in arrived.tolist()}
        self._looked_up = set(self._near)
        self._waiting: list[tuple[tuple[int, ...], int]] = []
        self._asked: set[int] = set()
        self._risen: list[int] = []
        self._fallen: list[int] = []
        self._note(near)
        deposed = near.found[before(likeness.orders.all, near.asked, near.found) & standing.leads[near.found]]
        self._around: dict[int, Rows] = dict.fromkeys(deposed.tolist(), _NOBODY)  # of those that may fall
        self._around |= self._others.like(np.unique(deposed)).by_asked()
        self._ask(self._near)

    def run(self) -> None:
        """Lets contents lead or cease to."""
        while self._waiting:
            order, row = heappop(self._waiting)
            led = bool(self._standing.leads[row])
            rivals = self._rivals(row, order)
            leads = not self._better(rivals, order)
            if leads != led:
                self._standing.leads[row] = leads
                if leads:
                    self._rise(row, rivals)
                else:
                    self._fall(row, order, rivals)

    @property
    def risen(self) -> Rows:
        """All that lead now and did not."""
        return np.array(self._risen, np.int64)

    @property
    def fallen(self) -> Rows:
        """All that led and do not now."""
        return np.array(self._fallen, np.int64)

    def _rise(self, row: int, rivals: Collection[int]) -> None:
        """A better one deposes the leaders that are like it."""
        self._risen.append(row)
        for rival in rivals:
            self._near.setdefault(rival, []).append(row)
        if row < self._arrived[0]:  # else it was compared with all before
            waiting = np.array([each for _, each in self._waiting], np.int64)
            self._note(self._likeness.compared(waiting, np.array([row])))
        self._ask(rivals)

    def _fall(self, row: int, order: tuple[int, ...], rivals: Collection[int]) -> None:
        """Whom only one that ceased to lead held down may rise: who is like it, worse, and like none of its rivals."""
        self._fallen.append(row)
        standing = self._standing
        around = self._around[row] if row in self._around else self._others.like(np.array([row])).found
        above = around[standing.above[around] & ~standing.leads[around]]
        near = np.union1d(np.flatnonzero(standing.leader == row), above)
        near = near[near != row]
        held = self._likeness.compared(np.array(sorted(rivals)), near).found
        free = [each for each in np.setdiff1d(near, held).tolist() if self._likeness.order(each) > order]
        new = np.array([each for each in free if each not in self._near], np.int64)
        if len(new):
            self._near.update((each, []) for each in new.tolist())
            self._note(self._likeness.compared(new, self._may_lead(row)))
        self._ask(free)

    def _may_lead(self, row: int) -> Rows:
        """Who arrived or rose, but for those who were asked before this one and do not lead."""
        fresh = np.union1d(self._arrived, np.array(self._risen, np.int64))
        better = before(self._likeness.orders.all, fresh, np.full(len(fresh), row))
        return fresh[self._standing.leads[fresh] | ~better]

    def _ask(self, rows: Iterable[int]) -> None:
        """Lets these be asked as well."""
        for row in rows:
            if row not in self._asked:
                self._asked.add(row)
                heappush(self._waiting, (self._likeness.order(row), row))

    def _note(self, pairs: Near) -> None:
        """Keeps who is like whom."""
        for row, found in pairs.by_asked():
            self._near[row] += found.tolist()

    def _rivals(self, row: int, order: tuple[int, ...]) -> list[int]:
        """Who leads now and is like it; where somebody better does, not all of them."""
        known = self._leading(row)
        if row in self._looked_up or self._better(known, order):
            return known
        self._look_up(row)
        return self._leading(row)

    def _look_up(self, row: int) -> None:
        """Finds who of the leaders is like this one, and those that will be asked next."""
        following = [each for _, each in nsmallest(_AT_ONCE, self._waiting) if each not in self._looked_up]
        rows = np.unique([row, *(each for each in following if not self._standing.leads[each])])
        self._looked_up.update(rows.tolist())
        self._note(self._leaders.like(rows))

    def _leading(self, row: int) -> list[int]:
        near = {*self._near[row], int(self._standing.leader[row])} - {row, -1}
        leads = self._standing.leads
        return sorted(each for each in near if leads[each])

    def _better(self, rows: Iterable[int], order: tuple[int, ...]) -> bool:
        return any(self._likeness.order(row) < order for row in rows)

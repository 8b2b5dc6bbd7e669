"""Groups as stars: every member is like the content that leads its group, so that nothing chains.

The leaders are the first maximal independent set of the likeness in the order of the contents, the best first: a
content leads unless a better one that leads is like it. Every other content joins the nearest leader that is like it,
of equally near ones the best. For the same contents there is one such set of groups, in whatever order they came; two
members differ by no more than twice the radius, and no two leaders are alike.

When contents come, only what their coming can change is settled anew, the best first; that is little, unless each that
comes is better than all before (Censor-Hillel, Haramaty, Karnin, "Optimal Dynamic Distributed MIS", PODC 2016).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from inspector.domain.looks import Looks
from inspector.links.election import Election, Leaders
from inspector.links.growing import Growing
from inspector.links.likeness import Index, Likeness, Pairs, Rows
from inspector.links.neighbours import Pictures

_AT_ONCE = 1 << 12


class Stars:
    """The groups of some contents; rows number the contents in the order they came.

    `leader` (n,) the row that leads the group of each, `apart` (n,) bits to it, `variant` (n,) what was done to one of
    both, by its place in `likeness.names`.
    """

    def __init__(self, likeness: Likeness | None = None) -> None:
        self.likeness: Likeness = Pictures() if likeness is None else likeness
        self.leader: Growing[np.int32] = Growing(np.int32)
        self.apart: Growing[np.int16] = Growing(np.int16)
        self.variant: Growing[np.uint8] = Growing(np.uint8)
        self._leads: Growing[np.bool_] = Growing(np.bool_)
        self._all: Index = self.likeness.index()
        self._leaders = Leaders(self.likeness, self._leads)

    @property
    def bytes(self) -> int:
        """The memory that all of it takes."""
        flat = (self.leader, self.apart, self.variant, self._leads)
        parts = (self.likeness, self._all, self._leaders)
        return sum(each.bytes for each in flat) + sum(each.bytes for each in parts)

    def take(self, contents: Sequence[Looks]) -> Rows:
        """Takes new contents in; gives the rows, these and others, whose group is another than before."""
        return self._settle(self._add(contents))

    def restore(self, contents: Sequence[Looks], leaders: Rows, apart: Rows, variants: Sequence[str]) -> None:
        """Takes contents in whose groups were settled before, as they were: `leaders` are rows."""
        rows = self._add(contents)
        self.leader.all[rows], self.apart.all[rows] = leaders, apart
        self.variant.all[rows] = [self.likeness.number(name) for name in variants]
        self._leads.all[rows] = leaders == rows
        self._leaders.add(rows[leaders == rows])

    def _add(self, contents: Sequence[Looks]) -> Rows:
        rows = self.likeness.add(contents)
        self._all.add(rows)
        self.leader.extend(np.full(len(rows), -1))
        self.apart.extend(np.zeros(len(rows)))
        self.variant.extend(np.zeros(len(rows)))
        self._leads.extend(np.zeros(len(rows)))
        return rows

    def _settle(self, arrived: Rows) -> Rows:
        turned = self._elect(arrived)
        touched = np.unique(np.concatenate([arrived, turned, self._around(turned)]))
        return touched[self._join(touched)]

    def _elect(self, arrived: Rows) -> Rows:
        """Lets contents lead or cease to, the best first; gives those that turned."""
        election = Election(self.likeness, self._leads, self._all, self._leaders, arrived)
        for row in election:
            rivals, order = election.rivals(row), self.likeness.order(row)
            leads = all(self.likeness.order(rival) > order for rival in rivals)
            if leads != self._leads.all[row]:
                election.turn(row, leads=leads)
                # A better one deposes leaders that are like it; whom only one that ceased held down may rise.
                election.ask(rivals if leads else election.let_go(row, rivals))
        self._leaders.add(election.risen)
        return election.turned

    def _around(self, rows: Rows) -> Rows:
        parts = [np.unique(self._all.like(part).found) for part in _parts(rows)]
        return np.concatenate([np.zeros(0, np.int64), *parts])

    def _join(self, rows: Rows) -> NDArray[np.bool_]:
        """Puts contents under the nearest leader, or themselves; tells which of `rows` stand otherwise than before."""
        changed = [self._join_part(part) for part in _parts(rows)]
        return np.concatenate([np.zeros(0, np.bool_), *changed])

    def _join_part(self, rows: Rows) -> NDArray[np.bool_]:
        before = (self.leader.all[rows], self.apart.all[rows], self.variant.all[rows])
        self.leader.all[rows], self.apart.all[rows], self.variant.all[rows] = rows, 0, 0
        members = rows[~self._leads.all[rows]]
        near = _nearest(self.likeness, self._leaders.like(members))
        self.leader.all[near.asked], self.apart.all[near.asked] = near.found, near.apart
        self.variant.all[near.asked] = near.variant
        after = (self.leader.all[rows], self.apart.all[rows], self.variant.all[rows])
        changed = np.zeros(len(rows), np.bool_)
        for old, new in zip(before, after, strict=True):
            changed |= old != new
        return changed


def _nearest(likeness: Likeness, pairs: Pairs) -> Pairs:
    """For each row that was asked the nearest, of equally near ones the best."""
    order = likeness.orders.all[pairs.found]
    by = np.lexsort((order[:, 3], order[:, 2], order[:, 1], order[:, 0], pairs.apart, pairs.asked))
    first = np.ones(len(by), np.bool_)
    first[1:] = pairs.asked[by][1:] != pairs.asked[by][:-1]
    return pairs.only(np.sort(by[first]))


def _parts(rows: Rows) -> Iterable[Rows]:
    return (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))

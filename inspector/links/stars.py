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
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspector.domain.looks import Looks
from inspector.links.election import Election, Standing
from inspector.links.growing import Growing
from inspector.links.likeness import Likeness, Pairs, Rows, before, joined
from inspector.links.neighbours import Pictures
from inspector.links.sides import Side

_AT_ONCE = 1 << 12
Told = NDArray[np.bool_]


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
        self._above: Growing[np.bool_] = Growing(np.bool_)  # better than its leader, as another leader holds it down
        self._leaders = Side(self.likeness, self._leads, leading=True)
        self._others = Side(self.likeness, self._leads, leading=False)

    @property
    def bytes(self) -> int:
        """The memory that all of it takes."""
        flat = (self.leader, self.apart, self.variant, self._leads, self._above)
        parts = (self.likeness, self._leaders, self._others)
        return sum(each.bytes for each in flat) + sum(each.bytes for each in parts)

    def take(self, contents: Sequence[Looks]) -> Rows:
        """Takes new contents in; gives the rows, these and others, whose group is another than before."""
        return self._settle(self._add(contents))

    def restore(self, rows: Rows, leaders: Rows, apart: NDArray[np.int16], variants: Sequence[str]) -> None:
        """Takes in the groups of contents that were settled before; the likeness has them as these rows."""
        self._grow(rows)
        self.leader.all[rows], self.apart.all[rows] = leaders, apart
        numbers = {name: self.likeness.number(name) for name in set(variants)}
        self.variant.all[rows] = [numbers[name] for name in variants]
        self._leads.all[rows] = leaders == rows
        self._above.all[rows] = before(self.likeness.orders.all, rows, leaders)
        self._leaders.add(rows[leaders == rows])
        self._others.add(rows[leaders != rows])

    def _add(self, contents: Sequence[Looks]) -> Rows:
        return self._grow(self.likeness.add(contents))

    def _grow(self, rows: Rows) -> Rows:
        self.leader.extend(np.full(len(rows), -1))
        self.apart.extend(np.zeros(len(rows)))
        self.variant.extend(np.zeros(len(rows)))
        self._leads.extend(np.zeros(len(rows)))
        self._above.extend(np.zeros(len(rows)))
        return rows

    def _settle(self, arrived: Rows) -> Rows:
        near = joined(self._leaders.like(arrived), self.likeness.compared(arrived, arrived))
        standing = Standing(self._leads.all, self.leader.all, self._above.all)
        election = Election(self.likeness, standing, (self._leaders, self._others), arrived, near)
        election.run()
        risen, fallen = election.risen, election.fallen
        late = self.likeness.compared(arrived, np.setdiff1d(risen, arrived))
        nearer = self._others.like(risen).turned()
        known = joined(near, near.turned(), late, nearer, self._held(np.unique(nearer.asked)))
        orphans = self._orphans(fallen)
        self._leaders.add(risen)
        known = joined(known, self._look_up(orphans, known))
        self._others.add(np.concatenate([arrived[~self._leads.all[arrived]], fallen]))
        return self._join(np.unique(np.concatenate([arrived, risen, orphans, nearer.asked])), known)

    def _held(self, rows: Rows) -> Pairs:
        """The leaders that some contents have and that still lead."""
        rows = rows[self._leads.all[self.leader.all[rows]]]
        return Pairs(rows, self.leader.all[rows].astype(np.int64), self.apart.all[rows], self.variant.all[rows])

    def _orphans(self, fallen: Rows) -> Rows:
        """Whose leader leads no longer, who led among them."""
        fell = np.zeros(len(self.leader), np.bool_)
        fell[fallen] = True
        arrived = self.leader.all < 0
        return np.flatnonzero(fell[self.leader.all] & ~arrived & ~self._leads.all)

    def _look_up(self, rows: Rows, known: Pairs) -> Pairs:
        """The leaders that are like these, up to the nearest that is known."""
        known = known.only(self._leads.all[known.found])
        bound = _least(known, len(self.leader))
        rows = rows[bound[rows] >= self.apart.all[rows]]  # else no other is as near as the one they had
        return joined(*(self._leaders.like(part, bound[part]) for part in _parts(rows)))

    def _join(self, rows: Rows, known: Pairs) -> Rows:
        """Puts contents under the nearest leader, or themselves; gives those that stand otherwise than before."""
        leads = self._leads.all
        near = _nearest(self.likeness, known.only(leads[known.found] & ~leads[known.asked]))
        changed = (
            _written(self.leader.all, rows, rows, near.asked, near.found)
            | _written(self.apart.all, rows, 0, near.asked, near.apart)
            | _written(self.variant.all, rows, 0, near.asked, near.variant)
        )
        self._above.all[rows] = before(self.likeness.orders.all, rows, self.leader.all[rows])
        return rows[changed]


def _written(column: NDArray[Any], rows: Rows, alone: Rows | int, members: Rows, beside: NDArray[Any]) -> Told:
    """Writes what a column holds of `rows`, otherwise of those that are `members`; tells which hold something else."""
    earlier = column[rows]
    column[rows] = alone
    column[members] = beside
    changed: Told = column[rows] != earlier
    return changed


def _nearest(likeness: Likeness, pairs: Pairs) -> Pairs:
    """For each row that was asked the nearest, of equally near ones the best."""
    pairs = pairs.only(pairs.apart == _least(pairs, len(likeness))[pairs.asked])
    order = likeness.orders.all[pairs.found]
    by = np.lexsort((order[:, 3], order[:, 2], order[:, 1], order[:, 0], pairs.asked))
    first = np.ones(len(by), np.bool_)
    first[1:] = pairs.asked[by][1:] != pairs.asked[by][:-1]
    return pairs.only(np.sort(by[first]))


def _least(pairs: Pairs, count: int) -> NDArray[np.int16]:
    """The bits between each of `count` rows and the nearest that is like it."""
    least = np.full(count, np.iinfo(np.int16).max, np.int16)
    np.minimum.at(least, pairs.asked, pairs.apart)
    return least


def _parts(rows: Rows) -> Iterable[Rows]:
    return (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))

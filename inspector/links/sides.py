"""Contents that lead a group and contents that do not: each side with an index of its own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from inspector.links.growing import Growing
from inspector.links.likeness import Index, Likeness, Pairs, Rows

_LEAST_GONE = 1 << 12


class Side:
    """The index of those who lead, or of those who do not; who went over is left in it for a while, and passed over.

    So each content is in one index as a rule, and who leads is found quickly in a crowd that does not.
    """

    def __init__(self, likeness: Likeness, leads: Growing[np.bool_], *, leading: bool) -> None:
        self._likeness = likeness
        self._leads = leads
        self._leading = leading
        self._held: Growing[np.bool_] = Growing(np.bool_)
        self._index: Index = likeness.index()

    @property
    def bytes(self) -> int:
        """The memory it takes beside the likeness."""
        return self._index.bytes + self._held.bytes

    def add(self, rows: Rows) -> None:
        """Takes in those who are on this side now."""
        self._held.extend(np.zeros(len(self._leads) - len(self._held)))
        held, here = self._held.all, self._here()
        if np.count_nonzero(held & ~here) > _LEAST_GONE + np.count_nonzero(here):
            self._index, rows = self._likeness.index(), np.flatnonzero(here)
            held[:] = False
        rows = rows[~held[rows]]
        held[rows] = True
        self._index.add(rows)

    def like(self, rows: Rows, within: NDArray[np.int16] | None = None) -> Pairs:
        """Those on this side who are like these; who is farther than `within` bits of each may be left out."""
        pairs = self._index.like(rows) if within is None else self._index.like(rows, within)
        return pairs.only(self._leads.all[pairs.found] == self._leading)

    def _here(self) -> NDArray[np.bool_]:
        here: NDArray[np.bool_] = self._leads.all == self._leading
        return here

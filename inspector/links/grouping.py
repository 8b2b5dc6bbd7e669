"""Keeps the groups of a case as its contents come: what waits in the store is put into groups, batch by batch."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np

from inspector.domain.looks import Looks
from inspector.domain.progress import Progress
from inspector.links.growing import Growing
from inspector.links.likeness import Rows
from inspector.links.neighbours import Pictures
from inspector.links.stars import Stars
from inspector.store import Workspace, groups, pictured
from inspector.store.groups import GroupsAnewError, Place

BATCH = 1_000


class Grouping:
    """The groups of one case; whoever settles them holds the lock on ingests.

    What is on record is read when it is first needed. What is not settled goes on waiting in the store, so that a
    program that dies loses nothing.
    """

    def __init__(self, workspace: Workspace, case: int) -> None:
        self._workspace = workspace
        self._case = case
        self._stars: Stars | None = None
        self._contents: Growing[np.int64] = Growing(np.int64)
        self._stored = 0

    def stored(self, count: int) -> None:
        """So many more contents were stored: they are put into groups once they make a batch."""
        self._stored += count
        if self._stored >= BATCH:
            self._stored = 0
            self.settle()

    def to_the_end(self) -> Generator[Progress, None, None]:
        """Puts all that waits into groups."""
        done, total = 0, groups.how_many_wait(self._workspace.reader(), self._case)
        while count := self.settle():
            done += count
            yield Progress("grouping", done, max(done, total))

    def settle(self) -> int:
        """Puts a batch of what waits into groups, in one act; gives how many contents that were."""
        waiting = groups.waiting(self._workspace.reader(), self._case, BATCH)
        if waiting:
            try:
                self._settle(waiting)
            except BaseException as error:
                self._stars = None  # what is in hand may be ahead of the record, or behind it
                if not isinstance(error, GroupsAnewError):
                    raise
        return len(waiting)

    def _settle(self, waiting: list[Looks]) -> None:
        stars = self._stars or self._read()
        known = int(self._contents.all[0]) if len(self._contents) else None
        self._contents.extend(np.array([looks.content for looks in waiting]))
        moved = self._places(stars, stars.take(waiting))
        self._workspace.change(groups.settle(self._case, moved, known))
        self._stars = stars

    def _places(self, stars: Stars, rows: Rows) -> list[Place]:
        contents, names = self._contents.all, stars.likeness.names
        leaders = contents[stars.leader.all[rows]]
        told = zip(contents[rows].tolist(), leaders.tolist(), stars.apart.all[rows].tolist(),
                   stars.variant.all[rows].tolist(), strict=True)  # fmt: skip
        return [Place(content, leader, apart, names[variant]) for content, leader, apart, variant in told]

    def _read(self) -> Stars:
        """The groups on record."""
        likeness, contents = Pictures(), Growing(np.int64)
        leaders, apart, variants = Growing(np.int64), Growing(np.int16), list[str]()
        for part in pictured.settled(self._workspace.reader(), self._case):
            likeness.add_columns(part)
            contents.extend(np.array(part.contents))
            leaders.extend(np.array(part.leaders))
            apart.extend(np.array(part.distances))
            variants += part.variants
        stars, self._contents = Stars(likeness), contents
        stars.restore(np.arange(len(contents)), np.searchsorted(contents.all, leaders.all), apart.all, variants)
        return stars

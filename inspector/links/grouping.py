"""Keeps the groups of a case as its contents come: what waits in the store is put into groups, batch by batch."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import numpy as np

from inspector.domain.looks import Looks
from inspector.domain.progress import Progress
from inspector.links.films import Films
from inspector.links.growing import Growing
from inspector.links.likeness import Likeness, Rows
from inspector.links.neighbours import Pictures
from inspector.links.stars import Stars
from inspector.links.taken import Taken, taken
from inspector.store import Workspace, filmed, groups, pictured
from inspector.store.connection import Connection
from inspector.store.groups import GroupsAnewError, Place

BATCH = 1_000


class Grouping:
    """The groups of one case; whoever settles them holds the lock on ingests.

    What is on record is read when it is first needed, pictures and films each for themselves. What is not settled goes
    on waiting in the store, so that a program that dies loses nothing.
    """

    def __init__(self, workspace: Workspace, case: int) -> None:
        self._workspace = workspace
        self._case = case
        self._sorts: dict[bool, _Sort] = {}
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
                self._sorts = {}  # what is in hand may be ahead of the record, or behind it
                if not isinstance(error, GroupsAnewError):
                    raise
        return len(waiting)

    def _settle(self, waiting: Sequence[Looks]) -> None:
        told = [(films, [looks for looks in waiting if looks.is_film == films]) for films in (False, True)]
        wanted, reader = [(films, some) for films, some in told if some], self._workspace.reader()
        sorts = [self._sorts.get(films) or _read(reader, self._case, films=films) for films, _ in wanted]
        known = [sort.known for sort in (*self._sorts.values(), *sorts) if sort.known is not None]
        moved = [place for sort, (_, some) in zip(sorts, wanted, strict=True) for place in sort.take(some)]
        self._workspace.change(groups.settle(self._case, moved, known))
        self._sorts |= {films: sort for sort, (films, _) in zip(sorts, wanted, strict=True)}


class _Sort:
    """The groups of the pictures of a case in hand, or of its films: those that a likeness has `taken` already."""

    def __init__(self, likeness: Likeness, taken: Taken) -> None:
        self._stars = Stars(likeness)
        self._contents: Growing[np.int64] = taken.contents
        leaders = np.searchsorted(taken.contents.all, taken.leaders.all)
        self._stars.restore(taken.rows.all, leaders, taken.distances.all, taken.variants)

    @property
    def known(self) -> int | None:
        """A content in hand; None while there is none."""
        return int(self._contents.all[0]) if len(self._contents) else None

    def take(self, waiting: Sequence[Looks]) -> list[Place]:
        """Takes new contents in; gives where these and others stand now."""
        self._contents.extend(np.array([looks.content for looks in waiting]))
        return self._places(self._stars.take(waiting))

    def _places(self, rows: Rows) -> list[Place]:
        contents, stars = self._contents.all, self._stars
        leaders, names = contents[stars.leader.all[rows]], stars.likeness.names
        told = zip(contents[rows].tolist(), leaders.tolist(), stars.apart.all[rows].tolist(),
                   stars.variant.all[rows].tolist(), strict=True)  # fmt: skip
        return [Place(content, leader, apart, names[variant]) for content, leader, apart, variant in told]


def _read(connection: Connection, case: int, *, films: bool) -> _Sort:
    """The groups on record."""
    if films:
        shown = Films()
        return _Sort(shown, taken(filmed.settled(connection, case), shown.add_columns))
    seen = Pictures()
    return _Sort(seen, taken(pictured.settled(connection, case), seen.add_columns))

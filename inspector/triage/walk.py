"""What a source holds, registered batch after batch."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from inspector.domain.entry import Entry
from inspector.domain.progress import Progress
from inspector.source import Source
from inspector.store import Workspace, again, ingests, members
from inspector.store.ingests import Ingest
from inspector.triage.placing import Placing
from inspector.triage.tally import Tally

T = TypeVar("T")
BATCH = 1_000
_MOST_AHEAD = 5_000
"""Where more files than this have a size that is sought, reading them before all others gains nothing."""


class Walk:
    """The way through one source in one run; each step is a batch of entries, written down."""

    def __init__(self, workspace: Workspace, ingest: Ingest, source: Source, placing: Placing, tally: Tally) -> None:
        self._workspace = workspace
        self._ingest = ingest
        self._source = source
        self._placing = placing
        self._tally = tally

    def steps(self, sizes: Collection[int] | None, *, unlocking: bool) -> Iterator[Progress]:
        """All of it; what has one of `sizes` comes first, and what failed before waits again where that may help."""
        if sizes:
            yield from self._scout(sizes)
        yield from self._all()
        self._try_again(unlocking=unlocking)

    def _scout(self, sizes: Collection[int]) -> Iterator[Progress]:
        """Registers what has one of these sizes, ahead of the rest: looking is far sooner done than registering."""
        seen = found = 0
        for batch in batches(self._source.walk(), BATCH):
            sought = [entry for entry in batch if isinstance(entry, Entry) and entry.size in sizes]
            if sought:
                self._workspace.change(ingests.add_entries(self._ingest, sought, self._placing.of, ahead=True))
            seen, found = seen + len(batch), found + len(sought)
            yield self._tally.scouting(seen)
            if found > _MOST_AHEAD:
                return

    def _all(self) -> Iterator[Progress]:
        """Registers everything."""
        for batch in batches(self._source.walk(), BATCH):
            self._workspace.change(ingests.add_entries(self._ingest, batch, self._placing.of))
            entries = [found for found in batch if isinstance(found, Entry)]
            self._tally.entries += len(entries)
            self._tally.skipped += len(batch) - len(entries)
            self._tally.bytes += sum(entry.size for entry in entries)
            yield self._tally.walking()

    def _try_again(self, *, unlocking: bool) -> None:
        """Lets wait what could not be had and can be now, and, with passwords, what was locked."""
        connection, source = self._workspace.reader(), self._ingest.source
        failed = again.failed_by(connection, source, again.NOT_HAD)
        there = (item for item in failed if self._stands(members.chain(connection, item)[0].path))
        for batch in batches(there, BATCH):
            self._workspace.change(again.try_again(self._ingest, batch, again.NOT_HAD))
        if unlocking:
            locked = again.failed_by(connection, source, again.LOCKED)
            self._workspace.change(again.try_again(self._ingest, locked, again.LOCKED))

    def _stands(self, path: bytes) -> bool:
        try:
            self._source.state(path)
        except OSError:
            return False
        return True


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in lists of at most `size`."""
    remaining = iter(things)
    while batch := list(itertools.islice(remaining, size)):
        yield batch

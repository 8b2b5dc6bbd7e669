"""The road of evidence into the store, as a generator of Progress."""

from __future__ import annotations

import itertools
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from inspector.domain.entry import Entry
from inspector.domain.progress import Progress
from inspector.source import Source
from inspector.store import Workspace, ingests
from inspector.store.ingests import Ingest
from inspector.triage.conveyor import Conveyor
from inspector.triage.engine import Engine
from inspector.triage.known import Known
from inspector.triage.reading import Reading
from inspector.triage.tally import Tally

T = TypeVar("T")
WALK_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: which run, how to look (`quick` or `full`), and what marks a content as analysed."""

    ingest: Ingest
    look: str
    analysed_by: str


def run(
    workspace: Workspace, source: Source, order: Order, engine: Engine, known: Known
) -> Generator[Progress, None, Tally]:
    """Walks the source, reads what waits, and keeps what comes of it.

    Closing the generator stops the run cleanly: what was read is kept, the rest waits for the next run.
    """
    tally, state = Tally(), "stopped"
    try:
        yield from _walk(workspace, source, order.ingest, tally)
        reading = Reading(source, engine, workspace.reader, order.analysed_by)
        yield from Conveyor(workspace, order.ingest, reading, known, tally).carry(quick=order.look == "quick")
        state = "done"
    finally:
        workspace.change(ingests.finish(order.ingest, state, tally.summary()))
    return tally


def _walk(workspace: Workspace, source: Source, ingest: Ingest, tally: Tally) -> Iterator[Progress]:
    for batch in batches(source.walk(), WALK_BATCH):
        workspace.change(ingests.add_entries(ingest, batch))
        entries = [found for found in batch if isinstance(found, Entry)]
        tally.entries += len(entries)
        tally.skipped += len(batch) - len(entries)
        tally.bytes += sum(entry.size for entry in entries)
        yield tally.walking()


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in lists of at most `size`."""
    remaining = iter(things)
    while batch := list(itertools.islice(remaining, size)):
        yield batch

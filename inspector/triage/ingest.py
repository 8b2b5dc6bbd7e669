"""The road of evidence into the store, as a generator of Progress."""

from __future__ import annotations

import itertools
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from inspector.domain.entry import Entry
from inspector.domain.fault import Fault
from inspector.domain.progress import Progress
from inspector.library.places import Places
from inspector.source import Source
from inspector.store import Workspace, again, ingests, members
from inspector.store.ingests import Ingest
from inspector.triage.conveyor import Conveyor
from inspector.triage.engine import Engine
from inspector.triage.known import Known
from inspector.triage.listing import Listing
from inspector.triage.placing import Placing
from inspector.triage.reading import Reading
from inspector.triage.tally import Tally
from inspector.triage.way import Unpacking

T = TypeVar("T")
WALK_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: which run, how to look (`quick` or `full`), what marks a content as analysed.

    `places` are the rules that tell where each item lies, `unpacking` says how containers are treated.
    """

    ingest: Ingest
    look: str
    analysed_by: str
    places: Places
    unpacking: Unpacking = field(default_factory=Unpacking)


def run(
    workspace: Workspace, source: Source, order: Order, engine: Engine, known: Known
) -> Generator[Progress, None, Tally]:
    """Walks the source, reads what waits, and keeps what comes of it.

    Closing the generator stops the run cleanly: what was read is kept, the rest waits for the next run.
    """
    tally, state = Tally(), "stopped"
    try:
        placing = Placing(order.places)
        yield from _walk(workspace, source, order, placing, tally)
        _try_again(workspace, source, order)
        reading = Reading(source, engine, workspace.reader, version=order.analysed_by, placing=placing,
                          unpacking=order.unpacking)  # fmt: skip
        listing = Listing(workspace, order.ingest, source, engine, placing=placing, unpacking=order.unpacking,
                          tally=tally)  # fmt: skip
        conveyor = Conveyor(workspace, order.ingest, reading, listing, known, tally)
        yield from conveyor.carry(quick=order.look == "quick")
        tally.entries += members.count(workspace.reader(), order.ingest.source)
        state = "done"
    except Exception:
        state = "broken"  # a full disk, a workspace that is gone: said as what it was, where it can be said at all
        with suppress(Fault):
            workspace.change(ingests.finish(order.ingest, state, tally.summary()))
        raise
    finally:
        if state != "broken":
            workspace.change(ingests.finish(order.ingest, state, tally.summary()))
    return tally


def _walk(workspace: Workspace, source: Source, order: Order, placing: Placing, tally: Tally) -> Iterator[Progress]:
    for batch in batches(source.walk(), WALK_BATCH):
        workspace.change(ingests.add_entries(order.ingest, batch, placing.of))
        entries = [found for found in batch if isinstance(found, Entry)]
        tally.entries += len(entries)
        tally.skipped += len(batch) - len(entries)
        tally.bytes += sum(entry.size for entry in entries)
        yield tally.walking()


def _try_again(workspace: Workspace, source: Source, order: Order) -> None:
    """Lets wait what could not be had and can be now, and what a password may open."""
    connection, known = workspace.reader(), order.ingest.source
    found = again.failed_by(connection, known, again.NOT_HAD)
    there = (item for item in found if _stands(source, members.chain(connection, item)[0].path))
    for batch in batches(there, WALK_BATCH):
        workspace.change(again.try_again(order.ingest, batch, again.NOT_HAD))
    if order.unpacking.passwords:
        locked = again.failed_by(connection, known, again.LOCKED)
        workspace.change(again.try_again(order.ingest, locked, again.LOCKED))


def _stands(source: Source, path: bytes) -> bool:
    try:
        source.state(path)
    except OSError:
        return False
    return True


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in lists of at most `size`."""
    remaining = iter(things)
    while batch := list(itertools.islice(remaining, size)):
        yield batch

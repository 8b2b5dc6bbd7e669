"""The road of evidence into the store, as a generator of Progress."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass, field

from inspector.domain.fault import Fault
from inspector.domain.progress import Progress
from inspector.library.places import Places
from inspector.links.grouping import Grouping
from inspector.source import Source
from inspector.store import Workspace, ingests, members
from inspector.store.ingests import Ingest
from inspector.triage.conveyor import Conveyor
from inspector.triage.engine import Engine
from inspector.triage.known import Known
from inspector.triage.listing import Listing
from inspector.triage.placing import Placing
from inspector.triage.reading import Reading
from inspector.triage.tally import Tally
from inspector.triage.walk import Walk
from inspector.triage.way import Unpacking


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
        known.refresh()
        sizes = known.sizes() if order.look == "quick" else None
        walk = Walk(workspace, order.ingest, source, placing, tally)
        reading = Reading(source, engine, workspace.reader, version=order.analysed_by, placing=placing,
                          unpacking=order.unpacking)  # fmt: skip
        listing = Listing(workspace, order.ingest, source, engine, placing=placing, unpacking=order.unpacking,
                          tally=tally)  # fmt: skip
        grouping = Grouping(workspace, order.ingest.case)
        conveyor = Conveyor(workspace, order.ingest, reading, listing, known, tally, grouping)
        yield from conveyor.carry(walk.steps(sizes, unlocking=bool(order.unpacking.passwords)), sizes)
        yield from grouping.to_the_end()
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

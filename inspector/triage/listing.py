"""Containers whose members are written down first and then read one by one: disk images, phone extractions."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from inspector.domain.content import Failure
from inspector.domain.entry import Entry
from inspector.source import Source, told
from inspector.source.bounds import UNFOLD
from inspector.source.readers import IMAGE
from inspector.source.told import Described, Telling
from inspector.store import Workspace, ingests, members
from inspector.store.ingests import Ingest
from inspector.store.members import LISTED, LISTING, Unfolded
from inspector.triage.engine import Engine
from inspector.triage.errand import MOST_LOSSES, lost_machine
from inspector.triage.placing import Placing
from inspector.triage.tally import Tally
from inspector.triage.way import Unpacking, Way, way_to
from inspector.work import Values, WorkFailure

_NAMED = (".e01", ".001", ".000", "vmdk")
"""How the names of disk images end whose first segment may be small."""


@dataclass(slots=True, eq=False)
class Listed:
    """One container that is being listed; `described` is None while nothing says that it is one worth listing.

    Of a `hollow` file only the holes of an image of a disk are not read. `losses` counts the machines of a lab that
    were lost with it before.
    """

    way: Way
    losses: int = 0
    hollow: bool = False
    described: Described | None = None
    telling: Telling | None = None
    members: int = 0
    future: Future[Values] = field(default_factory=Future)


class Listing:
    """Lists containers of one source into the store; each batch of members is one transaction."""

    def __init__(  # noqa: PLR0913  as the reading of items
        self, workspace: Workspace, ingest: Ingest, source: Source, engine: Engine, *, placing: Placing,
        unpacking: Unpacking, tally: Tally,
    ) -> None:  # fmt: skip
        self._workspace = workspace
        self._ingest = ingest
        self._source = source
        self._engine = engine
        self._placing = placing
        self._unpacking = unpacking
        self._tally = tally

    def candidates(self) -> list[int]:
        """The items that may be such containers, going by their size and name."""
        least = self._unpacking.budget.listed_from
        return list(members.to_list(self._workspace.reader(), self._ingest.source, least, _NAMED))

    def send(self, item: int, losses: int = 0) -> Listed:
        """Starts listing one item; what was listed of it before stays."""
        listed = Listed(way_to(self._workspace.reader(), item), losses)
        part, segment = listed.way.is_part(self._source), listed.way.is_segment(self._source)
        order = replace(listed.way.order("list", self._unpacking), part=part, segment=segment)
        listed.future = self._engine.submit(
            UNFOLD,
            listed.way.files(self._source, lambda: self._look(listed)),
            order.values(),
            on_part=lambda part: self._hear(listed, part),
            keep=listed.way.keep(),
        )
        return listed

    def _look(self, listed: Listed) -> None:
        if not listed.way.steps:
            listed.hollow = self._source.state(listed.way.path).hollow

    def _hear(self, listed: Listed, part: Values) -> bool:
        """One word of a worker, in a thread of the engine."""
        try:
            return self._heard(listed, part)
        except ValueError:
            raise WorkFailure("bad_reply") from None

    def _heard(self, listed: Listed, part: Values) -> bool:
        match part:
            case {"node": 0, "container": described} if listed.described is None:
                found = Described.from_values(described)
                if not self._unpacking.lists(found) or (listed.hollow and found.reader != IMAGE):
                    return False
                listed.described = found
                self._note(listed, LISTING)
                return True
            case {"members": batch} if listed.described is not None:
                self._add(listed, told.entries(batch))
                return True
            case {"node": 0, "about": about} if listed.described is not None:
                listed.telling = Telling.from_values(about, listed.described.reader)
                return True
        raise ValueError("unknown word")

    def _add(self, listed: Listed, found: list[Entry]) -> None:
        listed.members += len(found)
        if listed.members > self._unpacking.budget.source_entries:
            raise ValueError("too many members")
        spot = listed.way.spot
        place_of = lambda entry: self._placing.within(spot, entry)  # noqa: E731
        self._workspace.change(ingests.add_entries(self._ingest, found, place_of, inside=spot))
        self._tally.listed(len(found), sum(entry.size for entry in found))

    def _note(self, listed: Listed, state: str, failures: tuple[Failure, ...] = ()) -> None:
        assert listed.described is not None
        facts = listed.telling.facts if listed.telling else {}
        unfolded = Unfolded(listed.described.reader, listed.described.version, state, facts)
        self._workspace.change(ingests.unfolded(self._ingest, listed.way.item, unfolded, failures))

    def lost(self, listed: Listed) -> bool:
        """Whether a listing was lost with a machine of a lab, by chance, and has to be sent again."""
        error = listed.future.exception()
        return lost_machine(error) and listed.telling is None and listed.losses < MOST_LOSSES

    def end(self, listed: Listed) -> None:
        """Keeps what came of a listing that has ended; what was listed until a worker was lost is kept as well."""
        if listed.described is not None:
            self._note(listed, LISTED, self._failures(listed))
            return
        # No container of this sort, it is read as any file; unless it was one when its listing was broken off.
        begun = members.being_listed(self._workspace.reader(), listed.way.item)
        if begun is not None:
            ended = replace(begun, state=LISTED)
            self._workspace.change(ingests.unfolded(self._ingest, listed.way.item, ended, self._failures(listed)))

    def _failures(self, listed: Listed) -> tuple[Failure, ...]:
        error, failures = listed.future.exception(), listed.telling.failures if listed.telling else ()
        if lost_machine(error) and listed.telling:
            return failures  # only the end of the errand is missing
        if isinstance(error, WorkFailure):
            return (*failures, Failure(error.code, told.UNFOLD, error.detail))
        return (*failures, Failure("read_error", "source")) if error is not None else failures

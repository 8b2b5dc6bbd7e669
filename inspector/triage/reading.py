"""One item through the workers: opened, read once with all that lies in it, and turned into what the store keeps."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from inspector.analyse.told import Identity
from inspector.domain.content import Analysis, Digests, Failure
from inspector.domain.entry import Entry
from inspector.source import Source, told
from inspector.source.bounds import UNFOLD
from inspector.source.order import Want
from inspector.source.told import Described
from inspector.store import contents, members
from inspector.store.connection import Connection
from inspector.store.contents import Outcome, Waiting
from inspector.store.members import LISTED, LISTING, Spot, Unfolded
from inspector.triage.engine import Engine
from inspector.triage.errand import MOST_LOSSES, Emit, Errand, SparseBombError, failure_of, lost_machine
from inspector.triage.placing import Placing
from inspector.triage.supply import TOGETHER
from inspector.triage.telling import Asks, Follower, Node
from inspector.triage.way import Abreast, Files, Unpacking, no_way, plain_way, way_to
from inspector.work import Values, WorkFailure

_CHANGED = Failure("changed", "source")
_MOST_BREAKS = 1_000
IN_FLIGHT = 16
_MOST_OPEN = 512
"""Files that may be open at once in all workers: systems let a program have a thousand."""


class Reading:
    """Sends items of one source to the workers and reads what comes back.

    What was looked into before is not looked into again, and of equal contents under way at once only the first is;
    members of containers wait for nobody. `reader` gives a connection for the thread that asks; `version` marks the
    analysed contents.
    """

    def __init__(  # noqa: PLR0913  all of this stands between a source and the store
        self, source: Source, engine: Engine, reader: Callable[[], Connection], *, version: str, placing: Placing,
        unpacking: Unpacking,
    ) -> None:  # fmt: skip
        self._source = source
        self._engine = engine
        self._reader = reader
        self._version = version
        self._placing = placing
        self._unpacking = unpacking
        self._left = unpacking.budget.unfolded
        self._leaders: dict[bytes, tuple[Errand, Node]] = {}
        self._looked_into: set[bytes] = set()  # and not in the store yet, which answers for the rest
        self._turn = threading.Lock()
        self._around: Waiting | None = None

    @property
    def at_once(self) -> int:
        """How many items are read at the same time."""
        return self._engine.at_once

    @property
    def abreast(self) -> int:
        """How many small files of the source may be read together."""
        return max(1, min(TOGETHER, self._engine.most_files, _MOST_OPEN // max(1, self._engine.at_once)))

    @property
    def in_flight(self) -> int:
        """How many items are to be under way at once, so that no worker ever waits for one."""
        return max(IN_FLIGHT, 2 * self._engine.at_once)

    def send(self, item: Waiting, emit: Emit) -> Errand:
        """Starts reading one item; `emit` takes the outcomes of its members, in a thread of the engine."""
        way = way_to(self._reader(), item.id) if item.locator is not None else plain_way(item.id, item.path, item.shown)
        errand = Errand(item, way, item.stands == LISTED, emit)
        self._submit(errand, "full")
        return errand

    def send_together(self, items: Sequence[Waiting], emit: Emit) -> Errand:
        """Starts reading small items: files of the source, or members of one container.

        Those that do not come are to be sent each by itself.
        """
        if items[0].locator is None:
            errand = Errand(items[0], no_way(), listed=False, emit=emit, abreast=True)
            errand.together = {str(number): item for number, item in enumerate(items)}
        else:
            errand = Errand(items[0], way_to(self._reader(), items[0].id).around(), listed=False, emit=emit)
            errand.together = {item.locator: item for item in items if item.locator}
        self._submit(errand, "full")
        return errand

    def send_again(self, errand: Errand) -> None:
        """Goes on with an errand that broke its worker, or lied, or whose machine was lost.

        A container that was read itself is unfolded from where it was. Anything else is read for its digests alone, or
        where the file is not to blame, as if for the first time.
        """
        lost, errand.lost = errand.lost, False
        if lost and not errand.broke and not errand.follower.inside:
            self._submit(errand, "full")
        elif errand.broke is None:
            errand.follower.go_on()
            self._submit(errand, "full", go_on=True)
        else:
            self._submit(errand, "digests")

    def _submit(self, errand: Errand, want: Want, *, go_on: bool = False) -> None:
        with self._turn:
            left = self._left
        order = errand.way.order(want, self._unpacking, left, listed=errand.listed, go_on=go_on)
        if errand.abreast:
            order = replace(order, names=self._paths(errand))
        else:
            part, segment = errand.way.is_part(self._source), errand.way.is_segment(self._source)
            order = replace(order, part=part, segment=segment, locators=tuple(errand.together or ()))
        if not go_on:
            asks = _Asked(self, errand)
            errand.follower = Follower(errand.way.spot, asks.all(), self._version, 2 * order.entries + 1)
            if errand.together:
                errand.follower.within()
        errand.future = self._engine.submit(
            UNFOLD,
            self._files(errand),
            order.values(),
            on_part=errand.hear,
            on_beat=lambda done: setattr(errand, "read", done),
            keep=errand.way.keep(),
        )

    def _paths(self, errand: Errand) -> tuple[bytes, ...]:
        return tuple(item.path for item in (errand.together or {}).values())

    def _files(self, errand: Errand) -> Files | Abreast:
        if errand.abreast:
            return Abreast(self._source, self._paths(errand), lambda path: self._note(errand, path))
        return errand.way.files(self._source, lambda: self._check(errand))

    def _check(self, errand: Errand) -> None:
        if not errand.way.steps:
            errand.before = self._before(errand.way.path)

    def _note(self, errand: Errand, path: bytes) -> None:
        errand.stood[path] = self._before(path)

    def _before(self, path: bytes) -> Entry:
        """How a file stands before it is opened; raises OSError."""
        state = self._source.state(path)
        if state.hollow:
            raise SparseBombError
        return state

    def wanted(self, errand: Errand, node: Node, identity: Identity) -> bool:
        """Whether a content is to be looked into. Called in a thread of the engine, as the next two."""
        sha256 = identity.digests.sha256
        with self._turn:
            if not errand.own(node) and not errand.way.imaged:
                self._left -= identity.digests.size
            known = sha256 in self._looked_into or contents.analysed(self._reader(), sha256)
            if errand.broke:
                errand.known = known
                return False
            if known:
                return False
            leader, leading = self._leaders.setdefault(sha256, (errand, node))
            if leading is node:
                errand.leading[node] = sha256
            # What this very errand looked into before is handed over before this one, so that it is known by then.
            return leading is node or (node.number > 0 and leader is not errand)

    def inside(self, errand: Errand, node: Node, described: Described) -> bool:
        """Whether the members of a container are to be told now: not when it is listed, or is better to be."""
        connection = self._reader()
        if errand.own(node) and node.spot.item is not None:
            if errand.listed or members.handed_in_parts(connection, node.spot.item):
                return False
            if node.number == 0 and self._unpacking.lists(described):
                errand.to_list = True
                return False
        if node.spot.item is not None and not node.settled:
            node.settled = members.settled(connection, node.spot.item)
            node.resumed = members.begun(connection, node.spot.item)
        return True

    def arrived(self, errand: Errand, above: Node, untrusted: Values) -> Spot | None:
        """Where a member belongs; None for one that is done with. Raises ValueError."""
        entry = told.entry(untrusted)
        if errand.together is not None and above is errand.follower.root:
            known = errand.together[entry.locator]
            if errand.abreast:
                return Spot(known.id, above.spot, entry, None, known.shown, known.path)
            return self._placing.again(above.spot, entry, known)
        if entry.locator in above.settled:
            return None
        spot = self._placing.spot(above.spot, entry)
        if above.resumed and above.spot.item is not None:
            spot.item = members.member(self._reader(), above.spot.item, entry.locator)
        return spot

    def came(self, errand: Errand, outcome: Outcome, node: Node) -> None:
        """Hands over the outcome of a member."""
        if errand.together is not None and errand.expected(node) and node.spot.entry is not None:
            item = errand.together.pop(node.spot.entry.locator)
            if errand.abreast:
                outcome = replace(outcome, item=item.id)
                steady = self._stood_still(item, errand.stood.get(item.path), outcome.digests)
            else:
                if errand.steady is None:
                    errand.steady = self._steady(errand)
                steady = errand.steady
            if not steady and outcome.digests is not None:
                outcome = replace(outcome, failures=(_CHANGED, *outcome.failures))
        errand.emit(errand, outcome, node)

    def led(self, errand: Errand) -> bytes | None:
        """The SHA-256 of an item whose content another errand is looking into now."""
        whole = errand.follower.root.whole
        sha256 = whole.identity.digests.sha256 if whole else b""
        with self._turn:
            leader = self._leaders.get(sha256)
            return sha256 if leader is not None and leader[1] is not errand.follower.root else None

    def ended(self, errand: Errand, node: Node, *, looked_into: bool) -> bytes | None:
        """Tells that a content is done with, and whether it was looked into; gives the SHA-256 it led, if it did."""
        with self._turn:
            sha256 = errand.leading.pop(node, None)
            if sha256 is not None:
                del self._leaders[sha256]
                if looked_into:
                    self._looked_into.add(sha256)
            return sha256

    def stored(self) -> None:
        """Tells that whatever was looked into lies in the store now."""
        with self._turn:
            self._looked_into.clear()

    def outcome(self, errand: Errand) -> Outcome | None:
        """What came of an errand that has ended; None when it has to be sent again.

        Of a worker that was caught talking nonsense nothing is believed, the digests it had told before included; but
        members of a container that were stored by then stay, and the container is marked.
        """
        error = errand.future.exception()
        if isinstance(error, WorkFailure):
            only_its_end = lost_machine(error) and errand.follower.told_all
            return self._whole(errand) if only_its_end else self._after(error, errand)
        if error is not None:
            return Outcome(errand.item.id, None, failures=(failure_of(error),))
        return self._whole(errand)

    def _after(self, error: WorkFailure, errand: Errand) -> Outcome | None:
        if lost_machine(error) and self._not_its_fault(errand):
            return None
        failure, follower = failure_of(error), errand.follower
        lied = error.code == "bad_reply" and not follower.members
        if (follower.root.whole is None or lied) and not errand.broke:
            errand.broke = failure
            return None
        if lied:
            return Outcome(errand.item.id, None, failures=(failure,))
        if follower.broke(failure) and self._may_go_on(errand):
            return None
        return self._whole(errand)

    def _not_its_fault(self, errand: Errand) -> bool:
        """Whether to believe that a machine was lost by chance: not when one after the other is, at the same place."""
        further, errand.lost_at = errand.follower.ended > errand.lost_at, errand.follower.ended
        errand.losses = 1 if further else errand.losses + 1
        errand.lost = errand.losses <= MOST_LOSSES
        return errand.lost

    def _may_go_on(self, errand: Errand) -> bool:
        """Whether another worker is worth it: each must have come further than the one before."""
        errand.breaks += 1
        further, errand.ended = errand.follower.ended > errand.ended, errand.follower.ended
        if further and errand.breaks <= _MOST_BREAKS:
            return True
        errand.follower.root.failures.append(Failure("crashed", told.UNFOLD))
        return False

    def _whole(self, errand: Errand) -> Outcome:
        outcome = errand.follower.outcome()
        digests = outcome.digests
        if digests is None:
            return outcome
        if errand.broke and not errand.known:
            outcome = replace(outcome, analysis=Analysis(failures=(errand.broke,)), analysed=self._version)
        described = errand.follower.root.described
        if errand.to_list and described is not None:
            outcome = replace(outcome, unfolded=Unfolded(described.reader, described.version, LISTING))
        return replace(outcome, failures=(*self._changed(errand, digests), *outcome.failures))

    def _changed(self, errand: Errand, digests: Digests) -> list[Failure]:
        """Whether the file that was opened is the one that was listed, and when it is the item itself, all along."""
        steady = self._steady(errand) if errand.way.steps else self._stood_still(errand.item, errand.before, digests)
        return [] if steady else [_CHANGED]

    def _steady(self, errand: Errand) -> bool:
        """Whether the file of the source in which an item lies stands as it was listed."""
        return self._as_listed(self._listed(errand.way.file), errand.way.path) is not None

    def _stood_still(self, item: Waiting, before: Entry | None, digests: Digests | None) -> bool:
        """Whether a file stands as it was listed, stood so when it was opened, and is as long as what was read."""
        now = self._as_listed(item, item.path)
        whole = digests is None or digests.size == item.size
        return whole and now is not None and before is not None and before.same_state(now)

    def _as_listed(self, listed: Waiting, path: bytes) -> Entry | None:
        """How a file stands now; None where that is not how it was listed."""
        with suppress(OSError):
            now = self._source.state(path)
            if (listed.size, listed.modified_ns) == (now.size, now.modified_ns):
                return now
        return None

    def _listed(self, file: int) -> Waiting:
        """The file of the source that members are read from, as it was listed."""
        around = self._around
        if around is None or around.id != file:
            self._around = around = contents.item_to_read(self._reader(), file)
        return around


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a follower asks, for one errand."""

    reading: Reading
    errand: Errand

    def all(self) -> Asks:
        """Every question with whom it goes to."""
        reading, errand = self.reading, self.errand
        return Asks(
            wanted=lambda node, identity: reading.wanted(errand, node, identity),
            inside=lambda node, described: reading.inside(errand, node, described),
            arrived=lambda above, untrusted: reading.arrived(errand, above, untrusted),
            emit=lambda outcome, node: reading.came(errand, outcome, node),
        )

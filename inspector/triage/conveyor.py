"""Between the workers and the store: keeps the ones busy and hands the other what they tell, in batches."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from inspector.domain.fault import Fault
from inspector.domain.progress import Progress
from inspector.links.grouping import Grouping
from inspector.store import Workspace, contents
from inspector.store.contents import Outcome, StaleLibraryError, Waiting
from inspector.store.ingests import Ingest
from inspector.triage.errand import Errand
from inspector.triage.known import Known
from inspector.triage.listing import Listed, Listing
from inspector.triage.reading import Reading
from inspector.triage.supply import Supply
from inspector.triage.tally import Tally
from inspector.triage.telling import Node
from inspector.work import WorkFailure

BATCH = 500
EVERY_S = 0.5
_TELL_EVERY_S = 0.1
_MOST_AHEAD = 2_000
_HELD_BACK_S = 1.0


@dataclass(frozen=True, slots=True)
class Member:
    """What came of something inside a container that is still being read."""

    errand: Errand
    outcome: Outcome
    node: Node


class Conveyor:
    """Carries the waiting items of one source through the workers into the store.

    Of equal contents under way together one leads and the others follow it: they are stored behind it, so that a run
    that is stopped never leaves an item read whose content was not looked into.
    """

    def __init__(  # noqa: PLR0913, PLR0917  it stands between all of these
        self, workspace: Workspace, ingest: Ingest, reading: Reading, listing: Listing, known: Known, tally: Tally,
        grouping: Grouping,
    ) -> None:  # fmt: skip
        self._workspace = workspace
        self._ingest = ingest
        self._reading = reading
        self._listing = listing
        self._known = known
        self._tally = tally
        self._grouping = grouping
        self._ended: queue.SimpleQueue[Errand | Listed | Member] = queue.SimpleQueue()
        self._ahead = threading.BoundedSemaphore(_MOST_AHEAD)
        self._stopped = False
        self._under_way: dict[int, Errand] = {}
        self._being_listed: set[Listed] = set()
        self._to_list: deque[int] = deque()
        self._supply = Supply(workspace.reader, iter(()), reading.abreast)
        self._sizes: Collection[int] | None = None
        self._seen = 0
        self._most_listed = reading.in_flight
        self._linked: set[tuple[int, int]] = set()
        self._followers: dict[bytes, list[tuple[Errand, Outcome]]] = {}
        self._unasked: list[Outcome] = []
        self._gathered: list[Outcome] = []
        self._settled = 0
        self._asked_at = self._stored_at = time.monotonic()

    def carry(self, walk: Iterator[Progress], sizes: Collection[int] | None) -> Iterator[Progress]:
        """Follows the walk that registers what there is and reads all that waits, also when it is closed early.

        What is found on the way, inside of containers that are listed, is read in further rounds. With `sizes`, which
        may be empty, a quick look is meant: it reads what has one of them as soon as it is registered, and then what
        promises most.
        """
        self._sizes = sizes
        if sizes:
            self._most_listed = self._reading.at_once - 1 or 1
        try:
            yield from self._walk(walk)
            self._to_list.extend(self._containers())
            yield from self._round()
            before = -1
            while self._settled > before:
                before = self._settled
                self._supply.next_to(self._waiting())
                yield from self._round()
        finally:
            self._stopped = True
            self._cancel()
            self._store()
        yield self._tally.reading()

    def _walk(self, walk: Iterator[Progress]) -> Iterator[Progress]:
        for progress in walk:
            self._look_ahead()
            self._tend(wait_s=0.0)
            yield progress

    def _containers(self) -> list[int]:
        """The items that may be containers to be listed, but for those that are under way themselves."""
        self._store()
        under_way = {*self._under_way, *self._to_list, *(listed.way.item for listed in self._being_listed)}
        under_way.update(errand.item.id for followers in self._followers.values() for errand, _ in followers)
        return [item for item in self._listing.candidates() if item not in under_way]

    def _waiting(self) -> Iterator[int]:
        connection, source = self._workspace.reader(), self._ingest.source
        self._tally.to_read(*contents.to_read(connection, source))
        self._linked.clear()
        self._seen = contents.newest(connection, source)
        return contents.waiting(connection, source, self._sizes)

    def _look_ahead(self) -> None:
        """Lets what was found of a size that is sought be read next."""
        if self._sizes and not self._supply.plenty:
            connection, source = self._workspace.reader(), self._ingest.source
            found, self._seen = contents.sought(connection, source, self._sizes, self._seen)
            self._supply.alone(found)

    def _round(self) -> Iterator[Progress]:
        told_at = 0.0
        self._fill()
        while self._under_way or self._being_listed:
            if self._being_listed:
                self._look_ahead()
            self._tend(_TELL_EVERY_S)
            if time.monotonic() - told_at >= _TELL_EVERY_S:
                told_at = time.monotonic()
                yield self._told()
        self._store()

    def _tend(self, wait_s: float) -> None:
        """Takes what has ended, sends what is next, and stores what was gathered when it is time to."""
        self._gather(wait_s)
        self._fill()
        if len(self._gathered) + len(self._unasked) >= BATCH or time.monotonic() - self._stored_at >= EVERY_S:
            self._store()
        elif time.monotonic() - self._asked_at >= _TELL_EVERY_S:
            self._ask()

    def _told(self) -> Progress:
        if self._being_listed and not self._under_way:
            return self._tally.listing()
        return self._tally.reading(sum(errand.read for errand in self._under_way.values()))

    def _fill(self) -> None:
        while self._to_list and len(self._being_listed) < self._most_listed:
            self._list(self._to_list.popleft())
        while len(self._under_way) < self._reading.in_flight:
            items = self._supply.next()
            if not items:
                return
            if len(items) > 1:
                self._follow(self._reading.send_together(items, self._put_member))
            elif not self._linked_to(items[0]):
                self._follow(self._reading.send(items[0], self._put_member))

    def _linked_to(self, item: Waiting) -> bool:
        """Whether it is another name of a file that is being read: it is settled together with that."""
        if item.links < 2:
            return False
        name = (item.device, item.inode)
        if name not in self._linked:
            self._linked.add(name)
            return False
        self._tally.read_items += 1
        self._tally.read_bytes += item.size
        return True

    def _list(self, item: int, losses: int = 0) -> None:
        listed = self._listing.send(item, losses)
        self._being_listed.add(listed)
        listed.future.add_done_callback(lambda _: self._ended.put(listed))

    def _follow(self, errand: Errand) -> None:
        self._under_way[errand.item.id] = errand
        errand.future.add_done_callback(lambda _: self._ended.put(errand))

    def _put_member(self, errand: Errand, outcome: Outcome, node: Node) -> None:
        """Takes a member, in a thread of the engine, and holds its worker back when storing does not keep up."""
        while not self._ahead.acquire(timeout=_HELD_BACK_S):
            if self._stopped:
                raise WorkFailure("refused", "stopped")
        self._ended.put(Member(errand, outcome, node))

    def _gather(self, wait_s: float) -> None:
        """Takes what has ended; waits so long when nothing has."""
        try:
            ended = self._ended.get(timeout=wait_s) if wait_s else self._ended.get_nowait()
            for _ in range(BATCH):
                self._take(ended)
                ended = self._ended.get_nowait()
            self._take(ended)
        except queue.Empty:
            return

    def _take(self, ended: Errand | Listed | Member) -> None:
        if isinstance(ended, Member):
            self._ahead.release()
            if not ended.errand.expected(ended.node):
                self._tally.member(ended.outcome.digests.size if ended.outcome.digests else 0)
            self._keep(ended.errand, ended.outcome, ended.node)
            return
        error = ended.future.exception()
        if isinstance(error, Fault):  # no worker can be had at all: the run ends, the items go on waiting
            raise error
        if isinstance(ended, Listed):
            self._take_listed(ended)
        else:
            self._take_errand(ended)

    def _take_listed(self, listed: Listed) -> None:
        self._being_listed.remove(listed)
        if self._listing.lost(listed):
            self._list(listed.way.item, listed.losses + 1)
        else:
            self._settled += 1
            self._listing.end(listed)

    def _take_errand(self, errand: Errand) -> None:
        del self._under_way[errand.item.id]
        if errand.together is not None:
            self._let_all_follow(errand)
            self._supply.alone(item.id for item in errand.together.values())
            return
        outcome = self._reading.outcome(errand)
        if outcome is None:
            self._let_all_follow(errand)
            self._reading.send_again(errand)
            self._follow(errand)
            return
        followed = self._reading.led(errand) if outcome.analysed is None else None
        if followed is not None:
            self._followers.setdefault(followed, []).append((errand, outcome))
        else:
            self._keep(errand, outcome, errand.follower.root)
        self._let_all_follow(errand)
        if errand.to_list:
            self._store()  # that it waits to be listed must not be written down behind that it was
            self._to_list.append(errand.item.id)

    def _keep(self, errand: Errand, outcome: Outcome, node: Node) -> None:
        self._add(outcome)
        self._let_follow(errand, node, looked_into=outcome.analysed is not None)

    def _let_all_follow(self, errand: Errand) -> None:
        """Whatever an errand that is over led and did not look into is led by another now."""
        for node in [*errand.leading]:
            self._let_follow(errand, node, looked_into=False)

    def _let_follow(self, errand: Errand, node: Node, *, looked_into: bool) -> None:
        """What waited behind a content goes the same way, or is sent anew when it was not looked into."""
        sha256 = self._reading.ended(errand, node, looked_into=looked_into)
        for follower, following in self._followers.pop(sha256, ()) if sha256 else ():
            if looked_into:
                self._add(following)
            else:  # one of those behind it leads now
                self._follow(self._reading.send(follower.item, self._put_member))

    def _add(self, outcome: Outcome) -> None:
        self._unasked.append(outcome)
        self._settled += 1

    def _ask(self) -> None:
        """Holds what came lately against the library: several contents together cost half as much each as alone."""
        self._asked_at = time.monotonic()
        unasked, self._unasked = self._unasked, []  # first: broken off, they wait to be read again
        for agreed in self._known.agree(unasked):
            self._gathered.append(agreed)
            self._tally.count(agreed, hit=self._known.sought(agreed))

    def _cancel(self) -> None:
        for future in [each.future for each in self._under_way.values()] + [each.future for each in self._being_listed]:
            future.cancel()

    def _store(self) -> None:
        self._ask()
        self._stored_at = time.monotonic()
        while self._gathered:
            try:
                stored = self._workspace.change(contents.store(self._ingest, self._gathered, self._known.revision))
            except StaleLibraryError:  # a set came or went since these were matched
                self._known.refresh()
                self._gathered = self._known.agree(self._gathered)
            else:
                self._tally.new_contents += stored.new_contents
                for spot, row in stored.rows.items():
                    spot.item = row
                self._gathered = []
                self._reading.stored()
                if not self._stopped:
                    self._grouping.stored(stored.new_contents)

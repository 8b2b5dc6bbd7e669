"""Between the workers and the store: keeps the ones busy and hands the other what they tell, in batches."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator

from inspector.domain.fault import Fault
from inspector.domain.progress import Progress
from inspector.store import Workspace, contents
from inspector.store.contents import Outcome, StaleLibraryError
from inspector.store.ingests import Ingest
from inspector.triage.known import Known
from inspector.triage.reading import Errand, Reading
from inspector.triage.tally import Tally

BATCH = 500
EVERY_S = 0.5
IN_FLIGHT = 16
_TELL_EVERY_S = 0.1


class Conveyor:
    """Carries the waiting items of one source through the workers into the store.

    Of equal contents under way together one leads and the others follow it: they are stored behind it, so that a run
    that is stopped never leaves an item read whose content was not looked into.
    """

    def __init__(self, workspace: Workspace, ingest: Ingest, reading: Reading, known: Known, tally: Tally) -> None:
        self._workspace = workspace
        self._ingest = ingest
        self._reading = reading
        self._known = known
        self._tally = tally
        self._ended: queue.SimpleQueue[Errand] = queue.SimpleQueue()
        self._under_way: dict[int, Errand] = {}
        self._linked: set[tuple[int, int]] = set()
        self._followers: dict[bytes, list[tuple[Errand, Outcome]]] = {}
        self._gathered: list[Outcome] = []
        self._stored_at = time.monotonic()

    def carry(self, *, quick: bool) -> Iterator[Progress]:
        """Reads all that waits; what has ended is stored even when the generator is closed early."""
        self._known.refresh()
        connection = self._workspace.reader()
        self._tally.to_read_items, self._tally.to_read_bytes = contents.to_read(connection, self._ingest.source)
        left = contents.waiting(connection, self._ingest.source, self._known.sizes() if quick else None)
        told_at = 0.0
        try:
            self._fill(left)
            while self._under_way:
                self._gather()
                self._fill(left)
                if len(self._gathered) >= BATCH or time.monotonic() - self._stored_at >= EVERY_S:
                    self._store()
                if time.monotonic() - told_at >= _TELL_EVERY_S:
                    told_at = time.monotonic()
                    yield self._tally.reading(sum(errand.read for errand in self._under_way.values()))
        finally:
            self._cancel()
            self._store()
        yield self._tally.reading()

    def _fill(self, left: Iterator[int]) -> None:
        while len(self._under_way) < IN_FLIGHT:
            number = next(left, None)
            if number is None:
                return
            item = contents.item_to_read(self._workspace.reader(), number)
            if item.links > 1:
                name = (item.device, item.inode)
                if name in self._linked:  # another name of a file that is being read: settled together with it
                    self._tally.read_items += 1
                    self._tally.read_bytes += item.size
                    continue
                self._linked.add(name)
            self._send(self._reading.send(item))

    def _send(self, errand: Errand) -> None:
        self._under_way[errand.item.id] = errand
        errand.future.add_done_callback(lambda _: self._ended.put(errand))

    def _gather(self) -> None:
        """Takes what has ended; waits a little when nothing has."""
        try:
            errand = self._ended.get(timeout=_TELL_EVERY_S)
            while True:
                self._take(errand)
                errand = self._ended.get_nowait()
        except queue.Empty:
            return

    def _take(self, errand: Errand) -> None:
        del self._under_way[errand.item.id]
        error = errand.future.exception()
        if isinstance(error, Fault):  # no worker can be had at all: the run ends, the items go on waiting
            raise error
        outcome = self._reading.outcome(errand)
        if outcome is None:
            self._let_follow(errand, looked_into=False)
            self._send(self._reading.send_again(errand))
        elif outcome.analysed is None and outcome.digests and self._reading.led(outcome.digests.sha256, errand):
            self._followers.setdefault(outcome.digests.sha256, []).append((errand, outcome))
        else:
            self._keep(errand, outcome)

    def _keep(self, errand: Errand, outcome: Outcome) -> None:
        self._add(errand, outcome)
        self._let_follow(errand, looked_into=outcome.analysed is not None)

    def _let_follow(self, errand: Errand, *, looked_into: bool) -> None:
        """What waited behind an errand that is over goes the same way, or is sent anew when the errand was lost."""
        sha256 = self._reading.ended(errand, looked_into=looked_into)
        for follower, following in self._followers.pop(sha256, ()) if sha256 else ():
            if looked_into:
                self._add(follower, following)
            else:  # one of those behind it leads now
                self._send(self._reading.send(follower.item))

    def _add(self, errand: Errand, outcome: Outcome) -> None:
        agreed = self._known.agree(outcome)
        self._gathered.append(agreed)
        self._tally.count(agreed, errand.item.size)

    def _cancel(self) -> None:
        for errand in self._under_way.values():
            errand.future.cancel()

    def _store(self) -> None:
        self._stored_at = time.monotonic()
        while self._gathered:
            try:
                act = contents.store(self._ingest.case, self._ingest.id, self._gathered, self._known.revision)
                self._tally.new_contents += self._workspace.change(act)
            except StaleLibraryError:  # a set came or went since these were matched
                self._known.refresh()
                self._gathered = [self._known.agree(outcome) for outcome in self._gathered]
            else:
                self._gathered = []
                self._reading.stored()

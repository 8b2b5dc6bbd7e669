"""How a run of ingest stands."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

from inspector.domain.canonical import Value
from inspector.domain.progress import Progress
from inspector.store.contents import Outcome


@dataclass(slots=True)
class Tally:
    """Counts of one run; `first_match_s` is None while nothing matched, `members` were found inside containers."""

    started: float = field(default_factory=time.monotonic)
    entries: int = 0
    skipped: int = 0
    bytes: int = 0
    read_items: int = 0
    read_bytes: int = 0
    to_read_items: int = 0
    to_read_bytes: int = 0
    new_contents: int = 0
    failures: int = 0
    matches: int = 0
    members: int = 0
    first_match_s: float | None = None

    def seconds(self) -> float:
        """Since the run began."""
        return time.monotonic() - self.started

    def count(self, outcome: Outcome, *, hit: bool) -> None:
        """Adds one outcome; a `hit` agrees with something that is sought."""
        self.read_items += 1
        self.read_bytes += outcome.digests.size if outcome.digests else 0
        self.failures += bool(outcome.failures or (outcome.analysis and outcome.analysis.failures))
        if hit:
            self.matches += 1
            if self.first_match_s is None:
                self.first_match_s = self.seconds()

    def listed(self, count: int, size: int) -> None:
        """Adds members of a container that wait to be read."""
        self.members += count
        self.to_read_items += count
        self.to_read_bytes += size

    def member(self, size: int) -> None:
        """A member of a container came that nobody had counted."""
        self.members += 1
        self.to_read_items += 1
        self.to_read_bytes += size

    def to_read(self, items: int, size: int) -> None:
        """What a round begins with: so much waits beside what was read."""
        self.to_read_items, self.to_read_bytes = self.read_items + items, self.read_bytes + size

    def scouting(self, seen: int) -> Progress:
        """This moment of the search for sizes that are sought."""
        return self._found(Progress("scouting", seen))

    def walking(self) -> Progress:
        """This moment of the walk."""
        return self._found(Progress("walking", self.entries, None, self.bytes, None))

    def listing(self) -> Progress:
        """This moment of the listing of containers, while nothing is read."""
        return self._found(Progress("listing", self.members, members=self.members))

    def _found(self, progress: Progress) -> Progress:
        return replace(
            progress, matches=self.matches, seconds=self.seconds(), first_match_s=self.first_match_s,
        )  # fmt: skip

    def reading(self, under_way: int = 0) -> Progress:
        """This moment of the reading; `under_way` is what was read of items that have not ended, in bytes."""
        return Progress(
            "reading",
            self.read_items,
            self.to_read_items,
            self.read_bytes + under_way,
            self.to_read_bytes,
            self.failures,
            self.matches,
            self.seconds(),
            self.members,
            self.first_match_s,
        )

    def summary(self) -> dict[str, Value]:
        """What the audit row of the end of a run keeps."""
        return {
            "entries": self.entries,
            "skipped": self.skipped,
            "bytes": self.bytes,
            "read": self.read_items,
            "new_contents": self.new_contents,
            "failures": self.failures,
            "milliseconds": int(self.seconds() * 1000),
        }

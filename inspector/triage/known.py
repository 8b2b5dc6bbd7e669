"""The library as the pipeline asks it: the sets in use, loaded once, and what agrees with them."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from inspector.domain.content import Analysis, Digests, Frame
from inspector.domain.fault import EnvironmentFault
from inspector.domain.match import Listing, Match, Signal, Variant
from inspector.domain.names import display
from inspector.domain.progress import Progress
from inspector.library import altered
from inspector.library.index import Index, Likeness
from inspector.library.known import KnownSet
from inspector.library.sets import load
from inspector.store import Workspace, hashsets, hits
from inspector.store.connection import Connection
from inspector.store.contents import Outcome
from inspector.store.hashsets import Agreeing, HashSet

_BATCH = 250  # of films each has hundreds of frames

Asked = tuple[Digests, Sequence[Likeness], Sequence[Frame]]
"""By what one content is held against the library: digests, how it looks, and its frames if it is a film."""


class Known:
    """The hash sets in use in one workspace; `refresh` notices sets that came or went, in this program or another."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._sets: dict[int, KnownSet] = {}
        self._index = Index({})
        self._sought: frozenset[int] = frozenset()
        self.revision = ""

    def refresh(self) -> bool:
        """Loads what is new and drops what is gone; whether anything changed."""
        connection = self._workspace.reader()
        revision = hashsets.revision(connection)
        if revision == self.revision:
            return False
        asked = hashsets.in_use(connection)
        self._sets = {found.id: self._sets.get(found.id) or _load(self._workspace, found) for found in asked}
        self._index, self.revision = Index(self._sets), revision
        self._sought = frozenset(found.id for found in asked if found.listing is not Listing.KNOWN_GOOD)
        return True

    def sizes(self) -> set[int]:
        """The sizes of the contents that are sought, where the sets say so; what is known to be harmless is not."""
        return set(Index({number: self._sets[number] for number in self._sought}).sizes().tolist())

    def sought(self, outcome: Outcome) -> bool:
        """Whether something that is sought agrees with an outcome: a hit, which known harmless contents are not."""
        return any(match.hashset in self._sought for match in outcome.matches)

    def agree(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """The outcomes with what of the library agrees with each; many at once are far quicker each."""
        asked = [_asked(each.digests, each.analysis or Analysis()) for each in outcomes if each.digests is not None]
        found = iter(agreeing(self._index, asked))
        return [outcome if outcome.digests is None else replace(outcome, matches=next(found)) for outcome in outcomes]


def _asked(digests: Digests, told: Analysis) -> Asked:
    return digests, likenesses(told), told.frames


def likenesses(told: Analysis) -> list[Likeness]:
    """By what a content is compared: a picture by its fingerprints and variations, a video by each frame's.

    As a film a video is compared beside.
    """
    return altered.likenesses(told.fingerprint, told.phash, told.dhash, told.variations) + _of_frames(told.frames)


def _stored(stored: hits.Stored) -> list[Likeness]:
    seen = altered.likenesses(stored.fingerprint, stored.phash, stored.dhash, stored.variations)
    return seen + _of_frames(stored.frames)


def _of_frames(frames: Sequence[Frame]) -> list[Likeness]:
    return [Likeness(frame.fingerprint, variant=Variant.TRIMMED if frame.trimmed else "") for frame in frames]


def agreeing(index: Index, contents: Sequence[Asked]) -> list[tuple[Match, ...]]:
    """What agrees with each content: at most one match a set and signal, the nearest; of equals the plain one."""
    exact = index.exact_all([digests for digests, _, _ in contents])
    near = iter(index.near([likeness for _, alike, _ in contents for likeness in alike]))
    found = []
    for (_, alike, frames), same in zip(contents, exact, strict=True):
        nearest = _nearest(match for one in islice(near, len(alike)) for match in one)
        found.append((*same, *nearest, *index.films(frames)))
    return found


def _nearest(matches: Iterable[Match]) -> Iterable[Match]:
    """The nearest of each set and signal, of equals the first."""
    nearest: dict[tuple[int, Signal], Match] = {}
    for match in matches:
        known = nearest.get((match.hashset, match.signal))
        if known is None or match.distance < known.distance:
            nearest[match.hashset, match.signal] = match
    return nearest.values()


@dataclass(slots=True)
class Held:
    """A set that came later, held against what is stored: the last content asked, and what agreed so far."""

    index: Index
    last: int = 0
    found: dict[int, tuple[Match, ...]] = field(default_factory=dict)

    def go_on(self, connection: Connection) -> int:
        """Asks the next contents; gives how many there were."""
        batch = hits.stored(connection, self.last, _BATCH)
        asked = [(stored.digests, _stored(stored), stored.frames) for stored in batch]
        for stored, matches in zip(batch, agreeing(self.index, asked), strict=True):
            if matches:
                self.found[stored.id] = matches
        self.last = batch[-1].id if batch else self.last
        return len(batch)

    def to_the_end(self, connection: Connection) -> Iterable[Agreeing]:
        """All that agrees, with what was stored meanwhile."""
        while self.go_on(connection):
            pass
        return self.found.items()


def hold_against_stored(workspace: Workspace, file: str) -> Generator[Progress, None, Held]:
    """Holds everything stored against the set in `file`, which is not in use yet, without evidence."""
    held, seen = Held(Index({0: load(workspace.library, workspace.library_key, file)})), 0
    while count := held.go_on(workspace.reader()):
        seen += count
        yield Progress("matching", seen, matches=len(held.found))
    return held


def _load(workspace: Workspace, found: HashSet) -> KnownSet:
    try:
        return load(workspace.library, workspace.library_key, found.file)
    except EnvironmentFault as fault:
        raise EnvironmentFault(fault.code, **{**fault.facts, "set": display(found.name)}) from None

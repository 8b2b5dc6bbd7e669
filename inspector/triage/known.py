"""The library as the pipeline asks it: the sets in use, loaded once, and what agrees with them."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

from inspector.domain.content import Analysis, Digests, Fingerprint
from inspector.domain.match import Match, Signal
from inspector.domain.progress import Progress
from inspector.library.index import Index, Likeness
from inspector.library.known import KnownSet
from inspector.library.sets import load
from inspector.store import Workspace, hashsets, hits
from inspector.store.contents import Outcome
from inspector.store.hashsets import HashSet

_BATCH = 1_000


class Known:
    """The hash sets in use in one workspace; `refresh` notices sets that came or went, in this program or another."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._sets: dict[int, KnownSet] = {}
        self._index = Index({})
        self.revision = ""

    def refresh(self) -> bool:
        """Loads what is new and drops what is gone; whether anything changed."""
        connection = self._workspace.reader()
        revision = hashsets.revision(connection)
        if revision == self.revision:
            return False
        listed = hashsets.listed(connection)
        self._sets = {found.id: self._sets.get(found.id) or _load(self._workspace, found) for found in listed}
        self._index, self.revision = Index(self._sets), revision
        return True

    def sizes(self) -> set[int]:
        """The sizes of the contents the sets know, where they say so."""
        return set(self._index.sizes().tolist())

    def agree(self, outcome: Outcome) -> Outcome:
        """The outcome with what of the library agrees with it."""
        if outcome.digests is None:
            return outcome
        found = agreeing(self._index, outcome.digests, likenesses(outcome.analysis or Analysis()))
        return replace(outcome, matches=found)


def likenesses(told: Analysis) -> list[Likeness]:
    """By what a content is compared: a picture by its fingerprints, a video by each frame's."""
    return _likenesses(told.fingerprint, told.phash, told.dhash, [frame.fingerprint for frame in told.frames])


def _likenesses(
    mark: Fingerprint | None, phash: bytes | None, dhash: bytes | None, frames: Sequence[Fingerprint]
) -> list[Likeness]:
    whole = [Likeness(mark, phash, dhash)] if mark or phash or dhash else []
    return whole + [Likeness(frame) for frame in frames]


def agreeing(index: Index, digests: Digests, alike: Sequence[Likeness]) -> tuple[Match, ...]:
    """What agrees with a content: at most one match a set and signal, the nearest."""
    nearest: dict[tuple[int, Signal], Match] = {}
    for match in (found for one in index.near(alike) for found in one):
        known = nearest.get((match.hashset, match.signal))
        if known is None or match.distance < known.distance:
            nearest[match.hashset, match.signal] = match
    return (*index.exact(digests), *nearest.values())


def match_stored(workspace: Workspace, added: HashSet) -> Generator[Progress, None, int]:
    """Holds everything stored against a set that came later, without evidence; gives how many contents agree."""
    index = Index({added.id: _load(workspace, added)})
    last, seen, matched = 0, 0, 0
    while batch := hits.stored(workspace.reader(), last, _BATCH):
        last, seen = batch[-1].id, seen + len(batch)
        found = {
            stored.id: matches
            for stored in batch
            if (matches := agreeing(index, stored.digests, _likenesses(*stored.marks())))
        }
        _keep(workspace, added.id, found)
        matched += len(found)
        yield Progress("matching", seen, matches=matched)
    return matched


def _keep(workspace: Workspace, hashset: int, found: dict[int, tuple[Match, ...]]) -> None:
    for case, contents in hits.cases_of(workspace.reader(), found).items():
        workspace.change(hashsets.match(hashset, case, {content: found[content] for content in contents}))


def _load(workspace: Workspace, found: HashSet) -> KnownSet:
    return load(workspace.library, workspace.library_key, found.file)

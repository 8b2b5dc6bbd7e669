"""The library as the pipeline asks it: the sets in use, loaded once, and what agrees with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from inspector.domain.content import Digests, Fingerprint
from inspector.domain.match import Match
from inspector.library.index import Index
from inspector.library.setfile import KnownSet, load
from inspector.store import Workspace, hashsets
from inspector.store.contents import Outcome
from inspector.store.hits import Stored


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
        listed = {found.id: found for found in hashsets.listed(connection)}
        kept = {number: known for number, known in self._sets.items() if number in listed}
        for number, found in listed.items():
            if number not in kept:
                kept[number] = self._load(found.file)
        self._sets, self._index, self.revision = kept, Index(kept), revision
        return True

    def _load(self, file: str) -> KnownSet:
        return load(self._workspace.library, self._workspace.library_key, file)

    def sizes(self) -> set[int]:
        """The sizes of the contents the sets know, where they say so."""
        return self._index.sizes()

    def agree(self, outcome: Outcome) -> Outcome:
        """The outcome with what of the library agrees with it."""
        if outcome.digests is None:
            return outcome
        told = outcome.analysis
        marks: tuple[Fingerprint, ...] = ()
        if told:
            marks = ((told.fingerprint,) if told.fingerprint else ()) + tuple(
                frame.fingerprint for frame in told.frames
            )
        matches = self._matches(outcome.digests, marks, told.phash if told else None, told.dhash if told else None)
        return replace(outcome, matches=tuple(matches)) if matches else outcome

    def _matches(
        self, digests: Digests, marks: Sequence[Fingerprint], phash: bytes | None, dhash: bytes | None
    ) -> list[Match]:
        return [*self._index.exact(digests), *self._index.near(marks, phash, dhash)]


def agreeing(index: Index, stored: Stored) -> list[Match]:
    """What in `index` agrees with a content that was stored before."""
    return [*index.exact(stored.digests), *index.near(stored.fingerprints, stored.phash, stored.dhash)]

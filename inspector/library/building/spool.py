"""Where a long import puts its rows away, so that it can go on after it was broken off.

The files of one import begin with its id: `<id>-<number>.run` hold rows, `<id>.import` tells which of them there are
and how far the list was read. Both are sealed as sets are.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector.domain.canonical import Value
from inspector.domain.fault import EnvironmentFault
from inspector.library import sealed
from inspector.library.building.batch import Settled
from inspector.library.building.runs import PutAway, Run, put_away
from inspector.library.building.tally import Tally, tally_of

RUN, IMPORT = ".run", ".import"


@dataclass(frozen=True, slots=True)
class State:
    """How far an import had come; `categories` in the order of their numbers."""

    runs: Sequence[Run]
    tally: Tally
    categories: Sequence[str]
    counted: bool


class Spool:
    """The files of one import in `folder`; `import_id` tells the list and how it is read: 32 hex digits."""

    def __init__(self, folder: Path, key: bytes, import_id: str) -> None:
        self._folder, self._key, self._id = folder, key, import_id
        self.secret = key
        self._ids: list[bytes] = []
        self._goes_on = True

    def give_up(self) -> None:
        """This import cannot go on after it was broken off: it holds something that is not put away."""
        if self._goes_on:
            self._goes_on = False
            self._note.unlink(missing_ok=True)

    def put_away(self, batch: Settled) -> PutAway:
        """Writes rows down; they count once they are noted."""
        file_id = secrets.token_bytes(16)  # never twice: what is sealed under one id is never something else
        self._ids.append(file_id)
        return put_away(self._path(file_id), self._key, file_id, batch)

    def note(self, tally: Tally, categories: Sequence[str], *, counted: bool) -> None:
        """Writes down that all rows up to here are put away."""
        if not self._goes_on:
            return
        runs: list[Value] = [file_id.hex() for file_id in self._ids]
        file_id = secrets.token_bytes(16)
        with sealed.written(self._note, self._key, file_id) as file:
            file.finish({"runs": runs, "tally": tally.told(), "categories": [*categories], "counted": counted})

    def found(self) -> State | None:
        """How far an import had come that was broken off; None when there is none, or nothing can be made of it."""
        try:
            about = sealed.opened(self._note, self._key, sealed.id_of(self._note)).about
            self._ids = [bytes.fromhex(file_id) for file_id in about["runs"]]
            runs = [PutAway(self._path(file_id), self._key, file_id) for file_id in self._ids]
            return State(runs, tally_of(about["tally"]), about["categories"], about["counted"])
        except (EnvironmentFault, KeyError, TypeError, ValueError):
            self._ids = []
            return None

    def forget(self) -> None:
        """Removes the note and whatever rows are left."""
        for path in self._folder.glob(f"{self._id}*"):
            path.unlink(missing_ok=True)

    @property
    def _note(self) -> Path:
        return self._folder / f"{self._id}{IMPORT}"

    def _path(self, file_id: bytes) -> Path:
        return self._folder / f"{self._id}-{file_id.hex()}{RUN}"

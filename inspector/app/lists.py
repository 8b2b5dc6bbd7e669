"""A list on its way in: opened, gathered, written as the file of a set."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from inspector import __version__
from inspector.domain.canonical import Value, canonical_json
from inspector.domain.fault import InputFault
from inspector.domain.match import Listing
from inspector.domain.names import display
from inspector.domain.progress import Progress
from inspector.library import sets
from inspector.library.entry import Block
from inspector.library.gathering import Gathering
from inspector.library.pertinence import belongs
from inspector.library.reading import AUTO, Asked, Reading, read_list
from inspector.library.sets import Summary
from inspector.library.spool import Spool
from inspector.store import Workspace, hashsets

_TELL_EVERY = 20_000
_ENDS = 1 << 20  # bytes at either end of a list, by which it is told from another


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list to take in; without a name it is called as its file is.

    `dated` is the list's own date, `meanings` what its categories stand for; `asked` is what a person says of it
    because it does not.
    """

    path: Path
    listing: Listing
    name: str = ""
    format: str = AUTO
    provider: str = ""
    version: str = ""
    dated: str = ""
    meanings: Mapping[str, str] = field(default_factory=dict)
    asked: Asked = field(default_factory=Asked)

    @property
    def called(self) -> str:
        """The name of the set it becomes."""
        return self.name or display(self.path.name)


@dataclass(frozen=True, slots=True)
class Written:
    """The file of a set that is not registered yet: its id, what it holds, and the list as it was read."""

    file: str
    summary: Summary
    reading: Reading


def written(workspace: Workspace, given: ListFile, builds_on: str | None = None) -> Generator[Progress, None, Written]:
    """Makes the file of a set; with the file of another in `builds_on`, of what the list changes in that.

    Raises InputFault when the list cannot be used; then nothing is left behind. When it is broken off, what was put
    away stays, and the same list goes on from there.
    """
    import_id = _import_id(given, builds_on)
    sets.sweep(workspace.library, {found.file for found in hashsets.listed(workspace.reader())}, import_id)
    gathering, broken_off = Gathering(Spool(workspace.library, workspace.library_key, import_id)), False
    try:
        if builds_on is not None:
            gathering.build_on(sets.opened(workspace.library, workspace.library_key, builds_on))
        reading = yield from _gathered(given, gathering)
        return (yield from _saved(workspace, gathering, reading))
    except (KeyboardInterrupt, GeneratorExit):
        broken_off = True
        raise
    finally:
        gathering.close(keep=broken_off)


def _import_id(given: ListFile, builds_on: str | None) -> str:
    """What tells an import from every other: the list, by its size, time and ends, and how it is read."""
    with _opened(given.path) as file:
        found = os.fstat(file.fileno())
        ends = [file.read(_ENDS)]
        file.seek(max(0, found.st_size - _ENDS))
        ends.append(file.read(_ENDS))
    told: list[Value] = [
        __version__,
        given.listing.value,
        given.format,
        given.asked.columns,
        given.asked.zero,
        builds_on,
    ]
    told += [found.st_size, found.st_mtime_ns, *(hashlib.sha256(end).hexdigest() for end in ends)]
    return hashlib.sha256(canonical_json(told)).hexdigest()[:32]


def _gathered(given: ListFile, gathering: Gathering) -> Generator[Progress, None, Reading]:
    with _opened(given.path) as file:
        size, place, told, known = given.path.stat().st_size, 0, 0, gathering.go_on()
        reading = read_list(file, given.path.name, given.format, given.asked)
        for record in reading.records:
            place += record.count if isinstance(record, Block) else 1
            if place > known and belongs(record, reading.format, given.listing):
                gathering.add(record)
            elif place > known:
                gathering.tally.left_out += 1
            if place - told >= _TELL_EVERY:
                told = place
                yield Progress("importing", gathering.tally.entries, None, min(file.tell(), size), size)
    if gathering.tally.places != place:
        raise InputFault("list_changed", path=display(str(given.path)))
    return reading


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise InputFault("list_unreadable", path=display(str(path)), reason=error.strerror or "") from None


def _saved(workspace: Workspace, gathering: Gathering, reading: Reading) -> Generator[Progress, None, Written]:
    file, done, whole = sets.new_id(), 0, gathering.hashes
    work = sets.saving(workspace.library, workspace.library_key, file, gathering)
    while True:
        try:
            done += next(work)
        except StopIteration as ended:
            return Written(file, ended.value, reading)
        yield Progress("storing", done, whole)

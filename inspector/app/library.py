"""The library: hash sets taken in, listed and taken out of use."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from inspector.app.session import Session
from inspector.domain.account import Right
from inspector.domain.fault import InputFault, UsageFault
from inspector.domain.match import Listing
from inspector.domain.names import display
from inspector.domain.progress import Progress
from inspector.library import sets
from inspector.library.entry import Block
from inspector.library.gathering import Gathering
from inspector.library.reading import AUTO, read_list
from inspector.library.sets import Summary
from inspector.store import Workspace, hashsets
from inspector.store.hashsets import HashSet, Import
from inspector.triage.known import hold_against_stored

_TELL_EVERY = 20_000


@dataclass(frozen=True, slots=True)
class Added:
    """A set that was taken in: what its list held, and how many contents of the workspace agree with it already."""

    hashset: HashSet
    summary: Summary
    matched: int


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list to take in; without a name it is called as its file is."""

    path: Path
    listing: Listing
    name: str = ""
    format: str = AUTO
    provider: str = ""
    version: str = ""


def add(session: Session, given: ListFile) -> Generator[Progress, None, Added]:
    """Takes a list in and holds everything stored against it; the set is in, or it is not."""
    session.require(Right.LIBRARY)
    with session.workspace.sole_import():
        return (yield from _add(session, given))


def _add(session: Session, given: ListFile) -> Generator[Progress, None, Added]:
    name = given.name or display(given.path.name)
    if any(found.name == name for found in listed(session)):
        raise UsageFault("hashset_exists", name=name)
    sets.sweep(session.workspace.library, {found.file for found in listed(session)})
    workspace, file = session.workspace, sets.new_id()
    gathering = Gathering(workspace.library)
    try:
        form = yield from _gather(given, gathering)
        summary = yield from _save(workspace, file, gathering)
    finally:
        gathering.close()
    try:
        held = yield from hold_against_stored(workspace, file)
        imported = _import(given, name, form, file, summary)
        added = workspace.change(hashsets.add(imported, session.account.name, held.to_the_end))
    except BaseException:
        sets.remove(workspace.library, file)
        raise
    return Added(added, summary, len(held.found))


def _gather(given: ListFile, gathering: Gathering) -> Generator[Progress, None, str]:
    """Takes in all that a list says; gives its format."""
    try:
        file = given.path.open("rb")
    except OSError as error:
        raise InputFault("list_unreadable", path=display(str(given.path)), reason=error.strerror or "") from None
    with file:
        size = given.path.stat().st_size
        reading = read_list(file, given.path.name, given.format)
        for count, record in enumerate(reading.records, 1):
            gathering.add(record)
            if count % _TELL_EVERY == 0 or isinstance(record, Block):
                yield Progress("importing", gathering.tally.entries, None, min(file.tell(), size), size)
    return reading.format


def _save(workspace: Workspace, file: str, gathering: Gathering) -> Generator[Progress, None, Summary]:
    work, done = sets.saving(workspace.library, workspace.library_key, file, gathering), 0
    whole = gathering.hashes
    while True:
        try:
            done += next(work)
        except StopIteration as ended:
            summary: Summary = ended.value
            return summary
        yield Progress("storing", done, whole)


def _import(given: ListFile, name: str, form: str, file: str, summary: Summary) -> Import:
    return Import(
        name=name,
        listing=given.listing,
        provider=given.provider,
        version=given.version,
        format=form,
        file=file,
        entries=summary.count,
        broken=summary.tally.broken,
        digest=summary.digest,
        signals={signal.value: count for signal, count in summary.signals.items()},
    )


def remove(session: Session, name: str) -> HashSet:
    """Takes a set out of use and deletes its file."""
    session.require(Right.LIBRARY)
    with session.workspace.sole_import():
        removed = session.workspace.change(hashsets.remove(name))
        sets.remove(session.workspace.library, removed.file)
    return removed


def listed(session: Session) -> list[HashSet]:
    """The sets in use."""
    return hashsets.listed(session.workspace.reader())

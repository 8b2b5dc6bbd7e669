"""The library: hash sets taken in, listed and taken out of use."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
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
from inspector.library.reading import AUTO, Asked, Reading, read_list
from inspector.library.sets import Summary
from inspector.store import hashsets
from inspector.store.hashsets import HashSet, Import
from inspector.triage.known import hold_against_stored

_TELL_EVERY = 20_000


@dataclass(frozen=True, slots=True)
class Added:
    """A set that was taken in: what its list held, and how many contents of the workspace agree with it already.

    `facts` is what the list says of itself and how it was taken (`library.reading.Reading`).
    """

    hashset: HashSet
    summary: Summary
    matched: int
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list to take in; without a name it is called as its file is. `columns` and `zero` are those of `Asked`."""

    path: Path
    listing: Listing
    name: str = ""
    format: str = AUTO
    provider: str = ""
    version: str = ""
    columns: str = ""
    zero: str = ""


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
    reading, gathering = yield from _gather(given)
    workspace = session.workspace
    file = sets.new_id()
    summary = sets.save(workspace.library, workspace.library_key, file, gathering)
    try:
        held = yield from hold_against_stored(workspace, file)
        imported = _import(given, name, reading.format, file, summary)
        added = workspace.change(hashsets.add(imported, session.account.name, held.to_the_end))
    except BaseException:
        sets.remove(workspace.library, file)
        raise
    return Added(added, summary, len(held.found), dict(reading.facts))


def _gather(given: ListFile) -> Generator[Progress, None, tuple[Reading, Gathering]]:
    try:
        file = given.path.open("rb")
    except OSError as error:
        raise InputFault("list_unreadable", path=display(str(given.path)), reason=error.strerror or "") from None
    with file:
        size = given.path.stat().st_size
        reading = read_list(file, given.path.name, given.format, Asked(given.columns, given.zero))
        gathering, count, told = Gathering(), 0, 0
        for record in reading.records:
            gathering.add(record)
            count += record.count if isinstance(record, Block) else 1
            if count - told >= _TELL_EVERY:
                told = count
                yield Progress("importing", count, None, min(file.tell(), size), size)
    return reading, gathering


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

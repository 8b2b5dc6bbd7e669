"""The library: hash sets taken in, listed and taken out of use."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from inspector.app import office_lists
from inspector.app.office_lists import Delta, Merged, Shown
from inspector.app.session import Session
from inspector.domain.account import Right
from inspector.domain.fault import InputFault, UsageFault
from inspector.domain.match import Listing
from inspector.domain.names import display
from inspector.domain.progress import Progress
from inspector.library import sets
from inspector.library.gathering import Gathering
from inspector.library.reading import AUTO, read_list
from inspector.library.sets import Summary
from inspector.store import hashsets
from inspector.store.hashsets import HashSet, Import
from inspector.store.office_lists import FORMAT
from inspector.triage.known import hold_against_stored

_TELL_EVERY = 20_000


@dataclass(frozen=True, slots=True)
class Added:
    """A set that was taken in: what its list held, and how many contents of the workspace agree with it already.

    `merged` tells what came where the list was an office's statements.
    """

    hashset: Import
    summary: Summary
    matched: int
    merged: Merged | None = None


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list to take in; without a name it is called as its file is.

    `trust` is a certificate that is believed to be the office's for this file, where offices sign.
    """

    path: Path
    listing: Listing
    name: str = ""
    format: str = AUTO
    provider: str = ""
    version: str = ""
    trust: Path | None = None


def add(session: Session, given: ListFile) -> Generator[Progress, None, Added]:
    """Takes a list in and holds everything stored against it; the set is in, or it is not."""
    session.require(Right.LIBRARY)
    with session.workspace.sole_import():
        if given.format in {AUTO, FORMAT} and office_lists.is_delta(given.path):
            delta = Delta(given.path, given.listing, given.name, given.provider, given.trust)
            merged = yield from office_lists.merge(session, delta)
            return Added(merged.hashset, merged.summary, merged.matched, merged)
        return (yield from _add(session, given))


def _add(session: Session, given: ListFile) -> Generator[Progress, None, Added]:
    name = given.name or display(given.path.name)
    if any(found.name == name for found in listed(session)):
        raise UsageFault("hashset_exists", name=name)
    sets.sweep(session.workspace.library, {found.file for found in listed(session)})
    form, gathering = yield from _gather(given)
    workspace = session.workspace
    file = sets.new_id()
    summary = sets.save(workspace.library, workspace.library_key, file, gathering)
    try:
        held = yield from hold_against_stored(workspace, file)
        imported = _import(given, name, form, file, summary)
        added = workspace.change(hashsets.add(imported, session.account.name, held.to_the_end))
    except BaseException:
        sets.remove(workspace.library, file)
        raise
    return Added(added, summary, len(held.found))


def _gather(given: ListFile) -> Generator[Progress, None, tuple[str, Gathering]]:
    try:
        file = given.path.open("rb")
    except OSError as error:
        raise InputFault("list_unreadable", path=display(str(given.path)), reason=error.strerror or "") from None
    with file:
        size = given.path.stat().st_size
        reading, gathering = read_list(file, given.path.name, given.format), Gathering()
        for count, record in enumerate(reading.records, 1):
            gathering.add(record)
            if count % _TELL_EVERY == 0:
                yield Progress("importing", count, None, min(file.tell(), size), size)
    return reading.format, gathering


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


def shown(session: Session, name: str) -> tuple[HashSet | None, Shown | None]:
    """The set in use under a name, and how it stands as a list of offices; raises InputFault `no_hashset`."""
    known = office_lists.shown(session, name)
    found = next((one for one in listed(session) if one.name == name), None)
    if found is None and known is None:
        raise InputFault("no_hashset", name=name)
    return found, known

"""The library: hash sets taken in, kept up, switched off and on, listed and taken out."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

from inspector.app import deltas, office_lists, products
from inspector.app.lists import ListFile, Written, opened, written
from inspector.app.office_lists import Merged, Shown
from inspector.app.registering import registered
from inspector.app.replacing import CUT
from inspector.app.session import Session
from inspector.domain.account import Right
from inspector.domain.fault import UsageFault
from inspector.domain.names import label
from inspector.domain.progress import Progress
from inspector.library import sets
from inspector.library.sets import Summary
from inspector.store import hashsets
from inspector.store.hashsets import HashSet, Import
from inspector.store.office_lists import FORMAT
from inspector.triage.known import hold_against_stored

__all__ = ["Added", "ListFile"]


@dataclass(frozen=True, slots=True)
class Added:
    """A set that was taken in.

    What its list held, how many contents of the workspace agree with it already, and the sets in the library that say
    the very same. `merged` tells what came where the list was an office's statements.
    """

    hashset: Import
    summary: Summary
    matched: int
    same_as: tuple[str, ...] = ()
    merged: Merged | None = None

    @property
    def off(self) -> bool:
        """Whether nobody asks the set, because the one that it took the place of was off."""
        return isinstance(self.hashset, HashSet) and self.hashset.off is not None


def changes(summary: Summary) -> Iterator[tuple[str, int]]:
    """What a list did not judge and what it changed, as the name of a sentence and a count, where there is any."""
    told = (
        ("command-hashset-uncategorised", summary.tally.uncategorised),
        ("command-hashset-changed", summary.changed),
        ("command-hashset-taken-back", summary.taken_back),
        ("command-hashset-in-part", summary.in_part),
    )
    return ((message, count) for message, count in told if count)


def add(session: Session, given: ListFile) -> Generator[Progress, None, Added]:
    """Takes a list in and holds everything stored against it; the set is in, or it is not."""
    session.require(Right.LIBRARY)
    given.check()
    with session.workspace.sole_import():
        if office_lists.is_delta(given):
            merged = yield from office_lists.merge(session, given)
            known = [found for found in listed(session) if found.name == merged.hashset.name]
            return Added(known[0] if known else merged.hashset, merged.summary, merged.matched, merged=merged)
        if given.trust is not None:  # nobody is to believe that a list was checked which nobody signed
            opened(given.path).close()
            raise UsageFault("list_unsigned")
        if any(found.name == given.called for found in listed(session)):
            raise UsageFault("hashset_exists", name=given.called)
        return (yield from _take_in(session, given, None))


def update(session: Session, name: str, given: ListFile) -> Generator[Progress, None, Added]:
    """Puts a newer list into the place of the set `name`, or, if it is a difference, what it makes of that set.

    The set keeps its name, its list, what its categories mean, and its provider unless a new one is given, and stays
    off if it was; the old one leaves in the same transaction.
    """
    session.require(Right.LIBRARY)
    given.check()
    with session.workspace.sole_import():
        old = hashsets.find(session.workspace.reader(), name)
        if old.format == FORMAT or office_lists.is_delta(given):
            raise UsageFault("hashset_of_offices", name=name)
        renewed = replace(given, name=old.name, listing=old.listing, provider=given.provider or old.provider)
        added = yield from _take_in(session, renewed, old)
        sets.remove(session.workspace.library, old.file)
        return added


def _take_in(session: Session, given: ListFile, old: HashSet | None) -> Generator[Progress, None, Added]:
    workspace = session.workspace
    others = [found for found in listed(session) if found != old]
    made = yield from written(workspace, given, old)
    imported, by = _import(given, made, old), session.account.name
    added, matched = yield from registered(workspace, made.file, lambda agree: hashsets.add(imported, by, agree))
    same = tuple(found.name for found in others if found.digest == added.digest)
    return Added(added, made.summary, matched, same)


def _import(given: ListFile, made: Written, old: HashSet | None) -> Import:
    summary, told, release = made.summary, made.reading.facts, deltas.release_of(made.reading, given.version)
    built_on = old if old and (given.difference or made.reading.difference) else None
    kept = built_on.facts if built_on else {}
    if built_on and made.reading.difference:
        kept = deltas.facts_after(built_on, release)
    return Import(
        name=given.called,
        listing=given.listing,
        provider=given.provider,
        version=given.version or label(release.version),
        format=made.reading.format,
        file=made.file,
        entries=summary.count,
        broken=summary.tally.broken,
        digest=summary.digest,
        signals={signal.value: count for signal, count in summary.signals.items()},
        dated=given.dated or label(release.release_date or release.build_date),
        facts={name: label(fact) for name, fact in {**kept, **told, **products.facts(made.products)}.items()},
        meanings={**(old.meanings if old else {}), **given.meanings},
        incomplete=_incomplete(made, built_on),
        replaces=old.id if old else None,
    )


def _incomplete(made: Written, built_on: HashSet | None) -> str:
    """Why not all of a set is in; what was missing in the set below still is."""
    if made.summary.tally.codes[CUT]:
        return CUT
    missed = deltas.MISSED if made.reading.difference and made.summary.missing else ""
    if made.products and made.reading.packages and made.reading.packages.unclear:
        return products.UNCLEAR
    return missed or (built_on.incomplete if built_on else "")


def remove(session: Session, name: str) -> HashSet:
    """Takes a set out of the library and deletes its file."""
    session.require(Right.LIBRARY)
    with session.workspace.sole_import():
        removed = session.workspace.change(hashsets.remove(name))
        sets.remove(session.workspace.library, removed.file)
    return removed


def switch_off(session: Session, name: str) -> HashSet:
    """Leaves a set in the library and asks it no longer."""
    session.require(Right.LIBRARY)
    return session.workspace.change(hashsets.switch_off(name))


def switch_on(session: Session, name: str) -> Generator[Progress, None, HashSet]:
    """Asks a set again, after everything that is stored was held against it."""
    session.require(Right.LIBRARY)
    with session.workspace.sole_import():
        found = hashsets.find(session.workspace.reader(), name)
        held = yield from hold_against_stored(session.workspace, found.file)
        return session.workspace.change(hashsets.switch_on(name, held.to_the_end))


def find(session: Session, name: str) -> HashSet:
    """The set in the library under a name; raises InputFault `no_hashset`."""
    return hashsets.find(session.workspace.reader(), name)


def former(session: Session, known: HashSet) -> HashSet | None:
    """The set that this one took the place of, as it was."""
    return hashsets.former(session.workspace.reader(), known)


def shown(session: Session, name: str) -> tuple[HashSet | None, Shown | None]:
    """The set in the library under a name, and how it stands as a list of offices; raises InputFault `no_hashset`.

    A list in which nothing is confirmed any more has no set.
    """
    known = office_lists.shown(session, name)
    if known is None:
        return find(session, name), None
    return next((found for found in listed(session) if found.name == name), None), known


def listed(session: Session) -> list[HashSet]:
    """The sets in the library, also those that are off."""
    return hashsets.listed(session.workspace.reader())

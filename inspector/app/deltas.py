"""Whether a delta of the NSRL's data set may change the set it is given to, and which release that becomes.

Rows that a delta took out or put in already would be counted twice, and known files be lost: of one delta every copy
but the first is refused, whatever its file is called. Which release it leads to is told by its name and by itself.
"""

from __future__ import annotations

from inspector.domain.fault import InputFault, UsageFault
from inspector.domain.names import display
from inspector.library.entry import Broken, Record
from inspector.library.rds.release import FACTS, Release, contradicts, is_later, number_of
from inspector.library.reading import Reading
from inspector.store.hashsets import HashSet

MISSED = "difference-missed"
"""Why a set is incomplete: a delta took rows back that were not there, so that it was made for another release."""

_OF_ONE_RELEASE = frozenset(FACTS) - {"build_set"}


def check_name(reading: Reading, old: HashSet) -> None:
    """Raises UsageFault (`list_not_later`, `list_of_another`) when the name of the delta says that it does not fit."""
    _check(reading.release, old)


def check_not_older(reading: Reading, old: HashSet) -> None:
    """Raises UsageFault (`list_not_later`) when a whole list is of an earlier release; the same one may come again."""
    told = reading.release.version
    for version in (old.version, old.facts.get("version", "")):
        if number_of(told) and number_of(told) < number_of(version):
            raise UsageFault("list_not_later", name=old.name, version=version, told=display(told))


def check_whole(reading: Reading, version: str, old: HashSet) -> None:
    """The same of what the delta says, when it was gone through; `version` is what a person says it is.

    And `list_release_unsaid` when nothing says the number of a release, by which alone releases can be compared;
    `list_release_contradicted` when a person says another one than the delta.
    """
    told = release_of(reading, version)
    if not number_of(told.version):
        raise UsageFault("list_release_unsaid", name=old.name, version=old.version)
    if version and number_of(version) != number_of(told.version):
        raise UsageFault("list_release_contradicted", told=display(told.version), given=display(version))
    _check(told, old)


def check_unbroken(record: Record) -> None:
    """Raises InputFault `list_delta_cut` where a difference breaks off.

    With half of a delta in, its release would be there already, and the whole one be refused for good; and a set would
    stay incomplete, since what comes later does not tell what was missing.
    """
    if isinstance(record, Broken) and record.code == "truncated":
        raise InputFault("list_delta_cut", line=record.line)


def release_of(reading: Reading, version: str = "") -> Release:
    """Which release a list that was gone through is of: a delta says it itself, else its name does, else a person."""
    if not reading.difference:
        return reading.release
    said = {name: fact for name, fact in reading.facts.items() if name in FACTS}
    if not number_of(said.get("version", "")):
        said.pop("version", None)
    named = reading.release.version or version
    return Release(**{"build_set": reading.release.build_set, "version": named, **said})


def facts_after(old: HashSet, release: Release) -> dict[str, str]:
    """What the set says of itself after the delta: nothing of the release before but which data set it is of."""
    kept = {name: fact for name, fact in old.facts.items() if name not in _OF_ONE_RELEASE}
    return {**kept, "version": release.version}


def _check(told: Release, old: HashSet) -> None:
    known = old.facts.get("build_set", "")
    for version in (old.version, old.facts.get("version", "")):
        if told.version and not is_later(told.version, version):
            raise UsageFault("list_not_later", name=old.name, version=version, told=display(told.version))
    if contradicts(told.build_set, known):
        raise UsageFault("list_of_another", name=old.name, known=known, told=display(told.build_set))

"""What differences make of a set, held against a model: tellings of hashes, each by an id or by none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.library import sets
from inspector.library.building import merging
from inspector.library.building.gathering import Gathering
from inspector.library.building.spool import Spool
from inspector.library.entry import Entry, Gone, ListId
from inspector.library.sets import Summary
from tests.library.lists import KEY, through_file

SIGNALS = ("md5", "sha1", "pdq")
LENGTHS = {"md5": 16, "sha1": 20, "pdq": 32}
ALWAYS = Entry(md5=b"always" + bytes(10), id=ListId("always"))


class Telling(NamedTuple):
    id: str
    signal: str
    value: bytes
    category: str


class Said(NamedTuple):
    """One place of a list: an entry that is told, left out because of its category, or gone."""

    how: str
    entry: Entry


def tellings(entry: Entry) -> set[Telling]:
    name = entry.id.name if entry.id else ""
    return {Telling(name, signal, value, entry.category) for signal in SIGNALS if (value := getattr(entry, signal))}


def hashes(some: set[Telling]) -> set[tuple[str, bytes]]:
    return {(one.signal, one.value) for one in some}


def after(before: set[Telling], places: Sequence[Said]) -> tuple[set[Telling], set[Telling]]:
    """What a set says after a difference, and what of before does not count any more."""
    latest = {place.entry.id.name: place for place in places if place.entry.id}
    judging = [place for place in places if not place.entry.id and (place.how != "told" or place.entry.category)]
    spoken = hashes(set().union(*(tellings(place.entry) for place in judging)))
    outdated = set(latest) | {one.id for one in before if one.id and (one.signal, one.value) in spoken}
    fresh = [place.entry for place in places if place.how == "told" and latest.get(_name(place.entry), place) is place]
    gone = hashes(set().union(*(tellings(place.entry) for place in judging if place.how == "gone")))
    kept = {one for one in before if one.id not in outdated and (one.signal, one.value) not in spoken}
    now = {one for one in kept.union(*map(tellings, fresh)) if (one.signal, one.value) not in gone}
    return now, before - kept


def _name(entry: Entry) -> str:
    return entry.id.name if entry.id else ""


def changes(before: set[Telling], now: set[Telling], outdated: set[Telling]) -> tuple[int, int]:
    """Of how many hashes of the signal with most something else is said, and how many more are no longer there."""
    changed: dict[str, int] = defaultdict(int)
    touched: dict[str, int] = defaultdict(int)
    for signal, value in hashes(outdated):
        was, is_now = ({one.category for one in some if one[1:3] == (signal, value)} for some in (before, now))
        changed[signal] += bool(is_now) and was != is_now
        touched[signal] += was != is_now
    return max(changed.values(), default=0), max(touched.values(), default=0) - max(changed.values(), default=0)


class Kept:
    """A set that is brought up to date."""

    def __init__(self, folder: Path, at_once: int) -> None:
        self._folder, self._at_once, self._file = folder, at_once, ""

    def take(self, places: Sequence[Said]) -> Summary:
        gathering = Gathering(Spool(self._folder, KEY, sets.new_id()), self._at_once)
        if self._file:
            gathering.build_on(sets.opened(self._folder, KEY, self._file))
        for how, entry in places:
            if how == "left":
                gathering.leave_out(entry, taken_back=False)
            else:
                gathering.add(entry if how == "told" else Gone(1, entry))
        self._file = sets.new_id()
        summary = sets.save(self._folder, KEY, self._file, gathering)
        gathering.close()
        return summary

    def says(self, some: set[Telling]) -> bool:
        """Whether it says what these tellings say."""
        alone = [Entry(**{one.signal: one.value, "category": one.category}) for one in some]  # type: ignore[arg-type]
        digest = sets.digest_of(self._folder, KEY, self._file)
        return digest == through_file(self._folder, [replace(ALWAYS, id=None), *alone]).digest


def a_hash(signal: str) -> st.SearchStrategy[bytes]:
    # beginnings that are the same, so that stretches meet within one first word
    return st.sampled_from([bytes(8) + mark * (LENGTHS[signal] - 8) for mark in (b"1", b"2", b"3")])


def entries(names: Sequence[str]) -> st.SearchStrategy[Entry]:
    return st.builds(
        lambda name, category, **given: Entry(id=ListId(name) if name else None, category=category, **given),
        st.sampled_from(names),
        st.sampled_from(["", "1", "2"]),
        **{signal: st.none() | a_hash(signal) for signal in SIGNALS},
    ).filter(lambda entry: entry.usable())


def lists(names: Sequence[str]) -> st.SearchStrategy[list[list[Said]]]:
    place = st.builds(Said, st.sampled_from(["told", "told", "told", "left", "gone"]), entries(names))
    whole = st.lists(st.builds(Said, st.just("told"), entries(names)), max_size=6)
    return st.builds(lambda first, rest: [first, *rest], whole, st.lists(st.lists(place, max_size=6), max_size=3))


SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("names", ["", "ab"])
def test_differences_make_what_the_model_makes(tmp_path: Path, names: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "AT_ONCE", 2)

    @SLOW
    @given(lists(["", *names]), st.integers(1, 6))
    def hold(told: list[list[Said]], at_once: int) -> None:
        first, *rest = told
        kept, (model, _) = Kept(tmp_path, at_once), after(set(), first)
        kept.take([Said("told", ALWAYS), *first])
        assert kept.says(model)
        for places in rest:
            summary, before = kept.take(places), model
            model, outdated = after(before, places)
            assert kept.says(model)
            assert (summary.changed, summary.taken_back) == changes(before, model, outdated)

    run: Callable[[], None] = hold
    run()

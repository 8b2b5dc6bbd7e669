"""Lists that name their entries by ids: what is changed and taken back by them, in whatever order it comes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.domain.match import Signal
from inspector.library import sets
from inspector.library.building import ids
from inspector.library.building.gathering import Gathering
from inspector.library.building.spool import Spool
from inspector.library.entry import Entry, Gone, ListId, Record
from inspector.library.known import KnownSet
from inspector.library.sets import Summary
from tests.library.lists import KEY, through_file

ALWAYS = Entry(md5=b"always" + bytes(10), id=ListId("always"))
A, B = Entry(md5=b"a" * 16, sha1=b"a" * 20, category="A1"), Entry(md5=b"b" * 16, pdq=b"b" * 32, category="B2")


def under(name: str, entry: Entry, time: int = 0) -> Entry:
    return replace(entry, id=ListId(name, time))


def gone(name: str, time: int = 0, entry: Entry | None = None) -> Gone:
    return Gone(1, under(name, entry or Entry(), time))


class Kept:
    """A set that is brought up to date."""

    def __init__(self, folder: Path, at_once: int = 1000) -> None:
        self._folder, self._at_once, self._file = folder, at_once, ""

    def take(self, records: Iterable[Record]) -> Summary:
        """Takes a list in, or what changes in it."""
        gathering = Gathering(Spool(self._folder, KEY, sets.new_id()), self._at_once)
        if self._file:
            gathering.build_on(sets.opened(self._folder, KEY, self._file))
        for record in records:
            gathering.add(record)
        self._file = sets.new_id()
        summary = sets.save(self._folder, KEY, self._file, gathering)
        gathering.close()
        assert sets.digest_of(self._folder, KEY, self._file) == summary.digest
        return summary

    def says(self, *entries: Entry) -> bool:
        """Whether it is the set that these entries alone make."""
        plain = through_file(self._folder, [replace(entry, id=None) for entry in (*entries, ALWAYS)])
        known = sets.load(self._folder, KEY, self._file)
        return (known.digest, _lengths(known)) == (plain.digest, _lengths(plain))


def _lengths(known: KnownSet) -> dict[str, int]:
    exact = {signal.value: len(found) for signal, found in known.exact.items()}
    near = {signal.value: len(found.known) for signal, found in known.near.items()}
    return {signal: count for signal, count in {**exact, **near}.items() if count}


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """One that holds what is in every set of these tests."""
    one = Kept(tmp_path)
    one.take([ALWAYS])
    return one


def test_what_is_taken_back_by_its_id_goes(kept: Kept) -> None:
    assert kept.take([under("1", A), under("2", B)]).missing == 0
    summary = kept.take([gone("2")])
    assert (summary.missing, summary.tally.gone, summary.tally.unnamed) == (0, 1, 0)
    assert kept.says(A)
    assert kept.take([gone("1"), gone("2")]).missing == 0  # that was taken back before is no fault
    assert kept.says()


def test_what_another_tells_too_stays(kept: Kept) -> None:
    kept.take([under("42 a", B), under("43 a", B), under("44 a", A), replace(A, id=None)])
    kept.take([gone("42 a"), gone("44 a")])
    assert kept.says(A, B)
    kept.take([gone("43 a", entry=B)])  # by its id, though it names the hashes
    assert kept.says(A)


def test_what_changed_takes_the_place_of_what_was(kept: Kept) -> None:
    kept.take([under("1", A), under("2", B)])
    kept.take([under("1", replace(A, category="A2")), under("2", A)])
    assert kept.says(replace(A, category="A2"), A)
    kept.take([under("2", B)])
    assert kept.says(replace(A, category="A2"), B)


def test_the_latest_counts_wherever_it_stands(kept: Kept) -> None:
    kept.take([gone("1", 5), under("1", A, 4), under("2", A, 7), under("2", B, 6), under("3", A, 0), under("3", B, 0)])
    assert kept.says(A, B)
    kept.take([under("1", B, 4), gone("2", 6)])  # a difference of before
    assert kept.says(A, B)
    kept.take([under("1", B, 6), gone("2", 7), gone("3")])
    assert kept.says(B)


def test_ids_that_nobody_knows_are_counted(kept: Kept) -> None:
    summary = kept.take([gone("1"), gone("1", 3), gone("2", 1), under("2", A), under("3", B), gone("3")])
    assert (summary.missing, summary.tally.gone, summary.tally.unnamed) == (1, 4, 0)
    assert kept.take([gone("1")]).missing == 0


def test_a_whole_list_may_take_back_what_it_never_told(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    assert kept.take([ALWAYS, gone("1", 9), gone("2")]).missing == 0
    kept.take([under("1", A, 8), under("2", B)])  # what comes later, but is older
    assert kept.says(B)


def test_a_set_without_ids_says_that_it_lacks_them(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.take([replace(ALWAYS, id=None), A, B])
    summary = kept.take([gone("1"), gone("2", entry=B)])
    assert (summary.missing, summary.tally.unnamed) == (1, 1)
    assert kept.says(A)  # what is taken back by its hashes is gone, wherever the list tells it
    kept.take([under("4", B)])
    assert kept.take([gone("4"), gone("5")]).tally.unnamed == 1
    assert kept.says(A)


def test_who_writes_a_list_cannot_know_how_an_id_is_kept() -> None:
    assert ids.told(ListId("1"), KEY, gone=False) != ids.told(ListId("1"), bytes(32), gone=False)
    assert len(ids.told(ListId("9" * 100_000, 2**32 - 1), KEY, gone=True)) == ids.TYPE.itemsize


CHANGES = st.lists(
    st.tuples(
        st.sampled_from("1234"),
        st.integers(0, 3),
        st.none()
        | st.builds(
            Entry,
            md5=st.sampled_from([bytes(16), b"1" * 16, b"2" * 16]),
            sha1=st.sampled_from([None, bytes(20), b"1" * 20]),
            pdq=st.sampled_from([None, bytes(32)]),
            category=st.sampled_from(["", "A1"]),
        ),
    ),
    max_size=14,
)


def model(changes: Sequence[tuple[str, int, Entry | None]]) -> list[Entry]:
    """What counts in the end."""
    told: dict[str, tuple[int, Entry | None]] = {}
    for name, time, entry in changes:
        if name not in told or told[name][0] <= time:
            told[name] = time, entry
    return [entry for _, entry in told.values() if entry]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES, st.lists(st.integers(0, 14), max_size=3), st.integers(1, 6))
def test_however_it_is_cut_into_lists_the_same_comes_out(
    tmp_path: Path, changes: list[tuple[str, int, Entry | None]], cuts: list[int], at_once: int
) -> None:
    kept = Kept(tmp_path, at_once)
    kept.take([ALWAYS])
    places = [0, *sorted(cuts), len(changes)]
    for start, stop in pairwise(places):
        kept.take(gone(name, time) if entry is None else under(name, entry, time)
                  for name, time, entry in changes[start:stop])  # fmt: skip
    assert kept.says(*model(changes))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES, st.permutations(range(4)))
def test_differences_may_come_in_any_order(
    tmp_path: Path, changes: list[tuple[str, int, Entry | None]], order: list[int]
) -> None:
    timed = [(name, time, entry) for time, (name, _, entry) in enumerate(changes, 1)]
    kept = Kept(tmp_path)
    kept.take([ALWAYS])
    for part in order:
        kept.take(gone(name, time) if entry is None else under(name, entry, time)
                  for name, time, entry in timed[part::4])  # fmt: skip
    assert kept.says(*model(timed))


def test_fingerprints_told_by_several_stand_once(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    summary = kept.take([ALWAYS, *(under(str(number), B) for number in range(9))])
    assert (summary.count, summary.duplicates, summary.signals[Signal.PDQ]) == (2, 8, 1)
    kept.take(gone(str(number)) for number in range(8))
    assert kept.says(B)
    kept.take([gone("8")])
    assert kept.says()
